"""The roles a person can hold in the partnership."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PartnershipRole(TextChoices):
    """Roles for the whole partnership. Roles in one organisation live with organisations."""

    FACILITATOR = "facilitator", _("Facilitator")
    SECRETARIAT = "secretariat", _("Secretariat")
    STEERING_GROUP = "steering_group", _("Steering group")
    REVIEWER = "reviewer", _("Reviewer")
    ADMINISTRATOR = "administrator", _("Administrator")


# What these may do is too much for a password alone: they need an authenticator app or a passkey as well.
WITH_SECOND_FACTOR = frozenset({PartnershipRole.SECRETARIAT, PartnershipRole.ADMINISTRATOR})

# In words, for the page that tells people what their roles let them do.
ROLE_MEANING = {
    PartnershipRole.FACILITATOR: _(
        "You check new entries, propose who could host whom, and help both sides to answer."
    ),
    PartnershipRole.SECRETARIAT: _(
        "You do what facilitators do. You also answer requests to join, edit organisations, invite people,"
        " publish news and answer notices about content."
    ),
    PartnershipRole.STEERING_GROUP: _("You are a member of the steering group."),
    PartnershipRole.REVIEWER: _("You read and score applications to calls."),
    PartnershipRole.ADMINISTRATOR: _(
        "You give and end roles, and you can close accounts. When you open something private, its owner is told."
    ),
}
