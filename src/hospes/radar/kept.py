"""What the radar keeps about people: for the page of own data, the archive, and the erasure."""

from django.utils.translation import gettext_lazy as _

from hospes.core import terms
from hospes.core.personal import MATCHMAKING
from hospes.people import own
from hospes.people.models import Person
from hospes.radar.actions.invitations import forget_address
from hospes.radar.models import GapInvitation


def declare() -> None:
    """Called once, when the site starts."""
    own.keep(
        "gap_invitations",
        title=_("Organisations that you invited to host"),
        activity=MATCHMAKING,
        term=terms.GAP_INVITATION,
        columns={"email": own.text(_("E-mail address")), "sent_at": own.moment(_("Sent"))},
        gather=lambda person: own.Rows(
            GapInvitation.objects.filter(invited_by=person).order_by("-sent_at", "-pk"),
            lambda row: {"email": row.email, "sent_at": row.sent_at},
        ),
    )
    own.keep(
        "gap_invitations_to_you",
        title=_("Invitations to host that were sent to you"),
        activity=MATCHMAKING,
        term=terms.GAP_INVITATION,
        columns={"email": own.text(_("E-mail address")), "sent_at": own.moment(_("Sent"))},
        gather=lambda person: own.Rows(
            GapInvitation.objects.filter(email__iexact=person.email).exclude(email="").order_by("-sent_at", "-pk"),
            lambda row: {"email": row.email, "sent_at": row.sent_at},
        ),
        forget=_forget,
    )
    own.keep_of_guests(
        "gap_invitations",
        lambda: GapInvitation.objects.exclude(email=""),
        address="email",
        since="sent_at",
        forget=forget_address,
    )


def _forget(person: Person) -> None:
    forget_address(person.email)
