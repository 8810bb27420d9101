"""How near two codes of a list are to each other.

Three lists are trees: topics (group, topic), fields (broad, narrow, detailed) and regions (country,
levels 1 to 3). Each tree stands under a root that is no code of the list.

Two measures are in use. `steps` counts the lines one walks along in the tree, the root included:
0 for the same code, 1 for parent and child, 2 for siblings. `closeness` is what a pair is worth when
wishes and offers are compared: 1 for the same code, 3/4 when one contains the other at any depth, 1/2
for the same parent, 1/4 for the same grandparent (fields only), else nothing. The root does not count
as a relative, and a code outside the list has no relatives but itself.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Literal

from hospes.reference.fields import field_parents
from hospes.reference.regions import region_parents
from hospes.reference.topics import topic_parents

Tree = Literal["topics", "fields", "regions"]
Parents = Mapping[str, str | None]


@cache
def parents(tree: Tree) -> Parents:
    """Every code of a list with the code above it, `None` at the top."""
    return {"topics": topic_parents, "fields": field_parents, "regions": region_parents}[tree]()


def line(tree: Tree, code: str) -> list[str]:
    """The code and those around it, nearest first: `0732`, `073`, `07`. Just itself for an unknown code."""
    known, found = parents(tree), [code]
    while (above := known.get(found[-1])) is not None:
        found.append(above)
    return found


def steps(tree: Tree, one: str, other: str) -> int | None:
    """How many steps lie between two codes; `None` when they differ and one of them is not in the list.

    Topics `green-construction` and `building`: 1. Fields `0732` and `0731`: 2. Fields `0732` and
    `0913`: 6, over the root. Regions `SE232` and `SE`: 3.
    """
    if one == other:
        return 0
    if one not in parents(tree) or other not in parents(tree):
        return None
    up, down = line(tree, one), line(tree, other)
    shared = len(set(up) & set(down))
    return len(up) + len(down) - 2 * shared


def closeness(tree: Tree, one: str, other: str) -> Fraction:
    """What two codes have in common, from 0 to 1, as the engine counts it.

    Topics `elderly-care` and `nursing`: 1/2. Fields `0732` and `07`: 3/4; `0732` and `0713`: 1/4.
    """
    if one == other:
        return Fraction(1)
    up, down = line(tree, one), line(tree, other)
    if one in down or other in up:
        return Fraction(3, 4)
    if len(up) > 1 and len(down) > 1 and up[1] == down[1]:
        return Fraction(1, 2)
    if tree == "fields" and len(up) > 2 and len(down) > 2 and up[2] == down[2]:
        return Fraction(1, 4)
    return Fraction(0)
