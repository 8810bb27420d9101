"""Tables for spreadsheet programs, in which text stays text.

A text that a spreadsheet would take for a formula gets an apostrophe in front in CSV; `as_typed`
takes it off again. In XLSX every text is a text cell, whatever it starts with.
"""

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.exceptions import IllegalCharacterError

Cell = str | int | float | Decimal | bool | date | datetime | None

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_CELL = 32_767


def csv_lines(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The table line by line, for a streamed answer. Starts with the mark that tells Excel it is UTF-8."""
    buffer = StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    yield "\ufeff"
    yield _written(writer, buffer, headings)
    for row in rows:
        yield _written(writer, buffer, row)


def xlsx(title: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The table as a workbook of one sheet."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(title))
    for row in (headings, *rows):
        sheet.append([_workbook_cell(sheet, value) for value in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def harmless(text: str) -> str:
    """The text with an apostrophe in front when a spreadsheet would take it for a formula, or for our apostrophe."""
    return f"'{text}" if looks_like_formula(text.lstrip("'")) else text


def as_typed(text: str) -> str:
    """Undo `harmless`, for tables that come back."""
    return text[1:] if text.startswith("'") and looks_like_formula(text.lstrip("'")) else text


def looks_like_formula(text: str) -> bool:
    if text.startswith(("\t", "\r", "\n")):
        return True
    return unicodedata.normalize("NFKC", text[:64]).lstrip().startswith(_STARTS_FORMULA)


def _csv_cell(value: Cell) -> str | int | float | Decimal:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float | Decimal):
        return value
    return harmless(value if isinstance(value, str) else value.isoformat())


def _written(writer: Any, buffer: StringIO, row: Sequence[Cell]) -> str:
    writer.writerow([_csv_cell(value) for value in row])
    line = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return line


def _workbook_cell(sheet: object, value: Cell) -> object:
    if not isinstance(value, str):
        return value.replace(tzinfo=None) if isinstance(value, datetime) else value
    try:
        cell = WriteOnlyCell(sheet, value=value[:_LONGEST_CELL])  # type: ignore[arg-type]
    except IllegalCharacterError:
        cell = WriteOnlyCell(sheet, value="".join(c for c in value if c >= " " or c in "\t\n"))  # type: ignore[arg-type]
    cell.data_type = "s"
    return cell


def _sheet_name(title: str) -> str:
    return "".join(c for c in title if c not in r"[]:*?/\'" and c >= " ").strip()[:31] or "Sheet"
