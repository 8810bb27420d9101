"""Components that are drawn once for the same words: what they may remember, and what never."""

from dataclasses import dataclass, replace

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from hospes.core.shapes import Facet, Option
from hospes.core.templatetags import drawn as kept
from hospes.core.templatetags.drawn import drawn
from tests.factories.people import PersonFactory

FACETS = "web/components/facets.html"


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    kept._drawn.cache_clear()


def times_drawn() -> int:
    return kept._drawn.cache_info().misses


def facet(label: str = "Sailing", count: object = 3) -> Facet:
    return Facet("topic", "Topic", [Option("sailing", label, count)])  # type: ignore[arg-type]


def test_the_same_words_are_drawn_once() -> None:
    first = drawn(FACETS, facets=[facet()], action="/entries/", kept=[])
    assert drawn(FACETS, facets=[facet()], action="/entries/", kept=[]) == first
    assert times_drawn() == 1


def test_every_difference_is_drawn_anew_however_deep_it_is() -> None:
    given = {"facets": [facet()], "action": "/entries/", "kept": []}
    drawn(FACETS, **given)
    assert "Rowing" in drawn(FACETS, **given | {"facets": [facet("Rowing")]})
    assert ">4<" in drawn(FACETS, **given | {"facets": [facet(count=4)]})
    assert 'value="north"' in drawn(FACETS, **given | {"kept": [("search", "north")]})
    chosen = replace(facet(), options=[Option("sailing", "Sailing", 3, is_chosen=True)])
    assert " checked" in drawn(FACETS, **given | {"facets": [chosen]})
    assert times_drawn() == 5


def test_each_language_has_its_own() -> None:
    lazy = Facet("topic", gettext_lazy("Topic"), [])
    with translation.override("en"):
        english = drawn(FACETS, facets=[lazy], action="/", kept=[])
    with translation.override("de"):
        german = drawn(FACETS, facets=[lazy], action="/", kept=[])
    assert "Narrow the list" in english
    assert "Narrow the list" not in german
    assert "Thema" in german


def test_words_are_escaped_even_after_the_same_words_were_given_as_safe() -> None:
    safe = drawn(FACETS, facets=[facet(mark_safe("<b>x</b>"))], action="/", kept=[])
    plain = drawn(FACETS, facets=[facet("<b>x</b>")], action="/", kept=[])
    assert "<b>x</b>" in safe
    assert "<b>x</b>" not in plain
    assert "&lt;b&gt;" in plain


def test_one_and_true_are_not_the_same() -> None:
    assert ">1<" in drawn(FACETS, facets=[facet(count=1)], action="/", kept=[])
    assert ">True<" in drawn(FACETS, facets=[facet(count=True)], action="/", kept=[])


def test_a_component_sees_nobody() -> None:
    page = Template('{% drawn "web/components/account.html" %}')
    context = Context({"frame": {"person": {"is_authenticated": True, "name": "Rosalind"}}, "csrf_token": "secret"})
    answer = page.render(context)
    assert "Rosalind" not in answer
    assert "secret" not in answer


def test_records_are_refused_because_they_are_equal_when_they_differ() -> None:
    with pytest.raises(TypeError, match="frozen"):
        drawn(FACETS, facets=[PersonFactory.build()], action="/", kept=[])


def test_what_can_be_changed_afterwards_is_refused() -> None:
    @dataclass
    class Loose:
        words: str

    with pytest.raises(TypeError, match="frozen"):
        drawn(FACETS, facets=[Loose("now")], action="/", kept=[])
    with pytest.raises(TypeError, match="frozen"):
        drawn(FACETS, facets=[{"words": "now"}], action="/", kept=[])
