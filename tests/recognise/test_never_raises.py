"""Any text gets an answer: never an exception, never an invented day, never a run away."""

from datetime import date, datetime
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hospes import recognise
from hospes.recognise import Found, Sure
from tests.recognise.judged import AS_OF, TABLES, reference_lists
from tests.recognise.judged import ask as ask_with

# Pieces that recognisers look at, so that random texts are near to real ones.
PIECES = (
    "May Mai mai maj 2027 27 '27 12 31 31.02.2027 05/04/2027 2027-10-04 17.05.- KW week W16 Q2 spring "
    "Frühling - – — / , ; : . ( ) + x × max min bis ab from to until except not no yes ? ?? A2 B1 C1 EN "
    "SE català anglès English 6 six 1.000 1,5 ½ Wochen days 3j gg 2x90min host send beide Sverige "
    "Göteborg ITH2 ES51 @ anna@demo.example +46 Pflege äldreomsorg stage Azubis teachers wheelchair ja "
    "nein Erasmus+ KA121 2 groups staff total IV \u0661\u0662 \uff11\uff12 \xa0 \u200f \x00 \U0001f600 \n \t"
).split(" ")
texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
)
# One example may be the first that asks for names and towns, which are then read from their files.
calm = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def ask(field, text):
    return ask_with(field, text, reference_lists())


def holds(found: Found[object]) -> None:
    assert isinstance(found, Found)
    assert (found.value is None) == (found.sure == Sure.NOTHING)
    assert found.read.isprintable()
    assert found.left.isprintable()
    assert all(note.code in recognise.NOTES for note in found.because)


@calm
@given(text=texts)
def test_every_recogniser_answers_any_text(text):
    for field in {*TABLES.values(), "fields"}:
        holds(ask(field, text))


@calm
@given(text=texts)
def test_windows_are_real_days_in_order(text):
    value = ask("windows", text).value or ()

    assert all(isinstance(first, date) and first <= last for first, last in value)
    assert list(value) == sorted(value)
    assert all(before[1] < after[0] for before, after in pairwise(value))


@calm
@given(text=texts)
def test_numbers_are_in_order_and_in_reach(text):
    people, days = ask("people", text).value, ask("days", text).value
    assert people != recognise.People()
    assert days != (None, None)
    for least, most in ([(people.least, people.most)] if people else []) + ([days] if days else []):
        assert least is None or most is None or least <= most
        assert all(number is None or 0 <= number <= 9999 for number in (least, most))


@calm
@given(text=texts)
def test_a_text_can_be_read_whole(text):
    found = recognise.record(text, as_of=AS_OF, vocabulary=reference_lists())

    assert set(found.fields) <= set(recognise.COLUMNS)


cells = st.one_of(texts, st.none(), st.integers(), st.floats(), st.dates(), st.datetimes(), st.booleans())


@calm
@given(rows=st.lists(st.lists(cells, max_size=6), max_size=8))
def test_any_sheet_has_a_layout_with_each_row_once(rows):
    layout = recognise.headings(rows)

    assert sorted([*layout.entries, *layout.skipped]) == list(range(len(rows)))
    assert all(column.field in recognise.COLUMNS for column in layout.columns)


# 10,000 characters of what could lead a reader round in circles.
LONG = {
    "letters": "a" * 10_000,
    "digits": "1" * 10_000,
    "spaces": " " * 10_000,
    "emoji": "😀" * 10_000,
    "brackets": "(" * 10_000,
    "slashes": "/" * 10_000,
    "marks": "a\u0301\u0302" * 3_300,
    "sentences": "We look for a host in Sweden in May 2027 for 6 apprentices and 2 staff. " * 140,
    # And shorter ones of many pieces, which take longer.
    "dots": "1." * 1_500,
    "months": "May " * 750,
    "ranges": "1-" * 1_500,
    "levels": "B1 " * 1_000,
    "mail names": "a." * 1_500,
    "mails": "a@" * 1_500,
    "addresses": "www." * 750,
    "lines": "a:\n" * 1_000,
    "phones": "+1 (" * 750,
    "small words": "de la " * 500,
    "groups": "2 groups of " * 250,
    "right to left": "\u202eabc" * 750,
    "seeking": "we look for " * 250,
    "no": "no " * 1_000,
    "countries": "Sweden, Norway, " * 180,
}


@pytest.mark.parametrize("name", LONG)
def test_long_texts_are_read_to_their_end(name):
    """The time limit of the whole suite stands behind this: a pattern that runs away would never come back."""
    for field in {*TABLES.values(), "fields"}:
        holds(ask(field, LONG[name]))
    recognise.record(LONG[name], as_of=AS_OF, vocabulary=reference_lists())


@pytest.mark.parametrize(
    "value",
    [None, "", 0, 6, 6.0, 1.5, float("nan"), float("inf"), -3, True, False, date(2027, 5, 1), datetime(2027, 5, 1, 8)],
)
def test_whatever_stands_in_a_cell_is_answered(value):
    for field in {*TABLES.values(), "fields"}:
        holds(ask(field, value))
    recognise.record(value, as_of=AS_OF, vocabulary=reference_lists())
