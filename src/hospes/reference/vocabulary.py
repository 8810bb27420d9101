"""The reference lists as the recognisers of hand-typed texts want them."""

from functools import cache

from django.utils import translation

from hospes.recognise import Term, Vocabulary
from hospes.reference.fields import fields
from hospes.reference.models import Label
from hospes.reference.recognise import recognise_region, recognise_town
from hospes.reference.schemes import ISCED_F
from hospes.reference.tables import rows
from hospes.reference.topics import TOPICS


@cache
def _topics() -> tuple[Term, ...]:
    with translation.override("en"):
        labels = [Term(topic.code, "en", str(topic.label)) for topic in TOPICS.values()]
    listed = [
        Term(code, language, phrase.strip())
        for table in ("topic_words.tsv", "topic_words_beyond.tsv")
        for code, language, phrases in rows(table)
        for phrase in phrases.split(";")
    ]
    return (*labels, *listed)


def _regions(text: str, country: str | None) -> tuple[str, ...]:
    found = recognise_region(text, country)
    return found.candidates if found else ()


def _towns(text: str, country: str | None) -> tuple[str, ...]:
    """Towns are looked for in a known country only: names alone are shared by too many."""
    found = recognise_town(text, country) if country else None
    return tuple(sorted({town.region or "" for town in found.candidates})) if found else ()


def vocabulary() -> Vocabulary:
    """With the labels of fields that the operator has loaded, in every language: one question to the database."""
    loaded = Label.objects.filter(scheme=ISCED_F).values_list("code", "language", "text")
    english = (Term(field.code, "en", field.english) for field in fields().values())
    return Vocabulary(_topics(), (*english, *(Term(*row) for row in loaded)), _regions, _towns)
