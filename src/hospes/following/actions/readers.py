"""Readers of the digest: made when they are needed, forgotten when they leave."""

from django.db import transaction
from django.utils import timezone

from hospes.following.choices import DIGEST, Rhythm
from hospes.following.models import Reader
from hospes.journal.actions import record
from hospes.mail.actions import choose_way
from hospes.mail.choices import Way
from hospes.mail.rules import address_hash
from hospes.people.models import Person
from hospes.people.queries import person_by_email

BATCH = 500


def reader_for(person: Person) -> Reader:
    """The person's reader, made now if there is none. The first weekly digest is that of the next Monday."""
    reader, _made = Reader.objects.get_or_create(person=person, defaults={"weekly_on": timezone.localdate()})
    return reader


def reader_at(address: str, *, language: str, time_zone: str) -> Reader:
    """The reader behind an address: the person who has it, or a guest."""
    address = address.strip()
    person = person_by_email(address)
    if person is not None and person.is_active:
        return reader_for(person)
    found = Reader.objects.filter(address__iexact=address, person=None).first()
    if found is None:
        found, _made = Reader.objects.get_or_create(
            address=address.casefold(),
            person=None,
            defaults={"language": language, "time_zone": time_zone, "weekly_on": timezone.localdate()},
        )
    return found


def greet_new_people() -> int:
    """Everybody with an account reads the digest, unless they say otherwise. Says how many are new."""
    made = 0
    while people := list(Person.objects.active().filter(digest_reader=None).order_by("pk")[:BATCH]):
        today = timezone.localdate()
        rows = [Reader(person=person, weekly_on=today, told_on=today) for person in people]
        Reader.objects.bulk_create(rows, ignore_conflicts=True)
        made += len(rows)
    return made


@transaction.atomic
def choose_mails(person: Person, *, rhythm: Rhythm | str | None, ways: dict[str, Way], by: Person) -> None:
    """Which mails come, and when. `rhythm=None`: no digest at all."""
    hashed = address_hash(person.email)
    reader = reader_for(person)
    changed = choose_way(hashed_address=hashed, topic=DIGEST, way=Way.NEVER if rhythm is None else Way.AT_ONCE)
    if rhythm is not None and reader.rhythm != rhythm:
        reader.rhythm = Rhythm(rhythm)
        reader.save(update_fields=["rhythm"])
        changed = True
    for topic, way in ways.items():
        changed = choose_way(hashed_address=hashed, topic=topic, way=way) or changed
    if changed:
        record("notifications.chosen", on=reader, by=by)


def forget_person(person: Person) -> None:
    """A person is erased: nobody is told anything any more."""
    Reader.objects.filter(person=person).delete()
    forget_guest(person.email)


def forget_guest(address: str) -> None:
    """A guest is erased, and every search with them."""
    Reader.objects.filter(address__iexact=address).delete()


@transaction.atomic
def forget_guests_who_left() -> int:
    """Guests without any search."""
    deleted, _by_model = Reader.objects.filter(person=None, searches=None).delete()
    return deleted
