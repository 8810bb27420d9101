"""Names of months, seasons and weekdays in some forty languages, and the words around dates, as lexicons."""

from collections import Counter
from functools import cache
from typing import Literal

from babel import Locale

from hospes.recognise.lexicon import Lexicon
from hospes.recognise.reading import Piece, folded
from hospes.recognise.words import calendar

Season = Literal["spring", "summer", "autumn", "winter"]
# First month and number of months. Winter begins in the year before it ends.
SEASON_MONTHS: dict[str, tuple[int, int]] = {"spring": (3, 3), "summer": (6, 3), "autumn": (9, 3), "winter": (12, 3)}
# Of a word for several months, one that is meant in so many times more languages is taken as a guess.
_SHORTEST = 3
_EVERYDAY = frozenset(calendar.EVERYDAY)


@cache
def _named_months() -> dict[str, Counter[int]]:
    """Every written form of a month from the library of names, with the months it means and how often."""
    found: dict[str, Counter[int]] = {}
    for language in calendar.LANGUAGES:
        months = Locale.parse(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    word = folded(name.replace("'", " ").replace("’", " ").split()[-1].strip(".,"))
                    if len(word) >= _SHORTEST and word.isalpha():
                        found.setdefault(word, Counter())[number] += 1
    return found


@cache
def _open_months() -> Lexicon[int]:
    return Lexicon(calendar.MONTHS, keep_small=True)


def months_of(word: str) -> tuple[int, ...]:
    """The months that a word in normal form may mean, the likeliest first: `listopad` is November or October."""
    named = _named_months().get(word, Counter())
    found: Counter[int] = Counter(named)
    if not found:
        piece = (Piece("word", word, 0, len(word), word),)
        found.update(hit.value for hit in _open_months().all_at(piece, 0))
    return tuple(month for month, _times in found.most_common())


def is_everyday(word: str) -> bool:
    """Whether a name of a month is also an everyday word: "may", "mars", "set"."""
    return word in _EVERYDAY


@cache
def _weekdays() -> frozenset[str]:
    found = set()
    for language in calendar.LANGUAGES:
        days = Locale.parse(language).days
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for name in days[context][width].values():
                    word = folded(name.strip(".").split("-")[0].split()[0])
                    # Short forms are everyday words in some language: "so", "do", "on", "la".
                    if len(word) >= (4 if width == "wide" else _SHORTEST):
                        found.add(word)
    return frozenset(found - {"feria", "mar", "mart", "jun", "sun", "sat", "per", "die", "ned", "set", "ter", "sex"})


def is_weekday(word: str) -> bool:
    known = _weekdays()
    return word in known or (len(word) > 5 and word[:-1] in known)


def _lexicon(phrases: str) -> Lexicon[bool]:
    return Lexicon({True: phrases}, keep_small=True)


SEASONS: Lexicon[str] = Lexicon(calendar.SEASONS, keep_small=True)
PARTS: Lexicon[str] = Lexicon(calendar.PARTS, keep_small=True)
ORDINALS: Lexicon[int] = Lexicon({1: calendar.FIRST, 2: calendar.SECOND}, keep_small=True)
# What a word around dates may do, by the name of its role.
ROLES: dict[str, Lexicon[bool]] = {
    name: _lexicon(phrases)
    for name, phrases in {
        "any": calendar.ANY_TIME,
        "school": calendar.SCHOOL_YEAR,
        "quarter": calendar.QUARTER,
        "half": calendar.HALF_YEAR,
        "week": calendar.WEEK,
        "flexible": calendar.FLEXIBLE,
        "weekdays": calendar.WEEKDAYS,
        "except": calendar.EXCEPT,
        "between": calendar.BETWEEN,
        "from": calendar.FROM,
        "from_weak": calendar.FROM_WEAK,
        "halves": calendar.HALVES,
        "onwards": calendar.ONWARDS,
        "until": calendar.UNTIL,
        "before": calendar.BEFORE,
        "after": calendar.AFTER,
        "range": calendar.RANGE,
        "or": calendar.OR,
        "and": calendar.AND,
        "beside": calendar.BESIDE,
    }.items()
}
