"""Cooperation links of the world in which pages are opened: confirmed, waiting for us, and between others."""

from datetime import date
from typing import Any

from hospes.cooperation.actions import agreements
from hospes.cooperation.choices import LinkKind
from hospes.organisations.models import Organisation
from hospes.people.models import Person

COOPERATION_CANARY = "zzcooperationcanary"
SINCE = date(2026, 3, 2)


def add_cooperation(
    places: dict[str, dict[str, Any]], ours: Organisation, theirs: Organisation, *, we: Person, they: Person
) -> None:
    """One that both have confirmed, and one that waits for our answer."""
    row = agreements.propose(ours, theirs, kind=LinkKind.ADULT, since=SINCE, note="Evening classes.", by=we)
    row = agreements.confirm(row, by=they)
    places["our cooperation link"] = {"pk": row.link_id}
    places["our cooperation link by number"] = {"link_id": row.link_id}
    asked = agreements.propose(theirs, ours, kind=LinkKind.STAFF, since=SINCE, note=COOPERATION_CANARY, by=they)
    places["draft of our cooperation"] = {"pk": asked.link_id}
    places["draft of our cooperation by number"] = {"link_id": asked.link_id}
    places["agreement that waits for us"] = {"pk": asked.link_id, "evidence": asked.pk}
    places["agreement that waits for us by number"] = {"link_id": asked.link_id, "evidence_id": asked.pk}
