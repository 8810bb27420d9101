"""Every field takes any letter there is, and refuses with a sentence what cannot be shown."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from hospes.core.fields import LongTextField, PlainTextField
from hospes.core.validation import clean_text


class Notes(forms.Form):
    name = PlainTextField(max_length=40)
    note = LongTextField(required=False, max_length=100)


@pytest.mark.parametrize(
    "name",
    [
        "Łódź & Ħal Ḃ",
        "👩‍👩‍👧‍👦 ok",
        "مرحبا \u202e abc",
        "<img src=x onerror=alert(1)>",
        "=HYPERLINK(1)",
        "{{ settings.SECRET_KEY }}",
        "e" + "\u0301" * 20,
        "𐍈𐍉",
    ],
)
def test_names_of_every_script_are_kept_as_they_are(name: str) -> None:
    form = Notes({"name": f"  {name} "})

    assert form.is_valid()
    assert form.cleaned_data["name"] == clean_text(name, limit=40)


def test_letters_and_their_accents_become_one() -> None:
    assert clean_text("Ame\u0301lie", limit=10) == "Amélie"


@pytest.mark.parametrize("evil", ["a\x00b", "a\x1b[2J", "\ud800", "a\x7f", "a\ufffe"])
def test_what_cannot_be_shown_is_refused_beside_the_field_and_the_typing_is_kept(evil: str) -> None:
    form = Notes({"name": evil, "note": evil})

    assert list(form.errors) == ["name", "note"]
    assert "cannot be shown" in form.errors["name"][0]
    assert form["name"].value() == evil


@pytest.mark.parametrize("nothing", ["", "   ", "\u200b", "\u200b\u2060 \u3164", "\n\t", "\ufeff\u00ad"])
def test_what_nobody_can_see_is_nothing(nothing: str) -> None:
    form = Notes({"name": nothing, "note": nothing})

    assert (list(form.errors), form.cleaned_data) == (["name"], {"note": ""})


def test_a_text_that_is_too_long_is_refused_and_says_by_how_much() -> None:
    form = Notes({"name": "x" * 10_000})

    assert form.errors["name"] == ["This text is too long: 10000 characters. The limit is 40."]


def test_one_line_stays_one_line_and_many_lines_have_one_kind_of_ending() -> None:
    form = Notes({"name": "a\r\nBcc: x@example.org", "note": "a\r\nb\rc\n\td"})

    assert form.is_valid()
    assert form.cleaned_data == {"name": "a Bcc: x@example.org", "note": "a\nb\nc\n\td"}


@given(st.text(max_size=60))
def test_any_text_is_refused_or_comes_back_the_same_when_cleaned_again(text: str) -> None:
    try:
        once = clean_text(text, limit=200, lines=True)
    except ValidationError:
        return

    assert clean_text(once, limit=200, lines=True) == once
    once.encode("utf-8")
