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
