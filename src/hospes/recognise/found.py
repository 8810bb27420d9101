"""What a recogniser answers: a value, how sure it is, what it read, what it left, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Generic, TypeVar

from hospes.recognise.reading import tidy

# A value of a narrower kind is one of the wider, as nobody changes it: `Found[str]` is a `Found[object]`.
T_co = TypeVar("T_co", covariant=True)


class Sure(IntEnum):
    """How sure a recogniser is. A wrong `CERTAIN` is far worse than a `GUESS`.

    `CERTAIN` may be taken over unseen; `LIKELY` is shown filled in, to be looked at; `GUESS` is only proposed.
    """

    NOTHING = 0
    GUESS = 1
    LIKELY = 2
    CERTAIN = 3


@dataclass(frozen=True)
class Note:
    """One fact about how a text was read: a code of `notes.NOTES` with its facts. The site says the sentence."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Found(Generic[T_co]):
    value: T_co | None
    sure: Sure
    # The part of the text that the value came from, and what was not understood.
    read: str
    left: str
    because: tuple[Note, ...] = ()

    def has(self, code: str) -> bool:
        return any(note.code == code for note in self.because)


@dataclass(frozen=True)
class People:
    """How many people. "6" is least and most; "max. 5" has no least; "8 + 2 staff" has two accompanying."""

    least: int | None = None
    most: int | None = None
    groups: int | None = None
    at_once: int | None = None
    accompanying: int | None = None


@dataclass(frozen=True)
class Territory:
    """Country: ISO 3166-1 (`GR`). Region: NUTS (`EL52`), none where only the country is known."""

    country: str | None = None
    region: str | None = None


def nothing(text: str, *because: Note) -> "Found[Any]":
    """Nothing recognised: all of it is left, unless a note says that it was understood as no answer."""
    return Found(None, Sure.NOTHING, "", tidy(text), because)


def at_most(sure: Sure, limit: Sure) -> Sure:
    return min(sure, limit)
