"""Languages people work in (ISO 639-1, ISO 639-2 where there is no shorter code) and their levels."""

from babel import Locale

from hospes.core.text import fold
from hospes.reference.choices import Cefr
from hospes.reference.locales import locale_of

EU_OFFICIAL = tuple("bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv".split())
# Of neighbouring countries, of regions and of minorities among likely members.
OTHERS = tuple("ast be br bs ca co cy eu fo fur fy gd gl hsb is ka lb mk no oc rm ru sc se sq sr tr uk ar".split())
LANGUAGES = tuple(sorted(EU_OFFICIAL + OTHERS))

# Languages that the library of names lacks in some of its own languages: shown under their own name.
_OWN = {"fur": "Furlan", "hsb": "Hornjoserbšćina", "sc": "Sardu", "co": "Corsu", "oc": "Occitan"}

LEVELS = tuple(Cefr.values)


def is_language(code: str) -> bool:
    return code in LANGUAGES


def language_name(code: str, language: str | None = None) -> str:
    """The name of a language in a language (default: the reader's), with a capital where it stands alone."""
    name: str | None = locale_of(language).languages.get(code)
    found = name or _OWN.get(code) or Locale("en").languages.get(code) or code
    return found[:1].title() + found[1:]


def own_name(code: str) -> str:
    """The name of a language in itself, for the menu of languages: `Català`."""
    return language_name(code, code)


def languages(language: str | None = None) -> list[tuple[str, str]]:
    """Code and name of every language offered, in the order of the reader's alphabet."""
    return sorted(((code, language_name(code, language)) for code in LANGUAGES), key=lambda pair: fold(pair[1]))


def level_reaches(held: str, asked: str) -> bool:
    """Whether someone who holds one level can do what the other asks: B2 reaches B1."""
    return LEVELS.index(held) >= LEVELS.index(asked)
