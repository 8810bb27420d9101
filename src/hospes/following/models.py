"""Who is told of what is new: readers of the digest, and the searches they saved."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hospes.core.personal import MAIL, Personal, PersonalData, about_nobody
from hospes.following.choices import Rhythm


class Reader(models.Model):
    """Somebody who gets the digest: a person with an account, or a guest by mail address alone."""

    personal_data: ClassVar[PersonalData] = Personal(
        MAIL,
        {
            "person": "to write the digest",
            "address": "to write to a guest who saved a search",
            "language": "to write to a guest in their own language",
            "time_zone": "to write to a guest in the morning",
        },
    )

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="digest_reader"
    )
    # Of a guest only; a person's own account says these.
    address = models.EmailField(_("e-mail address"), max_length=254, blank=True)
    language = models.CharField(_("language"), max_length=10, default="en")
    time_zone = models.CharField(_("time zone"), max_length=50, default="Europe/Brussels")
    rhythm = models.CharField(_("digest"), max_length=10, choices=Rhythm, default=Rhythm.WEEKLY)
    # Days in the reader's own time zone: the last on which a digest was considered, and the last weekly one.
    told_on = models.DateField(null=True)
    weekly_on = models.DateField(null=True)
    # Everything published until then was told.
    told_up_to = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("reader")
        indexes = [models.Index(fields=["weekly_on", "told_on"], name="reader_to_tell_next")]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, address="") | (Q(person=None) & ~Q(address="")),
                name="reader_is_a_person_or_an_address",
            ),
            models.UniqueConstraint(Lower("address"), condition=~Q(address=""), name="guest_is_one_reader"),
        ]

    def __str__(self) -> str:
        return f"reader {self.pk}"


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def live(self) -> Self:
        """Those of which their readers are told."""
        return self.filter(confirmed_at__isnull=False, paused_at=None)


class SavedSearch(models.Model):
    """A search of the catalogue that somebody wants to be told of."""

    personal_data: ClassVar[PersonalData] = Personal(
        MAIL,
        {
            "reader": "to tell its owner what is new",
            "name": "so that its owner recognises it",
            "query": "to find what its owner looks for",
        },
    )

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="searches")
    name = models.CharField(_("name"), max_length=80)
    # As the catalogue's address says it, without sorting; empty for everything new.
    query = models.CharField(max_length=2000, blank=True)
    rhythm = models.CharField(_("how often"), max_length=10, choices=Rhythm, default=Rhythm.WEEKLY)
    told_up_to = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(auto_now_add=True)
    # A guest confirms from the mail that the address is theirs.
    confirmed_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        constraints = [models.UniqueConstraint(fields=["reader", "query"], name="a_reader_saves_a_search_once")]

    def __str__(self) -> str:
        return self.name


class NearMissTold(models.Model):
    """A change that would make a pair possible, told to the organisation that could make it: never twice."""

    personal_data: ClassVar[PersonalData] = about_nobody("change")

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.CASCADE, related_name="+")
    wish = models.ForeignKey("matchmaking.Entry", on_delete=models.CASCADE, related_name="+")
    offer = models.ForeignKey("matchmaking.Entry", on_delete=models.CASCADE, related_name="+")
    # The side, the engine's name of the change, and the field: `wish:wider_window:windows`.
    change = models.CharField(max_length=60)
    told_at = models.DateTimeField()

    class Meta:
        verbose_name = _("near miss that was told")
        indexes = [models.Index(fields=["organisation", "told_at"], name="near_miss_told_lately")]
        constraints = [
            models.UniqueConstraint(fields=["wish", "offer", "change"], name="a_change_of_a_pair_is_told_once")
        ]

    def __str__(self) -> str:
        return f"{self.wish_id} – {self.offer_id}: {self.change}"


class NearMissLook(models.Model):
    """Until when the near misses around an entry were looked at."""

    personal_data: ClassVar[PersonalData] = about_nobody("")

    entry = models.OneToOneField("matchmaking.Entry", on_delete=models.CASCADE, related_name="+")
    # The entry's `paired_at` of that moment.
    looked_at = models.DateTimeField()

    class Meta:
        verbose_name = _("look at the near misses of an entry")

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.looked_at}"
