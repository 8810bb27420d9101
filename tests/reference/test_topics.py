"""Our own list of topics."""

import re

import pytest
from django.utils import translation

from hospes.core.text import words
from hospes.reference.fields import fields
from hospes.reference.search import is_form_of, topics_for_words
from hospes.reference.tables import rows
from hospes.reference.topics import TOPICS, groups, topic_label

SPOKEN = {"en", "fr", "de", "it", "es", "sv", "ca"}


def test_there_are_about_sixty_topics_in_two_levels():
    topics = [topic for topic in TOPICS.values() if topic.parent]

    assert 55 <= len(topics) <= 70
    assert all(TOPICS[topic.parent].parent is None for topic in topics if topic.parent)
    assert all(members for _group, members in groups())
    assert {member.code for _group, members in groups() for member in members} == {topic.code for topic in topics}


def test_the_topics_of_the_market_file_exist():
    assert {"green-construction", "elderly-care", "digital-skills"} <= set(TOPICS)


def test_codes_are_plain_words_with_hyphens():
    assert [code for code in TOPICS if not re.fullmatch(r"[a-z]+(-[a-z]+)*", code)] == []


def test_every_topic_is_tied_to_known_fields():
    assert {topic.code: topic.fields for topic in TOPICS.values() if not topic.fields} == {}
    assert {field for topic in TOPICS.values() for field in topic.fields} <= set(fields())


@pytest.mark.parametrize("code", TOPICS)
def test_every_topic_has_words_in_seven_languages(code):
    found = {language: texts.split(";") for topic, language, texts in rows("topic_words.tsv") if topic == code}

    assert set(found) >= SPOKEN
    assert {language: len(texts) for language, texts in found.items() if len(texts) < 3} == {}


def test_no_phrase_is_empty_and_every_line_is_about_a_topic():
    for topic, language, texts in rows("topic_words.tsv"):
        assert topic in TOPICS
        assert [text for text in texts.split(";") if not words(text)] == [], (topic, language)


@pytest.mark.parametrize(
    "text",
    [
        "cura de gent gran",
        "Cura a la gent gran",
        "äldreomsorg",
        "ALDREOMSORGEN I BORÅS",
        "Altenpflegeschule",
        "care of older people",
        "soins aux personnes âgées",
        "assistenza agli anziani",
        "cuidado de personas mayores",
    ],
)
def test_care_of_older_people_is_found_in_every_language(text):
    assert topics_for_words(text)[0] == "elderly-care"


def test_a_sentence_names_its_topics_the_most_telling_first():
    found = topics_for_words("We look for a host for 6 apprentices in green building, in May, English B1")

    assert found == ["green-construction", "apprenticeship"]


def test_short_words_must_be_the_same_to_the_letter():
    assert topics_for_words("an article about art") == ["arts-music"]
    assert topics_for_words("an article") == []


def test_words_of_one_language_can_be_asked_for():
    assert topics_for_words("äldreomsorg", "sv") == ["elderly-care"]
    assert topics_for_words("äldreomsorg", "ca") == []


@pytest.mark.parametrize("text", ["", "   ", "😀", "\0", "\u200fשלום", "=1+1", "<script>", "x" * 10_000])
def test_a_text_without_topics_has_none(text):
    assert topics_for_words(text) == []


@pytest.mark.parametrize(
    ("word", "known"), [("energies", "energy"), ("apprentices", "apprentice"), ("aldreomsorgen", "aldreomsorg")]
)
def test_endings_are_forgiven(word, known):
    assert is_form_of(word, known)


@pytest.mark.parametrize(("word", "known"), [("nursery", "nursing"), ("social", "society"), ("artist", "art")])
def test_other_words_are_other_words(word, known):
    assert not is_form_of(word, known)


def test_labels_are_for_the_reader_and_unknown_codes_stay_codes():
    with translation.override("en"):
        assert topic_label("elderly-care") == "Care of older people"
    assert topic_label("knitting") == "knitting"
