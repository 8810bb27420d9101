"""The gaps of today, for every page that tells of them.

A meeting puts them on its agenda with `gaps(3)`: whole sentences in the reader\'s language, the gap that would place
most people first, with the address of its page. No organisation is named, and nothing is worked out here: the market
was looked over before. Three sentences cost one query.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet, Sum

from hospes.matchmaking.models import Entry
from hospes.organisations.models import Organisation
from hospes.people.models import Person
from hospes.people.rules import Visitor
from hospes.radar import phrases, rules
from hospes.radar.models import Gap, GapEntry, GapInvitation, Look


@dataclass(frozen=True, slots=True)
class Told:
    """One gap as another page tells it."""

    sentence: str
    url: str
    places_people: int
    seen_on: date


def gaps(most: int = 3, *, for_members: bool = False) -> list[Told]:
    """What is missing now, at most so many. `for_members`: also the support that the groups need."""
    return [
        Told(
            phrases.sentence(gap.offer, gap.places_people, for_members=for_members),
            gap.get_absolute_url(),
            gap.places_people,
            gap.last_seen_on,
        )
        for gap in current()[:most]
    ]


def current() -> QuerySet[Gap]:
    """Gaps of the last look, the one that would place most people first."""
    return Gap.objects.filter(rank__isnull=False).order_by("rank")


def last_look() -> Look | None:
    return Look.objects.order_by("-at").first()


def groups_of(gap: Gap) -> QuerySet[Entry]:
    """The groups at home that could go there and are still on the market."""
    rows = Entry.objects.published().filter(pk__in=gap.wishes[:600]).select_related("organisation")
    return rows.order_by("-people", "pk")


def invitations_of(gap: Gap, person: Visitor, organisation: Organisation | None) -> QuerySet[GapInvitation]:
    """Whom others were invited by, newest first: all of them for facilitators, for others those of their own."""
    rows = GapInvitation.objects.filter(gap=gap).select_related("invited_by", "acting_for").order_by("-sent_at", "-pk")
    if rules.sees_all_invitations(person):
        return rows
    return rows.filter(acting_for=organisation) if organisation is not None else rows.none()


def invitation_for(pk: int, person: Visitor, organisation: Organisation | None) -> GapInvitation | None:
    """One that this reader may take back."""
    found = GapInvitation.objects.select_related("gap", "invited_by", "acting_for").filter(pk=pk).first()
    return found if found is not None and rules.may_withdraw(person, organisation, found) else None


def arrivals_of(gap: Gap) -> QuerySet[GapEntry]:
    """Entries that came because somebody was invited, newest first."""
    rows = GapEntry.objects.filter(invitation__gap=gap).select_related("entry__organisation", "invitation")
    return rows.order_by("-begun_at", "-pk")


@dataclass(frozen=True, slots=True)
class Came:
    """What invitations brought in all."""

    invited: int
    begun: int
    measured: int
    promised: int
    placed: int


def what_came() -> Came:
    """Promised and realised of every gap there was. Two queries."""
    rows = GapEntry.objects.filter(places_people__isnull=False)
    sums = rows.aggregate(count=Count("pk"), promised=Sum("invitation__promised"), placed=Sum("places_people"))
    return Came(
        GapInvitation.objects.filter(withdrawn_at=None).count(),
        GapEntry.objects.count(),
        sums["count"],
        sums["promised"] or 0,
        sums["placed"] or 0,
    )


def invitation_of(key: UUID) -> GapInvitation | None:
    return GapInvitation.objects.select_related("gap", "acting_for").filter(key=key).first()


def waiting_for(person: Person) -> Iterable[GapInvitation]:
    """Invitations to the person\'s own address from which nothing has begun yet."""
    rows = GapInvitation.objects.filter(email__iexact=person.email, entries=None).exclude(email="")
    return (one for one in rows.select_related("gap").order_by("expires_at")[:5] if rules.is_open(one))
