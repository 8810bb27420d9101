"""Writing down what was done, and taking words about a person out again."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from django.db import connection, models, transaction
from django.utils import timezone

from hospes.core.bulk import columns_of, insert_rows, row_maker
from hospes.journal import listeners, phrases
from hospes.journal.chain import line_hash, payload_hash, plain
from hospes.journal.models import JournalLine, PersonalPayload

# Any number will do, as long as nothing else of ours takes the same lock.
_CHAIN_LOCK = 4_707_011
# Lines written by one statement.
_MANY = 1000


class Keyed(Protocol):
    """A person or an organisation: known to the journal by its key alone."""

    @property
    def key(self) -> UUID: ...


@transaction.atomic
def record(
    verb: str,
    *,
    by: Keyed | None,
    on: models.Model | None = None,
    acting_for: Keyed | None = None,
    facts: Mapping[str, Any] | None = None,
    personal: Mapping[str, str] | None = None,
    about: Keyed | None = None,
) -> JournalLine:
    """Write one line, in the transaction of what was done: both are kept, or neither.

    Call it last in an action: lines are written one after the other, so whoever writes next
    waits for this transaction. `facts` hold codes and numbers, nothing about a person. Words
    about a person go into `personal` and can be erased; `about` says whose words they are, the
    acting person's when left out. `by` is None when the site itself acted.
    """
    phrases.check(verb)
    if on is not None:
        listeners.get_ready(on._meta.label_lower, [str(on.pk)])
    take_the_chain()
    if by is not None:
        listeners.ask_of(by)
    previous = JournalLine.objects.order_by("-sequence").only("sequence", "hash").first()
    words = plain(personal) if personal else {}
    salt = secrets.token_hex(16) if words else ""
    line = JournalLine(
        sequence=previous.sequence + 1 if previous else 1,
        at=timezone.now(),
        verb=verb,
        actor_key=by.key if by is not None else None,
        organisation_key=acting_for.key if acting_for is not None else None,
        object_kind=on._meta.label_lower if on is not None else "",
        object_id=str(on.pk) if on is not None else "",
        facts=plain(facts or {}),
        personal_hash=payload_hash(words, salt) if words else "",
        previous_hash=previous.hash if previous else "",
    )
    line.hash = line_hash(line)
    line.save()
    if words:
        whose = about if about is not None else by
        PersonalPayload.objects.create(
            line=line, about_key=whose.key if whose is not None else None, salt=salt, payload=words
        )
    listeners.tell([line])
    return line


class Told(NamedTuple):
    """One of many lines of the same verb."""

    on: models.Model
    acting_for: Keyed | None
    facts: Mapping[str, Any]


@transaction.atomic
def record_many(verb: str, lines: Iterable[Told], *, by: Keyed | None) -> int:
    """Write a line for each thing of a list that came in at once. Nothing in them is personal. Returns how many."""
    phrases.check(verb)
    take_the_chain()
    if by is not None:
        listeners.ask_of(by)
    previous = JournalLine.objects.order_by("-sequence").only("sequence", "hash").first()
    sequence, last = (previous.sequence, previous.hash) if previous else (0, "")
    now, count, batch = timezone.now(), 0, []
    for on, acting_for, facts in lines:
        count += 1
        line = JournalLine(
            sequence=sequence + count,
            at=now,
            verb=verb,
            actor_key=by.key if by is not None else None,
            organisation_key=acting_for.key if acting_for is not None else None,
            object_kind=on._meta.label_lower,
            object_id=str(on.pk),
            facts=plain(facts),
            previous_hash=last,
        )
        line.hash = last = line_hash(line)
        batch.append(line)
        if len(batch) == _MANY:
            listeners.tell(JournalLine.objects.bulk_create(batch))
            batch = []
    listeners.tell(JournalLine.objects.bulk_create(batch))
    return count


@transaction.atomic
def record_rows(
    verb: str,
    kind: type[models.Model],
    lines: Iterable[tuple[int, UUID | None, Mapping[str, Any]]],
    *,
    by: Keyed | None,
) -> int:
    """`record_many` for a hundred thousand: each line is the thing's number, its organisation's key, and facts.

    Nobody who listens is told: whoever writes so many things writes what is derived from them, too.
    """
    phrases.check(verb)
    take_the_chain()
    if by is not None:
        listeners.ask_of(by)
    previous = JournalLine.objects.order_by("-sequence").only("sequence", "hash").first()
    sequence, last = (previous.sequence, previous.hash) if previous else (0, "")
    row, now, label, count = row_maker(JournalLine), timezone.now(), kind._meta.label_lower, 0

    def rows() -> Iterator[list[Any]]:
        nonlocal count, last
        for number, organisation, facts in lines:
            count += 1
            line = JournalLine(
                sequence=sequence + count,
                at=now,
                verb=verb,
                actor_key=by.key if by is not None else None,
                organisation_key=organisation,
                object_kind=label,
                object_id=str(number),
                facts=plain(facts),
                previous_hash=last,
            )
            line.hash = last = line_hash(line)
            yield row(line)

    insert_rows(JournalLine, columns_of(JournalLine), rows())
    return count


def erase_words_about(person: Keyed) -> int:
    """Take the words about a person out of the journal. The chain still verifies."""
    erased, _by_model = PersonalPayload.objects.filter(about_key=person.key).delete()
    return erased


def take_the_chain() -> None:
    """One writer at a time, until the transaction ends. `record` does it; whoever compares first does it before.

    On SQLite the transaction itself, which is IMMEDIATE, sees to that.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])
