"""The reader's language, as the library of names knows it."""

from functools import cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language

# Norwegian is one choice in our forms; the names are kept under Bokmål.
_ALSO = {"no": "nb"}


def reader(language: str | None = None) -> str:
    """The language given, else the one the reader chose, else English; without the country part."""
    chosen = language or get_language() or "en"
    return chosen.replace("_", "-").split("-")[0].lower()


def locale_of(language: str | None = None) -> Locale:
    return _locale(reader(language))


@cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(_ALSO.get(language, language))
    except (UnknownLocaleError, ValueError):
        return Locale("en")
