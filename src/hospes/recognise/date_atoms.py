"""The first step of reading dates: each piece of a text becomes an atom, a date, a month, a year or a role."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from hospes.recognise.calendar_names import ORDINALS, PARTS, ROLES, SEASONS, is_everyday, is_weekday, months_of
from hospes.recognise.reading import Reading

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
_MONTH_YEAR = re.compile(r"(\d{1,2})\s?[-/.]\s?(\d{4})(?!\d|[-/.]\d)")
_YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{2})(?!\d|[-/.]\d)")
_YEAR_YEAR = re.compile(r"(20\d{2})\s?[-/]\s?((?:20)?\d{2})(?!\d|[-/.]\d)")
_ISO_WEEK = re.compile(r"(20\d{2})-?[Ww](\d{1,2})(?!\d)")
_DAY_MONTH = re.compile(r"(\d{1,2})(\.|/)\s?(\d{1,2})(?!\d)\.?")
_SHORT_YEAR = re.compile(r"'(\d{2})(?!\d)")


def _full_year(digits: str) -> int:
    number = int(digits.strip("'"))
    return number if number > 99 else 2000 + number


def _is_year(number: int) -> bool:
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


class _Atoms:
    def __init__(self, reading: Reading, *, is_prose: bool) -> None:
        self.reading, self.is_prose = reading, is_prose
        self.pieces = reading.pieces
        self.starts = [piece.start for piece in self.pieces]
        self.is_short = not is_prose and sum(piece.is_word for piece in self.pieces) <= 3

    def all(self) -> Iterator[Atom]:
        at = 0
        while at < len(self.pieces):
            atom = self._atom(at)
            yield atom
            at = atom.end

    def _atom(self, at: int) -> Atom:
        piece = self.pieces[at]
        if piece.kind == "number":
            return self._numeric(at)
        if piece.kind == "mark":
            short = _SHORT_YEAR.match(self.reading.plain, piece.start)
            if short:
                return Atom("year", at, self._after(short.end()), year=_full_year(short.group(1)))
            return Atom("mark", at, at + 1, name=piece.text)
        return self._word(at)

    def _after(self, offset: int) -> int:
        """The first piece that begins at or after an offset."""
        return bisect_left(self.starts, offset)

    # Digits

    def _numeric(self, at: int) -> Atom:
        plain, start = self.reading.plain, self.pieces[at].start
        # A number glued to letters before it is part of a code: "B2", "ITH2", "KA121".
        if self.reading.glued(at) and self.pieces[at - 1].is_word and self.pieces[at - 1].text not in _WEEK_LETTERS:
            return Atom(
                "number" if len(self.pieces[at - 1].text) == 1 else "unknown", at, at + 1, number=self._number(at)
            )
        for pattern, build in _PATTERNS:
            match = pattern.match(plain, start)
            found = build(match) if match else None
            if match and found is not None:
                return Atom(found.pop("kind"), at, self._after(match.end()), **found)
        number = self.pieces[at].number
        if number is not None and len(self.pieces[at].text) == 4 and _is_year(number):
            return Atom("year", at, at + 1, year=number)
        number = self._number(at)
        return Atom("number" if number is not None else "unknown", at, at + 1, number=number)

    def _number(self, at: int) -> int | None:
        number = self.pieces[at].number
        return number if number is not None and number < 100 else None

    # Words

    def _word(self, at: int) -> Atom:
        word = self.pieces[at].text
        if word in _LETTERS and at + 1 < len(self.pieces) and self.reading.glued(at + 1):
            if self.pieces[at + 1].kind == "number":
                return Atom("word", at, at + 1, name=word, roles=frozenset({_LETTERS[word]}))
        season = SEASONS.at(self.pieces, at)
        months = months_of(word)
        roles, end = self._roles(at)
        if "any" in roles or "school" in roles:
            return Atom("word", at, end, roles=roles)
        if not months and self.pieces[at].typed in _ROMAN and self._is_roman(at):
            return Atom("month", at, at + 1, month=_ROMAN[self.pieces[at].typed], notes=frozenset({"roman_month"}))
        if months and roles and len(word) <= 3 and not self._has_number_beside(at):
            # "tra maggio e giugno": a short word that has another use is no month without a day or a year.
            months = ()
        if months and not (is_everyday(word) and not self._stands_by_a_date(at)):
            notes = frozenset({"month_ambiguous"}) if len(months) > 1 else frozenset()
            return Atom("month", at, at + 1, month=months[0], notes=notes)
        part = PARTS.at(self.pieces, at) if not self.is_prose or self._stands_by_a_date(at) else None
        if part and part.end >= end and part.end > at:
            return Atom("part", at, part.end, name=part.value, roles=roles)
        if season and (not self.is_prose or len(word) > 5 or self._stands_by_a_date(at)):
            return Atom("season", at, season.end, name=season.value)
        ordinal = ORDINALS.at(self.pieces, at)
        if ordinal:
            return Atom("ordinal", at, ordinal.end, number=ordinal.value, roles=roles)
        if is_weekday(word):
            return Atom("word", at, at + 1, roles=frozenset({"weekdays"}))
        return Atom("word" if roles else "unknown", at, max(end, at + 1), name=word, roles=roles)

    def _roles(self, at: int) -> tuple[frozenset[str], int]:
        """Everything that the longest phrase at a place may do."""
        hits = [(role, hit) for role, lexicon in ROLES.items() if (hit := lexicon.at(self.pieces, at))]
        end = max((hit.end for _role, hit in hits), default=at)
        return frozenset(role for role, hit in hits if hit.end == end), end

    def _has_number_beside(self, at: int) -> bool:
        beside = [*self.pieces[max(at - 2, 0) : at], *self.pieces[at + 1 : at + 2]]
        return any(piece.kind == "number" for piece in beside)

    def _is_roman(self, at: int) -> bool:
        """ "IV-V 2027", "12.V.2027": beside a number, another Roman month, or a dash before one."""
        near = [*self.pieces[max(at - 2, 0) : at], *self.pieces[at + 1 : at + 3]]
        return not self.is_prose and any(
            (piece.kind == "number" and (len(piece.text) == 4 or piece.start == self.pieces[at].end + 1))
            or piece.typed in _ROMAN
            for piece in near
        )

    def _stands_by_a_date(self, at: int) -> bool:
        """Whether a number, another month or the end of a short text is next to a word like "may"."""
        if self.is_short:
            return True
        around = [*self.pieces[max(at - 3, 0) : at], *self.pieces[at + 1 : at + 4]]
        return any(
            (piece.kind == "number" and len(piece.text) in (1, 2, 4)) or (piece.is_word and months_of(piece.text))
            for piece in around
        )


# "Q2", "T2", "H1", "S1"
_LETTERS = {"q": "quarter", "t": "quarter", "h": "half", "s": "half"}
_ROMAN = {roman: number for number, roman in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), 1)}
_WEEK_LETTERS = frozenset("w kw cw wk v vk s t q h k sem sett tyg".split())


def _ymd(match: re.Match[str]) -> dict[str, object] | None:
    year, month, day = int(match.group(1)), int(match.group(3)), int(match.group(4))
    if not _is_year(year):
        return None
    return _dated(year, month, day)


def _dated(year: int | None, month: int, day: int, *notes: str) -> dict[str, object]:
    if not _is_month(month) or not _is_day(year, month, day):
        return {"kind": "no_such_day"}
    return {"kind": "day", "year": year, "month": month, "day": day, "notes": frozenset(notes)}


def _dmy(match: re.Match[str]) -> dict[str, object] | None:
    day, month, year = int(match.group(1)), int(match.group(3)), _full_year(match.group(4))
    if not _is_year(year):
        return None
    notes = {"two_digit_year"} if len(match.group(4)) < 4 else set()
    if month > 12 >= day >= 1:
        return _dated(year, day, month, *notes, "month_first")
    if match.group(2) != "." and day <= 12 and day != month:
        notes.add("day_first")
    elif match.group(2) != "." and day > 12:
        notes.add("day_sure")
    return _dated(year, month, day, *notes)


def _compact(match: re.Match[str]) -> dict[str, object] | None:
    year, month, day = map(int, match.groups())
    return _dated(year, month, day) if _is_year(year) and _is_month(month) else None


def _months_of_year(match: re.Match[str]) -> dict[str, object] | None:
    first, last, year = map(int, match.groups())
    if _is_month(first) and _is_month(last) and _is_year(year):
        return {"kind": "months", "month": first, "number": last, "year": year}
    return None


def _month_year(match: re.Match[str]) -> dict[str, object] | None:
    month, year = map(int, match.groups())
    return {"kind": "month_year", "month": month, "year": year} if _is_month(month) and _is_year(year) else None


def _year_month(match: re.Match[str]) -> dict[str, object] | None:
    year, month = map(int, match.groups())
    return {"kind": "month_year", "month": month, "year": year} if _is_month(month) and _is_year(year) else None


def _year_year(match: re.Match[str]) -> dict[str, object] | None:
    first, last = _full_year(match.group(1)), _full_year(match.group(2))
    return {"kind": "school_year", "year": first} if last == first + 1 and _is_year(first) else None


def _iso_week(match: re.Match[str]) -> dict[str, object] | None:
    year, week = map(int, match.groups())
    return {"kind": "iso_week", "year": year, "number": week} if 1 <= week <= 53 else None


def _day_month(match: re.Match[str]) -> dict[str, object] | None:
    day, month = int(match.group(1)), int(match.group(3))
    if not _is_month(month) or not 1 <= day <= 31:
        return None
    return _dated(None, month, day, *(["day_first"] if match.group(2) == "/" and day <= 12 else []))


_PATTERNS = (
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


def atoms(reading: Reading, *, is_prose: bool = False) -> list[Atom]:
    return list(_Atoms(reading, is_prose=is_prose).all())
