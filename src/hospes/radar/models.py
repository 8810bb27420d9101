"""What the radar saw: the market on a day, the hosts that were missing, who was invited to be one, and who came."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hospes.core.personal import MATCHMAKING, Personal, PersonalData, about_nobody
from hospes.matchmaking.models import Entry
from hospes.organisations.models import Organisation


class Look(models.Model):
    """The last look over the market of a day: how many people a plan places, and how many stay at home."""

    personal_data: ClassVar[PersonalData] = about_nobody("fingerprint")

    day = models.DateField(unique=True)
    at = models.DateTimeField()
    # Of the market that was looked at: another one means that something has changed since.
    fingerprint = models.CharField(max_length=64)
    wishes = models.PositiveIntegerField()
    offers = models.PositiveIntegerField()
    people = models.PositiveIntegerField()
    at_home = models.PositiveIntegerField()
    # There was time for the whole market.
    is_whole = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"{self.day}"


class Gap(models.Model):
    """A host that is missing: what it would be like, and how many more people a plan would place with it."""

    personal_data: ClassVar[PersonalData] = about_nobody("shape offer wishes")

    # What it would be like, in short: the same host missing again is the same gap.
    shape = models.CharField(max_length=64, unique=True)
    # Codes and days alone, as in a market file.
    offer = models.JSONField()
    places_people = models.PositiveIntegerField()
    # People at home who could go there, up to its places, whether or not a plan sends them elsewhere then.
    could_take = models.PositiveIntegerField()
    # Primary keys of the wishes of these people.
    wishes = models.JSONField(default=list)
    # 1 places most people. None: the market does not need it any more.
    rank = models.PositiveSmallIntegerField(null=True)
    first_seen_on = models.DateField()
    last_seen_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["rank"], name="gap_now")]

    def __str__(self) -> str:
        return f"{self.pk}: {self.places_people}"

    def get_absolute_url(self) -> str:
        return reverse("radar:gap-detail", args=[self.pk])


class GapInvitation(models.Model):
    """Somebody is asked to fill a gap, by mail or by a link that was copied. It keeps what was promised."""

    personal_data: ClassVar[PersonalData] = Personal(
        MATCHMAKING,
        {"email": "to invite an organisation to host", "invited_by": "to know who invited"},
        nobody="offer language",
    )

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    gap = models.ForeignKey(Gap, on_delete=models.CASCADE, related_name="invitations")
    # As the gap was on that day.
    offer = models.JSONField()
    promised = models.PositiveIntegerField()
    # Empty for a link that was copied, and once the term is over.
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(_("language of the mail"), max_length=10, default="en")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    acting_for = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, related_name="+")
    by_mail = models.BooleanField(default=True)
    sent_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    # Its link opens nothing any more.
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["gap", "-sent_at"], name="gap_invitation_newest")]

    def __str__(self) -> str:
        return f"{self.gap_id}: {self.sent_at:%Y-%m-%d}"


class GapEntry(models.Model):
    """An entry that came because somebody was invited, and how many people it placed when it came."""

    personal_data: ClassVar[PersonalData] = about_nobody("")

    invitation = models.ForeignKey(GapInvitation, on_delete=models.CASCADE, related_name="entries")
    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    # Worked out once, by the first look that finds the entry on the market.
    places_people = models.PositiveIntegerField(null=True)
    measured_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.invitation_id}: {self.entry_id}"
