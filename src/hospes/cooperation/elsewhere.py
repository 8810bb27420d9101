"""What pages of regions and organisations show of cooperation links."""

from typing import Any

from hospes.cooperation.phrases import links as phrases
from hospes.cooperation.queries import links as queries
from hospes.organisations.models import Organisation

SHOWN = 6


def links_of_region(code: str) -> dict[str, Any]:
    """The confirmed links of a region. Also without any: the block then says how one comes to be."""
    found = list(queries.in_region(code)[: SHOWN + 1])
    return {"cards": phrases.cards(found[:SHOWN], seen_from=code), "more": len(found) > SHOWN, "code": code}


def links_of_organisation(organisation: Organisation) -> dict[str, Any]:
    """With whom it works together, as both have confirmed it."""
    rows = list(queries.agreements_of(organisation)[: SHOWN + 1])
    partners = [
        (row, row.organisation_b if row.organisation_a == organisation else row.organisation_a, phrases.card(row.link))
        for row in rows[:SHOWN]
    ]
    return {"partners": partners, "organisation": organisation, "more": len(rows) > SHOWN}
