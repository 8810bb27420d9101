"""Compares what the recognisers say with what a person judged."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from hospes import recognise
from hospes.recognise import Found, Sure, Term, Vocabulary
from hospes.reference import vocabulary as reference
from hospes.reference.fields import fields

AS_OF = date(2026, 11, 23)

# The name of a table in a list of judged texts, and the recogniser it is about.
TABLES = {
    "DIRECTION": "direction",
    "PEOPLE": "people",
    "WINDOWS": "windows",
    "DAYS": "days",
    "LANGUAGES": "languages",
    "TERRITORY": "territory",
    "TOPICS": "topics",
    "FORMATS": "formats",
    "PROFILES": "profiles",
    "NEEDS": "needs",
    "MEASURES": "measures",
    "FUNDING": "funding",
    "FEWER": "fewer_opportunities",
    "EMAIL": "email",
    "PHONE": "phone",
    "WEBLINK": "weblink",
}


@cache
def reference_lists() -> Vocabulary:
    """The reference lists without what an operator loads, so that no database is needed."""
    labels = tuple(Term(field.code, "en", field.english) for field in fields().values())
    return Vocabulary(reference._topics(), labels, reference._regions, reference._towns)


class Judged(NamedTuple):
    field: str
    text: object
    expected: object
    found: Found[Any]

    @property
    def is_right(self) -> bool:
        return self.expected == self.value

    @property
    def value(self) -> object:
        return plain(self.field, self.found)

    @property
    def is_wrong_value(self) -> bool:
        return self.found.value is not None and not self.is_right


def ask(field: str, text: object, vocabulary: Vocabulary, as_of: date = AS_OF) -> Found[Any]:
    recogniser = getattr(recognise, field)
    if field == "windows":
        return recogniser(text, as_of=as_of)
    if field in {"territory", "topics", "fields"}:
        return recogniser(text, vocabulary=vocabulary)
    return recogniser(text)


def plain(field: str, found: Found[Any]) -> object:
    """The value as the tables write it."""
    value = found.value
    if value is None:
        return None
    if field == "windows":
        return " ".join(f"{first}..{last}" for first, last in value)
    if field in {"topics", "formats", "profiles", "needs", "measures", "fields", "direction"}:
        return " ".join(sorted(value))
    return dict(value) if field == "languages" else value


def sorted_codes(field: str, expected: object) -> object:
    if isinstance(expected, str) and field in {
        "topics",
        "formats",
        "profiles",
        "needs",
        "measures",
        "fields",
        "direction",
    }:
        return " ".join(sorted(expected.split()))
    return expected


def judged(module: object, vocabulary: Vocabulary) -> Iterator[Judged]:
    for table, field in TABLES.items():
        for text, expected in getattr(module, table, ()):
            yield Judged(field, text, sorted_codes(field, expected), ask(field, text, vocabulary))


class Score(NamedTuple):
    """Precision: of the values proposed, how many are right. Recall: of those to be found, how many are right."""

    lines: int
    right: int
    proposed: int
    expected: int
    right_values: int
    wrong_certain: int

    @property
    def precision(self) -> float:
        return self.right_values / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        return self.right_values / self.expected if self.expected else 1.0


def score(lines: Iterable[Judged]) -> Score:
    lines = list(lines)
    return Score(
        len(lines),
        sum(one.is_right for one in lines),
        sum(one.found.value is not None for one in lines),
        sum(one.expected is not None for one in lines),
        sum(one.is_right and one.found.value is not None for one in lines),
        sum(one.is_wrong_value and one.found.sure == Sure.CERTAIN for one in lines),
    )
