"""What a sheet looks like: where its headings are, what each column holds, which rows are no entries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hospes.recognise.contents import LIKE, guess, share
from hospes.recognise.found import Found, Sure
from hospes.recognise.labels import NOTHING, Announced, announced
from hospes.recognise.lexicon import Lexicon
from hospes.recognise.reading import read, tidy
from hospes.recognise.words.headings import TOTALS

# What a column can hold. Names of the entry's own fields where there is one; `days` is both ends of the stay,
# `people` counts people or places, `accessible` is a measure of an offer and a need of a wish.
COLUMNS = (
    "number organisation territory country region town kind title text topics formats profiles people "
    "fewer_opportunities windows window_from window_to days languages accessible needs measures fields funding wants "
    "deadline contact_name contact_email contact_phone website identifier remarks ignore"
).split()

# Headings stand in the first rows; below, a row like them repeats them.
_FIRST_ROWS = 40
_SAMPLE = 60
# Several columns may hold these.
_MANY = frozenset({"remarks", "text", "ignore", "topics", "number", "identifier"})
_TOTALS: Lexicon[bool] = Lexicon({True: TOTALS}, keep_small=True)


@dataclass(frozen=True)
class Column:
    at: int
    heading: str
    field: str
    sure: Sure
    # What stands above it in a merged cell ("practical"), if anything.
    group: str = ""


@dataclass(frozen=True)
class Layout:
    """Rows and columns count from 0, as in the `rows` given. `heading_row` is None where there are no headings."""

    heading_row: int | None
    columns: tuple[Column, ...]
    # The rows that hold entries, and for all others why they do not:
    # "title", "group", "heading", "blank", "total", "repeated_heading", "note".
    entries: tuple[int, ...]
    skipped: Mapping[int, str]


@dataclass(frozen=True)
class Record:
    """A whole text. `fields`: by the names of COLUMNS. `left`: the lines in which nothing was recognised."""

    fields: Mapping[str, Found[object]]
    left: str


Rows = Sequence[Sequence[object]]


def headings(rows: Rows) -> Layout:
    """Find the headings, name the columns, and set aside the rows that are no entries."""
    at = _heading_row(rows)
    if at is None:
        skipped = _skipped_rows(rows, 0, ())
        kept = tuple(row for row in range(len(rows)) if row not in skipped)
        return Layout(None, _columns(rows, None, kept), kept, skipped)
    cells = _texts(rows[at])
    skipped = {row: _kind_above(rows, row, at) for row in range(at)} | {at: "heading"}
    skipped |= _skipped_rows(rows, at + 1, cells)
    kept = tuple(row for row in range(at + 1, len(rows)) if row not in skipped)
    return Layout(at, _columns(rows, at, kept), kept, skipped)


def _texts(row: Sequence[object]) -> tuple[str, ...]:
    return tuple("" if cell is None else tidy(read(cell).original) for cell in row)


def _filled(row: Sequence[object]) -> int:
    return sum(bool(text) for text in _texts(row))


# The row of headings


def _heading_row(rows: Rows) -> int | None:
    scores = {at: _score(rows[at]) for at in range(min(len(rows), _FIRST_ROWS))}
    best = max(scores, key=lambda at: scores[at], default=None)
    if best is None or scores[best] < 4:
        return None
    return best


def _score(row: Sequence[object]) -> float:
    """Two points for a cell that is surely a heading, one for a likely one; against them, what is none."""
    texts = [text for text in _texts(row) if text]
    if len(texts) < 2:
        return 0
    points = 0.0
    fields: set[str] = set()
    for text in texts:
        found = announced(text)
        points += {Sure.CERTAIN: 2.0, Sure.LIKELY: 1.5, Sure.GUESS: 0.5}.get(found.sure, -0.5)
        fields.update(found.fields[:1])
        points -= 1.0 if len(text) > 80 or text.replace(".", "").isdigit() or "@" in text else 0.0
    return points if len(fields) >= 2 else 0


def _kind_above(rows: Rows, row: int, heading: int) -> str:
    texts = [text for text in _texts(rows[row]) if text]
    if not texts:
        return "blank"
    is_near = not any(_filled(rows[between]) for between in range(row + 1, heading))
    return "group" if len(texts) > 1 and is_near else "title"


def _groups(rows: Rows, heading: int) -> list[str]:
    """What stands above each column: a merged cell keeps its text in its first column only."""
    for row in range(heading - 1, max(heading - 4, -1), -1):
        if not _filled(rows[row]):
            continue
        if _kind_above(rows, row, heading) != "group":
            return []
        groups, last = [], ""
        for text in _texts(rows[row]):
            last = text or last
            groups.append(last)
        return groups
    return []


# Columns


def _columns(rows: Rows, heading: int | None, kept: Sequence[int]) -> tuple[Column, ...]:
    width = max((len(row) for row in rows), default=0)
    sample = kept[:_SAMPLE]
    texts = _texts(rows[heading]) if heading is not None else ()
    groups = _groups(rows, heading) if heading is not None else []
    columns = []
    for at in range(width):
        cells = [rows[row][at] if at < len(rows[row]) else None for row in sample]
        title = texts[at] if at < len(texts) else ""
        group = groups[at] if at < len(groups) else ""
        if not title and not group and not any(cell not in (None, "") for cell in cells):
            continue
        columns.append(_column(at, title, group, cells))
    return tuple(_pairs_of_days(_each_once(columns)))


def _column(at: int, title: str, group: str, cells: Sequence[object]) -> Column:
    found = announced(title)
    if not found.fields and group and not title:
        found = announced(group)
    if not found.fields:
        field, sure = guess(cells)
        return Column(at, title, field, sure, group)
    field, sure = _decided(found, cells)
    return Column(at, title, field, sure, group)


def _decided(found: Announced, cells: Sequence[object]) -> tuple[str, Sure]:
    """Between several fields that a heading may mean, what stands in the cells decides."""
    filled = [cell for cell in cells if cell not in (None, "")]
    first = found.fields[0]
    if first in {"contact_name", "number"} and filled and share("contact_email", filled) >= 0.6:
        return "contact_email", Sure.LIKELY
    if first == "contact_name" and filled and share("contact_phone", filled) >= 0.6:
        return "contact_phone", Sure.LIKELY
    if len(found.fields) == 1 or not filled:
        return first, found.sure
    shares = {field: share(field, filled) for field in found.fields}
    best = max(shares, key=lambda field: shares[field])
    if shares[best] >= 0.5 and shares[best] > shares[first] + 0.1:
        return best, Sure.LIKELY if found.sure > Sure.GUESS else Sure.GUESS
    return first, found.sure


def _each_once(columns: list[Column]) -> list[Column]:
    """Of several columns for one field the surest has it; the others stay a guess."""
    best: dict[str, Column] = {}
    for column in columns:
        if column.field not in best or column.sure > best[column.field].sure:
            best[column.field] = column
    return [
        column
        if column.field in _MANY or best[column.field] is column
        else replace(column, sure=min(column.sure, Sure.GUESS))
        for column in columns
    ]


def _pairs_of_days(columns: list[Column]) -> list[Column]:
    """ "From" without "to" is the whole period; under "languages" it would be none at all."""
    fields = {column.field for column in columns}
    alone = {"window_from", "window_to"} & fields
    if len(alone) != 1:
        return columns
    lonely = alone.pop()
    takes = "windows" if "windows" not in fields and lonely == "window_from" else lonely
    return [
        replace(column, field=takes, sure=min(column.sure, Sure.LIKELY)) if column.field == lonely else column
        for column in columns
    ]


# Rows that are no entries


def _skipped_rows(rows: Rows, start: int, headings_: tuple[str, ...]) -> dict[int, str]:
    skipped: dict[int, str] = {}
    usual = _usual_filled(rows, start)
    titles = frozenset(text.casefold() for text in headings_ if text)
    raw_titles = titles | {str(cell).casefold() for cell in rows[start - 1]} if start else titles
    for at in range(start, len(rows)):
        if _is_plainly_entry(rows[at], raw_titles, usual):
            continue
        texts = _texts(rows[at])
        reason = _why_no_entry(texts, headings_, usual)
        if reason:
            skipped[at] = reason
    return skipped


def _is_plainly_entry(row: Sequence[object], titles: frozenset[str], usual: int) -> bool:
    """Of very many rows nearly all: filled as usual, and no cell that is a heading. The others are looked at."""
    filled = [cell for cell in row if cell is not None and cell != ""]
    if len(filled) <= max(usual // 2, 2) or any(isinstance(cell, str) and not cell.strip() for cell in filled):
        return False
    return not any(isinstance(cell, str) and cell.casefold() in titles for cell in filled)


def _usual_filled(rows: Rows, start: int) -> int:
    """How many cells the rows usually have filled: the one in the middle."""
    counts = sorted(count for row in rows[start : start + 200] if (count := _filled(row)))
    return counts[len(counts) // 2] if counts else 0


def _why_no_entry(texts: tuple[str, ...], headings_: tuple[str, ...], usual: int) -> str:
    filled = [text for text in texts if text]
    if not filled:
        return "blank"
    if headings_ and _is_repeated(texts, headings_):
        return "repeated_heading"
    if len(filled) <= max(usual // 2, 1) and any(_is_total(text) for text in filled[:3]):
        return "total"
    if len(filled) == 1 and usual >= 3:
        return "note"
    return ""


def _is_repeated(texts: tuple[str, ...], headings_: tuple[str, ...]) -> bool:
    same = sum(
        1 for text, heading in zip(texts, headings_, strict=False) if text and text.casefold() == heading.casefold()
    )
    return same >= 2 and same * 10 >= sum(bool(text) for text in texts) * 6


def _is_total(text: str) -> bool:
    reading = read(text)
    words = [piece for piece in reading.pieces if piece.kind == "word"]
    return bool(words) and len(words) <= 4 and (_TOTALS.at(reading.pieces, 0) is not None if reading.pieces else False)


__all__ = ["COLUMNS", "LIKE", "NOTHING", "Column", "Layout", "Record", "headings"]
