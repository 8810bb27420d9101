"""When: "May/June 2027", "17.05.-06.06.2027", "week 16 2027", "tot l'any", "ab September 27", a date from a sheet."""

import re
from datetime import date, timedelta

from hospes.recognise.answers import nothing_in
from hospes.recognise.date_atoms import atoms
from hospes.recognise.date_digits import is_year
from hospes.recognise.date_terms import Terms, terms
from hospes.recognise.found import Found, Note, Sure, at_most, nothing
from hospes.recognise.periods import Period, merged, open_ended, period_bounds, periods_of, without
from hospes.recognise.reading import Reading, read
from hospes.recognise.spoiled import as_day

Windows = tuple[tuple[date, date], ...]

# What each way of reading allows at most.
_LIMITS = {
    "year_assumed": Sure.GUESS,
    "school_year": Sure.GUESS,
    "swapped": Sure.GUESS,
    "month_ambiguous": Sure.GUESS,
    "no_such_day": Sure.GUESS,
    "weekdays": Sure.GUESS,
    "several_numbers": Sure.GUESS,
    "any_time": Sure.LIKELY,
    "open_end": Sure.LIKELY,
    "open_start": Sure.LIKELY,
    "part_of_period": Sure.LIKELY,
    "season": Sure.LIKELY,
    "whole_year": Sure.LIKELY,
    "half_year": Sure.LIKELY,
    "two_digit_year": Sure.LIKELY,
    "roman_month": Sure.LIKELY,
    "day_first": Sure.LIKELY,
    "month_first": Sure.LIKELY,
    "one_day": Sure.LIKELY,
    "first_of_month": Sure.LIKELY,
    "length_in_period": Sure.LIKELY,
}
_OF_UNITS = {"season": "season", "year": "whole_year", "school": "school_year", "half": "half_year"}
_OPENING = frozenset({"before", "after", "until", "from"})
_OF_TERMS = frozenset({"roman_month", "month_ambiguous", "two_digit_year", "day_first", "month_first"})


def windows(text: object, *, as_of: date) -> Found[Windows]:
    """Periods, both days included. A missing year is the next such month from `as_of` on, with a note."""
    day = as_day(text)
    if day is not None:
        if not is_year(day.year):
            return nothing(str(text))
        return _of_day(day, str(text), as_of)
    serial = _SERIAL.fullmatch(str(text).strip())
    if serial is not None:
        # A sheet without the form of a date: days since the end of 1899.
        return _of_day(date(1899, 12, 30) + timedelta(days=int(serial[0])), str(text), as_of)
    reading = read(text)
    return read_windows(reading, as_of=as_of)


# From 2020 to 2049.
_SERIAL = re.compile(r"4(?:3[89]|[4-9]\d)\d\d|5[0-3]\d{3}|54[0-7]\d\d")


def _of_day(day: date, text: str, as_of: date) -> Found[Windows]:
    """A date in a cell. Spreadsheets keep "May 2027" as its first day."""
    notes = [Note("one_day")] + ([Note("first_of_month")] if day.day == 1 else []) + _past([(day, day)], as_of)
    return Found(((day, day),), Sure.GUESS if day.day == 1 else Sure.LIKELY, text[:40], "", tuple(notes))


def read_windows(reading: Reading, *, as_of: date, is_prose: bool = False) -> Found[Windows]:
    found = terms(atoms(reading, is_prose=is_prose), is_prose=is_prose)
    if not found.terms:
        return nothing_in(reading)
    periods = periods_of(found)
    given: list[tuple[date, date]] = []
    notes: set[str] = set(found.notes)
    used: set[int] = set()
    for period in periods:
        if period.is_excluded:
            continue
        if period.first.unit == "year" and "unknown" in period.first.links and period.first.links & _OPENING:
            # "before Easter 2027": what opens the period is not known.
            period.first.unit = period.last.unit = "bare"
        period.not_before = given[-1][0] if given else None
        days = period_bounds(period, as_of)
        if days is not None:
            given.append(open_ended(period, days, found.tail, as_of))
            used |= _pieces(period)
        elif "bare" not in (period.first.unit, period.last.unit):
            period.notes.add("no_such_day")
        notes |= _notes_of(period)
    given = _merged_months(periods, given)
    given, more = _without_excluded(periods, given, as_of, used)
    notes |= more
    if not given:
        return nothing(reading.original, *_said(notes & {"no_such_day"}, [], as_of))
    if any(one.unit == "bare" for one in found.terms) and not is_prose:
        notes.add("several_numbers")
    return _answer(reading, found, given, notes, used, as_of)


