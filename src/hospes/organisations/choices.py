"""Words that organisations are described with, and what may follow what."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Membership(TextChoices):
    """Where an organisation stands with the partnership."""

    NONE = "none", _("Not a member")
    ACTIVE = "active", _("Member")
    SUSPENDED = "suspended", _("Membership suspended")
    LEFT = "left", _("Former member")


NEXT_MEMBERSHIP = {
    Membership.NONE: {Membership.ACTIVE},
    Membership.ACTIVE: {Membership.SUSPENDED, Membership.LEFT},
    Membership.SUSPENDED: {Membership.ACTIVE, Membership.LEFT},
    Membership.LEFT: {Membership.ACTIVE},
}


class JoinStatus(TextChoices):
    SUBMITTED = "submitted", pgettext_lazy("application", "Received")
    UNDER_REVIEW = "under_review", _("Under review")
    ACCEPTED = "accepted", pgettext_lazy("application", "Accepted")
    DECLINED = "declined", pgettext_lazy("application", "Declined")


NEXT_JOIN = {
    JoinStatus.SUBMITTED: {JoinStatus.UNDER_REVIEW, JoinStatus.ACCEPTED, JoinStatus.DECLINED},
    JoinStatus.UNDER_REVIEW: {JoinStatus.ACCEPTED, JoinStatus.DECLINED},
    JoinStatus.ACCEPTED: set(),
    JoinStatus.DECLINED: set(),
}


class Post(TextChoices):
    """What a person is in one organisation."""

    MEMBER = "member", _("Member of staff")
    REPRESENTATIVE = "representative", _("Representative")
    DEPUTY = "deputy", _("Deputy")


# Who is higher may invite and appoint who is lower, or the same.
RANK = {Post.MEMBER: 0, Post.DEPUTY: 1, Post.REPRESENTATIVE: 2}


class InvitationState(TextChoices):
    """What an invitation's link would do now."""

    OPEN = "open", _("Waiting for an answer")
    ACCEPTED = "accepted", pgettext_lazy("invitation", "Accepted")
    REVOKED = "revoked", pgettext_lazy("invitation", "Withdrawn")
    EXPIRED = "expired", pgettext_lazy("invitation", "Too old")
    INVITER_LEFT = "inviter_left", _("No longer valid")


class ChallengeKind(TextChoices):
    DEMOGRAPHY = "demography", _("Population change")
    BRAIN_DRAIN = "brain_drain", _("People leave the region")
    SHORTAGES = "shortages", _("Skills shortages")
    TRANSITION = "transition", _("Green and digital change")
    INCLUSION = "inclusion", _("People left behind")
    ACCESS = "access", _("Distance and access")
    OTHER = "other", _("Another challenge")
