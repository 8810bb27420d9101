"""Who may see the gaps and invite others to fill one; and the signed links of these invitations."""

from datetime import timedelta
from uuid import UUID

from django.core import signing
from django.utils import timezone

from hospes.organisations.models import Organisation
from hospes.organisations.rules import acts_for
from hospes.people.rules import Visitor, is_facilitator
from hospes.radar.models import GapInvitation

# Mails to addresses that somebody typed, and links, that one person may cause in a day.
MOST_FOR_MEMBERS, MOST_FOR_FACILITATORS = 10, 100
INVITING = "gap-invitation"
LINK_LASTS = timedelta(days=60)

_SALT = "hospes.radar.invitation"


def may_see_groups(person: Visitor, organisation: Organisation | None) -> bool:
    """Members and facilitators see who could go to the missing host, and what support these groups need."""
    return organisation is not None or is_facilitator(person)


def may_invite(person: Visitor, organisation: Organisation | None) -> bool:
    """Facilitators, and everybody who acts for an organisation."""
    return is_facilitator(person) or acts_for(person, organisation)


def may_look_again(person: Visitor) -> bool:
    return is_facilitator(person)


def sees_all_invitations(person: Visitor) -> bool:
    """Facilitators see whom everybody invited; others what their own organisation did."""
    return is_facilitator(person)


def most_a_day(person: Visitor) -> int:
    return MOST_FOR_FACILITATORS if is_facilitator(person) else MOST_FOR_MEMBERS


def is_open(invitation: GapInvitation) -> bool:
    return invitation.withdrawn_at is None and invitation.expires_at > timezone.now()


def may_withdraw(person: Visitor, organisation: Organisation | None, invitation: GapInvitation) -> bool:
    """Facilitators any of them, others those of the organisation that they act for."""
    is_own = organisation is not None and invitation.acting_for_id == organisation.pk
    return is_facilitator(person) or (is_own and acts_for(person, organisation))


def invitation_token(invitation: GapInvitation) -> str:
    """The link holds a key alone and is signed: nobody can make one."""
    return signing.dumps(invitation.key.hex, salt=_SALT)


def read_invitation_token(token: str) -> UUID | None:
    """The key of the invitation; None for a link that we did not make, or that is too old."""
    try:
        return UUID(hex=signing.loads(token, salt=_SALT, max_age=LINK_LASTS))
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None
