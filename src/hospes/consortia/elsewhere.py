"""What the page of an organisation shows of consortia."""

from typing import Any

from django.utils import timezone

from hospes.consortia.phrases import pages
from hospes.consortia.queries import roles
from hospes.organisations.models import Organisation

SHOWN = 5


def ideas_of_organisation(organisation: Organisation) -> dict[str, Any] | None:
    """Its ideas that seek partners; None where there are none."""
    today = timezone.localdate()
    rows = list(roles.ideas(today).filter(organisation=organisation)[:SHOWN])
    if not rows:
        return None
    numbers = roles.numbers_of(rows)
    return {"cards": [pages.idea_card(entry, numbers.get(entry.pk, (0, 0)), today) for entry in rows]}
