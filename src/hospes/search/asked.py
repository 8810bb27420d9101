"""What somebody types, as a question to the index. Nothing that can be typed is an operator."""

from dataclasses import dataclass

from hospes.search.concepts import named_by
from hospes.search.small_words import SMALL
from hospes.search.stems import STEMMED
from hospes.search.tokens import LONGEST, plain, spelled, stems

MOST_LETTERS, MOST_WORDS = 200, 10
# Longer words also find those that go on: `Altenpfl` finds `Altenpflege`, but `care` no `career`.
_SHORTEST_BEGINNING = 5


@dataclass(frozen=True, slots=True)
class AskedWord:
    """One word with everything that answers it: any of these tokens will do."""

    spelling: str
    tokens: tuple[str, ...]
    # Tokens that answer when they begin with this.
    beginnings: tuple[str, ...] = ()


Asked = tuple[AskedWord, ...]


def asked(text: str) -> Asked:
    """The words of a search, all of which must be answered. Empty for a text without a word or number."""
    found = spelled(text[:MOST_LETTERS].replace("\x00", " "))
    telling = [word for word in dict.fromkeys(found) if word not in SMALL] or list(dict.fromkeys(found))
    return tuple(_word(word[:LONGEST]) for word in telling[:MOST_WORDS])


def _word(word: str) -> AskedWord:
    own = plain(word)
    alternatives = {*own, *(token for language in STEMMED for token in stems(word, language))}
    beginnings = tuple(token for token in own if len(token) >= _SHORTEST_BEGINNING)
    return AskedWord(word, tuple(sorted(alternatives | named_by(word, alternatives))), beginnings)
