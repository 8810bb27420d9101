"""Consortia with their roles and partners, as pages show them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from hospes.consortia.choices import WAITING, IdeaState, PartnerState, RoleState
from hospes.consortia.models import Consortium, Partner, Role
from hospes.consortia.rules import can_seek
from hospes.matchmaking.choices import EntryKind, EntryStatus
from hospes.matchmaking.models import Entry
from hospes.organisations.choices import Membership
from hospes.organisations.models import Organisation


@dataclass(frozen=True)
class RoleStanding:
    """A role with its partners: who takes part, who is asked or has applied, how many are missing."""

    role: Role
    accepted: list[Partner] = field(default_factory=list)
    waiting: list[Partner] = field(default_factory=list)
    over: list[Partner] = field(default_factory=list)

    @property
    def missing(self) -> int:
        return max(self.role.number - len(self.accepted), 0)

    @property
    def state(self) -> RoleState:
        if not self.missing:
            return RoleState.FILLED
        return RoleState.ASKED if self.waiting else RoleState.MISSING


def standings_of(consortium: Consortium) -> list[RoleStanding]:
    """All roles of a consortium in the order in which they were written, in two questions."""
    partners = Partner.objects.select_related("organisation").order_by("at", "pk")
    roles = list(
        Role.objects.filter(consortium=consortium).prefetch_related(Prefetch("partners", partners)).order_by("pk")
    )
    for role in roles:
        role.consortium = consortium
    return [_standing(role) for role in roles]


def _standing(role: Role) -> RoleStanding:
    by_state: dict[str, list[Partner]] = defaultdict(list)
    for partner in role.partners.all():
        by_state[partner.state].append(partner)
    return RoleStanding(
        role,
        by_state[PartnerState.ACCEPTED],
        [one for state in WAITING for one in by_state[state]],
        [*by_state[PartnerState.DECLINED], *by_state[PartnerState.WITHDRAWN]],
    )


def state_of(entry: Entry, standings: Collection[RoleStanding], today: date) -> IdeaState:
    if not can_seek(entry, today):
        return IdeaState.CLOSED
    complete = bool(standings) and all(not one.missing for one in standings)
    return IdeaState.COMPLETE if complete else IdeaState.SEEKING


def roles_missing(consortium: Consortium) -> list[Role]:
    return [one.role for one in standings_of(consortium) if one.missing]


_ACCEPTED = (
    Partner.objects.accepted().filter(role=OuterRef("pk")).order_by().values("role").annotate(n=Count("pk")).values("n")
)


def all_roles(today: date) -> QuerySet[Any]:
    """Roles of ideas that are published and whose deadline has not passed, each with how many partners are found."""
    seeking = Role.objects.filter(
        Q(consortium__entry__deadline=None) | Q(consortium__entry__deadline__gte=today),
        Q(consortium__entry__valid_until=None) | Q(consortium__entry__valid_until__gte=today),
        consortium__entry__status=EntryStatus.PUBLISHED,
    ).exclude(consortium__entry__organisation__membership=Membership.SUSPENDED)
    found = seeking.annotate(found=Coalesce(Subquery(_ACCEPTED, output_field=IntegerField()), 0))
    return found.select_related("consortium__entry__organisation")


def open_roles(today: date) -> QuerySet[Any]:
    """Those without all their partners."""
    return all_roles(today).filter(found__lt=F("number"))


def ideas(today: date) -> QuerySet[Entry]:
    """Published ideas that have not passed, those with a deadline first, the nearest of them on top."""
    on_market = Entry.objects.filter(
        Q(deadline=None) | Q(deadline__gte=today),
        Q(valid_until=None) | Q(valid_until__gte=today),
        kind=EntryKind.IDEA,
        status=EntryStatus.PUBLISHED,
    )
    rows = on_market.select_related("organisation", "consortium")
    return rows.order_by(F("deadline").asc(nulls_last=True), "-published_at", "-pk")


def numbers_of(entries: Iterable[Entry]) -> dict[int, tuple[int, int]]:
    """Of some ideas, how many partners are found and how many are missing: two questions for all of them."""
    roles = Role.objects.filter(consortium__entry__in=[entry.pk for entry in entries])
    rows = roles.annotate(found=Coalesce(Subquery(_ACCEPTED, output_field=IntegerField()), 0))
    numbers: dict[int, tuple[int, int]] = {}
    for entry, number, found in rows.values_list("consortium__entry", "number", "found"):
        before = numbers.get(entry, (0, 0))
        numbers[entry] = before[0] + found, before[1] + max(number - found, 0)
    return numbers


def consortium_of(entry: Entry) -> Consortium | None:
    found = Consortium.objects.filter(entry=entry).first()
    if found is not None:
        found.entry = entry
    return found


def part_of(organisation: Organisation) -> QuerySet[Partner]:
    """Where an organisation is asked, has applied or takes part, the latest first."""
    rows = Partner.objects.standing().filter(organisation=organisation)
    return rows.select_related("role__consortium__entry__organisation").order_by("-at", "-pk")
