"""Words of what goes out to other sites and programs."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class WebhookStatus(TextChoices):
    ACTIVE = "active", pgettext_lazy("webhook", "Active")
    PAUSED = "paused", pgettext_lazy("webhook", "Paused")
    STOPPED = "stopped", _("Stopped: its receiver did not answer for days")


class DeliveryStatus(TextChoices):
    WAITING = "waiting", pgettext_lazy("delivery", "Waiting")
    DELIVERED = "delivered", pgettext_lazy("delivery", "Delivered")
    FAILED = "failed", pgettext_lazy("delivery", "Given up")


STATUS_KIND = {
    WebhookStatus.ACTIVE: "live",
    WebhookStatus.PAUSED: "waiting",
    WebhookStatus.STOPPED: "bad",
    DeliveryStatus.WAITING: "waiting",
    DeliveryStatus.DELIVERED: "live",
    DeliveryStatus.FAILED: "bad",
}


class Trouble(TextChoices):
    """Why a delivery did not arrive. Nothing of what the receiver said is kept."""

    STATUS = "status", _("The receiver answered with an error")
    REDIRECT = "redirect", _("The receiver sent us elsewhere. We do not follow.")
    SLOW = "slow", _("The receiver did not answer within five seconds")
    CONNECTION = "connection", _("No connection to the receiver")
    TLS = "tls", _("The receiver’s certificate is not valid")
    ADDRESS = "address", _("The address leads into a closed network now")
    NO_ADDRESS = "no_address", _("The name of the receiver is not known")
    NOT_HTTP = "not_http", _("The receiver does not speak HTTP")


class Shown(TextChoices):
    """What another site can show."""

    ENTRIES = "entries", _("A list of entries")
    MAP = "map", _("A map with a table")
