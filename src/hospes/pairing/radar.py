"""Radar: whose arrival would place most of those who stay at home.

For each group at home one mirror is tried: the offer that this group describes by its wish, with as many
places as a usual host has, in a country that it would like. Nobody is invented by that: the mirror says
what to look for. How many people it would place is found by planning again with it.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import median_low

from hospes.pairing.again import Effort, effort_for, part_near, people_of
from hospes.pairing.landscape import Landscape, Stop, never
from hospes.pairing.looking import look_closely
from hospes.pairing.parties import Offer, Pair, Wish
from hospes.pairing.planned import WORK
from hospes.pairing.stays import Ledger

# The name of who is looked for; it is nobody's key.
SOUGHT = "sought"
# Mirrors that are tried, of the largest groups, and of those how many are planned with.
MIRRORS = 60
PLANNED = 10
# Groups at home that a mirror is compared with.
AT_HOME = 600


@dataclass(frozen=True, slots=True)
class Sought:
    """An entry that is missing in the market. `places_people`: people that the plan would have more;
    None where that was not worked out. `wishes`: groups at home that could go there."""

    offer: Offer
    mirror_of: str
    could_take: int
    wishes: tuple[str, ...]
    places_people: int | None = None


def radar(
    landscape: Landscape, ledger: Ledger, *, limit: int = PLANNED, work: int = WORK, stop: Stop = never
) -> tuple[Sought, ...]:
    """What to look for, the entry that would place most people first."""
    found = sorted(_tried(landscape, ledger, stop), key=lambda one: (-one.could_take, one.mirror_of))
    effort = effort_for(work, stop)
    planned = [replace(one, places_people=_places(one.offer, landscape, ledger, effort)) for one in found[:PLANNED]]
    ranked = sorted(planned, key=lambda one: (-(one.places_people or 0), -one.could_take, one.mirror_of))
    return tuple([*ranked, *found[PLANNED:]][:limit])


def _tried(landscape: Landscape, ledger: Ledger, stop: Stop) -> Iterator[Sought]:
    home = [landscape.wishes[key] for key, people in ledger.people_left.items() if people]
    home = sorted((wish for wish in home if wish.returns != "must"), key=lambda one: (-_left(one, ledger), one.key))
    seen = set()
    for wish in home[:MIRRORS]:
        if stop():
            return
        offer = mirror(wish, landscape, places=max(_left(wish, ledger), _usual_places(landscape)))
        if offer is None or _shape(offer) in seen:
            continue
        seen.add(_shape(offer))
        taken = _taken(offer, home[:AT_HOME], landscape, ledger)
        if taken:
            yield Sought(offer, wish.key, sum(taken.values()), tuple(sorted(taken)))


def mirror(wish: Wish, landscape: Landscape, *, places: int) -> Offer | None:
    """The offer that would suit this wish; None where no country would. What the wish leaves open stays open."""
    country = _country(wish, landscape)
    if country is None:
        return None
    return Offer(
        key=SOUGHT,
        organisation=SOUGHT,
        country=country,
        formats=wish.formats,
        topics=wish.topics,
        fields=wish.fields,
        languages=wish.languages,
        windows=wish.windows,
        days=wish.days,
        places=max(places, wish.part),
        profiles=None if wish.profile is None else frozenset({wish.profile}),
        measures=wish.needs,
    )


def _country(wish: Wish, landscape: Landscape) -> str | None:
    """A country that the group wants, else the one that most hosts are in; never its own."""
    hosts = Counter(offer.country for offer in landscape.offers.values())
    wanted = wish.wants.countries - {wish.country} - wish.refuses.countries
    possible = wanted or (hosts.keys() - {wish.country} - wish.refuses.countries)
    return min(possible, key=lambda country: (-hosts[country], country), default=None)


def _usual_places(landscape: Landscape) -> int:
    return median_low([offer.places or 1 for offer in landscape.offers.values()] or [1])


def _left(wish: Wish, ledger: Ledger) -> int:
    return ledger.people_left[wish.key]


def _shape(offer: Offer) -> str:
    return repr(
        [
            offer.country,
            offer.places,
            *(sorted(codes or ()) for codes in (offer.formats, offer.topics, offer.fields, offer.profiles)),
            sorted((offer.languages or {}).items()),
            offer.windows,
            offer.days,
            sorted(offer.measures or ()),
        ]
    )


def _taken(offer: Offer, home: list[Wish], landscape: Landscape, ledger: Ledger) -> dict[str, int]:
    """People at home who could go there, those first whom it suits best."""
    pairs = _pairs(offer, home, landscape)
    room, found = offer.places or 0, {}
    wishes = {wish.key: wish for wish in home}
    for key, _ in sorted(pairs, key=lambda pair: (-pairs[pair], pair)):
        people = min(_left(wishes[key], ledger), room, offer.most)
        if people >= max(wishes[key].part, 1):
            found[key] = people
            room -= people
    return found


def _pairs(offer: Offer, wishes: list[Wish], landscape: Landscape) -> dict[Pair, int]:
    return {
        pair: seen.scores.pair
        for sight in look_closely(wishes, (offer,), landscape.context)
        for pair, seen in sight.alive.items()
        if seen.placeable
    }


def _places(offer: Offer, landscape: Landscape, ledger: Ledger, effort: Effort) -> int | None:
    """How many more people the plan has with this offer in the market."""
    offer = replace(offer, key=_free_key(landscape), organisation=_free_key(landscape))
    pairs = _pairs(offer, list(landscape.wishes.values())[: 10 * AT_HOME], landscape)
    part = part_near(landscape, ledger, ((wish, offer.key) for wish, _ in pairs), effort)
    before = people_of(landscape.only(part.keys), landscape, ledger, part, effort)
    after = people_of(_with(offer, landscape.only(part.keys)), landscape, ledger, part, effort, changed=True)
    return None if before is None or after is None else max(0, after - before)


def _free_key(landscape: Landscape) -> str:
    key = SOUGHT
    while key in landscape.wishes or key in landscape.offers:
        key += "-"
    return key


def _with(offer: Offer, landscape: Landscape) -> Landscape:
    alive = dict(landscape.alive)
    for sight in look_closely(landscape.wishes.values(), (offer,), landscape.context):
        alive.update(sight.alive)
    return replace(
        landscape,
        market=replace(landscape.market, offers=(*landscape.market.offers, offer)),
        offers=dict(sorted([*landscape.offers.items(), (offer.key, offer)])),
        alive=alive,
    )
