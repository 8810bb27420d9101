"""What apps above this one show on the page of a region.

An app adds a block in its `apps.py`; blocks stand in the order of their number:

    region_blocks.add(10, "matchmaking/region_block.html", queries.entries_in_region)

The function answers, for a region's code, a reader and the organisation they act for, with what the
template is given; None leaves the block out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hospes.organisations.models import Organisation
from hospes.people.rules import Visitor

Gather = Callable[[str, Visitor, Organisation | None], dict[str, Any] | None]


@dataclass(frozen=True)
class Block:
    template: str
    context: dict[str, Any]


_BLOCKS: dict[str, tuple[int, Gather]] = {}


def add(order: int, template: str, gather: Gather) -> None:
    """The same template added twice counts once."""
    _BLOCKS[template] = (order, gather)


def blocks_for(code: str, person: Visitor, acting_for: Organisation | None) -> list[Block]:
    blocks = []
    for template, (_order, gather) in sorted(_BLOCKS.items(), key=lambda item: (item[1][0], item[0])):
        context = gather(code, person, acting_for)
        if context is not None:
            blocks.append(Block(template, context))
    return blocks
