"""Where the headings of a sheet are, what its columns hold, and which of its rows are entries."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from hospes.core.spreadsheets import MOST_COLUMNS, MOST_ROWS, UnreadableFileError, sheet_lines
from hospes.core.text import words
from hospes.incoming.reading.lines import CellsFrom, Chosen, Lines, Row
from hospes.incoming.reading.persons import names_people
from hospes.recognise import COLUMNS, Sure, headings

# What a column can hold here; the others are read and not kept.
FIELDS = tuple(
    "number organisation territory country region town kind title text topics formats profiles people "
    "fewer_opportunities windows window_from window_to days languages accessible needs measures fields funding "
    "contact_email website identifier remarks ignore".split()
)
assert set(FIELDS) <= set(COLUMNS)
# A column is read as one of these only once; texts of several columns are put together.
TOGETHER = frozenset({"text", "topics", "remarks", "ignore", "accessible", "needs", "measures", "identifier"})
SAMPLES, LONGEST_SAMPLE = 3, 60
# So many lines tell what a sheet is like, and whether a line is its last.
_ENOUGH_TO_SEE, _AFTER = 500, 50


@dataclass(frozen=True)
class Heading:
    """A column: its place, its words, what it seems to hold, and a few of its cells."""

    at: int
    text: str
    group: str = ""
    guess: str = "ignore"
    sure: int = Sure.NOTHING
    samples: tuple[str, ...] = ()
    # It seems to name single people: it stays out unless somebody says otherwise.
    names_people: bool = False

    @property
    def letters(self) -> str:
        """Its name in a spreadsheet: A, B, … AA."""
        name, rest = "", self.at + 1
        while rest:
            rest, letter = divmod(rest - 1, 26)
            name = chr(65 + letter) + name
        return name


@dataclass(frozen=True)
class Table:
    """A sheet as it was understood. Lines are counted as a spreadsheet counts them; `heading_line` 0: no headings."""

    heading_line: int
    headings: tuple[Heading, ...]
    rows: Sequence[Row]
    # Line → why it holds no entry: a code of the recognisers.
    skipped: Mapping[int, str] = field(default_factory=dict)

    @property
    def signature(self) -> str:
        return signature([heading.text for heading in self.headings])

    @property
    def guessed(self) -> dict[int, str]:
        return {heading.at: heading.guess for heading in self.headings}


def signature(texts: Sequence[str]) -> str:
    """The same for the same headings in the same order, capitals and accents aside."""
    return hashlib.sha256("\n".join(words(text) for text in texts).encode()).hexdigest()


def tabled(content: bytes, *, sheet: str = "", heading_line: int | None = None, up_to: int | None = None) -> Table:
    """Read a sheet whole, or up to a line. `heading_line`: what somebody says, counted from 1; 0: no headings."""
    lines = _lines(content, sheet, up_to)
    if heading_line is None:
        return _found(lines, start=0)
    start = next((at for at in range(len(lines)) if lines.number(at) >= heading_line), None)
    if start is None:
        raise UnreadableFileError(_("The file ends before line %(line)s.") % {"line": heading_line})
    return _found(lines, start, said=heading_line)


def first_lines(content: bytes, sheet: str, most: int = 12) -> list[Row]:
    """The beginning of a sheet, as it is, for choosing the line of the headings."""
    found: list[Row] = []
    for line, cells in sheet_lines(content, sheet, formulas=True):
        found.append((line, cells[:30]))
        if len(found) >= most:
            break
    return found


def _lines(content: bytes, sheet: str, up_to: int | None) -> Lines:
    lines = Lines()
    for line, cells in sheet_lines(content, sheet, formulas=True):
        if len(cells) > MOST_COLUMNS and any(cells[MOST_COLUMNS:]):
            raise UnreadableFileError(_("The file has more than %(limit)s columns.") % {"limit": MOST_COLUMNS})
        if len(lines) >= MOST_ROWS:
            raise UnreadableFileError(_("The file has more than %(limit)s rows.") % {"limit": MOST_ROWS})
        lines.append(line, cells)
        if up_to is not None and line >= max(up_to + _AFTER, _ENOUGH_TO_SEE):
            break
    while lines and not any(lines.cells(-1)):
        lines.drop_last()
    if not lines:
        raise UnreadableFileError(_("The file is empty."))
    return lines


def _found(lines: Lines, start: int, said: int | None = None) -> Table:
    """`said`: somebody says that the line at `start` holds the headings (0: that nothing does)."""
    layout = headings(CellsFrom(lines, start))
    told = layout.heading_row is not None and said != 0 and (said is None or layout.heading_row == 0)
    heading_at = layout.heading_row if told else (0 if said else None)
    texts: list[str] = []
    if heading_at is None:
        first, heading_line = start, 0
    else:
        first = start + heading_at + 1
        heading_line, texts = lines[start + heading_at]
    entries = Chosen(lines, [start + at for at in layout.entries if start + at >= first])
    skipped = {lines.number(start + at): why for at, why in layout.skipped.items()}
    skipped |= {line: "title" for line, cells in lines[:start] if any(cells)}
    columns = {column.at: column for column in layout.columns} if told else {}
    width = max((len(cells) for _line, cells in [*lines[first : first + 500], (0, texts)]), default=0)
    private = {at for at, text in enumerate(texts) if names_people(text)}
    return Table(
        heading_line,
        tuple(
            Heading(
                at,
                texts[at] if at < len(texts) else "",
                columns[at].group if at in columns else "",
                _ours(columns[at].field) if at in columns and at not in private else "ignore",
                int(columns[at].sure) if at in columns else 0,
                # Nobody needs to read them to know that they stay out.
                () if at in private else _samples(entries, at),
                at in private,
            )
            for at in range(width)
        ),
        entries,
        skipped,
    )


def _ours(name: str) -> str:
    return name if name in FIELDS else "ignore"


def _samples(rows: Sequence[Row], at: int) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for _line, cells in rows[:50]:
        text = cells[at] if at < len(cells) else ""
        if text:
            found.setdefault(text if len(text) <= LONGEST_SAMPLE else f"{text[: LONGEST_SAMPLE - 1]}…")
        if len(found) >= SAMPLES:
            break
    return tuple(found)
