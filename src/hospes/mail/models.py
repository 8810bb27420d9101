"""Mails on their way out, and what readers asked not to get."""

import hashlib
import uuid
from typing import ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hospes.core.personal import MAIL, Personal, PersonalData
from hospes.mail.choices import STATUS_KIND, MailStatus, Way


def new_key() -> str:
    return uuid.uuid4().hex


class OutgoingMail(models.Model):
    """A mail, written in the transaction of what it tells about, and sent after it."""

    personal_data: ClassVar[PersonalData] = Personal(
        MAIL,
        {
            "address": "to deliver the mail",
            "name": "to address the mail",
            "subject": "to send it again when it could not be delivered",
            "text": "to send it again when it could not be delivered",
            "html": "to send it again when it could not be delivered",
            "reply_to": "so that the answer reaches the right person",
            "link": "so that a digest can lead to what the mail is about",
            "stop_link": "so that the reader can stop mails of this kind",
            "language": "to write in the reader's own language",
            "last_error": "to find out why a mail did not arrive; a mail server may repeat the address",
        },
        nobody="key topic lease",
    )

    key = models.CharField(max_length=200, unique=True, default=new_key)
    topic = models.CharField(max_length=40, db_index=True)
    address = models.CharField(_("address"), max_length=254, db_index=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=10, default="en")
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField()
    html = models.TextField()
    reply_to = models.CharField(max_length=254, blank=True)
    # The main button's address, for the line that a digest has of this mail.
    link = models.CharField(max_length=500, blank=True)
    # Empty for mails that cannot be stopped.
    stop_link = models.CharField(max_length=500, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=MailStatus, default=MailStatus.WAITING)
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    try_after = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    lease = models.CharField(max_length=32, blank=True)
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    last_error = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("mail")
        indexes = [
            models.Index(fields=["status", "try_after"], name="mail_to_send_next"),
            models.Index(fields=["-written_at", "-id"], name="mail_newest_first"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def shown_name(self) -> str:
        return self.name or self.address

    @property
    def status_kind(self) -> str:
        """Which of the site's signs stands beside the state."""
        return STATUS_KIND[MailStatus(self.status)]

    @property
    def message_id(self) -> str:
        """The same for every try, so that a mail delivered twice is seen to be one."""
        host = urlsplit(settings.BASE_URL).hostname or "localhost"
        return f"<{hashlib.sha256(self.key.encode()).hexdigest()[:40]}@{host}>"


class Muted(models.Model):
    """One address wants no more mails of one kind. Only the hash of the address is kept."""

    personal_data: ClassVar[PersonalData] = Personal(
        MAIL, {"address_hash": "to send no more of what the reader stopped"}, nobody="topic"
    )

    address_hash = models.CharField(max_length=64)
    topic = models.CharField(max_length=40)
    muted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["address_hash", "topic"], name="topic_is_muted_once")]

    def __str__(self) -> str:
        return self.topic


class Preferred(models.Model):
    """One address wants mails of one kind at once, or in the digest, other than they come by themselves."""

    personal_data: ClassVar[PersonalData] = Personal(
        MAIL, {"address_hash": "to tell the reader when they want to be told"}, nobody="topic"
    )

    address_hash = models.CharField(max_length=64)
    topic = models.CharField(max_length=40)
    way = models.CharField(max_length=10, choices=[(Way.AT_ONCE, Way.AT_ONCE.label), (Way.DIGEST, Way.DIGEST.label)])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["address_hash", "topic"], name="topic_has_one_way")]

    def __str__(self) -> str:
        return f"{self.topic}: {self.way}"
