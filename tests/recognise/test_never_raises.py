"""Any text gets an answer: never an exception, never an invented day, never a run away."""

from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hospes import recognise
from hospes.recognise import Found, Sure
from tests.recognise.judged import AS_OF, TABLES, ask

# Pieces that recognisers look at, so that random texts are near to real ones.
PIECES = (
    "May Mai mai maj 2027 27 '27 12 31 31.02.2027 05/04/2027 2027-10-04 17.05.- KW week W16 Q2 spring Frühling - – — / , ; : . "
    "( ) + x × max min bis ab from to until except not no yes ? ?? A2 B1 C1 EN SE català anglès English 6 six 1.000 1,5 ½ "
    "Wochen days 3j gg 2x90min host send beide Sverige Göteborg ITH2 ES51 @ anna@demo.example +46 Pflege äldreomsorg "
    "stage Azubis teachers wheelchair ja nein Erasmus+ KA121 2 groups staff total IV ١٢ １２ \u00a0 \u200f \0 😀 \n \t"
).split(" ")
texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
)
# One example may be the first that asks for names and towns, which are then read from their files.
calm = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


def holds(found: Found[object]) -> None:
    assert isinstance(found, Found)
    assert (found.value is None) == (found.sure == Sure.NOTHING)
    assert found.read.isprintable()
    assert found.left.isprintable()
    assert all(note.code in recognise.NOTES for note in found.because)


@calm
@given(text=texts)
def test_every_recogniser_answers_any_text(text, vocabulary):
    for field in {*TABLES.values(), "fields"}:
        holds(ask(field, text, vocabulary))


@calm
@given(text=texts)
def test_windows_are_real_days_in_order(text, vocabulary):
    value = ask("windows", text, vocabulary).value or ()

    assert all(isinstance(first, date) and first <= last for first, last in value)
    assert list(value) == sorted(value)
    assert all(before[1] < after[0] for before, after in zip(value, value[1:], strict=False))


@calm
@given(text=texts)
def test_numbers_are_in_order_and_in_reach(text, vocabulary):
    people, days = ask("people", text, vocabulary).value, ask("days", text, vocabulary).value
    for least, most in ([(people.least, people.most)] if people else []) + ([days] if days else []):
        assert (least, most) != (None, None)
        assert least is None or most is None or least <= most
        assert all(number is None or 0 <= number <= 9999 for number in (least, most))


@calm
@given(text=texts)
def test_a_text_can_be_read_whole(text, vocabulary):
    found = recognise.record(text, as_of=AS_OF, vocabulary=vocabulary)

    assert set(found.fields) <= set(recognise.COLUMNS)


cells = st.one_of(texts, st.none(), st.integers(), st.floats(), st.dates(), st.datetimes(), st.booleans())


@calm
@given(rows=st.lists(st.lists(cells, max_size=6), max_size=8))
def test_any_sheet_has_a_layout_with_each_row_once(rows):
    layout = recognise.headings(rows)

    assert sorted([*layout.entries, *layout.skipped]) == list(range(len(rows)))
    assert all(column.field in recognise.COLUMNS for column in layout.columns)


LONG = {
    "letters": "a" * 10_000,
    "digits": "1" * 10_000,
    "spaces": " " * 10_000,
    "dots": "1." * 5_000,
    "months": "May " * 2_500,
    "ranges": "1-" * 5_000,
    "levels": "B1 " * 3_000,
    "mails": "a@" * 5_000,
    "mail names": "a." * 5_000,
    "addresses": "www." * 2_500,
    "brackets": "(" * 10_000,
    "slashes": "/" * 10_000,
    "lines": "a:\n" * 3_000,
    "phones": "+1 (" * 2_500,
    "small words": "de la " * 1_700,
    "groups": "2 groups of " * 900,
    "emoji": "😀" * 10_000,
    "right to left": "\u202eabc" * 2_500,
    "marks": "a\u0301\u0302" * 3_000,
    "seeking": "we look for " * 850,
    "no": "no " * 3_300,
    "countries": "Sweden, Norway, " * 600,
}


@pytest.mark.parametrize("name", LONG)
def test_long_texts_are_read_to_their_end(name, vocabulary):
    """The time limit of the whole suite stands behind this: a pattern that runs away would never come back."""
    for field in {*TABLES.values(), "fields"}:
        holds(ask(field, LONG[name], vocabulary))
    recognise.record(LONG[name], as_of=AS_OF, vocabulary=vocabulary)


@pytest.mark.parametrize(
    "value",
    [None, "", 0, 6, 6.0, 1.5, float("nan"), float("inf"), -3, True, False, date(2027, 5, 1), datetime(2027, 5, 1, 8)],
)
def test_whatever_stands_in_a_cell_is_answered(value, vocabulary):
    for field in {*TABLES.values(), "fields"}:
        holds(ask(field, value, vocabulary))
    recognise.record(value, as_of=AS_OF, vocabulary=vocabulary)
