"""A row of a sheet, read: the cells with what was understood of each, and the entries that the row would become."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError

from hospes import recognise
from hospes.core.validation import clean_text, many_lines, one_line
from hospes.incoming.choices import Refusal
from hospes.incoming.reading.values import Said, said
from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.rules.values import refuse_contradictions, refuse_wrong_values
from hospes.recognise import Found, Note, Sure, Vocabulary

OFFER, WISH = EntryKind.OFFER.value, EntryKind.WISH.value
LONGEST_CELL, LONGEST_TITLE, LONGEST_TEXT, LONGEST_NOTE = 4000, 140, 3000, 4000
# Columns whose words are kept as they are, and those that say where the organisation is.
WORDS = frozenset({"number", "organisation", "title", "text", "remarks", "website", "identifier"})
PLACE = ("country", "territory", "region", "town")
# The recognisers' word for "??", "tbd" and the like: understood, and no answer.
NO_ANSWER = "unanswered"
# What belongs to the file and not to what it says.
_NOT_CONTENT = frozenset({"number", "ignore"})


@dataclass
class Cell:
    """One cell: where it stands, what was written, and what was understood. `values` goes into the entry."""

    at: int
    # What the column holds.
    holds: str
    column: str
    written: str
    sure: int = Sure.CERTAIN
    left: str = ""
    notes: list[list[Any]] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)


def slim(cell: Cell) -> dict[str, Any]:
    """A cell as it is kept: what is as always is not written."""
    kept = {"at": cell.at, "holds": cell.holds, "column": cell.column, "written": cell.written}
    given = {"left": cell.left, "notes": cell.notes, "values": cell.values}
    kept |= {name: value for name, value in given.items() if value}
    return kept if cell.sure == Sure.CERTAIN else kept | {"sure": int(cell.sure)}


@dataclass
class Problem:
    """Why a row is refused: which cell, and what is wrong with it."""

    column: str
    written: str
    reason: str
    sentence: str = ""
    # Of the row itself; others come from what is here already.
    is_own: bool = True


@dataclass
class Named:
    """The organisation as a row names it."""

    name: str = ""
    country: str = ""
    region: str = ""
    town: str = ""
    website: str = ""
    # Numbers of the programme: OID (E10000001) and the older PIC (nine digits).
    oid: str = ""
    pic: str = ""


@dataclass
class Proposed:
    """One entry that a row would become. `kind` is empty where nothing says which."""

    line: int
    kind: str
    cells: list[Cell]
    values: dict[str, Any]
    note: str
    fingerprint: str
    number: str
    named: Named
    email: str
    problems: list[Problem] = field(default_factory=list)

    @property
    def least_sure(self) -> int:
        """Of the cells that were to be understood. What was not goes along as a note."""
        return min((cell.sure for cell in self.cells if cell.written), default=int(Sure.CERTAIN))


class RowReader:
    """Reads rows of one sheet. `columns`: place of a column → what it holds; `headings`: place → words."""

    def __init__(
        self,
        columns: Mapping[int, str],
        headings: Mapping[int, str],
        *,
        vocabulary: Vocabulary,
        as_of: date,
        language: str,
        all_are: str = "",
    ) -> None:
        """`all_are`: what every row is, where its cells do not say it."""
        self.columns = {at: name for at, name in sorted(columns.items()) if name != "ignore"}
        self.headings, self.language, self.all_are = headings, language, all_are
        recognisers = _recognisers(vocabulary, as_of)
        # Old lists say the same in many rows: each distinct text is read once.
        self._cleaned = lru_cache(maxsize=_REMEMBERED)(_cleaned)
        self._found = lru_cache(maxsize=_REMEMBERED)(lambda name, text: recognisers[name](text))
        self._understood = lru_cache(maxsize=_REMEMBERED)(self._understand)
        self._place = lru_cache(maxsize=_REMEMBERED)(lambda *texts: recognise.territory(*texts, vocabulary=vocabulary))

    def read(self, line: int, cells: Sequence[str], typed: Mapping[str, str] | None = None) -> list[Proposed]:
        """The entries that a row would become: one, or two where it is about both sides."""
        given = {at: cells[at] if at < len(cells) else "" for at in self.columns}
        problems: list[Problem] = []
        written = {at: self._clean(at, (typed or {}).get(str(at), text), problems) for at, text in given.items()}
        kinds, direction = self._kinds(written)
        named, place = self._named(written)
        shared = [*direction, *place]
        print_ = self._fingerprint(given)
        made = []
        for kind in kinds or [""]:
            read = shared + self._cells(written, kind or OFFER)
            row = Proposed(
                line,
                kind,
                sorted(read, key=lambda cell: cell.at),
                {},
                "",
                print_,
                one_line(self._text(written, "number"))[:60],
                named,
                next((cell.values["email"] for cell in read if cell.values.get("email")), ""),
                list(problems),
            )
            self._fill(row)
            made.append(row)
        return made

    # Cells

    def _clean(self, at: int, text: str, problems: list[Problem]) -> str:
        if not text:
            return ""
        cleaned, refusal = self._cleaned(text) if len(text) <= _SHORT else _cleaned(text)
        if refusal:
            problems.append(Problem(self.headings.get(at, ""), shown(text), refusal))
        return cleaned

    def _texts(self, written: Mapping[int, str], name: str) -> list[str]:
        return [written[at] for at, held in self.columns.items() if held == name and written[at]]

    def _text(self, written: Mapping[int, str], name: str) -> str:
        return "; ".join(self._texts(written, name))

    def _cell(self, at: int, text: str) -> Cell:
        return Cell(at, self.columns[at], self.headings.get(at, ""), text)

    def _kinds(self, written: Mapping[int, str]) -> tuple[list[str], list[Cell]]:
        found: list[str] = []
        cells = []
        for at, name in self.columns.items():
            if name == "kind":
                cell, answer = self._cell(at, written[at]), self._found("kind", written[at])
                _take(cell, answer)
                found += [kind for kind in (OFFER, WISH) if kind in (answer.value or ()) and kind not in found]
                cells.append(cell)
        return found or [kind for kind in (self.all_are,) if kind], cells

    def _named(self, written: Mapping[int, str]) -> tuple[Named, list[Cell]]:
        """All cells about the place are read together: a region alone may be in several countries."""
        places = [at for name in PLACE for at, held in self.columns.items() if held == name and written[at]]
        named = Named(
            name=one_line(self._text(written, "organisation"))[:200],
            town=one_line(self._text(written, "town"))[:120],
            website=_website(self._text(written, "website")),
            oid=_only(_OID, f"{self._text(written, 'identifier')} {self._text(written, 'organisation')}".upper()),
            # Nine digits beside a name may be a telephone number.
            pic=_only(_PIC, self._text(written, "identifier")),
        )
        found = self._place(*(written[at] for at in places)) if places else None
        if found is not None and found.value is not None and found.sure > Sure.GUESS:
            named.country, named.region = found.value.country or "", found.value.region or ""
        cells = []
        for at, name in self.columns.items():
            if name in PLACE:
                cell = self._cell(at, written[at])
                if found is not None and written[at] and name != "town":
                    _take(cell, found)
                    cell.values = {"country": named.country, "region": named.region}
                cells.append(cell)
        return named, cells

    def _cells(self, written: Mapping[int, str], kind: str) -> list[Cell]:
        cells = []
        for at, name in self.columns.items():
            if name in PLACE or name == "kind":
                continue
            cell = self._cell(at, written[at])
            if name not in WORDS and cell.written:
                text = cell.written
                if name in _ENDS:
                    text = " – ".join(filter(None, (self._text(written, part) for part in _ENDS)))
                cell.sure, cell.left, cell.notes, cell.values = self._understood(name, text, EntryKind(kind))
            elif name == "remarks" and cell.written:
                self._overhear(cell, EntryKind(kind))
            cells.append(cell)
        return cells

    def _understand(self, name: str, text: str, kind: EntryKind) -> tuple[int, str, list[list[Any]], dict[str, Any]]:
        """How surely, what is left, notes and values. Many cells share them, so nobody changes them."""
        if name in _ENDS:
            name = "windows"
        if name in ("accessible", "measures", "needs"):
            name = "measures" if kind == EntryKind.OFFER else "needs"
        found = self._found(name, text)
        if name == "contact_email":
            values = {"email": found.value} if found.value else {}
            return int(found.sure), found.left, _plain_notes(found.because), values
        return _put(text, said(name, found, kind), found)

    def _overhear(self, cell: Cell, kind: EntryKind) -> None:
        """Remarks say in passing how many need support, and which. Those words are not kept a second time."""
        cell.left = cell.written
        if kind != EntryKind.WISH:
            return
        for name, least in (("fewer_opportunities", Sure.GUESS), ("needs", Sure.LIKELY)):
            found = self._found(name, cell.written)
            if found.value and found.sure >= least:
                answer = said(name, found, kind)
                cell.values |= answer.values
                cell.notes += _plain_notes(answer.notes)
                cell.sure = min(cell.sure, answer.sure)
                again = self._found(name, cell.left)
                cell.left = again.left if again.value else cell.left

    # The entry

    def _fill(self, row: Proposed) -> None:
        """Put the cells together into values, and say what is wrong with them as a whole."""
        for cell in row.cells:
            for name, value in cell.values.items():
                if name not in ("email", "country", "region"):
                    row.values[name] = _together(row.values.get(name), value)
        texts = {name: "; ".join(c.written for c in row.cells if c.holds == name and c.written) for name in _SAID}
        row.values["title"] = shortened(one_line(texts["title"] or texts["topics"]), LONGEST_TITLE)
        row.values["text"] = many_lines(texts["text"])[:LONGEST_TEXT]
        row.values["language"] = self.language
        row.note = _note(row.cells)
        if not row.kind:
            row.problems.append(_about(row.cells, "kind", Refusal.NO_KIND))
        if not row.values["title"]:
            row.problems.append(_about(row.cells, "title", Refusal.NO_TITLE))
        if row.kind:
            row.problems += _refused(row)

    def _fingerprint(self, given: Mapping[int, str]) -> str:
        """Of the cells as written, spaces and capitals aside: a release that reads them better changes nothing."""
        said = sorted(
            [name, " ".join(given[at].casefold().split())]
            for at, name in self.columns.items()
            if name not in _NOT_CONTENT
        )
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


_ENDS = ("window_from", "window_to")
# Texts remembered of each sheet, and how long a text may be to be remembered as it stands.
_REMEMBERED, _SHORT = 8_000, 200
_SAID = ("title", "topics", "text")


def _recognisers(vocabulary: Vocabulary, as_of: date) -> Mapping[str, Callable[[str], Found[Any]]]:
    return {
        "kind": recognise.direction,
        "topics": lambda text: recognise.topics(text, vocabulary=vocabulary),
        "fields": lambda text: recognise.fields(text, vocabulary=vocabulary),
        "formats": recognise.formats,
        "profiles": recognise.profiles,
        "people": recognise.people,
        "fewer_opportunities": recognise.fewer_opportunities,
        "windows": lambda text: recognise.windows(text, as_of=as_of),
        "days": recognise.days,
        "languages": recognise.languages,
        "measures": recognise.measures,
        "needs": recognise.needs,
        "funding": recognise.funding,
        "contact_email": recognise.email,
    }


def _take(cell: Cell, found: Found[Any]) -> None:
    cell.sure, cell.left = int(found.sure), found.left
    cell.notes = _plain_notes(found.because)


def _put(text: str, answer: Said, found: Found[Any]) -> tuple[int, str, list[list[Any]], dict[str, Any]]:
    sure, left = int(answer.sure), text if answer.sure == Sure.NOTHING else found.left
    if found.value is None and found.has(NO_ANSWER):
        sure, left = int(Sure.CERTAIN), ""
    return sure, left, _plain_notes(answer.notes), answer.values


def _plain_notes(notes: Iterable[Note]) -> list[list[Any]]:
    return [[note.code, dict(note.facts)] for note in notes]


def _cleaned(text: str) -> tuple[str, str]:
    """A cell's text as it may be kept, or nothing and why not."""
    try:
        return clean_text(text, limit=LONGEST_CELL, lines=True), ""
    except ValidationError as error:
        return "", (Refusal.TOO_LONG if error.code == "max_length" else Refusal.UNPRINTABLE).value


