"""A map of Europe as SVG, drawn on the server: outlines of countries, and symbols at points.

The projection is Lambert's azimuthal equal-area with the centre and the false origin of ETRS89-LAEA
(latitude 52° N, longitude 10° E, 4321 km, 3210 km), computed on a sphere:

    k = √(2 / (1 + sin φ₀ sin φ + cos φ₀ cos φ cos(λ − λ₀)))
    x = R k cos φ sin(λ − λ₀)
    y = R k (cos φ₀ sin φ − sin φ₀ cos φ cos(λ − λ₀))

Source: J. P. Snyder, Map Projections: A Working Manual, US Geological Survey Professional Paper
1395, 1987, equations 22-4, 22-5 and 24-2. The sphere moves a point by less than half a symbol
against the ellipsoid.

The outlines in `data/europe.tsv` are made by `tools/outlines.py`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, hypot, radians, sin, sqrt
from pathlib import Path

from hospes.core.shapes import Line, Symbol

EARTH = 6371.0
CENTRE = (52.0, 10.0)
FALSE_ORIGIN = (4321.0, 3210.0)

# The frame in kilometres: from Iceland to Cyprus, from Crete to the North Cape.
LEFT, RIGHT, BOTTOM, TOP = 2500.0, 6550.0, 1350.0, 5450.0
WIDTH = 800.0
SCALE = WIDTH / (RIGHT - LEFT)
HEIGHT = round((TOP - BOTTOM) * SCALE, 1)

# Symbols grow with the root of their count, so that the area says how many.
SMALLEST, LARGEST, GROWTH = 10.0, 28.0, 3.5
# Nearer than this, two symbols are one.
SAME_PLACE = 7.0
# Where symbols beyond the frame are gathered, row by row.
BEYOND_LEFT, BEYOND_TOP, BEYOND_STEP = 34.0, HEIGHT - 34.0, 58.0

# Lines bend by this share of their length; they grow with the root of their count.
BEND, THINNEST, THICKEST = 0.12, 2.0, 8.0

Point = tuple[float, float]


def project(latitude: float, longitude: float) -> Point:
    """Kilometres east and north, as in ETRS89-LAEA."""
    here, middle, turn = radians(latitude), radians(CENTRE[0]), radians(longitude - CENTRE[1])
    towards = sin(middle) * sin(here) + cos(middle) * cos(here) * cos(turn)
    stretch = EARTH * sqrt(2 / max(1 + towards, 1e-9))
    east = stretch * cos(here) * sin(turn)
    north = stretch * (cos(middle) * sin(here) - sin(middle) * cos(here) * cos(turn))
    return FALSE_ORIGIN[0] + east, FALSE_ORIGIN[1] + north


def on_page(east: float, north: float) -> Point:
    """Kilometres → units of the drawing, which runs downwards."""
    return round((east - LEFT) * SCALE, 1), round((TOP - north) * SCALE, 1)


@dataclass(frozen=True, slots=True)
class Land:
    """The outline of one country. `is_far` draws it quietly: no partner can be there."""

    code: str
    path: str
    is_far: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A symbol in its place on the page."""

    x: float
    y: float
    radius: float
    label: str
    url: str
    count: int
    is_soft: bool

    @property
    def target(self) -> float:
        """The circle one can press: never smaller than a fingertip needs on a phone."""
        return max(self.radius + 4, 19.0)

    @property
    def name(self) -> str:
        return f"{self.label} ({self.count})" if self.count > 1 else self.label

    @property
    def name_anchor(self) -> str:
        """A name stands on the side that has room."""
        return "end" if self.x > WIDTH * 0.7 else "start"

    @property
    def name_x(self) -> float:
        away = self.radius * 1.7 + 6
        return round(self.x - away if self.name_anchor == "end" else self.x + away, 1)

    @property
    def text_y(self) -> float:
        return round(self.y + 5.2, 1)


@dataclass(frozen=True, slots=True)
class Bow:
    """A line between two points as a shallow curve, so that lines to neighbours do not cover each other."""

    path: str
    width: float


