"""Words of exchanges."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Shape(TextChoices):
    """How the parts of an exchange hang together."""

    SWAP = "swap", pgettext_lazy("exchange", "Swap")
    RING = "ring", _("Ring of three or four")
    CHAIN = "chain", pgettext_lazy("exchange", "Chain")


class SearchState(TextChoices):
    RUNNING = "running", pgettext_lazy("search", "Running")
    DONE = "done", pgettext_lazy("search", "Done")
