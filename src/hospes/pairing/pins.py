"""Stays that a person has fixed: placed first, or the smallest set of them that cannot be together."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from hospes.pairing import dates
from hospes.pairing.assess import assess
from hospes.pairing.landscape import Landscape
from hospes.pairing.parties import Offer, Pin, Window, Wish
from hospes.pairing.stays import Ledger, weeks_of

# Sets of pins of one host that are compared, and steps in looking for their dates.
SETS_TRIED = 2_000
STEPS = 20_000


def conflict(landscape: Landscape) -> tuple[Pin, ...]:
    """The smallest set of pins that no plan can hold together; empty when all can be held."""
    pins = sorted(landscape.market.pinned, key=lambda pin: (pin.wish, pin.offer))
    alone = next((pin for pin in pins if not _is_possible_alone(pin, landscape)), None)
    if alone is not None:
        return (alone,)
    found = [*_overfull_wishes(pins, landscape), *_overfull_offers(pins, landscape)]
    return min(found, key=len, default=())


def with_pins(landscape: Landscape) -> Ledger:
    """A ledger in which the pins are placed; call it when there is no conflict."""
    ledger = Ledger(landscape.wishes, landscape.offers)
    by_offer: dict[str, list[Pin]] = {}
    for pin in sorted(landscape.market.pinned, key=lambda pin: (pin.wish, pin.offer)):
        by_offer.setdefault(pin.offer, []).append(pin)
    for pins in by_offer.values():
        for pin, period in zip(pins, dated(pins, landscape) or [None] * len(pins), strict=True):
            ledger.take(ledger.stay(landscape.wishes[pin.wish], landscape.offers[pin.offer], pin.people, period))
    return ledger


def _is_possible_alone(pin: Pin, landscape: Landscape) -> bool:
    wish, offer = landscape.wishes[pin.wish], landscape.offers[pin.offer]
    fits = max(wish.part, offer.smallest_group) <= pin.people <= min(wish.people or 0, offer.most)
    if not fits or wish.returns == "must":
        return False
    return assess(wish, offer, landscape.context).status != "impossible"


def _overfull_wishes(pins: Sequence[Pin], landscape: Landscape) -> Iterator[tuple[Pin, ...]]:
    for key in sorted({pin.wish for pin in pins}):
        own = [pin for pin in pins if pin.wish == key]
        yield from _too_many_people(own, landscape.wishes[key].people or 0)


def _overfull_offers(pins: Sequence[Pin], landscape: Landscape) -> Iterator[tuple[Pin, ...]]:
    for key in sorted({pin.offer for pin in pins}):
        own, offer = [pin for pin in pins if pin.offer == key], landscape.offers[key]
        yield from _too_many_people(own, offer.places or 0)
        if offer.groups is not None and len(own) > offer.groups:
            yield tuple(own[: offer.groups + 1])
        if offer.at_once is not None and dated(own, landscape) is None:
            yield _smallest_undated(own, landscape)


def _too_many_people(pins: Sequence[Pin], room: int) -> Iterator[tuple[Pin, ...]]:
    """The fewest pins that already need more than there is: the largest ones."""
    taken: list[Pin] = []
    for pin in sorted(pins, key=lambda pin: -pin.people):
        taken.append(pin)
        if sum(other.people for other in taken) > room:
            yield tuple(taken)
            return


def _smallest_undated(pins: Sequence[Pin], landscape: Landscape) -> tuple[Pin, ...]:
    tried = 0
    for size in range(1, len(pins)):
        for some in combinations(pins, size):
            tried += 1
            if tried > SETS_TRIED:
                return tuple(pins)
            if dated(some, landscape) is None:
                return some
    return tuple(pins)


def dated(pins: Sequence[Pin], landscape: Landscape) -> list[Window | None] | None:
    """Dates for the pins of one host, None for each where dates are unknown; None when the host
    cannot have all these people without having too many at once.

    The longest stays are tried first; if they do not fit, every way of placing the shortest ones.
    """
    ledger = Ledger(landscape.wishes, landscape.offers)
    periods: list[Window | None] = []
    for pin in pins:
        wish, offer = landscape.wishes[pin.wish], landscape.offers[pin.offer]
        known = dates.dates_known(wish, offer)
        period = ledger.period(wish, offer, pin.people) if known else None
        if known and period is None:
            return _dated_shortest(pins, landscape)
        periods.append(period)
        ledger.take(ledger.stay(wish, offer, pin.people, period))
    return periods


def _dated_shortest(pins: Sequence[Pin], landscape: Landscape) -> list[Window | None] | None:
    choices = [list(shortest_stays(landscape.wishes[pin.wish], landscape.offers[pin.offer])) for pin in pins]
    order = sorted(range(len(pins)), key=lambda index: (len(choices[index]), index))
    at_once = landscape.offers[pins[0].offer].at_once or 0
    present: dict[int, int] = {}
    chosen: list[Window | None] = [None] * len(pins)
    steps = 0

    def choose(depth: int) -> bool:
        nonlocal steps
        if depth == len(order):
            return True
        index = order[depth]
        for period in choices[index]:
            steps += 1
            if steps > STEPS:
                return False
            people, weeks = pins[index].people, () if period is None else weeks_of(period)
            if all(present.get(week, 0) + people <= at_once for week in weeks):
                _add(present, weeks, people)
                chosen[index] = period
                if choose(depth + 1):
                    return True
                _add(present, weeks, -people)
        return False

    return chosen if choose(0) else None


def _add(present: dict[int, int], weeks: Iterable[int], people: int) -> None:
    for week in weeks:
        present[week] = present.get(week, 0) + people


def shortest_stays(wish: Wish, offer: Offer) -> Iterator[Window | None]:
    """The shortest stay from the first possible day of each week: starting later in a week never
    touches fewer weeks."""
    if not dates.dates_known(wish, offer):
        yield None
        return
    needed = dates.needed_days(wish, offer)
    for start, end in dates.common_windows(wish, offer) or ():
        for week in weeks_of((start, end)):
            first = max(start.toordinal(), week * 7 + 1)
            if first + needed - 1 <= end.toordinal():
                yield date.fromordinal(first), date.fromordinal(first + needed - 1)
