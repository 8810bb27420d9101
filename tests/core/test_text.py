"""Text made comparable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hospes.core.text import fold, in_latin_letters, words


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("Ærø", "aero"),
        ("Đakovo", "dakovo"),
        ("Αττική", "attiki"),
        ("Πάτρα", "patra"),
        ("Варна", "varna"),
        ("col·lectiu", "collectiu"),
    ],
)
def test_letters_of_all_of_europe_become_plain_ones(written, plain):
    assert fold(written) == plain


def test_words_lose_their_punctuation():
    assert words("  St. Veit / Glan—(AT) ") == "st veit glan at"


@given(st.text())
def test_folding_twice_is_folding_once_for_words(text):
    assert words(words(text)) == words(text)


@given(st.text())
def test_capitals_make_no_difference(text):
    assert fold(text.casefold()) == fold(text)


def test_greek_and_cyrillic_can_be_shown_in_latin_letters():
    assert in_latin_letters("Νησιά Αιγαίου, Κρήτη") == "Nisia Aigaiou, Kriti"
    assert in_latin_letters("Стара Загора") == "Stara Zagora"


def test_latin_names_are_shown_as_they_are():
    assert in_latin_letters("Västra Götalands län") == "Västra Götalands län"
