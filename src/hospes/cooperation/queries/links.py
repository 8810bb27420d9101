"""Which cooperation links a reader sees, and how many came into being when."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractYear

from hospes.cooperation.choices import LinkKind, LinkState, Source
from hospes.cooperation.models import CooperationLink, LinkEvidence, LinkQuerySet
from hospes.organisations.models import Organisation
from hospes.organisations.rules import AUTHORITIES
from hospes.people.rules import Visitor, is_facilitator
from hospes.reference.regions import region

# Between how many pairs of regions a map still shows something.
MOST_FLOWS = 60


@dataclass(frozen=True)
class Filters:
    """What a reader asks of the list. Unknown codes are as if they were not there."""

    region: str = ""
    kinds: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    years: tuple[int, ...] = ()

    @classmethod
    def asked(cls, query: Mapping[str, Sequence[str]]) -> "Filters":
        found = region((query.get("region") or [""])[-1][:12])
        return cls(
            region=found.code if found else "",
            kinds=tuple(code for code in LinkKind.values if code in query.get("kind", ())),
            states=tuple(code for code in LinkState.values if code in query.get("state", ())),
            years=tuple(year for year in _YEARS if str(year) in query.get("year", ())),
        )

    @property
    def is_empty(self) -> bool:
        return self == Filters()


_YEARS = range(2000, 2101)


def visible_to(person: Visitor, organisations: Collection[Organisation]) -> LinkQuerySet:
    """Confirmed ones for everybody; drafts and ended ones for those who carry them, and for their regions' authorities.

    `organisations` are those that the reader acts for. The newest first.
    """
    links = CooperationLink.objects.order_by("-created_at", "-pk")
    if is_facilitator(person):
        return links
    seen = Q(state=LinkState.CONFIRMED)
    if organisations:
        seen |= Q(pk__in=CooperationLink.objects.carried_by(*organisations).values("pk"))
    for one in organisations:
        if one.kind in AUTHORITIES and one.territory:
            seen |= Q(territory_a__startswith=one.territory) | Q(territory_b__startswith=one.territory)
    return links.filter(seen)


def listed(links: LinkQuerySet, filters: Filters) -> LinkQuerySet:
    """Without a state asked for: those that are confirmed."""
    found = links.filter(state__in=filters.states or (LinkState.CONFIRMED,))
    if filters.region:
        found = found.within(filters.region)
    if filters.kinds:
        found = found.filter(kind__in=filters.kinds)
    if filters.years:
        found = found.filter(confirmed_at__year__in=filters.years)
    return found


def in_region(territory: str) -> LinkQuerySet:
    """Confirmed links of a region and its parts, the oldest cooperation first."""
    return CooperationLink.objects.confirmed().within(territory).order_by("since", "pk")


def evidence_of(link: CooperationLink) -> QuerySet[LinkEvidence]:
    rows = LinkEvidence.objects.filter(link=link).select_related("organisation_a", "organisation_b", "added_by")
    return rows.order_by("since", "pk")


def agreements_of(organisation: Organisation) -> QuerySet[LinkEvidence]:
    """Confirmed agreements of an organisation, as everybody may read them."""
    rows = LinkEvidence.objects.of(organisation).filter(source=Source.AGREEMENT, proven_at__isnull=False)
    rows = rows.filter(link__state=LinkState.CONFIRMED).select_related("link", "organisation_a", "organisation_b")
    return rows.order_by("since", "pk")


def counts_of(links: Collection[CooperationLink]) -> dict[int, tuple[int, int]]:
    """Realised stays and confirmed agreements of each link, in one question."""
    stays, agreements = Q(source=Source.INTRODUCTION), Q(source=Source.AGREEMENT)
    rows = LinkEvidence.objects.filter(link__in=[one.pk for one in links], proven_at__isnull=False)
    counted = rows.values("link").annotate(stays=Count("pk", filter=stays), agreements=Count("pk", filter=agreements))
    return {row["link"]: (row["stays"], row["agreements"]) for row in counted}


@dataclass(frozen=True, slots=True)
class Flow:
    """Two regions, and how many links there are between them."""

    first: str
    second: str
    count: int


def flows(links: LinkQuerySet) -> list[Flow]:
    """Pairs of regions with the number of their links, most first; not more than a map can show."""
    rows = links.order_by().values("territory_a", "territory_b").annotate(count=Count("pk"))
    ordered = rows.order_by("-count", "territory_a", "territory_b").values_list("territory_a", "territory_b", "count")
    return [Flow(*row) for row in ordered[:MOST_FLOWS]]


def created_per_year(kinds: Collection[str] = ()) -> dict[int, dict[str, int]]:
    """How many links were confirmed in each calendar year, by kind: what the partnership reports.

    A link counts once, in the year of its first confirmation, also when it has ended since. Drafts never count.
    """
    rows = CooperationLink.objects.filter(confirmed_at__isnull=False)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    years = rows.annotate(year=ExtractYear("confirmed_at")).order_by("year", "kind")
    found: dict[int, dict[str, int]] = {}
    for year, kind, count in (
        years.values("year", "kind").annotate(count=Count("pk")).values_list("year", "kind", "count")
    ):
        found.setdefault(year, {})[kind] = count
    return found
