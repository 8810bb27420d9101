"""Stays, and the room that is left as they are taken one by one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from hospes.pairing import dates
from hospes.pairing.parties import Offer, Pair, Window, Wish


@dataclass(frozen=True, slots=True)
class Stay:
    """People of one wish at one offer; without dates where somebody must answer first."""

    wish: str
    offer: str
    people: int
    fewer_opportunities: int
    period: Window | None

    @property
    def key(self) -> Pair:
        return self.wish, self.offer


class Ledger:
    """Who is left to place, and what room is left. Taken stays can be given back."""

    def __init__(self, wishes: Mapping[str, Wish], offers: Mapping[str, Offer]) -> None:
        self.wishes, self.offers = wishes, offers
        self.people_left = {key: wish.people or 0 for key, wish in wishes.items()}
        self.fewer_left = {key: wish.fewer_opportunities for key, wish in wishes.items()}
        self.places_left = {key: offer.places or 0 for key, offer in offers.items()}
        self.groups_left = {key: offer.groups for key, offer in offers.items()}
        # People present per calendar week, only at offers that limit them.
        self.present: dict[str, dict[int, int]] = {}
        self.stays: dict[Pair, Stay] = {}
        self.guests: dict[str, dict[str, Stay]] = {}
        self.people = self.fewer = 0

    def copy(self) -> "Ledger":
        twin = Ledger(self.wishes, self.offers)
        twin.people_left, twin.fewer_left = dict(self.people_left), dict(self.fewer_left)
        twin.places_left, twin.groups_left = dict(self.places_left), dict(self.groups_left)
        twin.present = {key: dict(weeks) for key, weeks in self.present.items()}
        twin.guests = {key: dict(guests) for key, guests in self.guests.items()}
        twin.stays, twin.people, twin.fewer = dict(self.stays), self.people, self.fewer
        return twin

    def placed(self, wish: Wish) -> int:
        return (wish.people or 0) - self.people_left[wish.key]

    def room(self, wish: Wish, offer: Offer) -> Stay | None:
        """The largest stay of this pair that still fits, if any does."""
        least = max(wish.part, offer.smallest_group, 1)
        most = min(self.people_left[wish.key], self.places_left[offer.key], offer.most)
        if most < least or self.groups_left[offer.key] == 0 or (wish.key, offer.key) in self.stays:
            return None
        if not dates.dates_known(wish, offer):
            return self.stay(wish, offer, most, None)
        for people in self._sizes(offer, least, most):
            period = self.period(wish, offer, people)
            if period is not None:
                return self.stay(wish, offer, people, period)
        return None

    def stay(self, wish: Wish, offer: Offer, people: int, period: Window | None) -> Stay:
        """A stay with as many people with fewer opportunities as are left among the group."""
        return Stay(wish.key, offer.key, people, min(people, self.fewer_left[wish.key]), period)

    def dated_stay(self, wish: Wish, offer: Offer, people: int) -> Stay:
        """A stay with the best dates that are left for so many people, where dates are known."""
        known = dates.dates_known(wish, offer)
        return self.stay(wish, offer, people, self.period(wish, offer, people) if known else None)

    def _sizes(self, offer: Offer, least: int, most: int) -> Iterable[int]:
        """The sizes at which something changes, largest first: below one of them nothing is gained."""
        present = set(self.present.get(offer.key, {}).values())
        limits = {(offer.at_once or 0) - there for there in present} if offer.at_once is not None else set()
        return sorted({most, *(limit for limit in limits if least <= limit < most)}, reverse=True)

    def period(self, wish: Wish, offer: Offer, people: int) -> Window | None:
        """The longest stay both accept inside a common window, the earliest of several, from a Monday
        where one is there, in weeks in which the host has room for so many."""
        needed, most = dates.needed_days(wish, offer), dates.most_days(wish, offer)
        full = self._full_weeks(offer, people)
        best: Window | None = None
        for window in dates.common_windows(wish, offer) or ():
            for run in free_runs(window, full):
                length = min(dates.length(run), most if most is not None else dates.length(run))
                if length >= needed and (best is None or length > dates.length(best)):
                    best = _from_monday(run, length)
        return best

    def _full_weeks(self, offer: Offer, people: int) -> list[int]:
        if offer.at_once is None:
            return []
        return sorted(week for week, there in self.present.get(offer.key, {}).items() if there + people > offer.at_once)

    def take(self, stay: Stay) -> None:
        self._book(stay, 1)
        self.stays[stay.key] = stay
        self.guests.setdefault(stay.offer, {})[stay.wish] = stay

    def give_back(self, stay: Stay) -> None:
        self._book(stay, -1)
        del self.stays[stay.key]
        del self.guests[stay.offer][stay.wish]

    def _book(self, stay: Stay, sign: int) -> None:
        people, fewer = sign * stay.people, sign * stay.fewer_opportunities
        self.people_left[stay.wish] -= people
        self.fewer_left[stay.wish] -= fewer
        self.places_left[stay.offer] -= people
        self.people += people
        self.fewer += fewer
        groups = self.groups_left[stay.offer]
        if groups is not None:
            self.groups_left[stay.offer] = groups - sign
        if stay.period is not None and self.offers[stay.offer].at_once is not None:
            present = self.present.setdefault(stay.offer, {})
            for week in weeks_of(stay.period):
                present[week] = present.get(week, 0) + people


def weeks_of(period: Window) -> range:
    """The calendar weeks that a stay touches."""
    return range(dates.week_of(period[0]), dates.week_of(period[1]) + 1)


def free_runs(window: Window, full: list[int]) -> Iterable[Window]:
    """The parts of a window between full weeks."""
    start, end = window
    for week in full:
        monday = week * 7 + 1
        if monday > end.toordinal():
            break
        if monday + 6 < start.toordinal():
            continue
        if monday > start.toordinal():
            yield start, date.fromordinal(monday - 1)
        if monday + 7 > end.toordinal():
            return
        start = date.fromordinal(monday + 7)
    yield start, end


def _from_monday(run: Window, length: int) -> Window:
    start = run[0]
    wait = timedelta(-start.weekday() % 7)
    if dates.length(run) - wait.days >= length:
        start += wait
    return start, start + timedelta(length - 1)
