"""Files of old entries, as people keep them."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from tests.core.installations import installation, migrated

__all__ = ["installation", "migrated"]

HEADINGS = ("Nr", "Organisation", "Country / Region", "We want to", "Topics", "How many?", "When?", "E-mail", "Remarks")
HOST = ("1", "Skolan", "Sverige", "host", "Adult education", "6", "2027-05-01 / 2027-06-15", "anna@skolan.example", "")
SEND = ("2", "Lycée", "France", "send", "Guidance", "4", "2027-05-03 / 2027-05-20", "yann@lycee.example", "")

Row = Sequence[str]
Run = Callable[..., tuple[str, str]]


def listed(*rows: Row, headings: Row = HEADINGS) -> bytes:
    """A list as CSV."""
    out = io.StringIO()
    csv.writer(out).writerows([headings, *rows])
    return out.getvalue().encode()


def changed(row: Row, **cells: str) -> tuple[str, ...]:
    """The same row with other words in some cells: `changed(HOST, how_many="8")`."""
    names = ["number", "organisation", "place", "kind", "topics", "how_many", "when", "email", "remarks"]
    return tuple(cells.get(name, cell) for name, cell in zip(names, row, strict=True))


def workbook(*rows: Sequence[object], hidden: Sequence[str] = ()) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for name in hidden:
        book.create_sheet(name).sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], db: None) -> Run:
    """Run the command on a file; answers with what it said on both streams."""

    def command(content: bytes, *options: str, name: str = "list.csv", mapping: object = None) -> tuple[str, str]:
        file = tmp_path / name
        file.write_bytes(content)
        extra = list(options)
        if mapping is not None:
            (tmp_path / "m.json").write_text(json.dumps(mapping), encoding="utf-8")
            extra += ["--mapping", str(tmp_path / "m.json")]
        error = ""
        try:
            call_command("import_entries", str(file), *extra)
        except CommandError as raised:
            error = str(raised)
        said = capsys.readouterr()
        return said.out, said.err + error

    return command
