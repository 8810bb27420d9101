"""The lists as the API gives them."""

import json

import pytest
from django.utils import translation

from hospes.reference.listings import LISTINGS, listing

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", LISTINGS)
@pytest.mark.parametrize("language", ["en", "sv", "el", "pt-br", "xx"])
def test_every_list_is_plain_values_with_a_code_and_a_label(kind, language):
    items = listing(kind, language)

    assert json.loads(json.dumps(items)) == items
    assert len({item["code"] for item in items}) == len(items) > 0
    assert [item["code"] for item in items if not isinstance(item["label"], str) or not item["label"]] == []


def test_the_lists_of_the_contract_are_there():
    assert {
        "regions", "fields", "topics", "languages", "formats", "profiles", "barriers", "activity-types", "measures",
    } <= set(LISTINGS)  # fmt: skip


def test_a_listing_leaves_the_readers_language_as_it_was():
    with translation.override("de"):
        listing("topics", "sv")
        assert translation.get_language() == "de"


def codes(kind, search, language="en"):
    return [item["code"] for item in listing(kind, language, search)]


def test_topics_are_found_by_words_of_any_language_while_somebody_types():
    assert codes("topics", "cura de gent gran", "sv") == codes("topics", "äldreomsorg", "ca") == ["elderly-care"]
    assert "elderly-care" in codes("topics", "aldreoms")


def test_regions_are_found_by_code_by_the_readers_name_and_by_their_own():
    assert codes("regions", "SE232") == ["SE232"]
    assert "ES51" in codes("regions", "katalon", "sv")
    assert "ES51" in codes("regions", "cataluñ", "en")
    assert "EL43" in codes("regions", "κρητη", "en")


def test_languages_are_found_by_their_own_name():
    assert codes("languages", "svensk", "en") == ["sv"]


@pytest.mark.parametrize("search", ["\0", "😀", "\u200fשלום", "=1+1", "<script>", "x" * 10_000, "%_'\""])
def test_odd_searches_find_nothing_and_break_nothing(search):
    assert codes("regions", search) == []


def test_regions_say_where_they_are():
    vastra_gotaland = next(item for item in listing("regions", "en") if item["code"] == "SE232")

    assert vastra_gotaland == {
        "code": "SE232",
        "label": "Västra Götaland",
        "level": 3,
        "country": "SE",
        "parent": "SE23",
        "point": [58.3, 12.8],
    }


def test_a_list_of_fields_takes_one_question_at_most(django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        assert len(listing("fields", "fr")) == 220
