"""Reading the journal: what happened to an object, and whether the chain is whole."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import models

from hospes.journal.chain import line_hash, payload_hash
from hospes.journal.models import JournalLine, JournalQuerySet, PersonalPayload


@dataclass(frozen=True)
class Told:
    """A line as a reader sees it. `actor` is empty when the site itself acted."""

    at: datetime
    sentence: str
    actor: str
    organisation: str
    line: JournalLine

    @property
    def by_the_site(self) -> bool:
        return self.line.actor_key is None


def lines_on(thing: models.Model) -> JournalQuerySet:
    """Everything written about one object, newest first. Give it to `paginate`, then to `told`."""
    return JournalLine.objects.filter(object_kind=thing._meta.label_lower, object_id=str(thing.pk)).order_by(
        "-sequence"
    )


def told(lines: Iterable[JournalLine], unnamed: Collection[UUID] = ()) -> list[Told]:
    """Lines with the names of people and organisations beside them: two queries for any number.

    `unnamed`: keys of organisations whose people the reader does not know by name yet.
    """
    lines = list(lines)
    people = _names(settings.AUTH_USER_MODEL, {line.actor_key for line in lines})
    organisations = _names("organisations.Organisation", {line.organisation_key for line in lines})
    return [
        Told(
            at=line.at,
            sentence=line.sentence,
            actor=people.get(line.actor_key, "") if line.actor_key and line.organisation_key not in unnamed else "",
            organisation=organisations.get(line.organisation_key, "") if line.organisation_key else "",
            line=line,
        )
        for line in lines
    ]


def head() -> tuple[int, str]:
    """Number and hash of the last line. Kept elsewhere, it shows when the end is cut off."""
    last = JournalLine.objects.order_by("-sequence").only("sequence", "hash").first()
    return (last.sequence, last.hash) if last else (0, "")


def verify() -> JournalLine | None:
    """The first line that is not as it was written, or follows one that is missing; None when all is well."""
    expected, previous_hash = 1, ""
    for line in JournalLine.objects.order_by("sequence").iterator(chunk_size=1000):
        if (line.sequence, line.previous_hash) != (expected, previous_hash) or line.hash != line_hash(line):
            return line
        expected, previous_hash = line.sequence + 1, line.hash
    return _first_with_changed_words()


def _first_with_changed_words() -> JournalLine | None:
    for words in PersonalPayload.objects.select_related("line").order_by("pk").iterator(chunk_size=1000):
        if payload_hash(words.payload, words.salt) != words.line.personal_hash:
            return words.line
    return None


def _names(model: str, keys: set[UUID | None]) -> dict[UUID, str]:
    rows = apps.get_model(model)._default_manager.filter(key__in=keys - {None})
    return dict(rows.values_list("key", "name"))
