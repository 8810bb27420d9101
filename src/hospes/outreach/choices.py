"""States of a piece of news."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NewsStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


NEXT = {
    NewsStatus.DRAFT: {NewsStatus.PUBLISHED},
    NewsStatus.PUBLISHED: {NewsStatus.WITHDRAWN},
    NewsStatus.WITHDRAWN: {NewsStatus.PUBLISHED},
}
