"""Phrases of a long list (topics, fields) in a text, with their word forms and compounds.

Forms are recognised by the stem in the phrase's own language; where the language has no stemmer, and as a
second try, by a common beginning of five letters or more. A compound counts when it ends in a whole known
word: "Altenpflegehilfe", "eldreomsorg".
"""

import threading
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

import snowballstemmer

from hospes.recognise.found import Sure
from hospes.recognise.lexicon import SMALL
from hospes.recognise.reading import Piece, Reading, folded, read

_STEMMERS = {
    "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french",
    "ga": "irish", "hu": "hungarian", "it": "italian", "lt": "lithuanian", "nl": "dutch",
    "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "tr": "turkish",
}  # fmt: skip
_SHORTEST_FORM = 5
_SHORTEST_PART = 7
# In longer texts, a word of three letters is too often one of another language.
_SHORT_TEXT = 3


class Term(NamedTuple):
    """A phrase, in any language, by which people mean a code."""

    code: str
    language: str
    phrase: str


class _Listed(NamedTuple):
    words: tuple[str, ...]
    stems: tuple[str, ...]
    code: str
    language: str
    # "IT", "AI", "KI": only in capitals, as "it" is a word.
    is_acronym: bool

    @property
    def is_tiny(self) -> bool:
        """ "søm" is Norwegian for sewing and, without its stroke, Catalan for "we are"."""
        return len(self.words) == 1 and len(self.words[0]) <= 3 and not self.is_acronym


class Match(NamedTuple):
    code: str
    start: int
    end: int
    letters: int
    sure: Sure


# A stemmer writes the word that it works on into itself: each thread has its own.
_own = threading.local()


def _stemmer(language: str) -> "snowballstemmer.Stemmer | None":
    if not hasattr(_own, language):
        name = _STEMMERS.get(language)
        setattr(_own, language, snowballstemmer.stemmer(name) if name in snowballstemmer.algorithms() else None)
    return getattr(_own, language)


@lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    """The stem of a word as typed, in normal form."""
    stemmer = _stemmer(language)
    return folded(stemmer.stemWord(word.lower())) if stemmer else folded(word)


class PhraseIndex:
    """Made once from a list of terms; asked for each text."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._by_start: dict[str, list[_Listed]] = {}
        self._by_end: dict[str, list[_Listed]] = {}
        # A word that many cells and sentences hold is compared once.
        self._begun = lru_cache(maxsize=8192)(self._likely_begun)
        for term in dict.fromkeys(terms):
            listed = self._listed(term)
            if listed is None:
                continue
            self._by_start.setdefault(listed.words[0][:3], []).append(listed)
            if len(listed.words) == 1 and len(listed.words[0]) >= _SHORTEST_PART:
                self._by_end.setdefault(listed.words[0][-4:], []).append(listed)

    def _listed(self, term: Term) -> _Listed | None:
        pieces = read(term.phrase).pieces
        kept = [pieces[at] for at in _content(pieces)] or [piece for piece in pieces if piece.kind != "mark"]
        if not kept:
            return None
        stems = tuple(stem(piece.typed, term.language) for piece in kept)
        is_acronym = len(kept) == 1 and kept[0].typed.isupper() and len(kept[0].typed) <= 3
        return _Listed(tuple(piece.text for piece in kept), stems, term.code, term.language, is_acronym)

    def matches(self, reading: Reading) -> list[Match]:
        """Every phrase found, those inside a longer one left out."""
        content = _content(reading.pieces)
        found: list[Match] = []
        is_long = len(content) > _SHORT_TEXT
        for place, at in enumerate(content):
            word = reading.pieces[at].text
            for listed, sure in self._begun(reading.pieces[at].typed, word):
                if is_long and listed.is_tiny:
                    continue
                match = self._stands(reading, content, place, listed, sure)
                if match:
                    found.append(match)
            for listed in self._by_end.get(word[-4:], ()) if len(word) > _SHORTEST_PART else ():
                known = listed.words[0]
                if word.endswith(known) and len(word) >= len(known) + 3:
                    found.append(Match(listed.code, at, at + 1, len(known), Sure.GUESS))
        return _outermost(found)

    def _likely_begun(self, typed: str, word: str) -> list[tuple[_Listed, Sure]]:
        """The phrases that a word may begin, and how surely. Of many hundreds a few are left."""
        found = []
        for listed in self._by_start.get(word[:3], ()):
            if listed.is_acronym and not typed.isupper():
                continue
            sure = _likeness(typed, word, listed.words[0], listed.stems[0], listed.language)
            if sure > Sure.NOTHING:
                found.append((listed, sure))
        return found

    def _stands(self, reading: Reading, content: list[int], place: int, listed: _Listed, first: Sure) -> Match | None:
        """`first`: how surely the first word is the phrase's."""
        end = place + len(listed.words)
        if end > len(content) or _is_parted(reading, content[place:end]):
            return None
        sure = first
        for at, known, known_stem in zip(content[place + 1 : end], listed.words[1:], listed.stems[1:], strict=True):
            sure = min(
                sure, _likeness(reading.pieces[at].typed, reading.pieces[at].text, known, known_stem, listed.language)
            )
            if sure == Sure.NOTHING:
                return None
        letters = sum(len(word) for word in listed.words)
        return Match(listed.code, content[place], content[end - 1] + 1, letters, sure)


def _content(pieces: Sequence[Piece]) -> list[int]:
    """All but marks and small words. The "e" of "e-learning" is no small word."""
    return [
        at
        for at, piece in enumerate(pieces)
        if piece.kind != "mark" and (piece.text not in SMALL or (at + 1 < len(pieces) and pieces[at + 1].text == "-"))
    ]


def _is_parted(reading: Reading, places: list[int]) -> bool:
    """A comma or a semicolon ends a phrase."""
    return any(piece.text in ",;|()" for piece in reading.pieces[places[0] : places[-1]] if piece.kind == "mark")


def _likeness(typed: str, word: str, known: str, known_stem: str, language: str) -> Sure:
    if word == known:
        return Sure.CERTAIN
    if min(len(word), len(known)) < _SHORTEST_FORM - 1:
        return Sure.NOTHING
    if len(known_stem) >= _SHORTEST_FORM - 1 and stem(typed, language) == known_stem:
        return Sure.LIKELY
    return _common_beginning(word, known)


def _common_beginning(word: str, known: str) -> Sure:
    """ "vaktaren" of "vaktare"; "Altenpflegeschule" goes on after the whole word."""
    shared = sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(word, known, strict=False)))
    if shared < _SHORTEST_FORM:
        return Sure.NOTHING
    if shared == len(known):
        return Sure.LIKELY if len(word) - shared <= 3 else Sure.GUESS
    return Sure.GUESS if shared >= len(known) - 2 and len(word) - shared <= 3 else Sure.NOTHING


def _outermost(found: list[Match]) -> list[Match]:
    """ "Green building" is about green construction, not about building in general."""
    longest = sorted(found, key=lambda one: (one.start - one.end, -one.sure, -one.letters))
    kept: list[Match] = []
    covered: dict[int, int] = {}
    for one in longest:
        length = one.end - one.start
        if all(covered.get(at, 0) <= length for at in range(one.start, one.end)):
            kept.append(one)
            covered |= {at: max(covered.get(at, 0), length) for at in range(one.start, one.end)}
    return kept
