"""Words of agreement, and what becomes of a large archive."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class How(TextChoices):
    """How somebody agreed, or took it back."""

    INVITATION = "invitation", _("When the account was opened")
    BANNER = "banner", _("In the line above a page")
    PAGE = "page", _("On the page “What I agreed to”")
    MAIL_LINK = "mail_link", _("By the link in a mail")
    BY_HAND = "by_hand", _("Noted by the secretariat")


class ArchiveState(TextChoices):
    ASKED = "asked", _("Being made")
    READY = "ready", _("Ready")
