"""Tables for spreadsheet programs, in which text stays text.

A text that a spreadsheet would take for a formula gets an apostrophe in front in CSV; `as_typed`
takes it off again. In XLSX every text is a text cell, whatever it starts with. Both are written
row by row: a table may be longer than the memory is large.
"""

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from typing import IO, Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | Decimal | bool | date | datetime | None

BYTE_ORDER_MARK = "\ufeff"
_STARTS_FORMULA = frozenset("=+-@")
# Tab and CR begin a formula in some programs; what is only space to a reader is jumped over by others.
_JUMPED_OVER = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_LONGEST_CELL = 32_767
_WIDEST_COLUMN = 60
# XlsxWriter would guess; what we write is said to be what it is.
_NOTHING_GUESSED = {
    "constant_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": True,
}


def csv_lines(headings: Sequence[str], rows: Iterable[Sequence[Cell]], *, mark: str = BYTE_ORDER_MARK) -> Iterator[str]:
    """The table line by line, for a streamed answer. Starts with the mark that tells Excel it is UTF-8."""
    buffer = StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    if mark:
        yield mark
    yield _written(writer, buffer, headings)
    for row in rows:
        yield _written(writer, buffer, row)


def write_xlsx(target: IO[bytes], title: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """The table as a workbook of one sheet, its headings in bold and in place when one scrolls."""
    book = Workbook(target, _NOTHING_GUESSED)
    bold = book.add_format({"bold": True})
    formats: dict[type, Any] = {date: book.add_format({"num_format": "yyyy-mm-dd"})}
    formats[datetime] = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet = book.add_worksheet(_sheet_name(title))
    sheet.freeze_panes(1, 0)
    for column, heading in enumerate(headings):
        sheet.set_column(column, column, min(max(len(heading) + 2, 10), _WIDEST_COLUMN))
        sheet.write_string(0, column, _cut(heading), bold)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            _write_cell(sheet, number, column, value, formats)
    book.close()


def harmless(text: str) -> str:
    """The text with an apostrophe in front when a spreadsheet would take it for a formula, or for our apostrophe."""
    return f"'{text}" if looks_like_formula(text.lstrip("'")) else text


def as_typed(text: str) -> str:
    """Undo `harmless`, for tables that come back."""
    return text[1:] if text.startswith("'") and looks_like_formula(text.lstrip("'")) else text


def looks_like_formula(text: str) -> bool:
    """Whether the first thing to be seen is a sign of a formula, also a wide or small one; or there is a tab first."""
    if text.startswith(("\t", "\r", "\n")):
        return True
    for letter in text:
        plain = unicodedata.normalize("NFKC", letter)
        if all(unicodedata.category(part) in _JUMPED_OVER for part in plain):
            continue
        return plain.lstrip()[:1] in _STARTS_FORMULA
    return False


def plain_cell(value: Cell) -> str | int | float | Decimal:
    """A value as it stands in CSV: numbers as numbers, days and moments as ISO 8601 has them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float | Decimal):
        return value
    return harmless(value if isinstance(value, str) else value.isoformat())


def _written(writer: Any, buffer: StringIO, row: Sequence[Cell]) -> str:
    writer.writerow([plain_cell(value) for value in row])
    line = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return line


def _write_cell(sheet: Worksheet, row: int, column: int, value: Cell, formats: dict[type, Any]) -> None:
    match value:
        case None | "":
            return
        case bool():
            sheet.write_boolean(row, column, value)
        case int() | float() | Decimal():
            sheet.write_number(row, column, value)
        case datetime():
            # A spreadsheet knows no time zones; whoever hands over a moment has chosen the reader's.
            sheet.write_datetime(row, column, value.replace(tzinfo=None), formats[datetime])
        case date():
            sheet.write_datetime(row, column, value, formats[date])
        case _:
            sheet.write_string(row, column, _cut(value))


def _cut(text: str) -> str:
    """As much as a cell takes, without the letters that no file of this kind can hold."""
    return "".join(letter for letter in text[:_LONGEST_CELL] if letter >= " " or letter in "\t\n")


def _sheet_name(title: str) -> str:
    """What a tab of a workbook may be called; nothing that reads as a formula."""
    name = "".join(letter for letter in title if letter not in r"[]:*?/\'" and letter >= " ").strip()
    while looks_like_formula(name):
        name = name[1:].strip()
    return name[:31] or "Sheet"
