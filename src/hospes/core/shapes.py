"""What the components of the pages draw. Views fill these; templates only print them.

Words in here are already in the reader's language.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet, with how many records it would leave."""

    value: str
    label: Words
    count: int | None = None
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """A question that narrows a list. `name` is the field of the address."""

    name: str
    label: Words
    options: Sequence[Option]
    is_open: bool = False

    @property
    def chosen(self) -> list[Option]:
        return [option for option in self.options if option.is_chosen]


@dataclass(frozen=True, slots=True)
class Score:
    """A number from 0 to `most`, and what it says. `open_points` may still come from unknown answers."""

    words: Words
    value: float
    most: float = 100
    open_points: float = 0
    is_pair: bool = False


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """Why two sides suit each other or not. `kind` is what the sign and its word say."""

    kind: Literal["fits", "partly", "not", "unknown"]
    text: Words
    points: float | None = None
    most: float | None = None
    # An answer that would settle it: words and address of the link.
    ask: Words = ""
    ask_url: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer of a form that somebody else has changed meanwhile: what is saved now, and what was typed."""

    label: Words
    now: Sequence[str]
    mine: Sequence[str]


@dataclass(frozen=True, slots=True)
class Step:
    """A state on the way from the first proposal to the end. `text` says when, by whom, or what comes next."""

    state: Literal["done", "now", "ahead", "stopped"]
    name: Words
    text: Words = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """A link in a row of views on the same thing."""

    label: Words
    url: str
    is_current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Symbol:
    """A point on the map of Europe: latitude and longitude in degrees, and what stands there.

    Symbols at the same place become one, with their counts added. `is_soft` draws a ring instead of a disc.
    """

    point: tuple[float, float]
    label: str
    url: str = ""
    count: int = 1
    is_soft: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Two points on the map of Europe that belong together, as strongly as `count` says."""

    start: tuple[float, float]
    end: tuple[float, float]
    count: int = 1
