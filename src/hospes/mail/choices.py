"""What can become of a mail, and how a reader wants mails of one kind."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MailStatus(TextChoices):
    WAITING = "waiting", pgettext_lazy("mail", "Waiting to be sent")
    SENDING = "sending", pgettext_lazy("mail", "Being sent")
    SENT = "sent", pgettext_lazy("mail", "Sent")
    FAILED = "failed", _("Could not be delivered")
    MUTED = "muted", _("Not sent: the reader stopped mails of this kind")
    HELD = "held", _("Waits for the reader’s digest")
    TOLD = "told", _("Told in the reader’s digest")


STATUS_KIND = {
    MailStatus.WAITING: "waiting",
    MailStatus.SENDING: "waiting",
    MailStatus.SENT: "live",
    MailStatus.FAILED: "bad",
    MailStatus.MUTED: "over",
    MailStatus.HELD: "waiting",
    MailStatus.TOLD: "live",
}

NEXT = {
    MailStatus.WAITING: {MailStatus.SENDING, MailStatus.MUTED},
    MailStatus.SENDING: {MailStatus.SENT, MailStatus.WAITING, MailStatus.FAILED, MailStatus.MUTED},
    MailStatus.SENT: set(),
    MailStatus.FAILED: {MailStatus.WAITING},
    MailStatus.MUTED: set(),
    MailStatus.HELD: {MailStatus.TOLD, MailStatus.MUTED},
    MailStatus.TOLD: set(),
}


class Way(TextChoices):
    """When a reader is told of something."""

    AT_ONCE = "at_once", _("At once")
    DIGEST = "digest", _("In the digest")
    NEVER = "never", pgettext_lazy("mails", "Never")
