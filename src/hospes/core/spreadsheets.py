"""Lists that people send us, CSV or XLSX, read without trusting them.

Everything is read as text, line by line, with the number of the line for the report. A file that cannot
be read whole is refused whole, with a sentence that says why.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

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


def read_sheet(content: bytes) -> Sheet:
    """The first visible sheet of a workbook, or the lines of a CSV file. Told apart by their content."""
    if len(content) > MOST_BYTES:
        raise UnreadableFileError(_("The file is too large. The limit is 60 MB."))
    if content.startswith(b"PK\x03\x04"):
        lines = _workbook_lines(content)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFileError(_("This is an old Excel file (.xls). Save it as .xlsx or .csv and try again."))
    else:
        lines = _csv_lines(content)
    return _sheet(lines)


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
    text = _decoded(content)
    reader = csv.reader(io.StringIO(text, newline=None), delimiter=_delimiter(text), strict=True)
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
        yield reader.line_num, [cell.strip() for cell in cells]


def _decoded(content: bytes) -> str:
    # What is not UTF-8 comes, in practice, from Excel on Windows.
    encodings = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFileError(_("The letters of this file cannot be read. Save it as “CSV UTF-8” and try again."))


def _delimiter(text: str) -> str:
    """What separates the cells of the first line: comma, semicolon or tab, whichever there is most of."""
    first = text.lstrip("\r\n").replace("\r", "\n").split("\n", 1)[0]
    return max(",;\t", key=first.count)


# XLSX


def _workbook_lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    _refuse_bombs(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = _first_visible(book)
        sheet.reset_dimensions()
        empty = 0
        for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            row = [_written(cell) for cell in islice(cells, MOST_COLUMNS + 1)]
            empty = 0 if any(row) else empty + 1
            if empty > EMPTY_IN_A_ROW:
                return
            yield number, row
    except UnreadableFileError:
        raise
    except Exception as error:
        raise UnreadableFileError(_("This workbook cannot be read. Save it anew, or as CSV, and try again.")) from error


def _first_visible(book: Any) -> Any:
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            return sheet
    raise UnreadableFileError(_("The workbook has no visible sheet."))


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
