"""What pages of other apps show of matchmaking."""

from typing import Any

from django.utils import timezone

from hospes.matchmaking.models import EntryQuerySet
from hospes.matchmaking.phrases import cards
from hospes.matchmaking.queries import catalogue
from hospes.organisations.models import Organisation

SHOWN = 5


def entries_in_region(code: str) -> dict[str, Any] | None:
    """The newest entries of a region's organisations; None where there are none."""
    rows = catalogue.on_market(timezone.localdate()).filter(terms__scheme="region", terms__code=code)
    return _newest(rows)


def entries_of_organisation(organisation: Organisation) -> dict[str, Any] | None:
    """The newest entries of one organisation; None where there are none."""
    return _newest(catalogue.on_market(timezone.localdate()).filter(organisation=organisation))


def _newest(rows: EntryQuerySet) -> dict[str, Any] | None:
    newest = list(rows.select_related("organisation").order_by("-published_at", "-pk")[: SHOWN + 1])
    if not newest:
        return None
    return {"cards": [cards.card(entry) for entry in newest[:SHOWN]], "more": len(newest) > SHOWN}