def _pieces(period: Period) -> set[int]:
    return set(range(period.first.start, period.last.end))


def _notes_of(period: Period) -> set[str]:
    found = set(period.notes)
    for term in (period.first, period.last):
        found |= term.notes & _OF_TERMS
        if term.part:
            found.add("part_of_period")
        if term.unit in _OF_UNITS:
            found.add(_OF_UNITS[term.unit])
    if "any_time" in found:
        found -= {"season"}
    return found


def _merged_months(periods: list[Period], given: list[tuple[date, date]]) -> list[tuple[date, date]]:
    """ "May/June" is one window, "October or March" two; days named one by one stay apart unless they touch."""
    return merged(given)


def _without_excluded(
    periods: list[Period], given: list[tuple[date, date]], as_of: date, used: set[int]
) -> tuple[list[tuple[date, date]], set[str]]:
    """ "except July": taken out of each year in which it falls."""
    notes: set[str] = set()
    for period in periods:
        if not period.is_excluded or not given:
            continue
        years = range(given[0][0].year - 1, given[-1][1].year + 1)
        for year in [None] if _has_own_year(period) else years:
            days = _in_year(period, year, as_of)
            if days is not None:
                given = without(given, days)
                notes.add("taken_out")
        used |= _pieces(period)
    return given, notes


def _has_own_year(period: Period) -> bool:
    return period.first.year is not None and "year_from_beside" not in period.first.notes


def _in_year(period: Period, year: int | None, as_of: date) -> tuple[date, date] | None:
    if year is not None:
        for term in (period.first, period.last):
            term.year = year
            term.notes.add("year_from_beside")
    return period_bounds(period, as_of)


def _answer(
    reading: Reading, found: Terms, given: list[tuple[date, date]], notes: set[str], used: set[int], as_of: date
) -> Found[Windows]:
    if len(given) == 1 and given[0][0] == given[0][1]:
        notes.add("one_day")
    sure = Sure.CERTAIN
    for note in notes:
        sure = at_most(sure, _LIMITS.get(note, Sure.CERTAIN))
    read_part, left = _read_and_left(reading, found, used)
    if left:
        sure = at_most(sure, Sure.LIKELY)
    return Found(tuple(given), sure, read_part, left, _said(notes, given, as_of))


def _read_and_left(reading: Reading, found: Terms, used: set[int]) -> tuple[str, str]:
    """Words around dates that were understood are not left over."""
    unknown = {at for atom in found.unknown for at in range(atom.start, atom.end)}
    unknown |= {at for term in found.terms if term.unit == "bare" for at in range(term.start, term.end)} - used
    read_part, _rest = reading.said(used)
    understood = {at for at in range(len(reading.pieces)) if at not in unknown}
    return read_part, " ".join(reading.runs_without(understood))


def _said(notes: set[str], given: list[tuple[date, date]], as_of: date) -> tuple[Note, ...]:
    facts: dict[str, dict[str, object]] = {}
    if given:
        facts["year_assumed"] = {"year": given[0][0].year}
        facts["any_time"] = facts["open_end"] = {"until": given[-1][1].isoformat()}
        facts["open_start"] = {"from": given[0][0].isoformat()}
        facts["school_year"] = {"from": given[0][0].isoformat(), "until": given[-1][1].isoformat()}
        facts["two_digit_year"] = {"year": given[-1][1].year}
        facts["day_first"] = facts["month_first"] = {"day": given[0][0].isoformat()}
    return (*(Note(code, facts.get(code, {})) for code in sorted(notes)), *_past(given, as_of))


def _past(given: list[tuple[date, date]], as_of: date) -> list[Note]:
    over = bool(given) and all(last < as_of for _first, last in given)
    return [Note("past", {"until": given[-1][1].isoformat()})] if over else []
