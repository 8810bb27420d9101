"""What can become of a mail."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MailStatus(TextChoices):
    WAITING = "waiting", pgettext_lazy("mail", "Waiting to be sent")
    SENDING = "sending", pgettext_lazy("mail", "Being sent")
    SENT = "sent", pgettext_lazy("mail", "Sent")
    FAILED = "failed", _("Could not be delivered")
    MUTED = "muted", _("Not sent: the reader stopped mails of this kind")


STATUS_KIND = {
    MailStatus.WAITING: "waiting",
    MailStatus.SENDING: "waiting",
    MailStatus.SENT: "live",
    MailStatus.FAILED: "bad",
    MailStatus.MUTED: "over",
}

NEXT = {
    MailStatus.WAITING: {MailStatus.SENDING, MailStatus.MUTED},
    MailStatus.SENDING: {MailStatus.SENT, MailStatus.WAITING, MailStatus.FAILED, MailStatus.MUTED},
    MailStatus.SENT: set(),
    MailStatus.FAILED: {MailStatus.WAITING},
    MailStatus.MUTED: set(),
}
