"""What people agreed to, files with their own data, and who was erased."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hospes.core.personal import OWN_DATA, Personal, PersonalData
from hospes.privacy.choices import ArchiveState, How


class ConsentQuerySet(models.QuerySet["Consent"]):
    def standing(self) -> Self:
        """What was agreed to and not taken back."""
        return self.filter(withdrawn_at=None)


class Consent(models.Model):
    """Who accepted which version of a text, in which language, when and how; and when it was taken back.

    Somebody without an account is known by the fingerprint of their address, as among the stopped mails.
    """

    personal_data: ClassVar[PersonalData] = Personal(
        OWN_DATA,
        {
            "person": "to show that the person agreed, to what, and when",
            "guest": "to show the same of somebody without an account; a fingerprint of the address",
            "language": "to show which words the person read",
        },
        nobody="text version",
    )

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="consents")
    guest = models.CharField(max_length=64, blank=True)
    # A code and a version of `texts.TEXTS`.
    text = models.CharField(max_length=20)
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=10)
    how = models.CharField(max_length=12, choices=How)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_how = models.CharField(max_length=12, choices=How, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "text", "version"],
                condition=Q(withdrawn_at=None),
                name="a_version_is_agreed_to_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["guest", "text", "version"],
                condition=Q(withdrawn_at=None) & ~Q(guest=""),
                name="a_guest_agrees_to_a_version_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, guest="") | (Q(person=None) & ~Q(guest="")),
                name="somebody_agreed_with_or_without_an_account",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text} {self.version}"


class OwnArchive(models.Model):
    """A file with a person's own data that was too large to make while they waited. Gone after a week."""

    personal_data: ClassVar[PersonalData] = Personal(
        OWN_DATA,
        {"person": "to give the file to nobody else", "content": "to be taken along"},
        nobody="language",
    )

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=ArchiveState, default=ArchiveState.ASKED)
    language = models.CharField(max_length=10, default="en")
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    content = models.BinaryField(default=bytes)

    def __str__(self) -> str:
        return f"archive of {self.asked_at:%Y-%m-%d}"


class Erasure(models.Model):
    """Somebody was erased. Neither value leads to a person any more; after a restore both find who came back."""

    personal_data: ClassVar[PersonalData] = Personal(
        OWN_DATA,
        {
            "person_key": "to erase the person again when an older backup is restored",
            "address_hash": "to erase the person again when an older backup is restored; keyed, never the address",
        },
    )

    person_key = models.UUIDField(unique=True)
    address_hash = models.CharField(max_length=64)
    erased_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_key} {self.erased_at:%Y-%m-%d}"
