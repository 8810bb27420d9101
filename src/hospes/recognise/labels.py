"""Which field a heading or a label announces: "How many?", "Wie viele?", "Organisation (EN)", "Kiedy / When"."""

import re
from dataclasses import dataclass
from functools import cache

from hospes.recognise.found import Sure
from hospes.recognise.lexicon import Lexicon, phrase_words
from hospes.recognise.reading import read, tidy
from hospes.recognise.words.headings import BESIDE, HEADINGS

_BRACKETS = re.compile(r"[(\[{][^()\[\]{}]{0,80}[)\]}]")
_PARTS = re.compile(r"[/|\n•·]|\s-+\s")
# No heading is longer; a longer text is an entry's own.
LONGEST = 120
_MOST_PARTS = 6


@dataclass(frozen=True)
class Announced:
    """The fields that a heading may announce, the likeliest first, and how sure the first is."""

    fields: tuple[str, ...]
    sure: Sure


NOTHING = Announced((), Sure.NOTHING)


@cache
def _whole() -> dict[tuple[str, ...], list[str]]:
    """Each heading in normal form with the fields it may mean."""
    found: dict[tuple[str, ...], list[str]] = {}
    for field, phrases in HEADINGS.items():
        for phrase in phrases.split(";"):
            words = phrase_words(phrase, keep_small=True) or (tidy(phrase),)
            fields = found.setdefault(words, [])
            if field not in fields:
                fields.append(field)
    return found


@cache
def _inside() -> Lexicon[str]:
    """Headings of four letters or more, to be found inside longer ones."""
    listed = [
        (field, phrase)
        for field, phrases in HEADINGS.items()
        for phrase in phrases.split(";")
        if len(phrase.strip()) > 3
    ]
    return Lexicon(listed, keep_small=True)


@cache
def _beside() -> frozenset[str]:
    return frozenset(word for phrase in BESIDE.split(";") for word in phrase_words(phrase, keep_small=True))


def announced(text: object) -> Announced:
    """The whole heading first; then without brackets; then each of its languages; then what it contains."""
    if not isinstance(text, str) or not text.strip() or len(text) > LONGEST:
        return NOTHING
    # Brackets say the language, the unit or an example; what stands outside them decides.
    for written in dict.fromkeys((text, _BRACKETS.sub(" ", text))):
        whole = _exactly(written)
        if whole:
            return Announced(tuple(whole), Sure.CERTAIN if len(whole) == 1 else Sure.LIKELY)
    by_parts = _by_parts(_BRACKETS.sub(" ", text)) or _by_parts(text)
    return by_parts or _by_contents(text)


def _exactly(text: str) -> list[str]:
    words = _words(text)
    found = _whole().get(words)
    if not found:
        found = _whole().get(tuple(word for word in words if word not in _beside()))
    if not found and not words:
        found = _whole().get((tidy(text),))
    return found or []


def _words(text: str) -> tuple[str, ...]:
    return tuple(piece.text for piece in read(text).pieces if piece.kind != "mark")


def _by_parts(text: str) -> Announced | None:
    """ "Organisation / Einrichtung / Organisme": the field that most of the parts announce."""
    parts = [part for part in _PARTS.split(text) if part.strip()][:_MOST_PARTS]
    if len(parts) < 2:
        return None
    votes: dict[str, int] = {}
    for part in parts:
        for place, field in enumerate(_exactly(part)):
            votes[field] = votes.get(field, 0) + (2 if place == 0 else 1)
    if not votes:
        return None
    ranked = tuple(sorted(votes, key=lambda field: -votes[field]))
    is_clear = votes[ranked[0]] >= len(parts) and (len(ranked) == 1 or votes[ranked[0]] > votes[ranked[1]])
    return Announced(ranked, Sure.LIKELY if is_clear else Sure.GUESS)


def _by_contents(text: str) -> Announced:
    """A known heading inside a longer question: "For how many people do you have places?"."""
    reading = read(text)
    hits = _inside().find(reading.pieces)
    if not hits:
        return NOTHING
    weights: dict[str, int] = {}
    for hit in hits:
        words = phrase_words(hit.phrase, keep_small=True)
        for field in _whole().get(words, [hit.value]):
            letters = sum(len(word) for word in words) + 4 * (len(words) - 1)
            weights[field] = max(weights.get(field, 0), letters)
    ranked = tuple(sorted(weights, key=lambda field: -weights[field]))
    words_in_all = sum(piece.kind != "mark" and piece.text not in _beside() for piece in reading.pieces)
    covered = max(hit.end - hit.start for hit in hits)
    is_most = covered * 2 >= words_in_all and len(ranked) == 1
    return Announced(ranked, Sure.LIKELY if is_most else Sure.GUESS)
