"""The first step of reading dates: each piece of a text becomes an atom, a date, a month, a year or a role."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from hospes.recognise.calendar_names import ORDINALS, PARTS, ROLES, SEASONS, is_everyday, is_weekday, months_of
from hospes.recognise.date_digits import SHORT_YEAR, Atom, full_year, in_digits, is_year
from hospes.recognise.reading import Reading


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
            short = SHORT_YEAR.match(self.reading.plain, piece.start)
            if short:
                return Atom("year", at, self._after(short.end()), year=full_year(short.group(1)))
            return Atom("mark", at, at + 1, name=piece.text)
        return self._word(at)

    def _after(self, offset: int) -> int:
        """The first piece that begins at or after an offset."""
        return bisect_left(self.starts, offset)

    # Digits

    def _numeric(self, at: int) -> Atom:
        plain, start = self.reading.plain, self.pieces[at].start
        # A number glued to letters before it is part of a code: "B2", "ITH2", "KA121".
        if self.reading.glued(at) and self.pieces[at - 1].is_word:
            kind = "number" if len(self.pieces[at - 1].text) <= 2 else "unknown"
            return Atom(kind, at, at + 1, number=self._number(at))
        written = in_digits(plain, start)
        if written is not None and not (written[0].kind in ("months", "month_year") and self._counts_weeks(at)):
            return replace(written[0], start=at, end=self._after(written[1]))
        number = self.pieces[at].number
        if number is not None and len(self.pieces[at].text) == 4 and is_year(number):
            return Atom("year", at, at + 1, year=number)
        number = self._number(at)
        return Atom("number" if number is not None else "unknown", at, at + 1, number=number)

    def _counts_weeks(self, at: int) -> bool:
        """ "weeks 11-12/2027": after a word for weeks these are no months."""
        before = next((back for back in range(at - 1, max(at - 5, -1), -1) if self.pieces[back].is_word), None)
        return before is not None and "week" in self._roles(before)[0]

    def _number(self, at: int) -> int | None:
        number = self.pieces[at].number
        return number if number is not None and number < 100 else None

    # Words

    def _word(self, at: int) -> Atom:
        word = self.pieces[at].text
        roles, end = self._roles(at)
        if self._is_quarter(at):
            return Atom("word", at, at + 1, name=word, roles=frozenset({_LETTERS[word]}))
        if "any" in roles or "school" in roles:
            return Atom("word", at, end, roles=roles)
        named = self._roman_half(at) or self._month(at, roles) or self._season_or_part(at, roles, end)
        if named is not None:
            return named
        ordinal = ORDINALS.at(self.pieces, at)
        if ordinal:
            return Atom("ordinal", at, ordinal.end, number=ordinal.value, roles=roles)
        if is_weekday(word):
            return Atom("word", at, at + 1, roles=frozenset({"weekdays"}))
        return Atom("word" if roles else "unknown", at, max(end, at + 1), name=word, roles=roles)

    def _roman_half(self, at: int) -> Atom | None:
        """ "II połowa kwietnia": the number of a half."""
        typed = self.pieces[at].typed
        is_half = typed in {"I", "II"} and at + 1 < len(self.pieces) and "halves" in self._roles(at + 1)[0]
        return Atom("number", at, at + 1, number=len(typed)) if is_half else None

    def _is_quarter(self, at: int) -> bool:
        """ "Q2", "H1": a letter with a number glued to it."""
        is_glued = at + 1 < len(self.pieces) and self.reading.glued(at + 1) and self.pieces[at + 1].kind == "number"
        return is_glued and self.pieces[at].text in _LETTERS

    def _month(self, at: int, roles: frozenset[str]) -> Atom | None:
        word, months = self.pieces[at].text, months_of(self.pieces[at].text)
        if not months and self.pieces[at].typed in _ROMAN and self._is_roman(at):
            return Atom("month", at, at + 1, month=_ROMAN[self.pieces[at].typed], notes=frozenset({"roman_month"}))
        # "tra maggio e giugno": a short word that has another use is no month without a day or a year.
        has_other_use = bool(roles) and len(word) <= 3 and not self._has_number_beside(at)
        if not months or has_other_use or (is_everyday(word) and not self._stands_by_a_date(at)):
            return None
        notes = frozenset({"month_ambiguous"}) if len(months) > 1 else frozenset()
        return Atom("month", at, at + 1, month=months[0], notes=notes)

    def _season_or_part(self, at: int, roles: frozenset[str], end: int) -> Atom | None:
        is_near = not self.is_prose or self._stands_by_a_date(at)
        part = PARTS.at(self.pieces, at) if is_near else None
        if part and part.end >= end:
            return Atom("part", at, part.end, name=part.value, roles=roles)
        season = SEASONS.at(self.pieces, at)
        if season and (is_near or len(self.pieces[at].text) > 5):
            return Atom("season", at, season.end, name=season.value)
        return None

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


def atoms(reading: Reading, *, is_prose: bool = False) -> list[Atom]:
    return list(_Atoms(reading, is_prose=is_prose).all())
