"""The stays of an earlier plan: which of them can still be as they were, and why the others cannot."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from hospes.pairing import dates
from hospes.pairing.assess import assess
from hospes.pairing.exchange.rounds import label
from hospes.pairing.findings import Reason
from hospes.pairing.landscape import Landscape
from hospes.pairing.looking import look_closely
from hospes.pairing.pairs import Seen
from hospes.pairing.parties import Offer, Pair, Wish
from hospes.pairing.stays import Ledger, Stay, weeks_of


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier plan in the market of today.

    `standing`: stays that each for itself can be as they were; together they may need more room than
    there is now. `lost`: why the others cannot be.
    """

    stays: Mapping[Pair, Stay]
    standing: Mapping[Pair, Stay]
    lost: Mapping[Pair, Reason]
    # Offers at which the standing stays need more room than there is.
    overfull: frozenset[str]


def without_declined(landscape: Landscape, declined: Collection[Pair]) -> Landscape:
    """The landscape in which these pairs are forbidden. Pairs of entries that are gone do not matter."""
    refused = frozenset(pair for pair in declined if pair[0] in landscape.wishes and pair[1] in landscape.offers)
    if not refused:
        return landscape
    forbidden = landscape.market.forbidden | refused
    return replace(
        landscape,
        market=replace(landscape.market, forbidden=forbidden),
        context=replace(landscape.context, forbidden=forbidden),
        alive={pair: seen for pair, seen in landscape.alive.items() if pair not in refused},
        near={pair: near for pair, near in landscape.near.items() if pair not in refused},
    )


def with_earlier(landscape: Landscape, stays: Iterable[Stay]) -> Landscape:
    """The landscape with the pairs of these stays, which the short lists of a large market may lack."""
    missed: dict[Pair, Seen] = {}
    for stay in stays:
        if stay.key not in landscape.alive and stay.wish in landscape.wishes and stay.offer in landscape.offers:
            pair = (landscape.wishes[stay.wish],), (landscape.offers[stay.offer],)
            for sight in look_closely(*pair, landscape.context):
                missed.update(sight.alive)
    return replace(landscape, alive={**landscape.alive, **missed}) if missed else landscape


def earlier_plan(landscape: Landscape, stays: Iterable[Stay]) -> Earlier:
    """The stays of a plan that was made before. Call it with the landscape of `with_earlier`."""
    all_stays = {stay.key: stay for stay in sorted(stays, key=lambda stay: stay.key)}
    pinned = {(pin.wish, pin.offer): pin.people for pin in landscape.market.pinned}
    lost = {pair: why for pair, stay in all_stays.items() if (why := _why_not(stay, pinned, landscape)) is not None}
    standing = {pair: stay for pair, stay in all_stays.items() if pair not in lost}
    for pair in _outside_rings(standing, landscape):
        lost[pair] = Reason("ring_broken")
        del standing[pair]
    return Earlier(all_stays, standing, lost, _overfull(standing, landscape))


def _why_not(stay: Stay, pinned: Mapping[Pair, int], landscape: Landscape) -> Reason | None:
    wish, offer = landscape.wishes.get(stay.wish), landscape.offers.get(stay.offer)
    if wish is None or offer is None:
        return Reason("gone", facts={"entry": stay.wish if wish is None else stay.offer})
    if stay.key in pinned:
        return None if pinned[stay.key] == stay.people else Reason("fixed", facts={"people": pinned[stay.key]})
    if stay.key in landscape.market.forbidden:
        return Reason("declined")
    seen = landscape.alive.get(stay.key)
    if seen is None or not seen.placeable:
        return _in_the_way(wish, offer, landscape)
    least, most = max(wish.part, offer.smallest_group, 1), min(wish.people or 0, offer.most)
    if not least <= stay.people <= most:
        return Reason("wrong_size", facts={"people": stay.people, "least": least, "most": most})
    return None if _dates_hold(stay, wish, offer) else Reason("other_dates")


def _in_the_way(wish: Wish, offer: Offer, landscape: Landscape) -> Reason:
    found = assess(wish, offer, landscape.context)
    for barrier in found.barriers:
        return Reason("barrier", facts={"code": barrier.code, "facts": dict(barrier.facts)})
    return Reason("answer_first", facts={"unknown": [one.code for one in found.unknowns if one.opens]})


def _dates_hold(stay: Stay, wish: Wish, offer: Offer) -> bool:
    if stay.period is None:
        return True
    start, end = stay.period
    days = dates.length(stay.period)
    return all(
        (entry.days is None or entry.days[0] <= days <= entry.days[1])
        and (entry.windows is None or any(first <= start and end <= last for first, last in entry.windows))
        for entry in (wish, offer)
    )


def _outside_rings(standing: Mapping[Pair, Stay], landscape: Landscape) -> list[Pair]:
    """Stays of groups that travel only in exchange, where the ring is broken."""
    only = [pair for pair in standing if landscape.wishes[pair[0]].returns == "must"]
    if not only:
        return []
    kept = {pair for exchange in label(landscape, standing.values()) for pair in exchange.pairs}
    return [pair for pair in only if pair not in kept]


def _overfull(standing: Mapping[Pair, Stay], landscape: Landscape) -> frozenset[str]:
    ledger = Ledger(landscape.wishes, landscape.offers)
    for stay in standing.values():
        ledger.take(stay)
    return frozenset(
        offer
        for offer, guests in ledger.guests.items()
        if ledger.places_left[offer] < 0
        or (ledger.groups_left[offer] or 0) < 0
        or _too_many_at_once(guests, offer, ledger)
    )


def _too_many_at_once(guests: Mapping[str, Stay], offer: str, ledger: Ledger) -> bool:
    limit = ledger.offers[offer].at_once
    if limit is None:
        return False
    weeks = {week for stay in guests.values() if stay.period is not None for week in weeks_of(stay.period)}
    return any(ledger.present[offer][week] > limit for week in weeks)
