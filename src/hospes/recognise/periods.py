"""The third step: terms become periods. What is not written is filled in from beside, else from the calendar."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from hospes.recognise.calendar_names import SEASON_MONTHS
from hospes.recognise.date_terms import Term, Terms

_SEASONS = frozenset(SEASON_MONTHS)


@dataclass
class Period:
    """One term, or two with "to" between them."""

    first: Term
    last: Term
    is_excluded: bool = False
    notes: set[str] = field(default_factory=set)
    # The first day of the period named before: "October/November" go on from each other.
    not_before: date | None = None

    @property
    def is_range(self) -> bool:
        return self.first is not self.last


# Joining


def _is_range(one: Term, other: Term) -> bool:
    """Whether "to" stands between two terms: a dash, "bis", or "and" after "between"."""
    links = other.links
    if "unknown" in links and "range" not in links:
        return False
    if "range" in links or (links & {"until"} and not links & {"or", "list"}):
        return True
    is_between = "and" in links and "between" in one.links
    are_days = one.unit == other.unit == "day" and None not in (one.month, other.month)
    return is_between or ("slash" in links and are_days)


def _join(found: list[Term]) -> list[Period]:
    periods: list[Period] = []
    excluded = False
    at = 0
    while at < len(found):
        one = found[at]
        excluded = "except" in one.links or (excluded and not one.links & {"slash", "or"})
        other = found[at + 1] if at + 1 < len(found) else None
        if (
            other is not None
            and one.unit not in {"any", "school"}
            and _is_range(one, other)
            and "except" not in other.links
        ):
            periods.append(Period(one, other, excluded))
            at += 2
        else:
            periods.append(Period(one, one, excluded))
            at += 1
    return periods


# Filling in


def _fill_units(found: list[Term]) -> None:
    """A bare number takes its month, or that it is a week, from the nearest term: "5 au 16 avril", "KW 20-22"."""
    for before, one in pairwise(found):
        if "unknown" in one.links:
            continue
        if one.unit == "bare" and before.unit == "week" and one.number and one.number <= 53:
            one.unit = "week"
        elif (
            one.unit == "bare"
            and before.unit == "day"
            and before.month
            and one.links & {"range", "list", "and", "or", "slash", "until"}
        ):
            _make_day(one, before)
    for before, one in reversed(list(pairwise(found))):
        if before.unit == "bare" and "unknown" not in one.links and one.unit == "day" and one.month:
            _make_day(before, one)
            if before.day and one.day and before.day > one.day and "range" in one.links and before.unit == "day":
                # "28 – 3 May" begins in April.
                before.month = (one.month - 2) % 12 + 1


def _make_day(one: Term, like: Term) -> None:
    if one.number and 1 <= one.number <= 31:
        one.unit, one.day, one.month = "day", one.number, like.month
        one.year = one.year or (like.year if like.end > one.end else None)


def _fill_years(found: list[Term]) -> None:
    """From the next term with a year, else from the one before."""
    year: int | None = None
    for one in reversed(found):
        if one.year is None and one.unit not in {"any", "bare", "no_such_day"}:
            one.year = year
            if year is not None:
                one.notes.add("year_from_beside")
        elif one.year is not None and one.unit != "no_such_day":
            year = one.year
    before: Term | None = None
    for one in found:
        if one.year is None and before is not None and before.year is not None and one.unit not in {"any", "bare"}:
            is_earlier = (one.month or 0, one.day or 0) < (before.month or 0, before.day or 0)
            one.year = before.year + (1 if is_earlier and one.month and before.month else 0)
            one.notes.add("year_from_beside")
        before = one if one.year is not None else before


# Days


Days = tuple[date, date]


def _day(term: Term, year: int) -> Days:
    day = date(year, term.month or 1, term.day or 1)
    return day, day


def _week_of(term: Term, year: int) -> Days:
    day = date(year, term.month or 1, term.day or 1)
    start = day - timedelta(days=day.weekday())
    return start, start + timedelta(days=6)


def _month(term: Term, year: int) -> Days:
    return _month_part(year, term.month or 1, term.last_month or term.month or 1, term.part)


def _season(term: Term, year: int) -> Days:
    first, length = SEASON_MONTHS[next(iter(term.notes & _SEASONS))]
    start = date(year, first, 1)
    return _long_part(start, _end_of_month(_plus_months(start, length - 1)), term.part)


def _week(term: Term, year: int) -> Days:
    start = date.fromisocalendar(year, term.number or 1, 1)
    return start, start + timedelta(days=6)


def _quarter(term: Term, year: int) -> Days:
    start = date(year, 3 * (term.number or 1) - 2, 1)
    return start, _end_of_month(_plus_months(start, 2))


def _half(term: Term, year: int) -> Days:
    start = date(year, 6 * (term.number or 1) - 5, 1)
    return start, _end_of_month(_plus_months(start, 5))


def _year(term: Term, year: int) -> Days:
    return _long_part(date(year, 1, 1), date(year, 12, 31), term.part)


def _school(term: Term, year: int) -> Days:
    return date(year, 9, 1), date(year + 1, 6, 30)


_BOUNDS: dict[str, Callable[[Term, int], Days]] = {
    "day": _day, "week_of": _week_of, "month": _month, "season": _season, "week": _week, "quarter": _quarter,
    "half": _half, "year": _year, "school": _school,
}  # fmt: skip


def bounds(term: Term, year: int) -> Days | None:
    """First and last day of a term in a year; None when there is no such day."""
    try:
        return _BOUNDS[term.unit](term, year) if term.unit in _BOUNDS else None
    except ValueError:
        return None


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _plus_months(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def _month_part(year: int, month: int, last_month: int, part: str) -> tuple[date, date]:
    first = date(year, month, 1)
    last = _end_of_month(date(year + (last_month < month), last_month, 1))
    match part:
        case "begin":
            return first, first.replace(day=10)
        case "middle":
            return first.replace(day=11), first.replace(day=20)
        case "end":
            return last.replace(day=21), last
        case "first_half":
            return first, first.replace(day=15)
        case "second_half":
            return last.replace(day=16), last
    return first, last


def _long_part(first: date, last: date, part: str) -> tuple[date, date]:
    """A third or a half of a season or a year, in whole months."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    third, half = max(months // 3, 1), months // 2
    match part:
        case "begin":
            return first, _end_of_month(_plus_months(first, third - 1))
        case "middle":
            return _plus_months(first, third), _end_of_month(_plus_months(first, 2 * third - 1))
        case "end":
            return _plus_months(first, months - third), last
        case "first_half" if months > 3:
            return first, _end_of_month(_plus_months(first, half - 1))
        case "second_half" if months > 3:
            return _plus_months(first, half), last
    return first, last


