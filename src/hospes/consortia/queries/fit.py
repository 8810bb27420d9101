"""Whom to ask for a role, and which roles look for an organisation: judged by `hospes.pairing`, bounded in number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from hospes.consortia.models import Partner, Role
from hospes.consortia.queries.parties import Candidate, candidates_of, context, judged
from hospes.consortia.queries.roles import open_roles
from hospes.consortia.rules import can_seek
from hospes.matchmaking.models import Entry
from hospes.matchmaking.queries.found import ENTRY, HELD
from hospes.organisations.choices import Membership
from hospes.organisations.models import Organisation, OrganisationPost, OrganisationQuerySet
from hospes.pairing.assess import Assessment, is_near_miss
from hospes.reference.choices import OrganisationKind
from hospes.reference.topics import topic_parents
from hospes.search.shelf import Shelf, shelf

# Organisations that are judged for one role, and roles that are judged for one organisation.
MOST_CANDIDATES, MOST_ROLES = 300, 400
# Entries near the topics of a role, from which the first candidates come.
_MOST_NEAR = 900
SHOWN = 6


@dataclass(frozen=True)
class Fit:
    """A role and an organisation, as the engine judges them."""

    role: Role
    candidate: Candidate
    assessment: Assessment

    @property
    def is_near(self) -> bool:
        return self.assessment.status == "impossible"

    @property
    def place(self) -> tuple[bool, int, int, str]:
        """The best first, near misses last; of equals in the order of their keys: nothing depends on who came first."""
        return self.is_near, -self.assessment.pair_score, -self.assessment.promise.pair, "".join(self.assessment.key)


def organisations_for(role: Role, today: date, most: int = SHOWN) -> list[Fit]:
    """The best organisations for a role that can be asked here and stand in no role of the consortium yet.

    Where there is room, those follow that one thing keeps away.
    """
    return organisations_for_each([role], today, most)[0]


def organisations_for_each(roles: Sequence[Role], today: date, most: int = SHOWN) -> list[list[Fit]]:
    """The same for several roles, with one look at the shelf for all of them."""
    if not roles:
        return []
    against, held = context(today), shelf(ENTRY)
    return [
        _best(
            (Fit(role, one, judged(role, one, against)) for one in candidates_of(_candidates(role, today, held))),
            most,
            near=True,
        )
        for role in roles
    ]


def roles_for(organisation: Organisation, today: date, most: int = SHOWN) -> list[Fit]:
    """The roles that look for an organisation most, of the newest that are open; none that it stands in already."""
    against, candidate = context(today), candidates_of([organisation])[0]
    standing = Partner.objects.standing().filter(organisation=organisation, role__consortium=OuterRef("consortium"))
    rows = open_roles(today).exclude(consortium__entry__organisation=organisation).exclude(Exists(standing))
    roles = rows.order_by("-created_at", "-pk")[:MOST_ROLES]
    found = (Fit(role, candidate, judged(role, candidate, against)) for role in roles)
    return _best((one for one in found if can_seek(one.role.consortium.entry, today)), most)


def fit_of(role: Role, organisation: Organisation, today: date) -> Fit:
    """One pair in full, also where it does not fit."""
    candidate = candidates_of([organisation])[0]
    return Fit(role, candidate, judged(role, candidate, context(today)))


def _best(found: Iterable[Fit], most: int, *, near: bool = False) -> list[Fit]:
    fits = [one for one in found if not one.is_near or (near and is_near_miss(one.assessment))]
    return sorted(fits, key=lambda one: one.place)[:most]


def _candidates(role: Role, today: date, held: Shelf) -> list[Organisation]:
    """Those whose entries are near the topics of the role, then members of the kinds and places wanted."""
    lead = role.consortium.entry.organisation_id
    consortium = role.consortium_id
    standing = Partner.objects.standing().filter(role__consortium=consortium, organisation=OuterRef("pk"))
    post = OrganisationPost.objects.now().filter(organisation=OuterRef("pk"), person__is_active=True)
    possible = Organisation.objects.filter(Exists(post)).exclude(Exists(standing)).exclude(pk=lead)
    possible = _of_kind(possible.exclude(membership=Membership.SUSPENDED), role)
    if role.abroad:
        possible = possible.exclude(country=role.consortium.entry.organisation.country)
    near = list(possible.filter(pk__in=_near(role, today, held)).order_by("pk")[:MOST_CANDIDATES])
    rest = possible.exclude(pk__in=[one.pk for one in near]).order_by(_places_first(role), "membership", "pk")
    return near + list(rest[: MOST_CANDIDATES - len(near)])


def _of_kind(rows: OrganisationQuerySet, role: Role) -> OrganisationQuerySet:
    """Of another kind than any wanted there is nothing to judge; "other" may be anything."""
    return rows.filter(kind__in=[*role.kinds, OrganisationKind.OTHER]) if role.kinds else rows


def _places_first(role: Role) -> Case:
    wanted = Q(country__in=role.countries)
    for code in role.regions:
        wanted |= Q(territory__startswith=code)
    return Case(When(wanted, then=Value(0)), default=Value(1), output_field=IntegerField())


def _near(role: Role, today: date, held: Shelf) -> QuerySet[Entry, Any]:
    """Organisations whose newest entries share a topic with the role, or its group."""
    topics = set(role.topics or role.consortium.entry.topics or ())
    if not topics:
        return Entry.objects.none().values("organisation")
    parents = topic_parents()
    groups = {parent for code in topics if (parent := parents.get(code))}
    on_market = held.on(today) & ~held.having(*HELD) & ~held.having("kind", "idea")
    exact = on_market & held.any_of("topic", topics)
    kin = on_market & held.any_of("topic", groups) & ~exact
    entries = held.newest_first(exact, 0, _MOST_NEAR)
    entries += held.newest_first(kin, 0, _MOST_NEAR - len(entries))
    return Entry.objects.filter(pk__in=entries).values("organisation")
