"""Small changes of one field of one entry that could make a pair better.

What is never proposed: that a group drops a need, that anybody lifts a refusal, stays in its own
territory or gets round a rule. Each proposal is the smallest change of its field that is enough.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from dataclasses import field as attribute
from datetime import date, timedelta
from typing import Any, TypeVar

from hospes.pairing.findings import Facts
from hospes.pairing.parties import LEVEL_NAMES, LEVELS, MEASURES, Entry, Offer, Side, Wish

AnyEntry = TypeVar("AnyEntry", bound=Entry)
# Nobody is asked to move a period by more than a quarter of a year.
A_QUARTER = 92


@dataclass(frozen=True, slots=True)
class Change:
    """A new value for one field of one side. `size` orders changes of one field by how much they ask."""

    code: str
    side: Side
    field: str
    value: Any = attribute(hash=False)
    size: int = 1
    facts: Facts = attribute(default_factory=dict, hash=False)


def changed(entry: AnyEntry, change: Change) -> AnyEntry:
    values: dict[str, Any] = {change.field: change.value}
    return replace(entry, **values)


def changed_pair(wish: Wish, offer: Offer, change: Change) -> tuple[Wish, Offer]:
    return (changed(wish, change), offer) if change.side == "wish" else (wish, changed(offer, change))


@dataclass(frozen=True, slots=True)
class Trial:
    """A pair, and how to tell that a change of it is enough."""

    wish: Wish
    offer: Offer
    better: Callable[[Wish, Offer], bool]

    @property
    def sides(self) -> tuple[tuple[Side, Entry, Entry], ...]:
        return ("wish", self.wish, self.offer), ("offer", self.offer, self.wish)

    def is_enough(self, change: Change) -> bool:
        return self.better(*changed_pair(self.wish, self.offer, change))

    def smallest(self, step: Callable[[int], Change], most: int) -> list[Change]:
        """The smallest step from 1 to `most` that is enough, if any is; a larger step is never worse."""
        if most < 1 or not self.is_enough(step(most)):
            return []
        low, high = 1, most
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if self.is_enough(step(middle)) else (middle + 1, high)
        return [step(low)]


Proposal = Callable[[Trial], Iterator[Change]]


def concessions(trial: Trial) -> Iterator[Change]:
    """Every nearest change that is enough, of either side."""
    for proposal in PROPOSALS.values():
        yield from proposal(trial)


def stays(trial: Trial) -> Iterator[Change]:
    """A shorter shortest stay, or a longer longest one."""
    for side, own, other in trial.sides:
        if own.days is None:
            continue
        least, most = own.days

        def shorter(by: int, side: Side = side, least: int = least, most: int = most) -> Change:
            facts = {"from": least, "to": least - by}
            return Change("shorter_stay", side, "days", (least - by, most), by, facts)

        def longer(by: int, side: Side = side, least: int = least, most: int = most) -> Change:
            return Change("longer_stay", side, "days", (least, most + by), by, {"from": most, "to": most + by})

        yield from trial.smallest(shorter, least - 1)
        yield from trial.smallest(longer, (other.days[0] if other.days else 0) - most)


def periods(trial: Trial) -> Iterator[Change]:
    """One window that starts earlier or ends later."""
    for side, own, _ in trial.sides:
        found = [
            change
            for index in range(len(own.windows or ()))
            for earlier in (True, False)
            for change in _wider(trial, side, own, index, earlier=earlier)
        ]
        if found:
            yield min(found, key=lambda change: change.size)


def _wider(trial: Trial, side: Side, own: Entry, index: int, *, earlier: bool) -> list[Change]:
    windows = own.windows or ()
    start, end = windows[index]
    room = (start - date.min if earlier else date.max - end).days

    def wider(by: int) -> Change:
        window = (start - timedelta(by), end) if earlier else (start, end + timedelta(by))
        value = (*windows[:index], window, *windows[index + 1 :])
        facts = {"from": [day.isoformat() for day in windows[index]], "to": [day.isoformat() for day in window]}
        return Change("wider_window", side, "windows", value, by, facts)

    return trial.smallest(wider, min(room, A_QUARTER))


def languages(trial: Trial) -> Iterator[Change]:
    """A group that knows a language better, a host that asks for less, or one language more."""
    held, asked = trial.wish.languages, trial.offer.languages
    if held is None or asked is None:
        return
    learned = [change for code in sorted(asked) for change in _learned(trial, dict(held), code)]
    eased = [change for code in sorted(asked.keys() & held.keys()) for change in _eased(trial, dict(asked), code)]
    for found in (learned, eased or list(_added(trial, dict(asked), dict(held)))):
        if found:
            yield min(found, key=lambda change: change.size)


def _learned(trial: Trial, held: dict[str, str], code: str) -> list[Change]:
    now = LEVELS[held[code]] if code in held else 0

    def learned(by: int) -> Change:
        level = LEVEL_NAMES[now + by]
        facts = {"language": code, "from": held.get(code), "to": level}
        name = "higher_level" if now else "one_more_language"
        return Change(name, "wish", "languages", {**held, code: level}, by, facts)

    return trial.smallest(learned, len(LEVELS) - now)


def _eased(trial: Trial, asked: dict[str, str], code: str) -> list[Change]:
    now = LEVELS[asked[code]]

    def eased(by: int) -> Change:
        level = LEVEL_NAMES[now - by]
        facts = {"language": code, "from": asked[code], "to": level}
        return Change("lower_level", "offer", "languages", {**asked, code: level}, by, facts)

    return trial.smallest(eased, now - 1)


def _added(trial: Trial, asked: dict[str, str], held: dict[str, str]) -> Iterator[Change]:
    for code, level in sorted(held.items()):
        if code not in asked:
            facts = {"language": code, "from": None, "to": level}
            change = Change("one_more_language", "offer", "languages", {**asked, code: level}, len(LEVELS), facts)
            if trial.is_enough(change):
                yield change


def _one_more(name: str, singular: str) -> Proposal:
    """One code more in a field, taken from the other side."""

    def proposed(trial: Trial) -> Iterator[Change]:
        for side, own, other in trial.sides:
            mine, theirs = getattr(own, name), getattr(other, name)
            if not theirs or mine is None or (not mine and name != "formats"):
                continue
            for code in sorted(theirs - mine):
                change = Change(f"one_more_{singular}", side, name, mine | {code}, 1, {singular: code})
                if trial.is_enough(change):
                    yield change

    return proposed


def profiles(trial: Trial) -> Iterator[Change]:
    """The host takes the group's profile too."""
    wish, offer = trial.wish, trial.offer
    if wish.profile is not None and offer.profiles is not None and wish.profile not in offer.profiles:
        facts = {"profile": wish.profile}
        change = Change("one_more_profile", "offer", "profiles", offer.profiles | {wish.profile}, 1, facts)
        if trial.is_enough(change):
            yield change


