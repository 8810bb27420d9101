"""The page of hostile inputs names all of them, and tests that exist."""

import re

from tests.manners.files import ROOT
from tests.papers.test_named_tests import NAMED, functions_of

PAGE = ROOT / "docs" / "reference" / "hostile-inputs.md"
ALL = set(range(1, 53))


def test_every_number_stands_on_the_page_with_its_tests_or_with_what_it_waits_for() -> None:
    rows = {
        int(number): line
        for line in PAGE.read_text(encoding="utf-8").splitlines()
        for number in re.findall(r"^\| (\d+) \|", line)
    }
    later = {int(number) for number in re.findall(r"^- (\d+), .*: comes with \w+\.$", PAGE.read_text("utf-8"), re.M)}

    assert rows.keys() | later == ALL
    assert rows.keys() & later == {20}
    assert [number for number, line in rows.items() if not NAMED.search(line)] == []


def test_every_test_that_the_page_names_exists() -> None:
    named = re.findall(r"`([^`]+::[^`]+)`", PAGE.read_text(encoding="utf-8"))
    found = NAMED.findall(" ".join(f"`{one}`" for one in named))

    assert len(found) == len(named) > 90
    assert [f"{path}::{name}" for path, name in found if not (ROOT / "tests" / path).is_file()] == []
    assert [f"{path}::{name}" for path, name in found if name not in functions_of(path)] == []
