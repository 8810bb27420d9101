"""What pages of other apps show of matchmaking."""

from typing import Any

from django.utils import timezone

from hospes.matchmaking.phrases import cards
from hospes.matchmaking.queries import catalogue
from hospes.organisations.models import Organisation
from hospes.people.rules import Visitor

SHOWN = 5


def entries_in_region(code: str, reader: Visitor, acting_for: Organisation | None) -> dict[str, Any] | None:
    """The newest entries of a region's organisations; None where there are none."""
    rows = catalogue.on_market(timezone.localdate()).filter(terms__scheme="region", terms__code=code)
    newest = list(rows.select_related("organisation").order_by("-published_at", "-pk")[: SHOWN + 1])
    if not newest:
        return None
    return {"cards": [cards.card(entry) for entry in newest[:SHOWN]], "more": len(newest) > SHOWN}
