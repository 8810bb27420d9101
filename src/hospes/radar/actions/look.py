"""Looking over the market: what is missing in it, and what came of those who were invited."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

import structlog
from django.db import transaction
from django.utils import timezone

from hospes.jobs.actions import HandedBackError, LeaseLostError, is_held, is_told_to_stop
from hospes.jobs.actions import hold as hold_task
from hospes.matchmaking.actions.questions import Found as FoundQuestion
from hospes.matchmaking.actions.questions import keep_found
from hospes.matchmaking.models import Entry
from hospes.matchmaking.queries import market as whole_market
from hospes.matchmaking.queries.market import trees
from hospes.matchmaking.queries.questions import fingerprint, proposal_of
from hospes.radar import looking
from hospes.radar.choices import QUICK
from hospes.radar.models import Gap, GapEntry, Look
from hospes.radar.queries import market

log = structlog.stdlib.get_logger("hospes.radar")

# Numbers that change from day to day: the same host with another number of places is the same gap.
_NOT_ITS_SHAPE = frozenset({"places"})


def look_when_changed() -> Look | None:
    return look() if is_worth_a_look() else None


def is_worth_a_look() -> bool:
    """Something has changed since the last look, and the market is not too large to look at it by day."""
    last = Look.objects.order_by("-at").first()
    if last is not None and last.fingerprint == fingerprint():
        return False
    return whole_market.published().count() <= QUICK


def look(seconds: float = looking.SECONDS) -> Look | None:
    """Look over the whole market and keep what is seen. Looking is not one transaction: it may take minutes."""
    mark, started = fingerprint(), timezone.now()
    present = market.present()
    arrived = _arrived({offer.key for offer in present.offers})
    task = looking.Task(present, tuple(str(one.entry.key) for one in arrived), seconds)
    found = looking.look(task, trees(), _may_go_on)
    if found is None or not found.has_pairs:
        # What an earlier look found is better than what nobody had time to see.
        log.warning("the market is too large to be looked over in time", wishes=len(present.wishes))
        return Look.objects.order_by("-at").first()
    ids = _ids(found)
    with transaction.atomic():
        hold_task()
        _keep_gaps(found.gaps, ids)
        _keep_arrivals(arrived, found.brought)
        keep_found(list(_questions(found.questions, ids)), at=started)
        seen, _is_new = Look.objects.update_or_create(
            day=timezone.localdate(started),
            defaults={
                "at": started,
                "fingerprint": mark,
                "wishes": len(present.wishes),
                "offers": len(present.offers),
                "people": found.people,
                "at_home": found.at_home,
                "is_whole": found.is_whole,
            },
        )
    return seen


def _may_go_on() -> None:
    """A worker that is told to stop hands the look on; one that was taken for dead leaves it to the other."""
    if is_told_to_stop():
        raise HandedBackError
    if not is_held():
        raise LeaseLostError


def _arrived(on_market: set[str]) -> list[GapEntry]:
    """Entries that came by an invitation, are on the market, and were not looked at yet; in their order."""
    waiting = GapEntry.objects.filter(places_people=None).select_related("entry")
    rows = waiting.order_by("entry__first_published_at", "pk")
    return [one for one in rows if str(one.entry.key) in on_market]


def _ids(found: looking.Found) -> dict[str, int]:
    """The primary keys of the entries that are named, some at a time."""
    keys = {key for gap in found.gaps for key in gap.wishes} | {one.entry for one in found.questions}
    keys |= {key for one in found.questions for pair in one.opens for key in pair}
    named, ids = sorted(keys), {}
    for start in range(0, len(named), 500):
        rows = Entry.objects.filter(key__in=named[start : start + 500]).values_list("key", "pk")
        ids.update({str(key): pk for key, pk in rows})
    return ids


def shape_of(offer: Mapping[str, Any]) -> str:
    told = {name: value for name, value in offer.items() if name not in _NOT_ITS_SHAPE}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _keep_gaps(gaps: Iterable[looking.Gap], ids: Mapping[str, int]) -> None:
    """The same host missing again is the same gap. One that is not needed any more keeps page and invitations."""
    today = timezone.localdate()
    Gap.objects.filter(rank__isnull=False).update(rank=None)
    kept: set[str] = set()
    for one in gaps:
        shape = shape_of(one.offer)
        if shape in kept:
            continue
        kept.add(shape)
        values = {
            "offer": dict(one.offer),
            "places_people": one.places_people,
            "could_take": one.could_take,
            "wishes": [ids[key] for key in one.wishes if key in ids],
            "rank": len(kept),
            "last_seen_on": today,
        }
        Gap.objects.update_or_create(shape=shape, defaults=values, create_defaults=values | {"first_seen_on": today})


def _keep_arrivals(arrived: Iterable[GapEntry], brought: Mapping[str, int]) -> None:
    for one in arrived:
        people = brought.get(str(one.entry.key))
        if people is not None:
            GapEntry.objects.filter(pk=one.pk).update(places_people=people, measured_on=timezone.localdate())


def _questions(asked: Iterable[looking.Asked], ids: Mapping[str, int]) -> Iterable[FoundQuestion]:
    for one in asked:
        yield FoundQuestion(
            # Zero: the entry is gone since the market was read, and nobody is asked about it.
            entry=ids.get(one.entry, 0),
            proposal=proposal_of(one.change),
            opens=[(ids[wish], ids[offer]) for wish, offer in one.opens if {wish, offer} <= ids.keys()],
            places_people=one.places_people,
            together=one.together,
        )
