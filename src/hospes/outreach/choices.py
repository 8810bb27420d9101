"""States of a piece of news."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class NewsStatus(TextChoices):
    DRAFT = "draft", pgettext_lazy("news", "Draft")
    PUBLISHED = "published", pgettext_lazy("news", "Published")
    WITHDRAWN = "withdrawn", pgettext_lazy("news", "Withdrawn")


NEXT = {
    NewsStatus.DRAFT: {NewsStatus.PUBLISHED},
    NewsStatus.PUBLISHED: {NewsStatus.WITHDRAWN},
    NewsStatus.WITHDRAWN: {NewsStatus.PUBLISHED},
}
