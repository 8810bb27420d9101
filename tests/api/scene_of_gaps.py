"""A host that is missing, for programs to read of and to invite somebody."""

from django.utils import timezone

from hospes.organisations.models import Organisation
from hospes.people.models import Person
from hospes.radar.actions.invitations import make_link
from hospes.radar.models import Gap


def a_gap_and_an_invitation(ours: Organisation, by: Person | None) -> dict[str, int]:
    """As addresses name them."""
    assert by is not None
    gap = a_gap()
    return {"gap_id": gap.pk, "gap_invitation_id": make_link(gap, language="en", by=by, acting_for=ours).pk}


def a_gap() -> Gap:
    """As a look over the market keeps it; no look is taken, which would find other questions to ask as well."""
    today = timezone.localdate()
    host = {"country": "SE", "topics": ["elderly-care"], "places": 6, "measures": ["STEP_FREE"]}
    return Gap.objects.create(
        shape="of the scene",
        offer=host,
        places_people=6,
        could_take=6,
        rank=1,
        first_seen_on=today,
        last_seen_on=today,
    )
