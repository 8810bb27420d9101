"""Word forms: `energies` and `energy` have the same stem. One stemmer for each language that has one."""

import threading
from functools import lru_cache
from typing import Protocol

import snowballstemmer

# Languages of the library's stemmers. Words of other languages are compared as they are written.
_ALGORITHMS = {
    "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hu": "hungarian",
    "it": "italian", "lt": "lithuanian", "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "sr": "serbian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
STEMMED = tuple(_ALGORITHMS)


class Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802  the library's name


# A stemmer writes the word that it works on into itself: each thread has its own.
_own = threading.local()


def _stemmer(language: str) -> Stemmer:
    found: Stemmer | None = getattr(_own, language, None)
    if found is None:
        found = snowballstemmer.stemmer(_ALGORITHMS[language])
        setattr(_own, language, found)
    return found


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """The stem of a word in small letters; the word itself where the language has no stemmer."""
    return _stemmer(language).stemWord(word) if language in _ALGORITHMS else word
