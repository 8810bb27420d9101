"""Introductions as pages, letters and the desk see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from hospes.core.todo import TodoItem
from hospes.matchmaking.choices import UNDER_WAY, WAITING, EntryKind, IntroductionState, Side
from hospes.matchmaking.models import Entry, Introduction
from hospes.matchmaking.queries.recipients import recipients_for
from hospes.matchmaking.rules.introductions import entry_of, is_introduced, organisation_of, other
from hospes.organisations.models import Organisation
from hospes.people.models import Person
from hospes.people.rules import Visitor, is_facilitator

# People of these introductions have found their place.
PLACED = (*UNDER_WAY, IntroductionState.REALISED)


def introductions() -> QuerySet[Introduction]:
    """Introductions with both entries and organisations beside them."""
    return Introduction.objects.select_related(
        "wish__organisation", "offer__organisation", "wish__contact", "offer__contact", "proposed_by"
    )


def visible_to(person: Visitor) -> QuerySet[Introduction]:
    """All for facilitators; those of one's own organisations for members; none for anybody else."""
    if is_facilitator(person):
        return introductions()
    if not isinstance(person, Person):
        return introductions().none()
    own = Organisation.objects.acted_for_by(person).values("pk")
    return introductions().filter(Q(wish__organisation__in=own) | Q(offer__organisation__in=own))


def introductions_for(organisation: Organisation) -> QuerySet[Introduction]:
    return introductions().filter(Q(wish__organisation=organisation) | Q(offer__organisation=organisation))


def newest_first(found: QuerySet[Introduction]) -> QuerySet[Introduction]:
    """Those that wait for an answer come first, by their answer date."""
    waiting = Q(state__in=WAITING)
    return found.alias(waits=waiting).order_by(F("waits").desc(), "-proposed_at", "-pk")


def between(wish: Entry, offer: Entry) -> Introduction | None:
    """The last introduction of this pair."""
    return introductions().filter(wish=wish, offer=offer).order_by("-pk").first()


def held_of(entry: Entry) -> dict[tuple[int, int], Introduction]:
    """The introductions of an entry that wait for an answer, go on or led to a stay, by wish and offer."""
    side = Side.WISH if entry.kind == EntryKind.WISH else Side.OFFER
    found = Introduction.objects.filter(**{side.value: entry}, state__in=(*WAITING, *PLACED)).order_by("pk")
    return {(one.wish_id, one.offer_id): one for one in found}


# Room


@dataclass(frozen=True, slots=True)
class Room:
    """How much of an entry is taken by introductions that both sides accepted."""

    total: int | None
    taken: int

    @property
    def left(self) -> int | None:
        """None when the total is unknown."""
        return None if self.total is None else max(self.total - self.taken, 0)

    def holds(self, people: int) -> bool:
        return self.left is None or people <= self.left


def room_of(entry: Entry, *, without: Introduction | None = None) -> Room:
    """Places of an offer, people of a wish."""
    mine = {"wish": entry} if entry.kind == EntryKind.WISH else {"offer": entry}
    found = Introduction.objects.filter(state__in=PLACED, **mine)
    if without is not None:
        found = found.exclude(pk=without.pk)
    taken = found.aggregate(taken=Coalesce(Sum("people"), 0))["taken"]
    return Room(entry.people if entry.kind == EntryKind.WISH else entry.places, taken)


def all_placed(entries: Iterable[Entry]) -> set[int]:
    """Those of some entries all of whose people or places are taken by introductions that both sides accepted."""
    sizes = {one.pk: one.people if one.kind == EntryKind.WISH else one.places for one in entries}
    taken = dict.fromkeys(sizes, 0)
    found = Introduction.objects.filter(Q(wish__in=sizes) | Q(offer__in=sizes), state__in=PLACED)
    for wish, offer, people in found.values_list("wish_id", "offer_id", "people"):
        for one in taken.keys() & {wish, offer}:
            taken[one] += people or 1
    return {pk for pk, size in sizes.items() if size and taken[pk] >= size}


# Contacts


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom the other side writes to."""

    name: str
    email: str
    organisation: str


def contact_of(introduction: Introduction, side: Side) -> Contact | None:
    """The contact of one side, and None until both sides have accepted."""
    if not is_introduced(introduction):
        return None
    people = recipients_for(entry_of(introduction, side))
    if not people:
        return None
    return Contact(people[0].name, people[0].email, organisation_of(introduction, side).name)


# How reliably an organisation answers


@dataclass(frozen=True, slots=True)
class ReplyRate:
    """Of the proposals that are no longer waiting, how many the organisation answered."""

    asked: int
    answered: int

    @property
    def percent(self) -> int:
        return round(100 * self.answered / self.asked) if self.asked else 0


def reply_rate(organisation: Organisation) -> ReplyRate:
    """Only for the organisation itself and for facilitators. Two queries.

    A proposal that the other side declined or the facilitator withdrew before this side answered
    says nothing about this side, so it does not count.
    """
    asked = answered = 0
    for side in Side:
        own = Introduction.objects.filter(**{f"{side}__organisation": organisation})
        counted = own.exclude(state__in=WAITING)
        said = Q(**{f"{side}_accepted_at__isnull": False}) | Q(ended_by_side=side) | Q(countered_by=side)
        silent = Q(state=IntroductionState.EXPIRED)
        answers = counted.filter(said).count()
        answered += answers
        asked += answers + counted.filter(silent).exclude(said).count()
    return ReplyRate(asked, answered)


# What waits for a person


def todo_for(person: Person, acting_for: Organisation | None) -> list[TodoItem]:
    """Proposals that wait for the answer of the organisation one acts for."""
    if acting_for is None:
        return []
    found: dict[tuple[str, int], TodoItem] = {}
    for one, side in waiting_for(acting_for):
        if one.exchange_id is None:
            title = _("Answer the proposal from %(organisation)s")
            item = TodoItem(
                title % {"organisation": organisation_of(one, other(side)).name}, one.get_absolute_url(), one.answer_by
            )
            found["introduction", one.pk] = item
        else:
            # One press answers all its parts.
            url = reverse("exchanges:exchange-detail", args=[one.exchange_id])
            found["exchange", one.exchange_id] = TodoItem(
                _("Answer the exchange that was proposed to you"), url, one.answer_by
            )
    return list(found.values())


def waiting_for(organisation: Organisation, limit: int = 50) -> list[tuple[Introduction, Side]]:
    """Introductions that wait for this organisation's answer, the nearest answer date first."""
    wish, offer = Q(wish__organisation=organisation), Q(offer__organisation=organisation)
    mine = (wish & Q(wish_accepted_at=None)) | (offer & Q(offer_accepted_at=None))
    found = introductions().filter(mine, state__in=WAITING).order_by("answer_by", "pk")[:limit]
    return [(one, Side.WISH if one.wish.organisation_id == organisation.pk else Side.OFFER) for one in found]


def overdue(today: date) -> QuerySet[Introduction]:
    return Introduction.objects.filter(state__in=WAITING, answer_by__lt=today)