def _next_year(term: Term, as_of: date) -> int | None:
    """The year of the next such day or month that has not begun before this month."""
    for year in range(as_of.year, as_of.year + 9):
        found = bounds(term, year)
        if found and (found[0].year, found[0].month) >= (as_of.year, as_of.month):
            return year
    return None


def period_bounds(period: Period, as_of: date) -> tuple[date, date] | None:
    """The days of a period. Notes say what was assumed."""
    first, last, notes = period.first, period.last, period.notes
    if first.unit == "any":
        notes.add("any_time")
        return as_of, _a_year_later(as_of)
    if first.unit == "school" and first.year is None:
        notes.update({"school_year", "year_assumed"})
        # Until the end of winter the running school year is meant, then the next.
        started = as_of.year if as_of.month >= 9 else as_of.year - 1
        return bounds(first, started if as_of.month >= 9 or as_of.month <= 2 else as_of.year)
    if "bare" in (first.unit, last.unit) or "no_such_day" in (first.unit, last.unit):
        return None
    if first.year is None:
        year = _next_year(first, max(as_of, period.not_before or as_of))
        if year is None:
            return None
        notes.add("year_assumed")
        first.year = year
        if period.is_range:
            last.year = year
    start = bounds(first, first.year)
    end = bounds(last, last.year if last.year is not None else first.year)
    if start is None or end is None:
        notes.add("no_such_day")
        return None
    return _in_order(period, start, end)


