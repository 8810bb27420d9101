"""News, and supporters that are no organisation here."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hospes.core.personal import NEWS, Personal, PersonalData, about_nobody
from hospes.organisations.models import Organisation
from hospes.outreach.choices import NewsStatus
from hospes.reference.choices import SupporterCategory


class NewsQuerySet(models.QuerySet["News"]):
    def published(self) -> Self:
        return self.filter(status=NewsStatus.PUBLISHED)


class News(models.Model):
    """A short piece of news, in the language of its writer."""

    personal_data: ClassVar[PersonalData] = Personal(
        NEWS, {"author": "to know who wrote it"}, nobody="title slug text language"
    )

    title = models.CharField(_("title"), max_length=160)
    slug = models.SlugField(max_length=80, unique=True)
    text = models.TextField(_("text"), max_length=6000)
    language = models.CharField(_("language"), max_length=10, default="en")
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="news",
        verbose_name=_("organisation"),
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    status = models.CharField(max_length=12, choices=NewsStatus, default=NewsStatus.DRAFT)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True)

    objects = NewsQuerySet.as_manager()

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")
        indexes = [models.Index(fields=["status", "-published_at"], name="news_newest_first")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=NewsStatus.PUBLISHED) | Q(published_at__isnull=False),
                name="published_news_have_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("outreach:news-detail", args=[self.slug])


class Supporter(models.Model):
    """A supporter that is no organisation here: its name, logo and heading."""

    personal_data: ClassVar[PersonalData] = about_nobody("name website logo logo_alt")

    name = models.CharField(_("name"), max_length=200)
    category = models.CharField(_("heading"), max_length=50, choices=SupporterCategory)
    website = models.URLField(_("website"), max_length=300, blank=True)
    logo = models.ImageField(_("logo"), upload_to="logos/", blank=True)
    logo_alt = models.CharField(_("text for the logo"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("supporter")
        ordering = ["order", "name", "pk"]

    def __str__(self) -> str:
        return self.name
