"""From words in any language to topics: "cura de gent gran" and "äldreomsorgen" mean the same.

A topic is found when all the words of one of its phrases stand in the text one after the other.
Capitals, accents and small words between ("de la") are forgiven, and so are endings: a word that only
differs in its last two letters, or that goes on after the whole word ("Altenpflegeschule"), counts.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import takewhile
from types import MappingProxyType
from typing import NamedTuple

from django.utils import translation

from hospes.core.text import words
from hospes.reference.tables import rows
from hospes.reference.topics import TOPICS

_SMALL = frozenset(
    "a al als am amb and au aus aux av con d da das de degli dei del della delle den der des di die do dos du e el "
    "els em en et for i il im in inom la las le les lo los l med mit o oder och of om on or os ou para per por pour "
    "s sul sur that the to till u um un und une y za zu zur".split()
)
# Shorter words must be the same to the letter: "art" is not "article".
_SHORTEST_STEM = 5


class Phrase(NamedTuple):
    words: tuple[str, ...]
    topic: str
    language: str


def _content(text: str) -> tuple[str, ...]:
    found = words(text).split()
    return tuple(word for word in found if word not in _SMALL) or tuple(found)


@cache
def _phrases() -> Mapping[str, tuple[Phrase, ...]]:
    """Every phrase under the first letters of its first word."""
    listed = [
        Phrase(_content(text), code, language)
        for code, language, texts in rows("topic_words.tsv")
        for text in texts.split(";")
    ]
    with translation.override("en"):
        listed += [Phrase(_content(str(topic.label)), topic.code, "en") for topic in TOPICS.values()]
    found: dict[str, list[Phrase]] = {}
    for phrase in dict.fromkeys(listed):
        found.setdefault(phrase.words[0][:3], []).append(phrase)
    return MappingProxyType({start: tuple(members) for start, members in found.items()})


def is_form_of(word: str, known: str) -> bool:
    """Whether a word (in normal form) is a form of a known one: `energies` of `energy`, `vaktaren` of `vaktare`."""
    if word == known:
        return True
    if min(len(word), len(known)) < _SHORTEST_STEM:
        return False
    shared = sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(word, known, strict=False)))
    if shared == len(known):
        return True
    return shared >= max(_SHORTEST_STEM, len(known) - 2) and len(word) - shared <= 3


def _stands_at(phrase: Phrase, text: tuple[str, ...], at: int) -> bool:
    end = at + len(phrase.words)
    return end <= len(text) and all(map(is_form_of, text[at:end], phrase.words))


class Match(NamedTuple):
    topic: str
    start: int
    end: int
    letters: int


def _matches(content: tuple[str, ...], language: str | None) -> list[Match]:
    return [
        Match(phrase.topic, at, at + len(phrase.words), sum(map(len, phrase.words)))
        for at, word in enumerate(content)
        for phrase in _phrases().get(word[:3], ())
        if language in (None, phrase.language) and _stands_at(phrase, content, at)
    ]


def _is_part_of(one: Match, other: Match) -> bool:
    return other.start <= one.start and one.end <= other.end and other.end - other.start > one.end - one.start


def topics_for_words(text: str, language: str | None = None) -> list[str]:
    """Codes of the topics that a text speaks of, the most telling first: more letters tell more.

    `language` looks at the words of one language only. Words that are part of a longer phrase do not
    count by themselves: "green building" is about green construction, not about building in general.
    """
    found = _matches(_content(text), language)
    weight: dict[str, int] = {}
    for match in found:
        if not any(_is_part_of(match, other) for other in found):
            weight[match.topic] = max(weight.get(match.topic, 0), match.letters)
    order = list(TOPICS)
    return sorted(weight, key=lambda code: (-weight[code], order.index(code)))


def begins(asked: Sequence[str], *texts: str) -> bool:
    """Whether each of some words, in normal form, begins a word of the texts: for lists while somebody types."""
    known = [word for text in texts for word in words(text).split()]
    return all(any(word.startswith(start) for word in known) for start in asked)


@cache
def search_words(code: str) -> str:
    """All the words of a topic, in every language, in normal form."""
    return " ".join(words(texts) for topic, _language, texts in rows("topic_words.tsv") if topic == code)
