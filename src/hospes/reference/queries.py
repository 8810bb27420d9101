"""Labels for a page, a file or the API, in the reader's language."""

from collections.abc import Mapping

from django.core.cache import cache

from hospes.reference.locales import reader
from hospes.reference.models import Label
from hospes.reference.schemes import ENGLISH, ISCED_F, language_of

# Another process may load a newer file: its labels are seen after this many seconds at the latest.
_KEPT_FOR = 300


def _key(scheme: str, language: str) -> str:
    return f"reference:labels:{scheme}:{language}"


def loaded_labels(scheme: str, language: str) -> Mapping[str, str]:
    """The labels loaded for a scheme in one language, by code. One question to the database, then cached."""
    key = _key(scheme, language)
    found: dict[str, str] | None = cache.get(key)
    if found is None:
        found = dict(Label.objects.filter(scheme=scheme, language=language).values_list("code", "text"))
        cache.set(key, found, _KEPT_FOR)
    return found


def labels(scheme: str, language: str | None = None) -> dict[str, str]:
    """Every code of a scheme with its label in a language (default: the reader's), else in English."""
    known = ENGLISH[scheme]()
    return dict(known) | dict(loaded_labels(scheme, language_of(reader(language))))


def label(scheme: str, code: str, language: str | None = None) -> str:
    """The label of one code. A code that is not in the list stays a code."""
    loaded = loaded_labels(scheme, language_of(reader(language))).get(code)
    return loaded or ENGLISH[scheme]().get(code) or code


def field_label(code: str, language: str | None = None) -> str:
    return label(ISCED_F, code, language)


def field_labels(language: str | None = None) -> dict[str, str]:
    """For lists: every field at once."""
    return labels(ISCED_F, language)


def forget_labels(scheme: str, languages: set[str]) -> None:
    """Called after a load, so that the new labels show at once."""
    cache.delete_many([_key(scheme, language) for language in languages])
