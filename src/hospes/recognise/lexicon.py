"""Tables of words that a translator can read, and where their phrases stand in a text.

A table names a meaning and the phrases for it, divided by semicolons, in any language and order:

    {"JOB_SHADOWING": "job shadowing; observation de poste; *hospitation; skugg*"}

Capitals and accents are forgiven, and hyphens, apostrophes and small words ("de la") between the words of
a phrase. `skugg*` takes any ending, `*hospitation` any beginning. The longest phrase that stands at a place
is the one that counts.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from hospes.recognise.reading import Piece, folded

T = TypeVar("T")

# Articles, prepositions and polite adverbs, in normal form, that may stand between the words of a phrase.
SMALL = frozenset(
    "a al als am amb an and au aus aux av con d da das de degli dei del della delle den der des det di die do dos "
    "du e el els em en et for fur garna gern gerne gjerne graag i il im in inom l la las le les lo los med met "
    "mit na o och oder of og om on or os ou para per por pour s su sul sur that the to u um un una und une van "
    "vo von voor w y z za zu zum zur".split()
)
# Marks that may stand between the words of a phrase: "job-shadowing", "d'étude", "inst. budget".
_GLUE = frozenset("-'./_")
_WORDS = re.compile(r"\*?[^\W\d_](?:[^\W\d_]|[\u0300-\u036f]|·(?=[^\W\d_]))*\*?|\d+")
# The shortest beginning or ending that an open form keeps as its key.
_KEY = 2


class Hit(NamedTuple, Generic[T]):
    """A phrase found: pieces `start` to `end` (not included) mean `value`. `open` counts its open words."""

    start: int
    end: int
    value: T
    phrase: str
    open: int


class _Phrase(NamedTuple, Generic[T]):
    words: tuple[str, ...]
    value: T
    written: str


def _fits(word: str, pattern: str) -> bool:
    if pattern[0] == "*":
        return word.endswith(pattern[1:]) if pattern[-1] != "*" else pattern[1:-1] in word
    return word.startswith(pattern[:-1]) if pattern[-1] == "*" else word == pattern


def phrase_words(phrase: str, *, keep_small: bool = False) -> tuple[str, ...]:
    """The words of a phrase in normal form, with their stars."""
    found = []
    for word in _WORDS.findall(phrase):
        bare = folded(word.strip("*"))
        found.append(("*" if word[0] == "*" else "") + bare + ("*" if word[-1] == "*" else ""))
    kept = tuple(word for word in found if word not in SMALL)
    return tuple(found) if keep_small or not kept else kept


class Lexicon(Generic[T]):
    def __init__(self, table: Mapping[T, str] | Iterable[tuple[T, str]], *, keep_small: bool = False) -> None:
        self._keep_small = keep_small
        self._whole: dict[str, list[_Phrase[T]]] = {}
        self._begin: dict[str, list[_Phrase[T]]] = {}
        self._end: dict[str, list[_Phrase[T]]] = {}
        for value, phrases in table.items() if isinstance(table, Mapping) else table:
            for phrase in phrases.split(";"):
                words = phrase_words(phrase, keep_small=keep_small)
                if words:
                    self._add(_Phrase(words, value, phrase.strip()))

    def _add(self, phrase: _Phrase[T]) -> None:
        first = phrase.words[0]
        if first[0] == "*":
            self._end.setdefault(first.strip("*")[-_KEY:], []).append(phrase)
        elif first[-1] == "*":
            self._begin.setdefault(first[:-1][:_KEY], []).append(phrase)
        else:
            self._whole.setdefault(first, []).append(phrase)

    def _candidates(self, word: str) -> Iterator[_Phrase[T]]:
        yield from self._whole.get(word, ())
        yield from self._begin.get(word[:_KEY], ())
        yield from self._end.get(word[-_KEY:], ())

    def at(self, pieces: Sequence[Piece], place: int) -> Hit[T] | None:
        """The longest phrase that stands at a place."""
        if pieces[place].kind == "mark":
            return None
        best: Hit[T] | None = None
        best_length = (0, 0, 0)
        for phrase in self._candidates(pieces[place].text):
            end = self._end_of(phrase, pieces, place)
            if end is None:
                continue
            is_open = sum("*" in word for word in phrase.words)
            length = (len(phrase.words), -is_open, sum(map(len, phrase.words)))
            if length > best_length or best is None:
                best, best_length = Hit(place, end, phrase.value, phrase.written, is_open), length
        return best

    def all_at(self, pieces: Sequence[Piece], place: int) -> list[Hit[T]]:
        """Every phrase that stands at a place, for words that mean several things."""
        ends = ((phrase, self._end_of(phrase, pieces, place)) for phrase in self._candidates(pieces[place].text))
        return [Hit(place, end, phrase.value, phrase.written, 0) for phrase, end in ends if end is not None]

    def _end_of(self, phrase: _Phrase[T], pieces: Sequence[Piece], place: int) -> int | None:
        at = place
        for number, pattern in enumerate(phrase.words):
            if number:
                at = self._skip(pieces, at, pattern)
            if at >= len(pieces) or pieces[at].kind == "mark" or not _fits(pieces[at].text, pattern):
                return None
            at += 1
        return at

    def _skip(self, pieces: Sequence[Piece], at: int, pattern: str) -> int:
        """Over a mark and a few small words, to where the next word of the phrase may stand."""
        for _step in range(4):
            if at >= len(pieces):
                break
            piece = pieces[at]
            is_small = piece.is_word and piece.text in SMALL and not self._keep_small and not _fits(piece.text, pattern)
            if not (is_small or (piece.kind == "mark" and piece.text in _GLUE)):
                break
            at += 1
        return at

    def find(self, pieces: Sequence[Piece]) -> list[Hit[T]]:
        """All phrases, from left to right, the longest at each place, none inside another."""
        found: list[Hit[T]] = []
        place = 0
        while place < len(pieces):
            hit = self.at(pieces, place)
            if hit is None:
                place += 1
            else:
                found.append(hit)
                place = hit.end
        return found

    def is_all_of(self, pieces: Sequence[Piece]) -> bool:
        """Whether the text holds nothing but phrases of this table, small words and marks."""
        rest = [piece.text for piece in pieces if piece.kind != "mark"]
        if not rest:
            return False
        covered = {at for hit in self.find(pieces) for at in range(hit.start, hit.end)}
        return bool(covered) and all(
            at in covered or piece.kind == "mark" or piece.text in SMALL for at, piece in enumerate(pieces)
        )


def value_of(lexicon: Lexicon[T], word: str) -> T | None:
    """What a single word means."""
    hit = lexicon.at((Piece("word", folded(word), 0, len(word), word),), 0) if word else None
    return hit.value if hit else None
