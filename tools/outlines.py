"""Make src/hospes/web/data/europe.tsv: outlines of countries, small enough to be part of a page.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/outlines.py package/countries-50m.json src/hospes/web/data/europe.tsv

The coordinates are Natural Earth's (public domain), 1:50 million, as the npm package world-atlas
gives them in TopoJSON. Each line between two countries is thinned once (Visvalingam's method), so
neighbours keep touching; rings are cut at the frame of our map; small islands fall away.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from hospes.web.maps import BOTTOM, LEFT, RIGHT, TOP, Point, project

HEAD = """\
# Outlines of countries in kilometres of our projection (see web/maps.py): code, rings.
# Derived from Natural Earth 1:50 million, public domain, by tools/outlines.py. See europe.md.
"""
# ISO 3166-1 numbers of the countries that can host or send; all others are drawn without a code.
CODES = {
    "008": "AL", "040": "AT", "056": "BE", "070": "BA", "100": "BG", "191": "HR", "196": "CY", "203": "CZ",
    "208": "DK", "233": "EE", "246": "FI", "250": "FR", "276": "DE", "300": "GR", "348": "HU", "352": "IS",
    "372": "IE", "380": "IT", "428": "LV", "438": "LI", "440": "LT", "442": "LU", "470": "MT", "499": "ME",
    "528": "NL", "578": "NO", "616": "PL", "620": "PT", "642": "RO", "688": "RS", "703": "SK", "705": "SI",
    "724": "ES", "752": "SE", "756": "CH", "792": "TR", "804": "UA", "807": "MK", "826": "GB", "234": "FO",
    "833": "IM", "020": "AD", "492": "MC", "674": "SM", "336": "VA", "831": "GG", "832": "JE", "248": "FI",
}  # fmt: skip
NAMED = {"Kosovo": "XK", "N. Cyprus": "CY"}
MARGIN = 60.0
# Triangles smaller than this (km²) are flattened; rings smaller than that are islands too small to see.
FLAT, SMALL_ISLAND = 75.0, 250.0

Line = list[Point]


def area(a: Point, b: Point, c: Point) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def ring_area(ring: Sequence[Point]) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def thinned(line: Line) -> Line:
    """Drop the point whose triangle with its neighbours is smallest, until all are large enough. Ends stay."""
    line = list(line)
    while len(line) > 3:
        sizes = [area(line[i - 1], line[i], line[i + 1]) for i in range(1, len(line) - 1)]
        smallest = min(range(len(sizes)), key=sizes.__getitem__)
        if sizes[smallest] >= FLAT:
            break
        del line[smallest + 1]
    return line


def arcs_of(topology: Any) -> list[Line]:
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append(project(y * sy + ty, x * sx + tx))
        found.append(thinned(line) if is_near(line) else line[:2])
    return found


def is_near(line: Sequence[Point]) -> bool:
    return any(LEFT - 900 < x < RIGHT + 900 and BOTTOM - 900 < y < TOP + 900 for x, y in line)


def rings_of(geometry: Any, arcs: Sequence[Line]) -> Iterator[Line]:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        for ring in polygon:
            points: Line = []
            for number in ring:
                arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                points += arc[1:] if points else arc
            yield points


def cut(ring: Line) -> Line:
    """Keep what lies in the frame and a margin around it (Sutherland and Hodgman's method)."""
    sides = [
        (0, LEFT - MARGIN, 1), (0, RIGHT + MARGIN, -1), (1, BOTTOM - MARGIN, 1), (1, TOP + MARGIN, -1),
    ]  # fmt: skip
    for axis, limit, sign in sides:
        kept: Line = []
        for before, here in zip([ring[-1], *ring[:-1]], ring, strict=True):
            was_in, is_in = sign * (before[axis] - limit) >= 0, sign * (here[axis] - limit) >= 0
            if was_in != is_in:
                share = (limit - before[axis]) / (here[axis] - before[axis])
                kept.append((before[0] + share * (here[0] - before[0]), before[1] + share * (here[1] - before[1])))
            if is_in:
                kept.append(here)
        if not kept:
            return []
        ring = kept
    return ring


def outline(geometry: Any, arcs: Sequence[Line], code: str) -> str:
    rings = [cut(ring) for ring in rings_of(geometry, arcs)]
    # Malta must not vanish: the largest ring of a partner country stays, however small.
    rings = sorted((ring for ring in rings if len(ring) > 3), key=ring_area, reverse=True)
    kept = [ring for place, ring in enumerate(rings) if ring_area(ring) > SMALL_ISLAND or (code and place == 0)]
    return ";".join(" ".join(dict.fromkeys(f"{x:.0f},{y:.0f}" for x, y in ring)) for ring in kept)


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the outlines of the map.")
    parser.add_argument("topology", type=Path, help="countries-50m.json of world-atlas")
    parser.add_argument("out", type=Path)
    paths = parser.parse_args()
    topology = json.loads(paths.topology.read_text(encoding="utf-8"))
    arcs = arcs_of(topology)
    lines = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry.get("properties", {}).get("name", "")
        code = CODES.get(geometry.get("id", ""), "") or NAMED.get(name, "")
        if geometry["type"] is None or name == "Antarctica":
            continue
        if rings := outline(geometry, arcs, code):
            lines.append(f"{code}\t{rings}")
    paths.out.write_text(HEAD + "\n".join(sorted(lines)) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
