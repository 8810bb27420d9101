"""A market as arrays: the pairs that a plan may place, and a plan as people per pair.

Large markets are searched on these arrays. They hold whole numbers only, travel to another process as
they are, and kernels read them. Fixed stays are taken out: what is here is what is left to decide.

    core = core_of(landscape, fixed)
    filled = filled_from(landscape, core, ledger)   # people of each pair, and what is left of everybody
    take(core, filled, pair, 3)                     # three people more; a negative number takes them back
    worth(core, filled, target)                     # the goals in their order
    ledger_from(landscape, core, filled, fixed)     # and back, with dates
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hospes.pairing.compiling import compiled
from hospes.pairing.dates import dates_known
from hospes.pairing.goals import person_value, waiting
from hospes.pairing.landscape import Landscape
from hospes.pairing.pairs import OFFER, TENTHS, WISH, Pairs
from hospes.pairing.parties import Pair
from hospes.pairing.stays import Ledger

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Core(NamedTuple):
    """Pairs by wish and offer, both in the order of their keys. Wishes, offers and sending organisations
    are numbered in the order of their keys, those without pairs too."""

    # Of each pair: its wish, its offer, tenths for each person, and how many people a stay has.
    wish: Ints
    offer: Ints
    value: Ints
    least: Ints
    most: Ints
    # Tenths that the stay saves because it stood in the previous plan.
    kept: Ints
    # The pairs of wish w are of_wish[w] to of_wish[w + 1]; those of offer o are
    # by_offer[of_offer[o]] to by_offer[of_offer[o + 1]].
    of_wish: Ints
    of_offer: Ints
    by_offer: Ints
    # Of each wish: people to place, how many of them have fewer opportunities, the fewest worth placing.
    people: Ints
    fewer: Ints
    at_least: Ints
    organisation: Ints
    # Of each offer: places, groups (as many as places where nobody limits them), and whether a limit
    # per week makes the dates of its stays depend on each other.
    places: Ints
    groups: Ints
    weekly: Flags
    # Of each organisation: fixed stays, which serve it already.
    fixed_stays: Ints
    # What fixed stays bring: people with fewer opportunities, and tenths.
    fixed_fewer: int
    fixed_welfare: int
    # Tenths lost when every earlier stay is dropped.
    dropped: int
    first_match: bool


class Filled(NamedTuple):
    """A plan on a core, and what it leaves. Changed in place by `take`."""

    # People of each pair.
    stays: Ints
    people_left: Ints
    places_left: Ints
    groups_left: Ints
    # Stays of each organisation, fixed ones too.
    served: Ints

    def copy(self) -> "Filled":
        return Filled(*(part.copy() for part in self))


# Goals in their order: seats of the reserve, organisations, welfare, people with fewer opportunities.
Worth = tuple[int, int, int, int]


def core_of(landscape: Landscape, fixed: Ledger, *, in_exchange: bool = False) -> Core:
    """The arrays of a market, less the stays that are fixed. Whoever travels only in exchange is left out
    unless asked for."""
    wishes, offers = list(landscape.wishes.values()), list(landscape.offers.values())
    organisations = {name: number for number, name in enumerate(sorted({one.organisation for one in wishes}))}
    people = _ints(fixed.people_left[one.key] for one in wishes)
    places = _ints(fixed.places_left[one.key] for one in offers)
    limits = [fixed.groups_left[one.key] for one in offers]
    travels = np.array([in_exchange or one.returns != "must" for one in wishes], dtype=np.bool_)
    wish, offer, value = _pairs(landscape, fixed)
    part, smallest = _ints(one.part for one in wishes), _ints(one.smallest_group for one in offers)
    least = np.maximum(1, np.maximum(part[wish], smallest[offer]))
    most = np.minimum(np.minimum(people[wish], _ints(one.most for one in offers)[offer]), places[offer])
    there = np.flatnonzero(travels[wish] & (least <= most))
    wish, offer, value, least, most = wish[there], offer[there], value[there], least[there], most[there]
    served = np.zeros(len(organisations), dtype=np.int64)
    for stay in fixed.stays.values():
        served[organisations[landscape.wishes[stay.wish].organisation]] += 1
    dropped = [pair for pair in landscape.market.previous if pair in landscape.alive and pair not in fixed.stays]
    cost = landscape.context.settings.change_cost
    core = Core(
        wish=wish,
        offer=offer,
        value=value,
        least=least,
        most=most,
        kept=np.zeros(wish.size, dtype=np.int64),
        of_wish=np.searchsorted(wish, np.arange(len(wishes) + 1)),
        of_offer=np.searchsorted(np.sort(offer), np.arange(len(offers) + 1)),
        by_offer=np.argsort(offer, kind="stable"),
        people=people,
        fewer=_ints(fixed.fewer_left[one.key] for one in wishes),
        at_least=_ints(max(0, one.least - fixed.placed(one)) for one in wishes),
        organisation=_ints(organisations[one.organisation] for one in wishes),
        places=places,
        groups=_ints(int(room) if limit is None else limit for room, limit in zip(places, limits, strict=True)),
        weekly=np.array([one.at_once is not None for one in offers], dtype=np.bool_),
        fixed_stays=served,
        fixed_fewer=fixed.fewer,
        fixed_welfare=sum(
            stay.people * person_value(landscape.wishes[stay.wish], stay.key, landscape)
            for stay in fixed.stays.values()
        ),
        dropped=cost * len(dropped),
        first_match=landscape.context.settings.fairness == "first-match",
    )
    numbers = numbers_of(landscape, core, dropped)
    core.kept[numbers[numbers >= 0]] = cost
    return core


def _ints(numbers: Iterable[int]) -> Ints:
    return np.fromiter(numbers, dtype=np.int64)


def _pairs(landscape: Landscape, fixed: Ledger) -> tuple[Ints, Ints, Ints]:
    """Wish, offer and tenths per person of every pair that may be placed, by key."""
    rows = _placeable(landscape)
    count = len(landscape.offers) + 1
    taken = [pair for pair in fixed.stays if pair in landscape.alive]
    wish_numbers = {key: number for number, key in enumerate(landscape.wishes)} if taken else {}
    offer_numbers = {key: number for number, key in enumerate(landscape.offers)} if taken else {}
    gone = _ints(wish_numbers[wish] * count + offer_numbers[offer] for wish, offer in taken)
    rows = rows[~np.isin(rows[:, 0] * count + rows[:, 1], gone)]
    more = _ints(waiting(wish, landscape) for wish in landscape.wishes.values())
    return rows[:, 0].copy(), rows[:, 1].copy(), rows[:, 2] + more[rows[:, 0]]


def _placeable(landscape: Landscape) -> Ints:
    """Numbers of wish and offer and the tenths of every pair that a plan may place, in the order of the keys."""
    if isinstance(landscape.alive, Pairs):
        return landscape.alive.rows[landscape.alive.placeable][:, [WISH, OFFER, TENTHS]].astype(np.int64)
    wish_numbers = {key: number for number, key in enumerate(landscape.wishes)}
    offer_numbers = {key: number for number, key in enumerate(landscape.offers)}
    found = [
        (wish_numbers[pair[0]], offer_numbers[pair[1]], seen.scores.pair)
        for pair, seen in landscape.alive.items()
        if seen.placeable
    ]
    rows = np.array(found, dtype=np.int64).reshape(-1, 3)
    return rows[np.lexsort((rows[:, 1], rows[:, 0]))]


def numbers_of(landscape: Landscape, core: Core, pairs: Iterable[Pair]) -> Ints:
    """The number of each of these pairs in the core; -1 for those that are not in it."""
    wish_numbers = {key: number for number, key in enumerate(landscape.wishes)}
    offer_numbers = {key: number for number, key in enumerate(landscape.offers)}
    count = len(offer_numbers) + 1
    asked = _ints(wish_numbers.get(wish, -1) * count + offer_numbers.get(offer, -1) for wish, offer in pairs)
    known = core.wish * count + core.offer
    places = np.minimum(np.searchsorted(known, asked), max(0, known.size - 1))
    if not known.size:
        return np.full(asked.size, -1, dtype=np.int64)
    return np.where(known[places] == asked, places, -1)


def narrowed(core: Core, pairs: Ints) -> Core:
    """The core with some of its pairs only; `pairs` in their order. Wishes and offers keep their numbers."""
    offer = core.offer[pairs]
    return core._replace(
        **{name: getattr(core, name)[pairs] for name in ("wish", "offer", "value", "least", "most", "kept")},
        of_wish=np.searchsorted(core.wish[pairs], np.arange(core.people.size + 1)),
        of_offer=np.searchsorted(np.sort(offer), np.arange(core.places.size + 1)),
        by_offer=np.argsort(offer, kind="stable"),
    )


# Plans


def nothing_filled(core: Core) -> Filled:
    """The plan with no stays but the fixed ones."""
    stays = np.zeros(core.wish.size, dtype=np.int64)
    return Filled(stays, core.people.copy(), core.places.copy(), core.groups.copy(), core.fixed_stays.copy())


def filled_with(core: Core, stays: Ints) -> Filled:
    """The plan with so many people of each pair."""
    there = stays > 0
    return Filled(
        stays.copy(),
        core.people - _summed(core.wish, stays, core.people.size),
        core.places - _summed(core.offer, stays, core.places.size),
        core.groups - _summed(core.offer[there], np.ones(int(there.sum()), dtype=np.int64), core.places.size),
        core.fixed_stays + np.bincount(core.organisation[core.wish[there]], minlength=core.fixed_stays.size),
    )


def filled_from(landscape: Landscape, core: Core, ledger: Ledger) -> Filled:
    """A ledger's stays as people of each pair; stays that are not in the core, as fixed ones, are not counted."""
    stays = np.zeros(core.wish.size, dtype=np.int64)
    numbers = numbers_of(landscape, core, ledger.stays)
    people = _ints(stay.people for stay in ledger.stays.values())
    stays[numbers[numbers >= 0]] = people[numbers >= 0]
    return filled_with(core, stays)


