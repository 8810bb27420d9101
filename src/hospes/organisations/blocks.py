"""What apps above this one show on the page of a region, of an organisation or of an entry.

An app adds a block in its `apps.py`; blocks stand in the order of their number:

    blocks.add(blocks.REGION, 10, "matchmaking/region_block.html", elsewhere.entries_in_region)

The function answers for what the page is about (a region's code, an organisation, an entry) with what the
template is given; None leaves the block out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

Page = Literal["region", "organisation", "entry"]
REGION: Page = "region"
ORGANISATION: Page = "organisation"
# Beside an entry, for its organisation and for facilitators only.
ENTRY: Page = "entry"
Gather = Callable[[Any], dict[str, Any] | None]


@dataclass(frozen=True)
class Block:
    template: str
    context: dict[str, Any]


_BLOCKS: dict[tuple[Page, str], tuple[int, Gather]] = {}


def add(page: Page, order: int, template: str, gather: Gather) -> None:
    """The same template added to a page twice counts once."""
    _BLOCKS[page, template] = (order, gather)


def blocks_for(page: Page, about: object) -> list[Block]:
    mine = sorted((order, template, gather) for (where, template), (order, gather) in _BLOCKS.items() if where == page)
    found = ((template, gather(about)) for _order, template, gather in mine)
    return [Block(template, context) for template, context in found if context is not None]
