"""How often somebody wants to be told."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Rhythm(TextChoices):
    WEEKLY = "weekly", pgettext_lazy("digest", "Once a week, on Monday morning")
    DAILY = "daily", pgettext_lazy("digest", "Every morning on which there is something new")


# Kinds of mail, and parts of the digest, by the code under which readers choose.
DIGEST, SEARCHES, NEWS, WAITING, NEAR = "digest", "saved-searches", "news", "waiting", "near-misses"
CONFIRM = "confirm-search"
