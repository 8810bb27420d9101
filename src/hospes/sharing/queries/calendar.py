"""One person's dates: what their organisations have to answer, whom they meet, and when their entries end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from hospes.core.tokens import hash_token
from hospes.core.validation import one_line
from hospes.journal.models import JournalLine
from hospes.mail.letter import absolute
from hospes.matchmaking.choices import UNDER_WAY, WAITING, EntryKind, EntryStatus
from hospes.matchmaking.models import Entry, Introduction
from hospes.matchmaking.queries.introductions import introductions
from hospes.organisations.models import Organisation
from hospes.people.models import Person
from hospes.sharing.models import CalendarLink

MOST = 500
_LOOKS_BACK = timedelta(days=90)


@dataclass(frozen=True)
class Appointment:
    """Whole days, the last one included. Nothing about other people."""

    uid: str
    title: str
    url: str
    first: date
    last: date
    # Grows whenever something happens to what it is about, and when that was.
    sequence: int
    changed_at: datetime


def link_behind(token: str) -> CalendarLink | None:
    """The link that this token opens, as long as it is not revoked and its person may sign in."""
    links = CalendarLink.objects.select_related("person")
    return links.filter(token_hash=hash_token(token), revoked_at=None, person__is_active=True).first()


def live_link_of(person: Person) -> CalendarLink | None:
    return CalendarLink.objects.filter(person=person, revoked_at=None).first()


def acts_for_somebody(person: Person) -> bool:
    return Organisation.objects.acted_for_by(person).exists()


def appointments_of(person: Person, today: date) -> list[Appointment]:
    """In the language being spoken. What the person no longer acts for is gone at once."""
    own = list(Organisation.objects.acted_for_by(person).values_list("pk", flat=True))
    mine = Q(wish__organisation__in=own) | Q(offer__organisation__in=own)
    recent = Q(state__in=WAITING) | Q(state__in=UNDER_WAY, starts_on__isnull=False, starts_on__gte=today - _LOOKS_BACK)
    found = list(introductions().filter(mine & recent).order_by("-pk")[:MOST])
    entries = list(
        Entry.objects.filter(
            Q(status__in=[EntryStatus.PUBLISHED, EntryStatus.PAUSED]),
            Q(valid_until__isnull=False) | Q(deadline__isnull=False),
            organisation__in=own,
        ).order_by("-pk")[:MOST]
    )
    told = _told([*found, *entries])
    made = [one for introduction in found for one in _of_introduction(introduction, set(own), told)]
    made += [one for entry in entries for one in _of_entry(entry, told)]
    return sorted(made, key=lambda one: (one.first, one.uid))


Told = dict[tuple[str, str], tuple[int, datetime]]


def _told(things: Iterable[Entry | Introduction]) -> Told:
    """How many lines the journal has on each thing, and when it wrote the last. One query for each kind."""
    keys: dict[str, list[str]] = {}
    for thing in things:
        keys.setdefault(thing._meta.label_lower, []).append(str(thing.pk))
    told: Told = {}
    for kind, ids in keys.items():
        rows = JournalLine.objects.filter(object_kind=kind, object_id__in=ids).order_by()
        for pk, number, last in rows.values_list("object_id").annotate(Count("pk"), Max("at")):
            told[kind, pk] = (number, last)
    return told


def _of_introduction(introduction: Introduction, own: set[int], told: Told) -> list[Appointment]:
    is_wish = introduction.wish.organisation_id in own
    theirs = (introduction.offer if is_wish else introduction.wish).organisation.name
    if introduction.state in UNDER_WAY and introduction.starts_on is not None:
        words = _("Stay with %(organisation)s") if is_wish else _("Guests from %(organisation)s")
        last = introduction.ends_on or introduction.starts_on
        return [_made("stay", introduction, words % {"organisation": theirs}, introduction.starts_on, last, told)]
    accepted_at = introduction.wish_accepted_at if is_wish else introduction.offer_accepted_at
    both_ours = {introduction.wish.organisation_id, introduction.offer.organisation_id} <= own
    if introduction.state not in WAITING or (accepted_at is not None and not both_ours):
        return []
    words = _("Answer the proposal from %(organisation)s") % {"organisation": theirs}
    return [_made("answer", introduction, words, introduction.answer_by, introduction.answer_by, told)]


def _of_entry(entry: Entry, told: Told) -> list[Appointment]:
    made = []
    if entry.valid_until is not None:
        words = _("Your entry ends: %(title)s") % {"title": entry.title}
        made.append(_made("end", entry, words, entry.valid_until, entry.valid_until, told))
    if entry.kind == EntryKind.IDEA and entry.deadline is not None:
        words = _("Deadline of the call: %(title)s") % {"title": entry.title}
        made.append(_made("deadline", entry, words, entry.deadline, entry.deadline, told))
    return made


def _made(what: str, thing: Entry | Introduction, title: str, first: date, last: date, told: Told) -> Appointment:
    began = thing.proposed_at if isinstance(thing, Introduction) else thing.created_at
    number, changed_at = told.get((thing._meta.label_lower, str(thing.pk)), (0, began))
    address = absolute(thing.get_absolute_url())
    return Appointment(f"{what}-{thing.key}", one_line(title), address, first, max(first, last), number, changed_at)
