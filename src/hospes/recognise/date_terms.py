"""The second step: atoms become terms ("12", "May 2027", "week 16", "autumn"), with the words between them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from hospes.recognise.date_digits import Atom


@dataclass
class Term:
    """One day, month, season, week, quarter, half or year; what is not written is None until it is filled in."""

    unit: str
    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    number: int | None = None
    part: str = ""
    # For one written as "05-06/2027": the last month.
    last_month: int | None = None
    notes: set[str] = field(default_factory=set)
    # The roles of the words and marks since the term before.
    links: set[str] = field(default_factory=set)
    first_of_group: bool = False


# Two digits after a month are a year when they can be one soon and no year of four digits stands in the text.
_SHORT_YEARS = range(20, 46)
_LINKS = {"-": "range", "/": "slash", ",": "list", ";": "list", "&": "and", "+": "and", "\n": "list", "|": "list"}
_LINKS |= {">": "range", "→": "range", "<": "until"}
# What may stand between a date and its year: "22/2027", "3–14, 2027", "16 (2027)".
_CLOSE = frozenset({"slash", "list", "beside", ""})
_DAY_ENDINGS = frozenset(("st", "nd", "rd", "th"))
# How many there are in a year.
_MOST_OF = {"week": 53, "quarter": 4, "half": 2}


class _Terms:
    def __init__(self, atoms: list[Atom], *, is_prose: bool) -> None:
        self.atoms, self.is_prose = atoms, is_prose
        self.has_long_year = any(atom.year for atom in atoms if atom.kind in {"day", "year", "month_year", "months"})
        self.telling = self._places(over_commas=False)
        self.telling_over_commas = self._places(over_commas=True)
        self.terms: list[Term] = []
        self.links: set[str] = set()
        self.part: Atom | None = None
        # "the week of …" was said; the day comes next.
        self.is_week_of = False
        self.default_year: int | None = None
        # Places in the text that hold nothing about dates.
        self.unknown: list[Atom] = []
        self.ignored: list[Atom] = []
        self.notes: set[str] = set()

    # Looking ahead

    def _next(self, at: int, *, over_commas: bool = False) -> int | None:
        """The next atom that says something: small words, full stops and quotes are passed over."""
        place = (self.telling_over_commas if over_commas else self.telling)[min(at, len(self.atoms))]
        return place if place < len(self.atoms) else None

    def _places(self, *, over_commas: bool) -> list[int]:
        """For each place, the next one that says something. Worked out once, so that long texts stay quick."""
        places = [len(self.atoms)] * (len(self.atoms) + 1)
        for at in range(len(self.atoms) - 1, -1, -1):
            atom = self.atoms[at]
            is_passed = atom.is_silent or (over_commas and atom.name == ",")
            places[at] = places[at + 1] if is_passed else at
        return places

    def _kind(self, at: int | None) -> str:
        return "" if at is None else self.atoms[at].kind

    def _year_after(self, at: int, *, short: bool = True) -> tuple[int | None, int, set[str]]:
        """A year that belongs to what ends before atom `at`: "2027", ", 2027", "'27", "-27", " 27"."""
        place = self._next(at, over_commas=True)
        if place is None:
            return None, at, set()
        atom = self.atoms[place]
        if atom.kind == "year":
            return atom.year, place + 1, set()
        if not short:
            return self._slashed_year(at, place)
        is_dashed = atom.kind == "mark" and atom.name in "-/" and place + 1 < len(self.atoms)
        number = self.atoms[place + 1] if is_dashed else atom
        end = place + 2 if is_dashed else place + 1
        if is_dashed and number.kind == "year" and self._stands_alone(end):
            return number.year, end, set()
        is_glued = is_dashed and number.start == atom.end and atom.start == self.atoms[place - 1].end
        may_be = number.kind == "number" and number.number in _SHORT_YEARS and self._stands_alone(end)
        if may_be and (is_glued or not self.has_long_year):
            return 2000 + (number.number or 0), end, {"two_digit_year"}
        return None, at, set()

    def _slashed_year(self, at: int, place: int) -> tuple[int | None, int, set[str]]:
        """ "22/2027" """
        if self.atoms[place].name == "/" and place + 1 < len(self.atoms) and self.atoms[place + 1].kind == "year":
            return self.atoms[place + 1].year, place + 2, set()
        return None, at, set()

    def _stands_alone(self, at: int) -> bool:
        """Whether a number before atom `at` is no day: no month, ending or second number follows."""
        if at < len(self.atoms) and self.atoms[at].name in _DAY_ENDINGS:
            return False
        after = self._next(at)
        if after is not None and self.atoms[after].name in {"-", "/"}:
            return self._kind(self._next(after + 1)) != "number"
        return self._kind(after) not in {"month", "number"}

    # One atom after the other

    def run(self) -> None:
        at = 0
        while at < len(self.atoms):
            at = self._step(at)

    def _step(self, at: int) -> int:
        """Read what begins at an atom; the place of the next one to read."""
        kind = self.atoms[at].kind
        step = _STEPS.get(kind)
        if step is not None:
            return step(self, at)
        if kind == "mark":
            self.links.add(_LINKS.get(self.atoms[at].name, ""))
        else:
            self.unknown.append(self.atoms[at])
            # In running text, what stands before another word does not speak of the dates after it.
            self.links = {"unknown"} if self.is_prose else self.links | {"unknown"}
        return at + 1

    def _add(self, term: Term) -> None:
        if self.is_week_of and term.unit == "day":
            term.unit = "week_of"
        self.is_week_of = False
        if self.part is not None and term.unit in {"month", "season", "year", "half"}:
            term.part, term.start = self.part.name, self.part.start
        self.part = None
        term.links, self.links = self.links - {""}, set()
        if term.year is None and self.default_year is not None:
            term.year = self.default_year
        self.terms.append(term)

    def _whole(self, at: int) -> int:
        atom = self.atoms[at]
        unit = {"month_year": "month", "months": "month", "iso_week": "week", "school_year": "school"}.get(
            atom.kind, atom.kind
        )
        term = Term(unit, atom.start, atom.end, atom.year, atom.month, atom.day, notes=set(atom.notes))
        if atom.kind == "months":
            term.last_month = atom.number
        elif atom.kind == "iso_week":
            term.number = atom.number
        end = at + 1
        if atom.kind == "day" and atom.year is None:
            year, end, notes = self._year_after(at + 1)
            if year is not None:
                term.year, term.end = year, self.atoms[end - 1].end
                term.notes |= notes
            else:
                end = at + 1
        self._add(term)
        return end

    def _number(self, at: int) -> int:
        atom = self.atoms[at]
        number = atom.number or 0
        after = self._next(at + 1)
        following = self.atoms[after] if after is not None else None
        if number in (1, 2) and (half := self._half_after(at)) is not None:
            name = "first_half" if number == 1 else "second_half"
            self.part = Atom("part", atom.start, self.atoms[half].end, name=name)
            return half + 1
        if following is None or after is None:
            return self._bare(at)
        if following.kind == "month" and 1 <= number <= 31:
            return self._day_of_month(at, after)
        role = next((role for role in ("quarter", "half") if role in following.roles and 1 <= number <= 4), None)
        if role is not None:
            return self._unit_with_year(at, after + 1, role, number)
        if "week" in following.roles and 1 <= number <= 53:
            return self._numbered_week(at, after)
        return self._bare(at)

    def _numbered_week(self, at: int, after: int) -> int:
        """ "16. Woche 2027" is a week; "2 weeks in May" and "2 to 3 weeks in May" say how long, not when."""
        atom = self.atoms[at]
        year, end, notes = self._year_after(after + 1, short=False)
        if year is not None and self.atoms[at + 1].is_silent:
            self._add(Term("week", atom.start, self.atoms[end - 1].end, year, number=atom.number, notes=notes))
            return end
        if self.terms and self.terms[-1].unit == "bare" and self.links & {"range", "or", "and"}:
            self.terms.pop()
        self.links = set()
        self.ignored += self.atoms[at : after + 1]
        self.notes.add("length_in_period")
        return after + 1

    def _half_after(self, at: int) -> int | None:
        """ "1e helft juni", "2ª quinzena de maio": where the word for a half stands, with a month after it."""
        for place in range(at + 1, min(at + 4, len(self.atoms))):
            if "halves" in self.atoms[place].roles or (
                self.atoms[place].kind == "part" and "halves" in self.atoms[place].roles
            ):
                after = self._next(place + 1)
                return place if self._kind(after) in {"month", "month_year", "season", "year"} else None
            if self.atoms[place].end - self.atoms[at].end > 2:
                break
        return None

    def _bare(self, at: int) -> int:
        atom = self.atoms[at]
        self._add(Term("bare", atom.start, atom.end, number=atom.number))
        return at + 1

    def _day_of_month(self, at: int, month_at: int) -> int:
        atom, month = self.atoms[at], self.atoms[month_at]
        year, end, notes = self._year_after(month_at + 1)
        if year is None:
            end = month_at + 1
        last = self.atoms[end - 1].end
        self._add(Term("day", atom.start, last, year, month.month, atom.number, notes=set(month.notes) | notes))
        return end

    def _month(self, at: int) -> int:
        atom = self.atoms[at]
        notes = set(atom.notes)
        year, end, more = self._year_after(at + 1)
        if year is not None:
            self._add(Term("month", atom.start, self.atoms[end - 1].end, year, atom.month, notes=notes | more))
            return end
        after = self._next(at + 1)
        number = self.atoms[after] if after is not None else None
        if number is not None and after is not None and number.kind == "number" and 1 <= (number.number or 0) <= 31:
            follows = self._next(after + 1)
            if self._kind(follows) != "month" and "range" not in self._marks_between(at + 1, after):
                year, end, more = self._year_after(after + 1)
                end = end if year is not None else after + 1
                last = self.atoms[end - 1].end
                self._add(Term("day", atom.start, last, year, atom.month, number.number, notes=notes | more))
                return end
        self._add(Term("month", atom.start, atom.end, None, atom.month, notes=notes))
        return at + 1

    def _is_day(self, at: int) -> bool:
        """Whether a number is followed by a month of its own."""
        return self._kind(self._next(at + 1)) == "month"

    def _marks_between(self, start: int, end: int) -> set[str]:
        return {_LINKS.get(atom.name, "") for atom in self.atoms[start:end] if atom.kind == "mark"}

    def _season(self, at: int) -> int:
        atom = self.atoms[at]
        year, end, notes = self._year_after(at + 1)
        end = end if year is not None else at + 1
        self._add(Term("season", atom.start, self.atoms[end - 1].end, year, part="", notes=notes | {atom.name}))
        return end

    def _unit_with_year(self, at: int, after: int, unit: str, number: int) -> int:
        year, end, notes = self._year_after(after, short=unit != "week")
        end = end if year is not None else after
        last = self.atoms[end - 1].end
        self._add(Term(unit, self.atoms[at].start, last, year, number=number, notes=notes))
        return end

    def _year(self, at: int) -> int:
        """A year before months or seasons without one is theirs; else it is a whole year."""
        atom = self.atoms[at]
        after = self._next(at + 1, over_commas=True)
        while after is not None and self.atoms[after].name in {"-", "/", ":"}:
            after = self._next(after + 1)
        following = self.atoms[after] if after is not None else None
        is_lead = following is not None and (
            following.kind in {"month", "season", "part", "ordinal"}
            or (
                following.kind == "word"
                and following.roles & {"week", "quarter", "half"}
                and "beside" not in following.roles
            )
            or (following.kind == "word" and "week" in following.roles)
        )
        if is_lead and not self._has_own_year(after or at):
            self.default_year = atom.year
            self.ignored.append(atom)
            return at + 1
        before = self.terms[-1] if self.terms else None
        if before is not None and before.year is None and before.unit not in {"any", "year"} and self.links <= _CLOSE:
            before.year, before.end = atom.year, atom.end
            self.links = set()
            return at + 1
        self._add(Term("year", atom.start, atom.end, atom.year))
        return at + 1

    def _has_own_year(self, at: int) -> bool:
        if self.atoms[at].kind not in {"month", "season"}:
            return False
        return self._year_after(at + 1)[0] is not None

    def _part(self, at: int) -> int:
        """ "early May", "second half of 2027", "1st semester"."""
        atom = self.atoms[at]
        after = self._next(at + 1)
        if after is not None and self.atoms[after].name == "-":
            after = self._next(after + 1)
        following = self.atoms[after] if after is not None else None
        if atom.kind == "ordinal" and following is not None and atom.number and after is not None:
            for role in ("half", "quarter"):
                if role in following.roles:
                    return self._unit_with_year(at, after + 1, role, atom.number)
        if (
            atom.kind == "part"
            and following is not None
            and following.kind in {"month", "season", "year", "month_year", "ordinal"}
        ):
            self.part = atom
            return at + 1
        if atom.roles:
            self.links |= atom.roles
        else:
            self.unknown.append(atom)
        return at + 1

    def _word(self, at: int) -> int:
        atom = self.atoms[at]
        if "any" in atom.roles:
            self._add(Term("any", atom.start, atom.end))
            return at + 1
        if "school" in atom.roles:
            return self._school(at)
        numbered = self._numbered(at)
        if numbered is not None:
            return numbered
        self.notes |= atom.roles & {"flexible", "weekdays"}
        self.links |= atom.roles
        return at + 1

    def _school(self, at: int) -> int:
        """ "school year 2027/28", "curso 2027"."""
        year, end, _notes = self._year_after(at + 1)
        place = self._next(at + 1)
        if self._kind(place) == "school_year" and place is not None:
            year, end = self.atoms[place].year, place + 1
        end = end if year is not None else at + 1
        self._add(Term("school", self.atoms[at].start, self.atoms[end - 1].end, year))
        return end

    def _numbered(self, at: int) -> int | None:
        """ "KW 20", "Q2", "week of 10 May": what a word for a week, quarter or half is followed by."""
        atom, after = self.atoms[at], self._next(at + 1)
        role = next((role for role in _MOST_OF if role in atom.roles), None)
        if role is None or after is None:
            return None
        found = self.atoms[after]
        if role == "week" and found.kind == "month_year":
            # "KW 5/2027"
            self._add(Term("week", atom.start, found.end, found.year, number=found.month))
            return after + 1
        if role == "week" and (found.kind == "day" or (found.kind == "number" and self._is_day(after))):
            self.is_week_of = True
            return at + 1
        if found.kind == "number" and 1 <= (found.number or 0) <= _MOST_OF[role]:
            return self._unit_with_year(at, after + 1, role, found.number or 0)
        return None


_STEPS: dict[str, Callable[[_Terms, int], int]] = {
    **dict.fromkeys(("day", "month_year", "months", "school_year", "iso_week", "no_such_day"), _Terms._whole),
    "number": _Terms._number,
    "month": _Terms._month,
    "season": _Terms._season,
    "year": _Terms._year,
    "part": _Terms._part,
    "ordinal": _Terms._part,
    "word": _Terms._word,
}


@dataclass(frozen=True)
class Terms:
    terms: list[Term]
    unknown: list[Atom]
    ignored: list[Atom]
    notes: set[str]
    # The roles of the words after the last term.
    tail: set[str]


def terms(atoms: list[Atom], *, is_prose: bool = False) -> Terms:
    found = _Terms(atoms, is_prose=is_prose)
    found.run()
    return Terms(found.terms, found.unknown, found.ignored, found.notes, found.links - {""})
