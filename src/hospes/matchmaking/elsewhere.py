"""What pages of other apps show of matchmaking."""

from typing import Any

from django.utils import timezone

from hospes.matchmaking.models import Entry
from hospes.matchmaking.phrases import cards
from hospes.matchmaking.queries import catalogue
from hospes.matchmaking.queries.found import found_now
from hospes.organisations.models import Organisation

SHOWN = 5


def entries_in_region(code: str) -> dict[str, Any] | None:
    """The newest entries of a region's organisations; None where there are none."""
    here = found_now(catalogue.Wanted(codes={"region": (code,)}), timezone.localdate())
    return _shown(here[: SHOWN + 1])


def entries_of_organisation(organisation: Organisation) -> dict[str, Any] | None:
    """The newest entries of one organisation; None where there are none."""
    rows = catalogue.on_market(timezone.localdate()).filter(organisation=organisation).select_related("organisation")
    return _shown(list(rows.order_by("-published_at", "-pk")[: SHOWN + 1]))


def _shown(newest: list[Entry]) -> dict[str, Any] | None:
    if not newest:
        return None
    return {"cards": [cards.card(entry) for entry in newest[:SHOWN]], "more": len(newest) > SHOWN}
