"""The public directory: search, filters, counts, and how many members each territory has."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import and_

from django.db.models import Count, Q
from django.db.models.functions import Lower

from hospes.core.text import words
from hospes.organisations.choices import Membership
from hospes.organisations.models import Organisation, OrganisationQuerySet
from hospes.reference.choices import OrganisationKind
from hospes.reference.countries import country_name, is_country
from hospes.search.queries import matching
from hospes.search.shelf import shelf

# More territories than this are no picture any more.
_CROWDED = 80
# So many are named to the database one by one.
_FEW = 5000


@dataclass(frozen=True)
class Filters:
    """What a reader asks of the directory. Unknown codes are left out before they come here."""

    search: str = ""
    kinds: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    memberships: tuple[str, ...] = ()

    @classmethod
    def asked(cls, query: Mapping[str, Sequence[str]]) -> "Filters":
        """From an address. What is no code of ours is as if it were not there."""
        return cls(
            search=" ".join(query.get("search", []))[:200].replace("\x00", ""),
            kinds=_known(query.get("kind", []), OrganisationKind.values),
            countries=tuple(code for code in query.get("country", []) if is_country(code)),
            memberships=_known(query.get("membership", []), Membership.values),
        )

    @property
    def is_empty(self) -> bool:
        return self == Filters()


@dataclass(frozen=True)
class Facet:
    """One value of a filter: how many organisations it would show, beside the other filters."""

    code: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facets:
    kinds: list[Facet] = field(default_factory=list)
    countries: list[Facet] = field(default_factory=list)
    memberships: list[Facet] = field(default_factory=list)


def directory(filters: Filters | None = None) -> OrganisationQuerySet:
    """Members first, then by name. Anybody may see them."""
    return _filtered(filters or Filters()).order_by("membership", Lower("name"), "pk")


def facets(filters: Filters) -> Facets:
    """Counts for each filter under the others: one query, which searches once."""
    counted = list(
        _searched(filters.search)
        .values("kind", "country", "membership")
        .annotate(count=Count("pk"))
        .order_by()
        .values_list("kind", "country", "membership", "count")
    )
    kind_labels = {code: str(label) for code, label in OrganisationKind.choices}
    membership_labels = {code: str(label) for code, label in Membership.choices}
    return Facets(
        kinds=_facet(filters, "kind", counted, kind_labels),
        countries=_facet(filters, "country", counted, None),
        memberships=_facet(filters, "membership", counted, membership_labels),
    )


def organisations_in(territory: str) -> OrganisationQuerySet:
    """Organisations of a territory and of its parts, members first."""
    return Organisation.objects.within(territory).order_by("membership", Lower("name"), "pk")


def members_by_territory() -> dict[str, int]:
    """How many members each territory has, for the map: of wider territories where the map would be crowded."""
    rows = Organisation.objects.members().exclude(territory="").values("territory")
    found = dict(rows.annotate(count=Count("pk")).order_by("territory").values_list("territory", "count"))
    for length in (4, 3, 2):
        if len(found) <= _CROWDED:
            break
        wider: Counter[str] = Counter()
        for territory, count in found.items():
            wider[territory[:length]] += count
        found = dict(sorted(wider.items()))
    return found


def _filtered(filters: Filters) -> OrganisationQuerySet:
    rows = _searched(filters.search)
    if filters.kinds:
        rows = rows.filter(kind__in=filters.kinds)
    if filters.countries:
        rows = rows.filter(country__in=filters.countries)
    if filters.memberships:
        rows = rows.filter(membership__in=filters.memberships)
    return rows


def _searched(text: str) -> OrganisationQuerySet:
    """Every word is a part of the name, the town or a number; or a word of the organisation's page, in any form."""
    if not text.strip():
        return Organisation.objects.all()
    named = Q(pk__in=_answering(text))
    if parts := words(text).split():
        named |= reduce(and_, (Q(search_words__contains=part) for part in parts))
    return Organisation.objects.filter(named)


def _answering(text: str) -> Iterable[int]:
    """By a list where they are few: searched once for the page, its number and its counts."""
    held = shelf("organisation")
    bits, _first = held.answering(text)
    number = bits.bit_count()
    return held.newest_first(bits, 0, number) if number <= _FEW else matching("organisation", text)


def _facet(
    filters: Filters, column: str, counted: Iterable[tuple[str, str, str, int]], labels: dict[str, str] | None
) -> list[Facet]:
    """How many each code of a column has among those that answer the other columns; most first."""
    asked = {"kind": filters.kinds, "country": filters.countries, "membership": filters.memberships}
    found: Counter[str] = Counter()
    for *codes, count in counted:
        row = dict(zip(asked, codes, strict=True))
        if all(not asked[name] or row[name] in asked[name] for name in asked if name != column):
            found[row[column]] += count
    chosen = asked[column]
    ordered = sorted(found, key=lambda code: (-found[code], code))
    return [
        Facet(code, labels.get(code, code) if labels else country_name(code), found[code], code in chosen)
        for code in (*ordered, *(code for code in chosen if code not in found))
    ]


def _known(asked: Sequence[str], codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(code for code in asked if code in codes)
