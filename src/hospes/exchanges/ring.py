"""An exchange as a drawing: who takes part stands in a circle, and arrows say how many travel where."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

WIDTH, HEIGHT = 400, 340
# Two need no more than a strip of it.
_TOP_OF_TWO, _HEIGHT_OF_TWO = 112, 116
_MIDDLE = (200.0, 166.0)
_RADIUS, _NODE, _HEAD = 104.0, 20.0, 9.0
# How far arrows bend inwards, away from the names, as a share of their length.
_BEND = 0.14
_LINE, _LETTERS, _MOST_LINES = 15, 19, 2

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a name, beside its circle."""

    x: str
    y: str
    text: str


@dataclass(frozen=True, slots=True)
class Node:
    x: str
    y: str
    number: int
    lines: list[Line]
    is_own: bool


@dataclass(frozen=True, slots=True)
class Arrow:
    """`kind` colours it: done, waiting, broken, or nothing."""

    path: str
    head: str
    x: str
    y: str
    people: int
    kind: str


@dataclass(frozen=True, slots=True)
class Ring:
    title: str
    text: str
    nodes: list[Node]
    arrows: list[Arrow]
    top: int = 0
    width: int = WIDTH
    height: int = HEIGHT
    node_radius: float = _NODE


@dataclass(frozen=True, slots=True)
class Travel:
    """People go from one organisation to another; both by their names."""

    sender: str
    host: str
    people: int
    kind: str = ""


def ring(travels: Sequence[Travel], *, title: str, text: str, own: str = "") -> Ring:
    """The drawing of a ring or a chain, whose travels are in order: whoever is hosted hosts the next."""
    names = list(dict.fromkeys(name for one in travels for name in (one.host, one.sender)))
    places = {name: _place(number, len(names)) for number, name in enumerate(names)}
    nodes = [
        Node(_text(x), _text(y), number, _name(name, (x, y)), name == own)
        for number, (name, (x, y)) in enumerate(places.items(), start=1)
    ]
    arrows = [_arrow(one, places) for one in travels]
    if len(names) == 2:
        return Ring(title, text, nodes, arrows, top=_TOP_OF_TWO, height=_HEIGHT_OF_TWO)
    return Ring(title, text, nodes, arrows)


def _place(number: int, count: int) -> Point:
    """Against the clock from the top, so that people travel with it; two stand side by side."""
    first = pi if count == 2 else -pi / 2
    angle = first - 2 * pi * number / count
    return _MIDDLE[0] + _RADIUS * cos(angle), _MIDDLE[1] + _RADIUS * sin(angle)


def _name(name: str, place: Point) -> list[Line]:
    """Above a circle that stands at the top, below all others."""
    lines = textwrap.wrap(name, _LETTERS, max_lines=_MOST_LINES, placeholder="…")
    x = min(max(place[0], _LETTERS * 3.6), WIDTH - _LETTERS * 3.6)
    above = place[1] < _MIDDLE[1] - _RADIUS / 2
    first = place[1] - _NODE - 8 - _LINE * (len(lines) - 1) if above else place[1] + _NODE + _LINE
    return [Line(_text(x), _text(first + _LINE * row), text) for row, text in enumerate(lines)]


def _arrow(travel: Travel, places: dict[str, Point]) -> Arrow:
    start, end = places[travel.sender], places[travel.host]
    across, down = end[0] - start[0], end[1] - start[1]
    # To the right of the way, which is inwards for those who travel with the clock.
    bend = (-down * _BEND, across * _BEND)
    control = ((start[0] + end[0]) / 2 + bend[0], (start[1] + end[1]) / 2 + bend[1])
    begin, tip = _towards(start, control, _NODE + 3), _towards(end, control, _NODE + 4)
    neck = _towards(tip, control, _HEAD)
    middle = (
        (begin[0] + 2 * control[0] + neck[0]) / 4,
        (begin[1] + 2 * control[1] + neck[1]) / 4,
    )
    path = f"M{_pair(begin)}Q{_pair(control)} {_pair(neck)}"
    return Arrow(path, _head(neck, tip), _text(middle[0]), _text(middle[1]), travel.people, travel.kind)


def _head(neck: Point, tip: Point) -> str:
    along = (tip[0] - neck[0], tip[1] - neck[1])
    side = (-along[1] * 0.6, along[0] * 0.6)
    left, right = (neck[0] + side[0], neck[1] + side[1]), (neck[0] - side[0], neck[1] - side[1])
    return f"M{_pair(tip)}L{_pair(left)}L{_pair(right)}Z"


def _towards(place: Point, aim: Point, far: float) -> Point:
    length = hypot(aim[0] - place[0], aim[1] - place[1]) or 1.0
    return place[0] + (aim[0] - place[0]) * far / length, place[1] + (aim[1] - place[1]) * far / length


def _pair(place: Point) -> str:
    return f"{_text(place[0])} {_text(place[1])}"


def _text(number: float) -> str:
    """As drawings write numbers, whatever the reader's language."""
    return f"{number:.1f}"
