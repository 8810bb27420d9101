"""What a word names: topics, fields, regions, formats, participants, support. In every language that we have words for.

A document holds codes. A word of a search finds it when the word stands in its text or in the name of one
of its codes, in whatever language: as if all the names in all languages stood in the document, without
making the index a hundred times as large.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from sys import intern

from django.conf import settings
from django.db.models import Count, Max
from django.utils import translation

from hospes.reference.choices import Format, Measure, Profile
from hospes.reference.countries import COUNTRIES, country_name, eurostat
from hospes.reference.fields import fields
from hospes.reference.languages import LANGUAGES
from hospes.reference.models import Label
from hospes.reference.regions import official_names, translated_names
from hospes.reference.schemes import ISCED_F
from hospes.reference.tables import rows
from hospes.reference.topics import TOPICS
from hospes.search.small_words import SMALL
from hospes.search.tokens import LONGEST, code, of_word, plain, spelled

# A word that names more regions than this ("Kreis", "Stadt") names none of them.
_MOST_REGIONS = 40
# `Altenpflegeschule` begins with a word of this length that names a topic.
_SHORTEST_PART = 6
Names = Mapping[str, tuple[str, ...]]


def named_by(word: str, alternatives: Iterable[str]) -> set[str]:
    """The codes that a word names: by itself, by one of its forms, or by the word it begins with."""
    names = _names()
    found = {named for token in alternatives for named in names.get(token, ())}
    for spelling in plain(word):
        for length in range(_SHORTEST_PART, len(spelling)):
            found |= {one for one in names.get(spelling[:length], ()) if not one.startswith("region_")}
    return found


def regions_named(text: str) -> list[str]:
    """Codes of the regions whose name, in any language, has every word of a text; wider ones first."""
    words = [word for word in dict.fromkeys(spelled(text)) if word not in SMALL]
    names = _names()
    named = [{one for token in plain(word[:LONGEST]) for one in names.get(token, ())} for word in words]
    found = set.intersection(*named) if named else set()
    codes = [one.removeprefix("region_").upper() for one in found if one.startswith("region_")]
    return sorted(codes, key=lambda found: (len(found), found))


def known_words() -> list[str]:
    """Every word that names something, without accents: what a misspelled word may have meant."""
    return [token for token in _names() if "_" not in token]


def _names() -> Names:
    loaded = Label.objects.aggregate(last=Max("loaded_at"), number=Count("pk"))
    return _read(str(loaded["last"]), loaded["number"])


@lru_cache(maxsize=1)
def _read(_last: str, _number: int) -> Names:
    """Made again when labels were loaded."""
    found: dict[str, set[str]] = defaultdict(set)
    for scheme, value, language, name in (*_our_lists(), *_labels(), *_fields(), *_regions()):
        named = intern(code(scheme, value).lower())
        for word in spelled(name):
            if word not in SMALL:
                for token in of_word(word, language):
                    found[token].add(named)
    return {token: tuple(codes) for token, codes in found.items() if not _is_vague(codes)}


def _is_vague(codes: set[str]) -> bool:
    return sum(one.startswith("region_") for one in codes) > _MOST_REGIONS


Named = Iterator[tuple[str, str, str, str]]


def _our_lists() -> Named:
    """Scheme, code, language, name: our own lists in the languages of the site, and the words of topics."""
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for topic in TOPICS.values():
                yield "topic", topic.code, language, f"{topic.label} {topic.code}"
            for scheme, choices in (("format", Format), ("profile", Profile), ("measure", Measure)):
                for value, label in choices.choices:
                    yield scheme, value, language, str(label)
    for topic_code, language, texts in rows("topic_words.tsv"):
        yield "topic", topic_code, language, texts


def _labels() -> Named:
    """Official labels that were loaded: fields of education in as many languages as the file had."""
    for value, language, text in Label.objects.filter(scheme=ISCED_F).values_list("code", "language", "text"):
        yield "field", value, language, f"{text} {value}"


def _fields() -> Named:
    for field in fields().values():
        yield "field", field.code, "en", f"{field.english} {field.code}"


def _regions() -> Named:
    """Names of places have no forms: they are compared as they are written."""
    for value, name in official_names().items():
        yield "region", value, "", f"{name} {value}"
    for (value, _language), name in translated_names().items():
        yield "region", value, "", name
    for _country, spelling, codes in rows("region_aliases.tsv"):
        for value in codes.split():
            yield "region", value, "", spelling
    for country in COUNTRIES:
        for language in LANGUAGES:
            yield "region", eurostat(country), "", country_name(country, language)
