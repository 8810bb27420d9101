"""Plans made pair by pair: the best pair first, as long as there is room.

The goals are taken in their order: the reserve for people with fewer opportunities, then as many
sending organisations as possible served once, then welfare. Several orders of the pairs are tried
and the best plan is kept. Nothing here proves a plan best.
"""

from collections.abc import Iterator
from fractions import Fraction
from random import Random

from hospes.pairing.goals import Arc, organisations_served, welfare
from hospes.pairing.landscape import Landscape, Stop
from hospes.pairing.stays import Ledger, Stay

Order = list[Arc]


def orders_of(arcs: list[Arc], seed: int, work: int) -> Iterator[Order]:
    """Orders in which pairs may be taken: by what a person gains, by what a stay gains, organisations
    with the fewest choices first, and `work` more of them shaken by the seed."""
    yield sorted(arcs, key=lambda arc: (-arc.value, arc.key))
    yield sorted(arcs, key=lambda arc: (-arc.value * min(arc.wish.people or 0, arc.offer.most), arc.key))
    choices: dict[str, int] = {}
    for arc in arcs:
        choices[arc.wish.organisation] = choices.get(arc.wish.organisation, 0) + 1
    yield sorted(arcs, key=lambda arc: (choices[arc.wish.organisation], -arc.value, arc.key))
    chance = Random(seed)  # noqa: S311 - repeatable on purpose, nothing secret
    for _ in range(work):
        shaken = [(-arc.value * chance.randrange(80, 121), arc.key, arc) for arc in arcs]
        yield [arc for *_, arc in sorted(shaken, key=lambda item: item[:2])]


def best_fill(landscape: Landscape, orders: list[Order], fixed: Ledger, target: int, stop: Stop) -> Ledger:
    best: Ledger | None = None
    for order in orders:
        if best is not None and stop():
            break
        found = thinned(landscape, fill(landscape, order, fixed, target))
        if best is None or rank(landscape, found, target) > rank(landscape, best, target):
            best = found
    return best if best is not None else fixed


def rank(landscape: Landscape, ledger: Ledger, target: int) -> tuple[int, int, int, int]:
    """The goals in their order."""
    first_match = landscape.context.settings.fairness == "first-match"
    served = len(organisations_served(ledger.stays.values(), landscape)) if first_match else 0
    return min(ledger.fewer, target), served, welfare(ledger.stays.values(), landscape), ledger.fewer


def with_reserve(
    landscape: Landscape, orders: list[Order], fixed: Ledger, free: Ledger, wanted: int, stop: Stop
) -> tuple[Ledger, int]:
    """The best plan that keeps the seats of the reserve, and how many seats that is: no more than the
    people with fewer opportunities that some plan places."""
    if free.fewer >= wanted:
        return free, wanted
    by_fewer = [sorted(order, key=lambda arc: -min(arc.wish.fewer_opportunities, arc.offer.most)) for order in orders]
    most = best_fill(landscape, [*orders, *by_fewer], fixed, wanted, stop)
    return most, min(wanted, most.fewer)


def fill(landscape: Landscape, order: Order, fixed: Ledger, target: int) -> Ledger:
    """Takes the pairs in order: for the reserve, then one for each organisation, then all."""
    ledger, by_wish = fixed.copy(), _by_wish(order)
    for arc in order:
        if ledger.fewer >= target:
            break
        if ledger.fewer_left[arc.wish.key]:
            _place(arc, ledger, by_wish)
    if landscape.context.settings.fairness == "first-match":
        served = set(organisations_served(ledger.stays.values(), landscape))
        for arc in order:
            if arc.wish.organisation not in served and _place(arc, ledger, by_wish):
                served.add(arc.wish.organisation)
    for arc in order:
        _place(arc, ledger, by_wish)
    return ledger


def _by_wish(order: Order) -> dict[str, Order]:
    found: dict[str, Order] = {}
    for arc in order:
        found.setdefault(arc.wish.key, []).append(arc)
    return found


def _place(arc: Arc, ledger: Ledger, by_wish: dict[str, Order]) -> bool:
    """Takes a pair, and further pairs of the group until as many are placed as it accepts; if that
    cannot be, takes none."""
    stay = ledger.room(arc.wish, arc.offer)
    if stay is None:
        return False
    ledger.take(stay)
    taken = [stay]
    for other in by_wish[arc.wish.key]:
        if ledger.placed(arc.wish) >= arc.wish.least:
            return True
        more = ledger.room(other.wish, other.offer)
        if more is not None:
            ledger.take(more)
            taken.append(more)
    if ledger.placed(arc.wish) >= arc.wish.least:
        return True
    for one in reversed(taken):
        ledger.give_back(one)
    return False


def stranded(fixed: Ledger, arcs: list[Arc]) -> str | None:
    """Gives groups with fixed stays the further stays without which they would not travel at all, and
    names the first group for which there are none."""
    by_wish = _by_wish(sorted(arcs, key=lambda arc: (-arc.value, arc.key)))
    for key in sorted({pair[0] for pair in fixed.stays}):
        wish = fixed.wishes[key]
        if fixed.placed(wish) < wish.least and not any(_place(arc, fixed, by_wish) for arc in by_wish.get(key, ())):
            return key
    return None


def thinned(landscape: Landscape, ledger: Ledger) -> Ledger:
    """For reserve_mode "share": groups are taken out, those that cost the share most first, until
    the share holds among those who travel."""
    settings = landscape.context.settings
    if settings.reserve_mode != "share":
        return ledger
    share = Fraction(settings.reserve)
    fixed = {pin.wish for pin in landscape.market.pinned}
    groups: dict[str, list[Stay]] = {}
    for stay in ledger.stays.values():
        groups.setdefault(stay.wish, []).append(stay)
    short = {
        key: share * sum(stay.people for stay in stays) - sum(stay.fewer_opportunities for stay in stays)
        for key, stays in groups.items()
    }
    for key in sorted(groups, key=lambda key: (-short[key], key)):
        if share_holds(landscape, ledger) or short[key] <= 0:
            break
        if key not in fixed:
            for stay in groups[key]:
                ledger.give_back(stay)
    return ledger


def share_holds(landscape: Landscape, ledger: Ledger) -> bool:
    """Whether the hard share of reserve_mode "share" holds; true in the other modes."""
    settings = landscape.context.settings
    return settings.reserve_mode != "share" or ledger.fewer >= Fraction(settings.reserve) * ledger.people
