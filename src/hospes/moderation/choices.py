"""What can be wrong with something public, and what becomes of a notice about it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class NoticeKind(TextChoices):
    """Why somebody reports something."""

    ILLEGAL = "illegal", _("It breaks the law")
    DANGER = "danger", _("It threatens somebody’s life or safety")
    PERSONAL = "personal", _("It shows somebody’s personal information")
    RIGHTS = "rights", _("It uses a text or picture without permission")
    WRONG = "wrong", _("It is false or misleading")
    UNWANTED = "unwanted", _("It is advertising, or does not belong here")
    OTHER = "other", _("Another reason")


class NoticeStatus(TextChoices):
    RECEIVED = "received", pgettext_lazy("notice", "Received")
    DECIDED = "decided", pgettext_lazy("notice", "Decided")


NEXT = {
    NoticeStatus.RECEIVED: {NoticeStatus.DECIDED},
    NoticeStatus.DECIDED: set(),
}


class Decision(TextChoices):
    """What the secretariat decided about the content."""

    STAYS = "stays", _("It stays as it is")
    CHANGED = "changed", _("It was changed")
    REMOVED = "removed", _("It was taken off the public pages")
    PASSED_ON = "passed_on", _("It was passed on to the authorities")