def _together(one: Any, other: Any) -> Any:
    """Two columns about the same thing: lists grow, of everything else the first says it."""
    if isinstance(one, list) and isinstance(other, list):
        return one + [part for part in other if part not in one]
    return other if one is None else one


def _note(cells: Sequence[Cell]) -> str:
    """What nobody understood, with the heading it stood under."""
    lines = [f"{cell.column}: {cell.left}" if cell.column else cell.left for cell in cells if _is_left(cell)]
    return "\n".join(lines)[:LONGEST_NOTE]


def _is_left(cell: Cell) -> bool:
    return bool(cell.left.strip()) and cell.holds not in (*PLACE, "contact_email", "kind")


def _about(cells: Sequence[Cell], name: str, reason: Refusal) -> Problem:
    cell = next((cell for cell in cells if cell.holds == name), None)
    return Problem(cell.column if cell else "", shown(cell.written) if cell else "", reason.value)


def _refused(row: Proposed) -> list[Problem]:
    """The same door as the form and the API."""
    try:
        values = {name: value for name, value in row.values.items() if name != "title" or value}
        refuse_wrong_values(EntryKind(row.kind), values)
        refuse_contradictions(values)
    except ValidationError as error:
        return [
            _wrong(row, name, " ".join(str(message) for one in errors for message in one.messages))
            for name, errors in error.error_dict.items()
        ]
    return []


def _wrong(row: Proposed, name: str, sentence: str) -> Problem:
    cell = next((cell for cell in row.cells if name in cell.values), None)
    column, written = (cell.column, shown(cell.written)) if cell else (name, "")
    return Problem(column, written, Refusal.NOT_ALLOWED.value, sentence)


_OID, _PIC = re.compile(r"\bE\d{8}\b"), re.compile(r"\b\d{9}\b")


def _only(number: re.Pattern[str], text: str) -> str:
    """The number of an organisation, where exactly one is written."""
    found = set(number.findall(text))
    return next(iter(found)) if len(found) == 1 else ""


def _website(text: str) -> str:
    """The host alone, to find the organisation by it."""
    text = text.strip().lower()
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")[:200] if "." in host else ""


def shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def shown(text: str) -> str:
    """A value as a report may print it: short, on one line, nothing that a terminal obeys."""
    flat = "".join(letter if letter.isprintable() else "�" for letter in text[:100])
    return shortened(flat, 60)
