"""The lists as the API gives them: plain values, labels in one language, in a fixed order."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from django.db.models import TextChoices
from django.utils import translation

from hospes.core.text import words
from hospes.reference import choices, countries, languages, queries
from hospes.reference.activity_types import ACTIVITY_TYPES
from hospes.reference.fields import fields
from hospes.reference.locales import reader
from hospes.reference.regions import official_names, region_label, regions
from hospes.reference.search import begins, search_words, topics_for_words
from hospes.reference.topics import TOPICS

Item = dict[str, Any]


def _of(listed: type[TextChoices]) -> list[Item]:
    return [{"code": str(choice.value), "label": str(choice.label)} for choice in listed]


def _regions(language: str) -> list[Item]:
    return [
        {
            "code": region.code,
            "label": region_label(region.code, language),
            "level": region.level,
            "country": region.country,
            "parent": region.parent,
            "point": list(region.point) if region.point else None,
        }
        for region in regions().values()
    ]


def _fields(language: str) -> list[Item]:
    labels = queries.field_labels(language)
    return [
        {"code": field.code, "label": labels[field.code], "level": field.level, "parent": field.parent}
        for field in fields().values()
    ]


def _topics(_language: str) -> list[Item]:
    return [
        {"code": topic.code, "label": str(topic.label), "parent": topic.parent, "fields": list(topic.fields)}
        for topic in TOPICS.values()
    ]


def _languages(language: str) -> list[Item]:
    return [
        {"code": code, "label": label, "own_label": languages.own_name(code)}
        for code, label in languages.languages(language)
    ]


def _countries(language: str) -> list[Item]:
    return [{"code": code, "label": label} for code, label in countries.countries(language)]


def _profiles(_language: str) -> list[Item]:
    return [item | {"learner": item["code"] in choices.LEARNERS} for item in _of(choices.Profile)]


def _barriers(_language: str) -> list[Item]:
    return [item | {"version": choices.BARRIERS_VERSION} for item in _of(choices.Barrier)]


def _activity_types(_language: str) -> list[Item]:
    return [
        {
            "code": kind.code,
            "label": str(kind.label),
            "erasmus_code": kind.erasmus_code,
            "sectors": [str(sector.value) for sector in kind.sectors],
            "category": kind.category,
            "least_days": kind.least_days,
            "most_days": kind.most_days,
            "least_days_fewer_opportunities": kind.least_days_fewer,
            "checked": kind.checked,
        }
        for kind in ACTIVITY_TYPES.values()
    ]


LISTINGS: Mapping[str, Callable[[str], list[Item]]] = MappingProxyType(
    {
        "regions": _regions,
        "fields": _fields,
        "topics": _topics,
        "languages": _languages,
        "countries": _countries,
        "formats": lambda _language: _of(choices.Format),
        "profiles": _profiles,
        "measures": lambda _language: _of(choices.Measure),
        "barriers": _barriers,
        "activity-types": _activity_types,
        "levels": lambda _language: _of(choices.Cefr),
        "funding-situations": lambda _language: _of(choices.FundingSituation),
        "supports": lambda _language: _of(choices.SupportKind),
        "organisation-kinds": lambda _language: _of(choices.OrganisationKind),
        "sectors": lambda _language: _of(choices.Sector),
        "nace-sections": lambda _language: _of(choices.NaceSection),
    }
)


def listing(kind: str, language: str | None = None, search: str = "") -> list[Item]:
    """The items of a list (a key of `LISTINGS`), those that a search finds when one is given.

    A search finds the beginnings of words in code and label; for topics also the words of any
    language, for regions also the official name.
    """
    language = reader(language)
    with translation.override(language):
        items = LISTINGS[kind](language)
    if not search.strip():
        return items
    asked = words(search).split()
    found = _found_by_words(kind, search)
    return [item for item in items if item["code"] in found or (asked and begins(asked, *_texts(kind, item)))]


def _found_by_words(kind: str, search: str) -> set[str]:
    return set(topics_for_words(search)) if kind == "topics" else set()


def _texts(kind: str, item: Item) -> list[str]:
    texts = [item["code"], item["label"]]
    if kind == "topics":
        texts.append(search_words(item["code"]))
    if kind == "regions":
        texts.append(official_names().get(item["code"], ""))
    if kind == "languages":
        texts.append(item["own_label"])
    return texts
