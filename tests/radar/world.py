"""A gap of the world in which pages are opened, and an invitation to fill it."""

from typing import Any

from hospes.people.models import Person
from hospes.radar.actions import invitations
from hospes.radar.actions.look import look
from hospes.radar.models import Gap
from hospes.radar.rules import invitation_token

GAP_CANARY = "zzgapcanary@hospes.example"


def add_gaps(places: dict[str, dict[str, Any]], by: Person) -> None:
    look()
    gap = Gap.objects.get(rank=1)
    invitation = invitations.invite(gap, email=GAP_CANARY, language="en", by=by)
    places["gap"] = {"pk": gap.pk}
    places["gap by number"] = {"gap_id": gap.pk}
    places["invitation to fill a gap"] = {"token": invitation_token(invitation)}
