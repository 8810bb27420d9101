"""Text as the index keeps it: the same tokens on both databases, whatever the script and the accents.

A word gives up to three tokens: itself without accents or capitals (`aldreomsorgen`), and its stem
marked with its language (`sv_aldreomsorg`), from the word as it is written and as it is typed without
accents. The mark keeps a Norwegian stem from meeting a Spanish word that happens to look the same.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from hospes.core.text import words
from hospes.search.stems import STEMMED, stem

# Longer words are cut: databases refuse endless ones, and nobody types them.
LONGEST = 60
# Shorter stems say too little: Spanish leaves three letters of "care", and as many of "carro".
_SHORTEST_STEM = 4
_WORD = re.compile(r"[^\W_]+")


def spelled(text: str) -> list[str]:
    """The words of a text as they are written, in small letters."""
    return _WORD.findall(text.casefold())


def tokens(text: str, language: str = "") -> set[str]:
    """Every token of a text. Without a language, or in one that has no stemmer: the words alone."""
    return {token for word in spelled(text) for token in of_word(word[:LONGEST], language)}


@lru_cache(maxsize=100_000)
def of_word(word: str, language: str) -> tuple[str, ...]:
    return (*plain(word), *stems(word, language))


@lru_cache(maxsize=100_000)
def plain(word: str) -> tuple[str, ...]:
    """The word without accents, in Latin letters; a sign such as ½ gives two."""
    return tuple(words(word).split())


def stems(word: str, language: str) -> set[str]:
    if language not in STEMMED:
        return set()
    written = {word, *plain(word)}
    found = {part for one in written for part in words(stem(one, language)).split()}
    return {f"{language}_{part}" for part in found if len(part) >= _SHORTEST_STEM}


def code(scheme: str, value: str) -> str:
    """A code as the index keeps it. Words hold no underscore, so that no word is ever taken for a code."""
    return f"{scheme}_{value}"


def written(found: Iterable[str]) -> str:
    """Tokens as a document keeps them."""
    return " ".join(sorted(found))
