"""Answers worth proposing for a field that nobody has filled in: those that suit the others."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from hospes.pairing.distance import Trees
from hospes.pairing.parties import LEVELS, NONE, Entry, Offer, Wish

# So many different answers to one question are tried, the most common ones first.
ANSWERS_TRIED = 12


def useful_answers(entry: Entry, field: str, others: Iterable[Entry], trees: Trees) -> list[Any]:
    """Values for the field, each taken from what some of the others ask for, the most common first."""
    if field == "needs":
        return [NONE]
    if field == "region":
        return _regions(entry.country, trees)
    return most_common(answer for other in others for answer in _fitting(field, other))


def most_common(values: Iterable[Any]) -> list[Any]:
    """Different values, the most common first, each once. Ties stay in the order of arrival."""
    listed = list(values)
    counted = Counter(map(repr, listed))
    first = {repr(value): value for value in reversed(listed)}
    return [first[name] for name, _ in counted.most_common(ANSWERS_TRIED)]


def _fitting(field: str, other: Entry) -> Iterator[Any]:
    if field == "languages":
        yield from _languages(other)
    elif field in {"windows", "days"}:
        value = getattr(other, field)
        if value:
            yield value
    elif field == "formats":
        yield from (frozenset({code}) for code in sorted(other.formats or ()))
    elif field == "profile" and isinstance(other, Offer):
        yield from sorted(other.profiles or ())
    elif field == "profiles" and isinstance(other, Wish) and other.profile is not None:
        yield frozenset({other.profile})
    elif field == "measures" and isinstance(other, Wish) and other.needs:
        yield other.needs


def _languages(other: Entry) -> Iterator[dict[str, str]]:
    """One language at a time: at the level a host asks for, or at one that a group holds, B1 at most."""
    for code, level in sorted((other.languages or {}).items()):
        asked = level if isinstance(other, Offer) or LEVELS[level] <= LEVELS["B1"] else "B1"
        yield {code: asked}


def _regions(country: str, trees: Trees) -> list[str]:
    """Every region of the country below the country itself."""
    return sorted(
        code
        for code in trees.regions.parents
        if trees.country_of(code) == country and not trees.is_whole_country(code, country)
    )