def ledger_from(landscape: Landscape, core: Core, filled: Filled, before: Ledger) -> Ledger:
    """The ledger of a plan. `before` holds the fixed stays; what it holds already with the same people keeps
    its dates. A stay for which a host's limit per week leaves no dates is left out."""
    wishes, offers = list(landscape.wishes.values()), list(landscape.offers.values())
    earlier = filled_from(landscape, core, before).stays
    changed = np.isin(core.wish, core.wish[earlier != filled.stays])
    ledger, periods = before.copy(), {}
    for pair in np.flatnonzero(changed & (earlier > 0)).tolist():
        stay = ledger.stays[wishes[core.wish[pair]].key, offers[core.offer[pair]].key]
        ledger.give_back(stay)
        if stay.people == filled.stays[pair]:
            periods[pair] = stay.period
    for pair in np.flatnonzero(changed & (filled.stays > 0)).tolist():
        wish, offer, people = wishes[core.wish[pair]], offers[core.offer[pair]], int(filled.stays[pair])
        stay = (
            ledger.stay(wish, offer, people, periods[pair])
            if pair in periods
            else ledger.dated_stay(wish, offer, people)
        )
        if stay.period is not None or not dates_known(wish, offer):
            ledger.take(stay)
    return ledger


def _summed(groups: Ints, amounts: Ints, count: int) -> Ints:
    """Whole sums by group; counting with weights would pass through fractions."""
    total = np.zeros(count, dtype=np.int64)
    np.add.at(total, groups, amounts)
    return total


