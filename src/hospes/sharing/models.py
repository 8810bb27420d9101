"""Links to a personal calendar, webhooks, and what was delivered to them."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hospes.core.personal import ACCOUNTS, Personal, PersonalData, about_nobody
from hospes.organisations.models import Organisation
from hospes.sharing.choices import STATUS_KIND, DeliveryStatus, Trouble, WebhookStatus


class CalendarLink(models.Model):
    """The secret address under which a calendar program reads one person's dates, and nothing else."""

    personal_data: ClassVar[PersonalData] = Personal(
        ACCOUNTS, {"person": "to show their own dates in their own calendar"}, nobody="token_hash"
    )

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("link to a calendar")
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(revoked_at=None), name="one_calendar_link_at_once")
        ]

    def __str__(self) -> str:
        return f"calendar link {self.pk}"


class Webhook(models.Model):
    """An address that is told when something happens. Without an organisation it is the partnership's."""

    personal_data: ClassVar[PersonalData] = Personal(
        ACCOUNTS, {"made_by": "to know who added it"}, nobody="address events"
    )

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="webhooks")
    address = models.CharField(_("address"), max_length=500)
    events = models.JSONField(_("events"), default=list)
    status = models.CharField(max_length=10, choices=WebhookStatus, default=WebhookStatus.ACTIVE)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    # Its secret is derived from this number; see signatures.py.
    generation = models.PositiveIntegerField(default=1)
    old_secret_until = models.DateTimeField(null=True)
    # Lines of the journal after this one are told.
    since_sequence = models.BigIntegerField(default=0)
    # After something went wrong the whole webhook rests for a while.
    try_after = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("webhook")
        indexes = [models.Index(fields=["status", "try_after"], name="webhook_to_serve_next")]

    def __str__(self) -> str:
        return self.address

    @property
    def status_kind(self) -> str:
        return STATUS_KIND[WebhookStatus(self.status)]


class Delivery(models.Model):
    """One event on its way to one webhook. What the receiver answered is not kept, only its status."""

    personal_data: ClassVar[PersonalData] = about_nobody("event body")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    event = models.CharField(max_length=60)
    # The line of the journal that it tells of; none for a test.
    sequence = models.BigIntegerField(null=True)
    # Exactly what is sent, so that a second try is signed over the same.
    body = models.TextField()
    status = models.CharField(max_length=10, choices=DeliveryStatus, default=DeliveryStatus.WAITING)
    made_at = models.DateTimeField(default=timezone.now)
    try_after = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    last_tried_at = models.DateTimeField(null=True)
    last_status = models.PositiveSmallIntegerField(null=True)
    last_trouble = models.CharField(max_length=12, choices=Trouble, blank=True)
    milliseconds = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        indexes = [models.Index(fields=["webhook", "status", "try_after"], name="delivery_to_send_next")]
        constraints = [models.UniqueConstraint(fields=["webhook", "sequence"], name="a_line_is_delivered_once")]

    def __str__(self) -> str:
        return f"{self.event} {self.key}"

    @property
    def status_kind(self) -> str:
        return STATUS_KIND[DeliveryStatus(self.status)]


class JournalMark(models.Model):
    """Up to which line of the journal somebody has read."""

    personal_data: ClassVar[PersonalData] = about_nobody("")

    reader = models.CharField(max_length=40, primary_key=True)
    sequence = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.reader}: {self.sequence}"
