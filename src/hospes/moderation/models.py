"""Notices about public content, and the decisions on them."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hospes.core.personal import NOTICES, Personal, PersonalData
from hospes.moderation.choices import Decision, NoticeKind, NoticeStatus


class Notice(models.Model):
    """Somebody says that something public should not be there. What it was about is kept in words, in case it goes."""

    personal_data: ClassVar[PersonalData] = Personal(
        NOTICES,
        {
            "contact_name": "to answer the notice",
            "contact_email": "to confirm the notice and to tell the decision",
            "language": "to answer in the language of who sent it",
            "text": "to understand the notice; people may name themselves or others",
            "decided_by": "to know who decided",
        },
        nobody="about_kind about_id about_title about_url statement",
    )

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    about_kind = models.CharField(max_length=40)
    about_id = models.CharField(max_length=64)
    about_title = models.CharField(_("about"), max_length=300)
    about_url = models.CharField(max_length=500, blank=True)
    kind = models.CharField(_("reason"), max_length=20, choices=NoticeKind)
    text = models.TextField(_("what is wrong"), max_length=3000)
    contact_name = models.CharField(_("name"), max_length=120, blank=True)
    contact_email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(_("language"), max_length=10, default="en")
    status = models.CharField(max_length=20, choices=NoticeStatus, default=NoticeStatus.RECEIVED)
    received_at = models.DateTimeField(auto_now_add=True)
    decision = models.CharField(_("decision"), max_length=20, choices=Decision, blank=True)
    statement = models.TextField(_("statement of reasons"), max_length=3000, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("notice")
        indexes = [
            models.Index(fields=["status", "received_at"], name="notice_queue"),
            models.Index(fields=["about_kind", "about_id"], name="notices_about_a_thing"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=NoticeStatus.RECEIVED, decided_at=None)
                | Q(status=NoticeStatus.DECIDED, decided_at__isnull=False),
                name="notice_is_decided_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.about_title

    def get_absolute_url(self) -> str:
        return reverse("moderation:notice-detail", args=[self.pk])