@compiled
def take(core: Core, filled: Filled, pair: int, people: int) -> None:
    """So many people more of this pair, or fewer with a negative number. Asks nobody whether they fit."""
    before = filled.stays[pair]
    after = before + people
    filled.stays[pair] = after
    filled.people_left[core.wish[pair]] -= people
    filled.places_left[core.offer[pair]] -= people
    if (before > 0) != (after > 0):
        change = 1 if after > 0 else -1
        filled.groups_left[core.offer[pair]] -= change
        filled.served[core.organisation[core.wish[pair]]] += change


@compiled
def room(core: Core, filled: Filled, pair: int) -> int:
    """How many people a new stay of this pair can have; 0 when it cannot be."""
    wish, offer = core.wish[pair], core.offer[pair]
    if filled.stays[pair] > 0 or filled.groups_left[offer] <= 0:
        return 0
    most = min(core.most[pair], filled.people_left[wish], filled.places_left[offer])
    return most if most >= core.least[pair] else 0


def worth(core: Core, filled: Filled, target: int) -> Worth:
    """What a plan reaches of each goal, fixed stays included; of two plans the greater one is better.
    `target`: seats of the reserve that count."""
    fewer = core.fixed_fewer + int(np.minimum(core.people - filled.people_left, core.fewer).sum())
    served = int(np.count_nonzero(filled.served)) if core.first_match else 0
    kept = int(core.kept[filled.stays > 0].sum())
    gained = core.fixed_welfare + int(np.dot(filled.stays, core.value)) + kept - core.dropped
    return min(fewer, target), served, gained, fewer


def holds(core: Core, filled: Filled) -> bool:
    """Whether sizes, people, places and groups are all kept; says nothing about dates."""
    stays = filled.stays
    there = stays > 0
    placed = core.people - filled.people_left
    return bool(
        np.all((stays[there] >= core.least[there]) & (stays[there] <= core.most[there]))
        and np.all(stays >= 0)
        and all(np.array_equal(*both) for both in zip(filled, filled_with(core, stays), strict=True))
        and min(filled.people_left.min(initial=0), filled.places_left.min(initial=0)) >= 0
        and filled.groups_left.min(initial=0) >= 0
        and np.all((placed == 0) | (placed >= core.at_least))
    )
