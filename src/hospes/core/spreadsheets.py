"""Lists that people send us, CSV or XLSX, read without trusting them.

Everything is read as text, line by line, with the number of the line for the report. A file that cannot
be read whole is refused whole, with a sentence that says why.
"""

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any
from xml.sax.saxutils import unescape  # replaces signs in a text, parses nothing

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import coordinate_to_tuple

from hospes.core.sheets import as_typed
from hospes.core.text import words

MOST_BYTES = 60 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 500
MOST_COLUMNS = 200
MOST_ROWS = 500_000
# A sheet that is formatted to its end holds a million empty rows: we stop looking after this many.
EMPTY_IN_A_ROW = 2_000


class UnreadableFileError(ValueError):
    """The file cannot be read. The message is for the person who sent it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list: its number in the file, and its cells by the name of the column as written."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    columns: list[str]
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class SheetName:
    """A sheet of a workbook. Hidden ones are named, so that nobody wonders where they went."""

    name: str
    is_hidden: bool


def read_sheet(content: bytes) -> Sheet:
    """The first visible sheet of a workbook, or the lines of a CSV file. Told apart by their content."""
    return _sheet(sheet_lines(content))


def sheet_names(content: bytes) -> list[SheetName]:
    """The sheets of a workbook in their order; none for CSV."""
    if not _is_workbook(content):
        return []
    with _opened(content) as book:
        return [SheetName(sheet.title, sheet.sheet_state != "visible") for sheet in book.worksheets]


def sheet_lines(content: bytes, name: str = "", *, formulas: bool = False) -> Iterator[tuple[int, list[str]]]:
    """Every line with its number, headings and titles too. `name`: a sheet of the workbook, the first visible else.

    `formulas`: of a formula that no program has worked out yet give its text, “=SUM(6,4)”, instead of nothing.
    """
    return _workbook_lines(content, name, formulas) if _is_workbook(content) else _csv_lines(content)


def _is_workbook(content: bytes) -> bool:
    if len(content) > MOST_BYTES:
        raise UnreadableFileError(_("The file is too large. The limit is 60 MB."))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFileError(_("This is an old Excel file (.xls). Save it as .xlsx or .csv and try again."))
    return content.startswith(b"PK\x03\x04")


def _sheet(lines: Iterator[tuple[int, list[str]]]) -> Sheet:
    heading = next((cells for _line, cells in lines if any(cells)), None)
    if heading is None:
        raise UnreadableFileError(_("The file is empty."))
    while heading and not heading[-1]:
        heading.pop()
    if len(heading) > MOST_COLUMNS:
        raise UnreadableFileError(_("The file has more than %(limit)s columns.") % {"limit": MOST_COLUMNS})
    _refuse_twins(heading)
    rows: list[Row] = []
    for line, cells in lines:
        if not any(cells):
            continue
        if len(rows) >= MOST_ROWS:
            raise UnreadableFileError(_("The file has more than %(limit)s rows.") % {"limit": MOST_ROWS})
        rows.append(Row(line, {name: cell for name, cell in zip(heading, cells, strict=False) if name}))
    return Sheet([name for name in heading if name], rows)


def _refuse_twins(heading: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in heading:
        if name and words(name) in seen:
            raise UnreadableFileError(_("Two columns have the same name: %(name)s") % {"name": name[:60]})
        seen.add(words(name))


# CSV


def _csv_lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    encoding = _encoding(content)
    beginning = content[: 4 * _BEGINNING].decode(encoding, "ignore")
    # Read piece by piece: a long list is not in memory a second time.
    text = io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline=None)
    reader = csv.reader(text, delimiter=_delimiter(beginning), strict=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableFileError(
                _("The file cannot be read from line %(line)s on. Is a quotation mark missing there?")
                % {"line": reader.line_num}
            ) from error
        # A list of ours that comes back: its apostrophes before what looks like a formula come off.
        yield reader.line_num, [as_typed(cell).strip() for cell in cells]


def _encoding(content: bytes) -> str:
    # What is not UTF-8 comes, in practice, from Excel on Windows.
    encodings = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise UnreadableFileError(_("The letters of this file cannot be read. Save it as “CSV UTF-8” and try again."))


def _delimiter(text: str) -> str:
    """What separates the cells: comma, semicolon or tab, whichever most lines hold equally many of.

    The first lines may be titles, and texts hold commas of their own; quoted texts do not count.
    """
    lines = [line for line in _QUOTED.sub("", text[:_BEGINNING]).replace("\r", "\n").split("\n")[:60] if line.strip()]

    def regular(mark: str) -> int:
        counts = Counter(found for line in lines if (found := line.count(mark)))
        return max((cells * often for cells, often in counts.items()), default=0)

    return max(",;\t", key=regular)


_BEGINNING = 40_000
_QUOTED = re.compile(r'"(?:[^"]|"")*"')


# XLSX


def _workbook_lines(content: bytes, name: str, formulas: bool) -> Iterator[tuple[int, list[str]]]:
    with _opened(content) as book:
        sheet = _chosen(book, name)
        merged, unsaid = _drawn(content, sheet)
        sheet.reset_dimensions()
        empty = 0
        above: dict[int, str] = {}
        for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            row = [_written(cell) for cell in islice(cells, MOST_COLUMNS + 1)]
            for column, formula in unsaid.get(number, {}).items() if formulas else ():
                _put(row, column, formula)
            for column in merged.get(number, ()):
                _put(row, column, above.get(column, ""))
            above = dict(enumerate(row))
            empty = 0 if any(row) else empty + 1
            if empty > EMPTY_IN_A_ROW:
                return
            yield number, row


@contextmanager
def _opened(content: bytes) -> Iterator[Any]:
    """The workbook, values as they were last shown. Whatever goes wrong inside is told in one sentence."""
    _refuse_bombs(content)
    try:
        with closing(load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)) as book:
            yield book
    except (UnreadableFileError, GeneratorExit):
        raise
    except Exception as error:
        raise UnreadableFileError(_("This workbook cannot be read. Save it anew, or as CSV, and try again.")) from error


def _chosen(book: Any, name: str) -> Any:
    for sheet in book.worksheets:
        if sheet.title == name or (not name and sheet.sheet_state == "visible"):
            return sheet
    if name:
        raise UnreadableFileError(_("The workbook has no sheet called “%(name)s”.") % {"name": name[:60]})
    raise UnreadableFileError(_("The workbook has no visible sheet."))


def _put(row: list[str], column: int, text: str) -> None:
    """Fill a cell that is empty."""
    row.extend([""] * (column + 1 - len(row)))
    row[column] = row[column] or text


_MERGED = re.compile(rb'<(?:\w{1,9}:)?mergeCell\s[^<>]{0,300}?ref="([A-Z]{1,3}\d+:[A-Z]{1,3}\d+)"')
# A formula that no program has worked out yet: there is no value beside it.
_UNSAID = re.compile(
    rb'<(?:\w{1,9}:)?c\s[^<>]{0,300}?r="([A-Z]{1,3}\d+)"[^<>]{0,300}><(?:\w{1,9}:)?f(?:\s[^<>]{0,300})?>([^<]{1,200})</(?:\w{1,9}:)?f>'
    rb"(?:<(?:\w{1,9}:)?v\s*/>|<(?:\w{1,9}:)?v></(?:\w{1,9}:)?v>)?</(?:\w{1,9}:)?c>"
)
_PIECE, _OVERLAP, _MOST_DRAWN = 1 << 20, 2048, 10_000


def _drawn(content: bytes, sheet: Any) -> tuple[dict[int, list[int]], dict[int, dict[int, str]]]:
    """What a quick reader of values passes over: cells merged downwards, and formulas that have no value yet.

    Line → columns that repeat the cell above; line → column → formula, with its “=”.
    """
    merged: dict[int, list[int]] = {}
    unsaid: dict[int, dict[int, str]] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(sheet._worksheet_path) as part:
        kept = b""
        seen: set[bytes] = set()
        while (piece := part.read(_PIECE)) and len(seen) < _MOST_DRAWN:
            kept = kept[-_OVERLAP:] + piece
            for found in _MERGED.finditer(kept):
                if found[1] not in seen:
                    seen.add(found[1])
                    _merge(merged, found[1].decode())
            for found in _UNSAID.finditer(kept):
                if found[1] not in seen:
                    seen.add(found[1])
                    line, column = coordinate_to_tuple(found[1].decode())
                    unsaid.setdefault(line, {})[column - 1] = "=" + unescape(found[2].decode("utf-8", "replace"))
    return merged, unsaid


def _merge(merged: dict[int, list[int]], span: str) -> None:
    """Only cells of one column: what is merged sideways is a heading."""
    (first, last) = span.split(":")
    (top, left), (bottom, right) = coordinate_to_tuple(first), coordinate_to_tuple(last)
    if left == right and bottom - top < 1000:
        for line in range(top + 1, bottom + 1):
            merged.setdefault(line, []).append(left - 1)


def _refuse_bombs(content: bytes) -> None:
    """Look at what the file says of itself before unpacking anything."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS:
                raise UnreadableFileError(_("The workbook has too many parts."))
            if sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise UnreadableFileError(_("The workbook is too large when unpacked. Save it as CSV and try again."))
            if any("vbaproject" in part.filename.lower() for part in parts):
                raise UnreadableFileError(_("The workbook holds macros. Save it without macros and try again."))
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.open(part).read(2048):
                    raise UnreadableFileError(_("The workbook holds declarations that we do not read."))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise UnreadableFileError(_("This workbook cannot be read. Save it anew, or as CSV, and try again.")) from error


def _written(cell: Any) -> str:
    """A cell as somebody would type it: `2021.0` → `2021`, a day as `2026-05-01`."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time().isoformat() == "00:00:00" else cell.isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()
