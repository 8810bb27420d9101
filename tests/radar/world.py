"""A gap of the world in which pages are opened, and an invitation to fill it."""

from typing import Any

from hospes.matchmaking.queries import market as whole_market
from hospes.matchmaking.queries.market import trees
from hospes.organisations.models import Organisation
from hospes.pairing.landscape import survey
from hospes.pairing.plan import make_plan
from hospes.people.models import Person
from hospes.radar.actions import invitations
from hospes.radar.actions.look import look
from hospes.radar.models import Gap
from hospes.radar.rules import invitation_token

GAP_CANARY = "zzgapcanary@hospes.example"


def people_in_the_plan() -> int:
    """What the engine makes of the whole market, without the radar."""
    return make_plan(survey(whole_market.market(), trees())).ledger.people


def add_gaps(places: dict[str, dict[str, Any]], by: Person, ours: Organisation, we: Person) -> None:
    look()
    gap = Gap.objects.get(rank=1)
    invitation = invitations.invite(gap, email=GAP_CANARY, language="en", by=by)
    own = invitations.make_link(gap, language="en", by=we, acting_for=ours)
    places["a facilitator's invitation to fill a gap"] = {"pk": invitation.pk}
    places["our invitation to fill a gap"] = {"pk": own.pk}
    places["our invitation to fill a gap by number"] = {"gap_id": gap.pk, "gap_invitation_id": own.pk}
    places["gap"] = {"pk": gap.pk}
    places["gap by number"] = {"gap_id": gap.pk}
    places["invitation to fill a gap"] = {"token": invitation_token(invitation)}
