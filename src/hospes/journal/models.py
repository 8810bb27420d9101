"""The journal: who did what, when. Lines are added, never changed."""

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from hospes.core.personal import HISTORY, Personal, PersonalData
from hospes.journal import phrases


class AppendOnlyError(TypeError):
    """Somebody tried to change or take away a line of the journal."""

    def __init__(self) -> None:
        super().__init__("Lines of the journal are added, never changed or deleted.")


class JournalQuerySet(models.QuerySet["JournalLine"]):
    def update(self, **_values: Any) -> NoReturn:
        raise AppendOnlyError

    def delete(self) -> NoReturn:
        raise AppendOnlyError

    def bulk_update(self, *_arguments: Any, **_options: Any) -> NoReturn:
        raise AppendOnlyError


class JournalLine(models.Model):
    """One thing that was done. Each line holds the hash of the line before it.

    No foreign keys: a line outlives what it tells of. People appear as `Person.key`, which means
    nothing once the person is erased; words about people are in `PersonalPayload`, of which only
    a hash is part of the chain.
    """

    personal_data: ClassVar[PersonalData] = Personal(
        HISTORY,
        {"actor_key": "to know who did what; a key that means nothing after erasure"},
        nobody="verb object_kind object_id facts personal_hash previous_hash hash",
    )

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(_("when"))
    verb = models.CharField(max_length=60)
    actor_key = models.UUIDField(null=True, db_index=True)
    organisation_key = models.UUIDField(null=True)
    object_kind = models.CharField(max_length=80, blank=True)
    object_id = models.CharField(max_length=64, blank=True)
    facts = models.JSONField(default=dict)
    personal_hash = models.CharField(max_length=64, blank=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = JournalQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of the journal")
        indexes = [models.Index(fields=["object_kind", "object_id", "sequence"], name="journal_of_an_object")]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb}"

    @property
    def sentence(self) -> str:
        """What happened, in the reader's language."""
        return phrases.say(self.verb, self.facts)

    def save(self, *arguments: Any, **options: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError
        options["force_insert"] = True
        super().save(*arguments, **options)

    def delete(self, *_arguments: Any, **_options: Any) -> NoReturn:
        raise AppendOnlyError


class PersonalPayload(models.Model):
    """Words about a person that belong to a line, and can be erased without breaking the chain."""

    personal_data: ClassVar[PersonalData] = Personal(
        HISTORY,
        {
            "about_key": "to find the words when the person asks for them or for their erasure",
            "payload": "to tell what was done where that cannot be said without naming somebody",
        },
        nobody="salt",
    )

    line = models.OneToOneField(JournalLine, on_delete=models.DO_NOTHING, primary_key=True, related_name="personal")
    about_key = models.UUIDField(null=True, db_index=True)
    # Keeps the hash in the chain from being guessed from a list of names after erasure.
    salt = models.CharField(max_length=64)
    payload = models.JSONField()

    def __str__(self) -> str:
        return f"personal part of line {self.line_id}"
