"""How near two codes stand in a tree of topics, fields of education or regions.

Closeness is counted in quarters, so that every score stays a whole number:

    equal                                   4 quarters (1)
    one is an ancestor of the other         3 quarters (0.75), at any depth
    same parent                             2 quarters (0.5)
    same grandparent, fields only           1 quarter  (0.25)
    anything else                           0

Example: 0732 (building) and 07 (engineering) are 3 quarters, 0732 and 0731 are 2, 0732 and 0715
are 1. A code that stands at the top has no parent, so two of them are never near. A well-formed
code that is not in the tree is a root without relatives. Words are never compared.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

EQUAL = 4
ONE_HOLDS_THE_OTHER = 3
SAME_PARENT = 2
SAME_GRANDPARENT = 1
APART = 0


@dataclass(frozen=True, slots=True)
class Tree:
    """Codes and their parents; None where a code stands at the top."""

    parents: Mapping[str, str | None]
    grandparents_count: bool = False
    _lines: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _near: dict[tuple[str, str], int] = field(default_factory=dict, init=False, repr=False, compare=False)

    def line(self, code: str) -> tuple[str, ...]:
        """The code itself and all that hold it, nearest first."""
        known = self._lines.get(code)
        if known is None:
            line = [code]
            parent = self.parents.get(code)
            while parent is not None and parent not in line:
                line.append(parent)
                parent = self.parents.get(parent)
            known = self._lines[code] = tuple(line)
        return known

    def closeness(self, one: str, other: str) -> int:
        """Quarters from 0 to 4; the same from both ends."""
        if one == other:
            return EQUAL
        known = self._near.get((one, other))
        if known is None:
            known = self._near[one, other] = self._closeness(self.line(one), self.line(other))
        return known

    def _closeness(self, one: tuple[str, ...], other: tuple[str, ...]) -> int:
        if one[0] in other or other[0] in one:
            return ONE_HOLDS_THE_OTHER
        if one[1:2] and one[1:2] == other[1:2]:
            return SAME_PARENT
        if self.grandparents_count and one[2:3] and one[2:3] == other[2:3]:
            return SAME_GRANDPARENT
        return APART


@dataclass(frozen=True, slots=True)
class Trees:
    """All that the engine knows about codes. Made by `trees_from`."""

    topics: Tree
    fields: Tree
    regions: Tree
    # Which country a region code belongs to, at least for the codes at the top: {"EL": "GR"}.
    countries: Mapping[str, str]
    # The codes that a market file may use; None leaves the list open.
    formats: frozenset[str] | None = None
    profiles: frozenset[str] | None = None

    def country_of(self, region: str) -> str | None:
        """The country of a region code, as far as the tree tells."""
        for code in self.regions.line(region):
            if code in self.countries:
                return self.countries[code]
        return None

    def is_whole_country(self, region: str, country: str) -> bool:
        """Whether the region code stands for the country as a whole (SE for SE, EL for GR)."""
        return region == country or (self.countries.get(region) == country and len(self.regions.line(region)) == 1)


def trees_from(
    *,
    topics: Mapping[str, str | None],
    fields: Iterable[str],
    regions: Mapping[str, str | None],
    countries: Mapping[str, str],
    formats: Iterable[str] | None = None,
    profiles: Iterable[str] | None = None,
) -> Trees:
    """Trees from plain tables.

    Fields follow the prefixes of ISCED-F (07 > 073 > 0732). Regions follow the prefixes of NUTS,
    except where a parent is given (a town, say). `countries` may name every region code or only
    those at the top.
    """
    found = {code: parent if parent is not None else _longest_prefix(code, regions) for code, parent in regions.items()}
    return Trees(
        topics=Tree(dict(topics)),
        fields=Tree(_by_prefix(frozenset(fields)), grandparents_count=True),
        regions=Tree(found),
        countries=dict(countries),
        formats=None if formats is None else frozenset(formats),
        profiles=None if profiles is None else frozenset(profiles),
    )


def _by_prefix(codes: frozenset[str]) -> dict[str, str | None]:
    return {code: _longest_prefix(code, codes) for code in codes}


def _longest_prefix(code: str, codes: Iterable[str]) -> str | None:
    """The longest shorter code that this one starts with, if the list has one."""
    known = codes if isinstance(codes, Mapping | frozenset) else frozenset(codes)
    return next((code[:length] for length in range(len(code) - 1, 1, -1) if code[:length] in known), None)