def measures(trial: Trial) -> Iterator[Change]:
    """The measures that are missing; where none is, one measure more of whatever kind."""
    wish, offer = trial.wish, trial.offer
    if not wish.needs or offer.measures is None:
        return
    missing = sorted(wish.needs - offer.measures)
    more = missing or [code for code in MEASURES if code not in offer.measures][:1]
    facts = {"measures": missing, "count": len(more)}
    change = Change("more_measures", "offer", "measures", offer.measures | frozenset(more), len(more), facts)
    if trial.is_enough(change):
        yield change


def sizes(trial: Trial) -> Iterator[Change]:
    """A smaller part, a larger group, more places, larger or smaller groups, more people at once."""
    wish, offer = trial.wish, trial.offer
    if wish.people is None:
        return
    steps: tuple[tuple[str, Side, str, int | None, int], ...] = (
        ("smaller_part", "wish", "smallest_part", wish.part, min(wish.part, offer.most)),
        ("more_people", "wish", "people", wish.people, max(wish.people, offer.smallest_group)),
        ("more_places", "offer", "places", offer.places, max(wish.part, offer.places or 0)),
        ("larger_groups", "offer", "largest_group", offer.largest_group, max(wish.part, offer.largest_group or 0)),
        ("more_at_once", "offer", "at_once", offer.at_once, max(wish.part, offer.at_once or 0)),
        ("smaller_groups", "offer", "smallest_group", offer.smallest_group, min(wish.people, offer.smallest_group)),
    )
    for code, side, name, before, after in steps:
        if before is None or before == after or after < 1:
            continue
        change = Change(code, side, name, after, abs(after - before), {"from": before, "to": after})
        if trial.is_enough(change):
            yield change


def countries(trial: Trial) -> Iterator[Change]:
    """A side that names where it would like to go names the other's country too."""
    for side, own, other in trial.sides:
        if own.wants and other.country not in own.wants.countries:
            value = replace(own.wants, countries=own.wants.countries | {other.country})
            change = Change("one_more_country", side, "wants", value, 1, {"country": other.country})
            if trial.is_enough(change):
                yield change


PROPOSALS: dict[str, Proposal] = {
    "stays": stays,
    "periods": periods,
    "languages": languages,
    "topics": _one_more("topics", "topic"),
    "fields": _one_more("fields", "field"),
    "formats": _one_more("formats", "format"),
    "profiles": profiles,
    "measures": measures,
    "sizes": sizes,
    "countries": countries,
}
# What is still a small concession when somebody is asked by mail, in the unit of the field: days,
# levels, people, codes.
SMALL: dict[str, int] = {"days": 7, "windows": 31, "languages": 2, "measures": 2}
SMALL_NUMBER = 5
# The proposals that can lift a barrier; where nothing but weakness stands, all of them are tried.
LIFTING: dict[str, tuple[str, ...]] = {
    "no_common_dates": ("stays", "periods"),
    "no_common_language": ("languages",),
    "no_common_format": ("formats",),
    "profile_not_taken": ("profiles",),
    "need_not_met": ("measures",),
    "too_small": ("sizes",),
    "too_large": ("sizes",),
    "weak": tuple(PROPOSALS),
}


def is_small(change: Change) -> bool:
    return change.size <= SMALL.get(change.field, SMALL_NUMBER)