@dataclass(frozen=True, slots=True)
class Map:
    """A drawn map. `beyond` are symbols outside the frame, gathered in its corner."""

    title: str
    lands: Sequence[Land]
    marks: Sequence[Mark]
    beyond: Sequence[Mark]
    bows: Sequence[Bow] = ()

    @property
    def is_linked(self) -> bool:
        return any(mark.url for mark in (*self.marks, *self.beyond))

    @property
    def view_box(self) -> str:
        return f"0 0 {WIDTH:g} {HEIGHT:g}"

    @property
    def beyond_box(self) -> tuple[float, float, float, float]:
        """x, y, width and height of the frame around what lies beyond the map."""
        return (
            BEYOND_LEFT - 28,
            BEYOND_TOP - 28,
            BEYOND_STEP * len(self.beyond),
            56,
        )

    @property
    def only_mark(self) -> Mark | None:
        """A single symbol carries its name, so that it does not look lost."""
        marks = [*self.marks, *self.beyond]
        return marks[0] if len(marks) == 1 else None


def europe_map(symbols: Iterable[Symbol], *, title: str, lines: Iterable[Line] = ()) -> Map:
    """Place symbols on the map, and lines between points. Give a table with the same content beside it."""
    inside: list[tuple[Point, Symbol]] = []
    outside: list[Symbol] = []
    for symbol in symbols:
        east, north = project(*symbol.point)
        if LEFT <= east <= RIGHT and BOTTOM <= north <= TOP:
            inside.append((on_page(east, north), symbol))
        else:
            outside.append(symbol)
    bows = [_bow(project(*line.start), project(*line.end), line.count) for line in lines]
    return Map(title, lands(), _marks(inside), _beyond(outside), [bow for bow in bows if bow is not None])


def _bow(start: Point, end: Point, count: int) -> Bow | None:
    """None where one of the points lies beyond the frame."""
    if not all(LEFT <= east <= RIGHT and BOTTOM <= north <= TOP for east, north in (start, end)):
        return None
    (x1, y1), (x2, y2) = on_page(*start), on_page(*end)
    x, y = (x1 + x2) / 2 + (y2 - y1) * BEND, (y1 + y2) / 2 - (x2 - x1) * BEND
    return Bow(f"M{x1:g} {y1:g}Q{x:.1f} {y:.1f} {x2:g} {y2:g}", round(min(THINNEST + sqrt(count - 1), THICKEST), 1))


def _radius(count: int) -> float:
    return round(min(SMALLEST + GROWTH * sqrt(max(count, 1) - 1), LARGEST), 1)


def _marks(placed: list[tuple[Point, Symbol]]) -> list[Mark]:
    """Merge what stands at one place, and keep every symbol whole inside the frame."""
    groups: list[tuple[Point, list[Symbol]]] = []
    for point, symbol in placed:
        near = next(
            (group for group in groups if hypot(group[0][0] - point[0], group[0][1] - point[1]) < SAME_PLACE), None
        )
        if near is None:
            groups.append((point, [symbol]))
        else:
            near[1].append(symbol)
    # Large ones first, so that small ones stay reachable on top of them.
    marks = [_mark(point, members) for point, members in groups]
    return sorted(marks, key=lambda mark: (-mark.radius, mark.y, mark.x))


def _mark(point: Point, members: Sequence[Symbol]) -> Mark:
    count = sum(member.count for member in members)
    radius = _radius(count)
    room = radius + 3
    return Mark(
        x=min(max(point[0], room), WIDTH - room),
        y=min(max(point[1], room), HEIGHT - room),
        radius=radius,
        label=", ".join(dict.fromkeys(member.label for member in members)),
        url=next((member.url for member in members if member.url), ""),
        count=count,
        is_soft=all(member.is_soft for member in members),
    )


def _beyond(symbols: Sequence[Symbol]) -> list[Mark]:
    by_label: dict[str, list[Symbol]] = {}
    for symbol in symbols:
        by_label.setdefault(symbol.label, []).append(symbol)
    return [
        _mark((BEYOND_LEFT + place * BEYOND_STEP, BEYOND_TOP), members)
        for place, members in enumerate(by_label.values())
    ]


@cache
def lands() -> tuple[Land, ...]:
    """The outlines, read once."""
    text = (Path(__file__).parent / "data" / "europe.tsv").read_text(encoding="ascii")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(Land(code, _path(rings), is_far=not code) for code, rings in rows)


def _path(rings: str) -> str:
    parts = []
    for ring in rings.split(";"):
        points = (on_page(*map(float, point.split(","))) for point in ring.split(" "))
        parts.append("M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z")
    return "".join(parts)
