"""Writing digests. Whoever is killed in the middle has written nothing; whoever comes twice writes nothing twice."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone, translation

from hospes.following import letters, phrases
from hospes.following.choices import DIGEST
from hospes.following.models import Reader, SavedSearch
from hospes.following.queries.digest import Found, Gathering
from hospes.following.queries.due import Due, due, due_readers, zone_of
from hospes.following.rules import SETTLING
from hospes.jobs.actions import hold
from hospes.mail.actions import mark_told, post
from hospes.mail.choices import Way
from hospes.mail.letter import Section
from hospes.mail.rules import address_hash, ways_of

BATCH = 200


def tell_everybody(now: datetime | None = None) -> int:
    """Write the digests that are due. Says how many were written; people with nothing new get none."""
    now = now or timezone.now()
    gathering: Gathering | None = None
    written = 0
    readers = list(due_readers(now).values_list("pk", flat=True))
    for start in range(0, len(readers), BATCH):
        gathering = gathering or Gathering(now - SETTLING)
        written += _tell(readers[start : start + BATCH], now, gathering)
    return written


@transaction.atomic
def _tell(readers: Sequence[int], now: datetime, gathering: Gathering) -> int:
    hold()
    # Of two workers the second waits here, and then finds that everything is told.
    rows = Reader.objects.select_for_update(of=("self",)).filter(pk__in=readers).select_related("person").order_by("pk")
    still_due = set(due_readers(now).filter(pk__in=readers).values_list("pk", flat=True))
    batch = [due(reader, now) for reader in rows if reader.pk in still_due]
    addresses = {one.reader.pk: letters.address_of(one.reader) for one in batch}
    hashes = {reader: address_hash(address) for reader, address in addresses.items()}
    ways = ways_of(set(hashes.values()))
    listening = [one for one in batch if ways[hashes[one.reader.pk]].get(DIGEST) != Way.NEVER]
    found = gathering.gather(listening, addresses)
    written = 0
    for one in listening:
        muted = {topic for topic, way in ways[hashes[one.reader.pk]].items() if way == Way.NEVER}
        written += _tell_one(one, found[one.reader.pk], muted)
    _note(batch, listening, gathering)
    return written


def _tell_one(one: Due, found: Found, muted: set[str]) -> bool:
    """Nothing new, no mail."""
    reader = one.reader
    to = letters.recipient_of(reader)
    with translation.override(to.language), timezone.override(zone_of(to.time_zone)):
        sections: list[Section] = phrases.sections(found, muted)
    if not sections:
        return False
    post(
        lambda: letters.digest(reader, sections, one.day, is_weekly=one.is_weekly),
        to=to,
        topic=DIGEST,
        key=f"digest-{reader.key}-{one.day.isoformat()}",
    )
    mark_told(found.held)
    return True


def _note(batch: Sequence[Due], listening: Sequence[Due], gathering: Gathering) -> None:
    """Until when each reader was told. Who stopped the digest is not looked at again today, and misses nothing."""
    for day in {one.day for one in batch}:
        looked_at = Reader.objects.filter(pk__in=[one.reader.pk for one in batch if one.day == day])
        looked_at.update(told_on=day)
        weekly = [one.reader.pk for one in batch if one.day == day and one.is_weekly]
        Reader.objects.filter(pk__in=weekly).update(weekly_on=day)
    told_all = [one.reader.pk for one in listening if one.tells(one.reader.rhythm)]
    Reader.objects.filter(pk__in=told_all).update(told_up_to=gathering.until)
    by_reader = {one.reader.pk: one for one in listening}
    searches = SavedSearch.objects.live().filter(reader__in=by_reader, told_up_to__lt=gathering.until)
    rows = searches.values_list("pk", "reader_id", "rhythm")
    told = [pk for pk, reader, rhythm in rows if by_reader[reader].tells(rhythm)]
    SavedSearch.objects.filter(pk__in=told).update(told_up_to=gathering.until)
