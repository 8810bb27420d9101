"""The page of limits says what the code does, and all of it."""

import ast
import re

import pytest

from tests.manners.files import SOURCE
from tools import limits

# The engine and the reader of texts are judged by their own pages; the demo is no product.
ELSEWHERE = ("pairing", "recognise", "demo")
A_LIMIT = re.compile(r"^((?:MOST|LONGEST|LARGEST)(?:_\w+)?|\w+_LASTS)(?:: ?\w+)? = ", re.MULTILINE)


def test_the_page_of_limits_is_drawn_from_the_code() -> None:
    """`just limits` draws it anew."""
    assert limits.DOCUMENT.read_text(encoding="utf-8") == limits.page()


def test_every_limit_of_the_code_stands_on_the_page_or_is_named_as_our_own_pace() -> None:
    found = {
        ".".join([*path.relative_to(SOURCE).with_suffix("").parts, name])
        for path in SOURCE.rglob("*.py")
        if path.relative_to(SOURCE).parts[0] not in ELSEWHERE and "migrations" not in path.parts
        for name in A_LIMIT.findall(path.read_text(encoding="utf-8"))
    }
    shown = {path for rows in limits.LIMITS.values() for _what, path, _unit in rows}

    assert len(found) > 30
    assert sorted(found - shown - limits.INTERNAL - {"matchmaking.rules.values.MOST_CODES"}) == []
    assert sorted(limits.INTERNAL - found) == []


def test_every_form_that_is_counted_stands_on_the_page() -> None:
    counted = {what: call for what, _where, call in limits.calls()}
    by_name = {what for what, call in counted.items() if "MOST_" in str([ast.unparse(k.value) for k in call.keywords])}

    assert by_name
    assert counted.keys() - by_name == limits.FORMS.keys()


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (4 * 1024 * 1024, "bytes", "4 MB"),
        (1, "seconds", "1 second"),
        (5.0, "seconds", "5 seconds"),
        (2.5, "seconds", "2.5 seconds"),
        (7200, "seconds", "2 hours"),
        (90, "seconds", "90 seconds"),
        (2000, "", "2,000"),
    ],
)
def test_numbers_are_said_as_people_say_them(value: float, unit: str, words: str) -> None:
    assert limits.in_words(value, unit) == words


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(TypeError):
        limits.in_words("many", "")
