"""How near two codes of a list are to each other.

Three lists are trees: topics (group, topic), fields (broad, narrow, detailed) and regions (country,
levels 1 to 3). Each tree stands under a root that is no code of the list. The distance counts the
steps one walks along the lines of the tree, over the root where need be: 0 for the same code, 1 for
parent and child, 2 for siblings.

What nearness is worth when a wish meets an offer is for the engine to say: `hospes.pairing.distance`
counts closeness on the same trees, which it gets from `parents`.
"""

from collections.abc import Mapping
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
