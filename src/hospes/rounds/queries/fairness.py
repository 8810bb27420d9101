"""Who got how much of what they asked for, by kind of organisation, country, size and newness."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from hospes.matchmaking.choices import EntryKind
from hospes.organisations.models import Organisation
from hospes.rounds.models import Outcome, Run

# Groups by their people; hosts are not grouped by size.
SIZES = (("1-4", 1, 4), ("5-9", 5, 9), ("10-19", 10, 19), ("20+", 20, None))


@dataclass(frozen=True, slots=True)
class Group:
    """A group of wishes: how many people they are, and how many of them the plan places."""

    code: str
    asked: int
    placed: int

    @property
    def percent(self) -> int:
        return round(100 * self.placed / self.asked) if self.asked else 0


def by_kind(run: Run) -> list[Group]:
    return _grouped(run, F("entry__organisation__kind"))


def by_country(run: Run) -> list[Group]:
    return _grouped(run, F("entry__organisation__country"))


def by_size(run: Run) -> list[Group]:
    sizes = [
        When(Q(asked__gte=least) & (Q() if most is None else Q(asked__lte=most)), then=Value(code))
        for code, least, most in SIZES
    ]
    return _grouped(run, Case(*sizes, default=Value(""), output_field=CharField()))


def by_newness(run: Run) -> list[Group]:
    newness = Case(When(is_newcomer=True, then=Value("new")), default=Value("known"), output_field=CharField())
    return _grouped(run, newness)


def _grouped(run: Run, by: Any) -> list[Group]:
    rows = (
        Outcome.objects.filter(run=run, entry__kind=EntryKind.WISH)
        .order_by()
        .annotate(code=by)
        .values_list("code")
        .annotate(asked_people=Sum("asked"), placed_people=Sum("placed"))
        .order_by("code")
    )
    return [Group(code or "", asked, placed) for code, asked, placed in rows]


# Two plans side by side


def differences(one: Run, other: Run) -> QuerySet[Organisation]:
    """Sending organisations for which the two plans place another number of people: `before`, `after`, `change`."""
    changed = (
        Organisation.objects.filter(entries__in=Outcome.objects.filter(run__in=[one, other]).values("entry"))
        .distinct()
        .annotate(before=_people(one), after=_people(other))
        .annotate(change=F("after") - F("before"))
        .exclude(change=0)
    )
    return changed.order_by("change", "name", "pk")


def _people(run: Run) -> Any:
    placed = (
        Outcome.objects.filter(run=run, entry__kind=EntryKind.WISH, entry__organisation=OuterRef("pk"))
        .order_by()
        .values("run")
        .annotate(people=Sum("placed"))
        .values("people")
    )
    return Coalesce(Subquery(placed), 0)
