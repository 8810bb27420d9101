"""Telling an organisation that a new or changed entry nearly fits one of its own: once for each pair and change."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from hospes.following.choices import NEAR
from hospes.following.letters_near import near_miss
from hospes.following.models import NearMissLook, NearMissTold
from hospes.following.queries import near
from hospes.following.queries.near import NearMiss
from hospes.jobs.actions import hold
from hospes.mail.actions import post
from hospes.matchmaking.models import Entry
from hospes.matchmaking.queries.recipients import recipients_for
from hospes.people.letters import reader

AT_ONCE = 100


def tell_of_near_misses(now: datetime | None = None, *, limit: int = AT_ONCE) -> int:
    """Look at some entries whose pairs were found lately. Says how many changes were told."""
    now = now or timezone.now()
    return sum(_tell_around(entry, now) for entry in list(near.to_look_at(now, limit)))


@transaction.atomic
def _tell_around(entry: Entry, now: datetime) -> int:
    """Whoever is killed in the middle has told nothing; whoever comes twice tells nothing twice."""
    hold()
    told = sum(_tell(miss, now) for miss in near.near_misses(entry))
    NearMissLook.objects.update_or_create(entry=entry, defaults={"looked_at": entry.paired_at or now})
    return told


def _tell(miss: NearMiss, now: datetime) -> bool:
    mine = miss.mine
    if near.told_lately(mine.organisation, now) >= near.MOST_A_WEEK:
        return False
    wish, offer = (mine, miss.other) if miss.side == "wish" else (miss.other, mine)
    row, is_new = NearMissTold.objects.get_or_create(
        wish=wish, offer=offer, change=miss.code, defaults={"organisation": mine.organisation, "told_at": now}
    )
    people = recipients_for(mine) if is_new else []
    for person in people:
        post(
            lambda person=person: near_miss(miss, person),  # type: ignore[misc]
            to=reader(person),
            topic=NEAR,
            key=f"near-{row.pk}-{person.key}",
        )
    return bool(people)
