"""Countries: codes of ISO 3166-1, names in the reader's language.

Two spellings meet here. Countries are ISO (Greece `GR`, United Kingdom `GB`); codes of regions begin
as Eurostat writes them (Greece `EL`, United Kingdom `UK`).
"""

from babel import Locale

from hospes.core.text import fold
from hospes.reference.locales import locale_of

EU = tuple("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())
# Countries near the union with statistical regions of their own, or that take part in mobility.
NEIGHBOURS = tuple("AL BA CH GB IS LI ME MK NO RS TR UA XK".split())
# Offered in forms and filters.
COUNTRIES = tuple(sorted(EU + NEIGHBOURS))

_TO_EUROSTAT = {"GR": "EL", "GB": "UK"}
_TO_ISO = {eurostat: iso for iso, eurostat in _TO_EUROSTAT.items()}


def is_country(code: str) -> bool:
    return code in COUNTRIES


def iso(code: str) -> str:
    """The ISO code for an ISO or Eurostat code: `EL` → `GR`."""
    return _TO_ISO.get(code, code)


def eurostat(code: str) -> str:
    """How codes of regions begin for an ISO or Eurostat code: `GR` → `EL`."""
    return _TO_EUROSTAT.get(code, code)


def country_name(code: str, language: str | None = None) -> str:
    """The country's name in a language (default: the reader's). A code without a name stays a code."""
    name: str | None = locale_of(language).territories.get(iso(code))
    return name or Locale("en").territories.get(iso(code)) or code


def countries(language: str | None = None) -> list[tuple[str, str]]:
    """Code and name of every country offered, in the order of the reader's alphabet."""
    return sorted(((code, country_name(code, language)) for code in COUNTRIES), key=lambda pair: fold(pair[1]))
