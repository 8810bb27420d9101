"""Introductions between two entries, exchanges of several of them, and what both sides write to each other."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hospes.core.personal import MATCHMAKING, Personal, PersonalData
from hospes.matchmaking.choices import (
    UNDER_WAY,
    WAITING,
    DeclineReason,
    ExchangeState,
    IntroductionState,
    NotRealisedReason,
    Side,
)
from hospes.matchmaking.models.entries import Entry
from hospes.organisations.models import Organisation


class Exchange(models.Model):
    """Introductions that come about together or not at all: "I host yours, you host mine", or a ring of several.

    Its answer date is that of every part. None is introduced until all sides of all parts have accepted;
    what ends one part ends all of them.
    """

    personal_data: ClassVar[PersonalData] = Personal(
        MATCHMAKING,
        {
            "proposed_by": "to know who proposed the exchange",
            "note": "to tell all who take part why they suit each other, in the facilitator's words",
        },
    )

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=10, choices=ExchangeState, default=ExchangeState.WAITING)
    answer_by = models.DateField(_("answer by"))
    note = models.TextField(_("note from the facilitator"), max_length=1500, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    agreed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    # The exchange that fell through and that this one takes the place of.
    instead_of = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="followed_by")

    class Meta:
        verbose_name = _("exchange")
        verbose_name_plural = _("exchanges")
        indexes = [models.Index(fields=["state", "answer_by"], name="exchange_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ExchangeState.AGREED, agreed_at__isnull=False)
                | (~Q(state=ExchangeState.AGREED) & Q(agreed_at=None)),
                name="an_agreed_exchange_says_since_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposed_at:%Y-%m-%d}: {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("exchanges:exchange-detail", args=[self.pk])


class IntroductionQuerySet(models.QuerySet["Introduction"]):
    def waiting(self) -> Self:
        return self.filter(state__in=WAITING)

    def of(self, organisation: Organisation) -> Self:
        return self.filter(Q(wish__organisation=organisation) | Q(offer__organisation=organisation))


class Introduction(models.Model):
    """A proposed pair, the answers of both sides, and what became of it.

    `terms_version` grows with each counter-proposal: an answer always names the terms it was
    given to, so a link in an older mail cannot accept newer terms.
    """

    personal_data: ClassVar[PersonalData] = Personal(
        MATCHMAKING,
        {
            "proposed_by": "to know who proposed the pair",
            "wish_answered_by": "to know who answered for the sending side",
            "offer_answered_by": "to know who answered for the hosting side",
            "note": "to tell both sides why they suit each other, in the facilitator's words",
            "comment": "to tell the other side why not, in the words of who answered",
        },
        nobody="assessment",
    )

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    wish = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="introductions_as_wish")
    offer = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="introductions_as_offer")
    state = models.CharField(max_length=20, choices=IntroductionState, default=IntroductionState.PROPOSED)
    # The exchange that it is a part of. It never changes.
    exchange = models.ForeignKey(Exchange, on_delete=models.PROTECT, null=True, blank=True, related_name="parts")

    # The terms on the table.
    terms_version = models.PositiveSmallIntegerField(default=1)
    people = models.PositiveIntegerField(_("people"), null=True)
    starts_on = models.DateField(_("from"), null=True)
    ends_on = models.DateField(_("to"), null=True)
    countered_by = models.CharField(max_length=5, choices=Side, blank=True)

    # The engine's view on the day of the proposal, kept as it was shown.
    assessment = models.JSONField(default=dict)
    note = models.TextField(_("note from the facilitator"), max_length=1500, blank=True)

    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    answer_by = models.DateField(_("answer by"))
    reminded_at = models.DateTimeField(null=True)

    wish_accepted_at = models.DateTimeField(null=True)
    wish_answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    offer_accepted_at = models.DateTimeField(null=True)
    offer_answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    introduced_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_side = models.CharField(max_length=5, choices=Side, blank=True)
    decline_reason = models.CharField(max_length=20, choices=DeclineReason, blank=True)
    not_realised_reason = models.CharField(max_length=20, choices=NotRealisedReason, blank=True)
    comment = models.TextField(_("comment"), max_length=1500, blank=True)

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        verbose_name = _("introduction")
        indexes = [models.Index(fields=["state", "answer_by"], name="introduction_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=["wish", "offer"],
                condition=Q(state__in=[*WAITING, *UNDER_WAY]),
                name="a_pair_is_introduced_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=IntroductionState.INTRODUCED)
                | Q(wish_accepted_at__isnull=False, offer_accepted_at__isnull=False),
                name="introduced_means_both_accepted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wish} – {self.offer}"

    def get_absolute_url(self) -> str:
        return reverse("matchmaking:introduction-detail", args=[self.pk])


class Message(models.Model):
    """A message in the thread that an introduction opens."""

    personal_data: ClassVar[PersonalData] = Personal(
        MATCHMAKING, {"author": "to know who wrote", "text": "to prepare the stay together"}
    )

    introduction = models.ForeignKey(Introduction, on_delete=models.CASCADE, related_name="messages")
    side = models.CharField(max_length=5, choices=Side, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.TextField(_("message"), max_length=4000)
    written_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.written_at:%Y-%m-%d} {self.text[:40]}"
