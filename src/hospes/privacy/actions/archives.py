"""Making the file with one's own data: at once when it is small, by a worker when it is not."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from hospes.journal.actions import record
from hospes.mail.actions import post
from hospes.people.letters import reader
from hospes.people.models import Person
from hospes.people.rules import may_see_own
from hospes.privacy import archive, letters
from hospes.privacy.choices import ArchiveState
from hospes.privacy.models import OwnArchive


@transaction.atomic
def ask_for_archive(person: Person, *, language: str, by: Person) -> OwnArchive:
    """Ask a worker for the file. Asked again, the one of before goes."""
    if not may_see_own(by, person):
        raise PermissionDenied
    values = {"state": ArchiveState.ASKED, "language": language, "asked_at": timezone.now(), "made_at": None}
    row, _is_new = OwnArchive.objects.update_or_create(person=person, defaults=values | {"content": b""})
    record("person.archive_asked", on=person, by=by)
    return row


@transaction.atomic
def make_archive(person: Person) -> None:
    """Make the file that was asked for, and say so by mail. Once, however often a worker tries."""
    row = OwnArchive.objects.select_for_update().filter(person=person, state=ArchiveState.ASKED).first()
    if row is None:
        return
    row.content = archive.pack(person, language=row.language)
    row.state, row.made_at = ArchiveState.READY, timezone.now()
    row.save(update_fields=["content", "state", "made_at"])
    post(
        lambda: letters.archive_ready(person),
        to=reader(person),
        topic=letters.TOPIC,
        key=f"own-archive-{row.pk}-{row.asked_at.timestamp()}",
        unsubscribe=False,
    )
    record("person.archive_made", on=person, by=None)