def _in_order(period: Period, start: tuple[date, date], end: tuple[date, date]) -> tuple[date, date] | None:
    first, last = period.first, period.last
    if start[0] <= end[1]:
        return start[0], end[1]
    # "November – January 2027" begins the year before; without any year it ends the year after.
    if "year_assumed" in period.notes:
        later = bounds(last, (last.year or start[0].year) + 1)
        return (start[0], later[1]) if later else None
    if "year_from_beside" in first.notes and first.year is not None:
        earlier = bounds(first, first.year - 1)
        return (earlier[0], end[1]) if earlier else None
    if "year_from_beside" in last.notes and last.year is not None:
        later = bounds(last, last.year + 1)
        return (start[0], later[1]) if later else None
    period.notes.add("swapped")
    return end[0], start[1]


def _a_year_later(day: date) -> date:
    try:
        return day.replace(year=day.year + 1) - timedelta(days=1)
    except ValueError:
        return day.replace(year=day.year + 1, month=2, day=28)


def open_ended(period: Period, days: tuple[date, date], tail: set[str], as_of: date) -> tuple[date, date]:
    """ "from September", "until June", "before June", "after May": one end is not written."""
    links = period.first.links
    if period.is_range or period.first.unit == "any":
        return days
    if "from" in links or "onwards" in tail:
        period.notes.add("open_end")
        return days[0], _a_year_later(days[0])
    if "after" in links:
        period.notes.add("open_end")
        start = days[1] + timedelta(days=1)
        return start, _a_year_later(start)
    if "before" in links and days[0] > as_of:
        period.notes.add("open_start")
        return as_of, days[0] - timedelta(days=1)
    if links & {"until"} and days[1] >= as_of:
        period.notes.add("open_start")
        return as_of, days[1]
    return days


def periods_of(found: Terms) -> list[Period]:
    if any(one.year is not None for one in found.terms):
        # "2027 (any month)": the year is what counts.
        found.terms[:] = [one for one in found.terms if one.unit != "any"]
    _fill_units(found.terms)
    _settle_order(found.terms)
    _fill_years(found.terms)
    return _join(found.terms)


def _settle_order(found: list[Term]) -> None:
    """One date that can only be read month first, or only day first, says how the others are written."""
    numeric = [one for one in found if one.notes & {"day_first", "day_sure", "month_first"}]
    if any("month_first" in one.notes for one in numeric):
        for one in numeric:
            if "day_first" in one.notes and one.day and one.month:
                one.day, one.month = one.month, one.day
                one.notes = (one.notes - {"day_first"}) | {"month_first"}
    elif any("day_sure" in one.notes for one in numeric):
        for one in numeric:
            one.notes -= {"day_first"}


# Taking out, putting together


def without(windows: list[tuple[date, date]], gone: tuple[date, date]) -> list[tuple[date, date]]:
    """The windows without the days of another. A period named without a year is taken out of every year."""
    kept: list[tuple[date, date]] = []
    for first, last in windows:
        if gone[1] < first or last < gone[0]:
            kept.append((first, last))
            continue
        if first < gone[0]:
            kept.append((first, gone[0] - timedelta(days=1)))
        if gone[1] < last:
            kept.append((gone[1] + timedelta(days=1), last))
    return kept


def merged(windows: list[tuple[date, date]]) -> list[tuple[date, date]]:
    """In order; windows that touch or overlap are one."""
    joined: list[tuple[date, date]] = []
    for first, last in sorted(windows):
        if joined and first <= joined[-1][1] + timedelta(days=1):
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return joined
