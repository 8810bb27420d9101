"""The association's old sheet: every cell, by row number and field."""

import os
from pathlib import Path

import openpyxl
import pytest

from hospes.recognise import Sure, headings
from tests.recognise import gold_sheet
from tests.recognise.judged import ask, plain, sorted_codes

REAL = os.environ.get("HOSPES_REAL_DATA")
pytestmark = pytest.mark.skipif(not REAL, reason="HOSPES_REAL_DATA does not name the folder of real data")

# Rows as the spreadsheet counts them.
ENTRIES = (*range(5, 25), *range(26, 30))
# Field of the column: the table of judgements, and the recogniser that reads it.
FIELDS = {
    "kind": ("KIND", "direction"),
    "territory": ("TERRITORY", "territory"),
    "topics": ("TOPICS", "topics"),
    "formats": ("FORMATS", "formats"),
    "profiles": ("PROFILES", "profiles"),
    "people": ("PEOPLE", "people"),
    "windows": ("WINDOWS", "windows"),
    "days": ("DAYS", "days"),
    "languages": ("LANGUAGES", "languages"),
    "accessible": ("ACCESSIBLE", "measures"),
    "funding": ("FUNDING", "funding"),
    "remarks": ("FEWER", "fewer_opportunities"),
}


@pytest.fixture(scope="module")
def rows():
    book = openpyxl.load_workbook(Path(str(REAL)) / "old_entries" / "entries-2024.xlsx")
    return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]


@pytest.fixture(scope="module")
def layout(rows):
    return headings(rows)


def test_the_headings_are_found_below_two_title_rows(layout):
    assert layout.heading_row == 3
    assert [column.field for column in layout.columns] == [
        "number", "organisation", "territory", "kind", "topics", "formats", "profiles", "people", "windows", "days",
        "languages", "accessible", "funding", "contact_email", "remarks",
    ]  # fmt: skip
    assert {column.sure for column in layout.columns} == {Sure.CERTAIN}


def test_rows_that_are_no_entries_are_set_aside_with_the_reason(layout):
    assert tuple(at + 1 for at in layout.entries) == ENTRIES
    assert {at + 1: reason for at, reason in layout.skipped.items()} == {
        1: "title", 2: "group", 3: "blank", 4: "heading", 25: "blank", 30: "blank", 31: "total",
    }  # fmt: skip


@pytest.mark.parametrize("field", FIELDS)
def test_every_cell_is_read_as_a_careful_person_reads_it(field, rows, layout, vocabulary):
    table, recogniser = FIELDS[field]
    column = next(column.at for column in layout.columns if column.field == field)
    judgements = getattr(gold_sheet, table)

    read = {row: plain(recogniser, ask(recogniser, rows[row - 1][column], vocabulary)) for row in ENTRIES}

    assert read == {row: sorted_codes(recogniser, judgements.get(row)) for row in ENTRIES}


def test_no_cell_is_surer_than_a_person_would_be(rows, layout, vocabulary):
    columns = {column.field: column.at for column in layout.columns} | {"fewer_opportunities": 14}
    recognisers = {field: recogniser for field, (_table, recogniser) in FIELDS.items()}
    recognisers["fewer_opportunities"] = "fewer_opportunities"

    too_sure = {
        (field, row): found.sure
        for (field, row), limit in gold_sheet.AT_MOST.items()
        if (found := ask(recognisers[field], rows[row - 1][columns[field]], vocabulary)).sure > limit
    }

    assert too_sure == {}


def test_every_address_is_read(rows, layout, vocabulary):
    column = next(column.at for column in layout.columns if column.field == "contact_email")

    for row in ENTRIES:
        found = ask("email", rows[row - 1][column], vocabulary)
        assert (found.value, found.sure) == (rows[row - 1][column], Sure.CERTAIN)
