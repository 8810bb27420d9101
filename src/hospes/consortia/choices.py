"""Words of consortia, and what may follow what."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PartnerState(TextChoices):
    ASKED = "asked", _("Asked by the lead")
    APPLIED = "applied", _("Would like to take part")
    ACCEPTED = "accepted", _("Takes part")
    DECLINED = "declined", pgettext_lazy("partner", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("partner", "Withdrawn")


NEXT_PARTNER = {
    PartnerState.ASKED: {PartnerState.ACCEPTED, PartnerState.DECLINED, PartnerState.WITHDRAWN},
    PartnerState.APPLIED: {PartnerState.ACCEPTED, PartnerState.DECLINED, PartnerState.WITHDRAWN},
    PartnerState.ACCEPTED: {PartnerState.WITHDRAWN},
    PartnerState.DECLINED: set(),
    PartnerState.WITHDRAWN: set(),
}

WAITING = (PartnerState.ASKED, PartnerState.APPLIED)
STANDING = (*WAITING, PartnerState.ACCEPTED)


class RoleState(TextChoices):
    """How a role stands: found out from its partners, never kept."""

    MISSING = "missing", pgettext_lazy("role", "Missing")
    ASKED = "asked", pgettext_lazy("role", "Waits for an answer")
    FILLED = "filled", pgettext_lazy("role", "Filled")


class IdeaState(TextChoices):
    """How a consortium stands, found out from its idea and its roles."""

    SEEKING = "seeking", _("Seeks partners")
    COMPLETE = "complete", _("All partners are found")
    CLOSED = "closed", pgettext_lazy("consortium", "Closed")
