"""Dates written in digits: "2027-10-04", "17.05.", "05-06/2027", "2027/28", "W16"."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

FIRST_YEAR, LAST_YEAR = 2015, 2099


@dataclass(frozen=True)
class Atom:
    """Pieces `start` to `end`. `kind`: day (a whole date, the year may be missing), month, season, year, number,
    school_year, part, ordinal, word (with its roles), mark, unknown."""

    kind: str
    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    number: int | None = None
    name: str = ""
    roles: frozenset[str] = frozenset()
    notes: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_silent(self) -> bool:
        """Says nothing by itself: "de", "of", a full stop."""
        return (self.kind == "word" and "beside" in self.roles) or (self.kind == "mark" and self.name in _SILENT)


_SILENT = frozenset(".:()[]\"'~»«*!º°ª")

_TIME = r"(?:[ T]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)?"
_YMD = re.compile(rf"(\d{{4}})\s?([-/.])\s?(\d{{1,2}})\s?\2\s?(\d{{1,2}})(?!\d){_TIME}\.?")
_DMY = re.compile(r"(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?('?\d{2}|\d{4})(?!\d)\.?")
_COMPACT = re.compile(r"(20\d{2})(\d{2})(\d{2})(?!\d)")
_MONTHS_OF_YEAR = re.compile(r"(\d{1,2})\s?[-/]\s?(\d{1,2})\s?[/.]\s?(\d{4})(?![\d/.-]\d|\d)")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s?[-/.]\s?(\d{4})(?!\d|[/.]\d|-\d{1,2}(?![\d/.]))")
_YEAR_MONTH = re.compile(r"(\d{4})[-/. ](\d{2})(?!\d|[-/.]\d{1,2}(?!\d))")
_YEAR_YEAR = re.compile(r"(20\d{2})\s?[-/]\s?((?:20)?\d{2})(?!\d|[-/.]\d)")
_ISO_WEEK = re.compile(r"(20\d{2})-?[Ww](\d{1,2})(?!\d)")
_DAY_MONTH = re.compile(r"(\d{1,2})(\.|/)\s?(\d{1,2})(?!\d)\.?")
SHORT_YEAR = re.compile(r"'(\d{2})(?!\d)")


def full_year(digits: str) -> int:
    number = int(digits.strip("'"))
    return number if number > 99 else 2000 + number


def is_year(number: int) -> bool:
    return FIRST_YEAR <= number <= LAST_YEAR


def _is_month(number: int) -> bool:
    return 1 <= number <= 12


def _is_day(year: int | None, month: int, day: int) -> bool:
    """Whether the day exists; without a year, whether it can."""
    try:
        date(year or 2024, month, day)
    except ValueError:
        return False
    return True


def _ymd(match: re.Match[str]) -> Atom | None:
    year, month, day = int(match.group(1)), int(match.group(3)), int(match.group(4))
    if not is_year(year):
        return None
    return _dated(year, month, day)


def _dated(year: int | None, month: int, day: int, *notes: str) -> Atom:
    if not _is_month(month) or not _is_day(year, month, day):
        return Atom("no_such_day", 0, 0)
    return Atom("day", 0, 0, year, month, day, notes=frozenset(notes))


def _dmy(match: re.Match[str]) -> Atom | None:
    day, month, year = int(match.group(1)), int(match.group(3)), full_year(match.group(4))
    if not is_year(year):
        return None
    notes = {"two_digit_year"} if len(match.group(4)) < 4 else set()
    if month > 12 >= day >= 1:
        return _dated(year, day, month, *notes, "month_first")
    if match.group(2) != "." and day <= 12 and day != month:
        notes.add("day_first")
    elif match.group(2) != "." and day > 12:
        notes.add("day_sure")
    return _dated(year, month, day, *notes)


def _compact(match: re.Match[str]) -> Atom | None:
    year, month, day = map(int, match.groups())
    return _dated(year, month, day) if is_year(year) and _is_month(month) else None


def _months_of_year(match: re.Match[str]) -> Atom | None:
    first, last, year = map(int, match.groups())
    if _is_month(first) and _is_month(last) and is_year(year):
        return Atom("months", 0, 0, year, first, number=last)
    return None


def _month_year(match: re.Match[str]) -> Atom | None:
    month, year = map(int, match.groups())
    return Atom("month_year", 0, 0, year, month) if _is_month(month) and is_year(year) else None


def _year_month(match: re.Match[str]) -> Atom | None:
    year, month = map(int, match.groups())
    return Atom("month_year", 0, 0, year, month) if _is_month(month) and is_year(year) else None


def _year_year(match: re.Match[str]) -> Atom | None:
    first, last = full_year(match.group(1)), full_year(match.group(2))
    return Atom("school_year", 0, 0, first) if last == first + 1 and is_year(first) else None


def _iso_week(match: re.Match[str]) -> Atom | None:
    year, week = map(int, match.groups())
    return Atom("iso_week", 0, 0, year, number=week) if 1 <= week <= 53 else None


def _day_month(match: re.Match[str]) -> Atom | None:
    day, month = int(match.group(1)), int(match.group(3))
    if not _is_month(month) or not 1 <= day <= 31:
        return None
    return _dated(None, month, day, *(["day_first"] if match.group(2) == "/" and day <= 12 else []))


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Atom | None]], ...] = (
    (_YMD, _ymd),
    (_DMY, _dmy),
    (_COMPACT, _compact),
    (_MONTHS_OF_YEAR, _months_of_year),
    (_MONTH_YEAR, _month_year),
    (_ISO_WEEK, _iso_week),
    (_YEAR_MONTH, _year_month),
    (_YEAR_YEAR, _year_year),
    (_DAY_MONTH, _day_month),
)


def in_digits(text: str, offset: int) -> tuple[Atom, int] | None:
    """The date that is written at an offset, and the offset where it ends. Its places in the text are not set."""
    for pattern, build in _PATTERNS:
        match = pattern.match(text, offset)
        found = build(match) if match else None
        if match and found is not None:
            return found, match.end()
    return None
