"""Every judged text is read as a careful person would read it."""

import pytest

from hospes.recognise import Sure
from tests.recognise import gold_first, gold_more, gold_second
from tests.recognise.judged import TABLES, judged

MODULES = {"first": gold_first, "second": gold_second, "more": gold_more}


@pytest.mark.parametrize("field", TABLES.values())
@pytest.mark.parametrize("name", MODULES)
def test_judged_texts_are_read_as_a_person_reads_them(name, field, vocabulary):
    lines = [one for one in judged(MODULES[name], vocabulary) if one.field == field]

    assert [(one.text, one.expected, one.value) for one in lines if not one.is_right] == []


def test_there_are_enough_of_them(vocabulary):
    assert sum(len(list(judged(module, vocabulary))) for module in MODULES.values()) >= 700


def test_what_is_read_and_what_is_left_come_from_the_text(vocabulary):
    for module in MODULES.values():
        for one in judged(module, vocabulary):
            said = f"{one.found.read} {one.found.left}".split()
            typed = str(one.text)
            assert all(word.strip(",;|…") in typed for word in said), one


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("May/June", Sure.GUESS),
        ("05/04/2027", Sure.LIKELY),
        ("autumn 2027", Sure.LIKELY),
        ("31/05/2027 - 01/05/2027", Sure.GUESS),
        ("listopad 2027", Sure.GUESS),
        ("Mar-Jun 27", Sure.LIKELY),
    ],
)
def test_a_date_that_needed_an_assumption_is_never_certain(text, most, vocabulary):
    from tests.recognise.judged import ask

    found = ask("windows", text, vocabulary)

    assert Sure.GUESS <= found.sure <= most
    assert found.because
