"""The list of cooperation links, its map and its tables, in the reader's words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from hospes.cooperation import rules
from hospes.cooperation.choices import IN_VET, LinkKind, LinkState
from hospes.cooperation.models import CooperationLink, LinkEvidence
from hospes.cooperation.phrases.links import LinkCard, card
from hospes.cooperation.queries import links as queries
from hospes.core.shapes import Facet, Line, Option, Symbol
from hospes.organisations.models import Organisation
from hospes.people.rules import Visitor, is_facilitator
from hospes.reference.regions import region_label, region_point


@dataclass(frozen=True, slots=True)
class Row:
    """A link in the list: what speaks for it, counted."""

    card: LinkCard
    stays: int
    agreements: int


@dataclass(frozen=True, slots=True)
class Shown:
    """What speaks for a link, as this reader may know it: without names, somebody else's stay."""

    row: LinkEvidence
    organisations: list[Organisation]
    waits_for: list[Organisation]
    may_confirm: bool
    may_take_back: bool


@dataclass(frozen=True, slots=True)
class Year:
    """Links confirmed in a year: all of them, those in VET, and by kind."""

    year: int
    count: int
    in_vet: int
    kinds: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class NamedFlow:
    first: tuple[str, str]
    second: tuple[str, str]
    count: int


def with_counts(links: Sequence[CooperationLink]) -> list[Row]:
    counts = queries.counts_of(links)
    return [Row(card(link), *counts.get(link.pk, (0, 0))) for link in links]


def evidence(row: LinkEvidence, reader: Visitor, organisations: Sequence[Organisation]) -> Shown:
    """`organisations` are those that the reader acts for: only their rows are asked who may answer."""
    seen = rules.may_see_evidence(reader, row, organisations)
    is_own = rules.is_of(row, organisations)
    both = [one for one in (row.organisation_a, row.organisation_b) if one is not None]
    waits = [rules.organisation_on(row, letter) for letter in rules.sides_to_agree(row)]
    return Shown(
        row=row,
        organisations=both if seen else [],
        waits_for=[one for one in waits if one is not None] if seen else [],
        may_confirm=is_own and bool(rules.sides_of(reader, row)),
        may_take_back=(is_own or is_facilitator(reader)) and rules.may_take_back(reader, row),
    )


def facets(filters: queries.Filters, *, sees_drafts: bool) -> list[Facet]:
    """Kinds; and states, for readers who have any that are not confirmed."""
    found = [Facet("kind", _("For whom"), [_option(one, filters.kinds) for one in LinkKind], is_open=True)]
    if sees_drafts:
        found.append(Facet("state", _("Status"), [_option(one, filters.states) for one in LinkState], is_open=True))
    return found


def _option(one: LinkKind | LinkState, chosen: tuple[str, ...]) -> Option:
    return Option(one.value, one.label, is_chosen=one.value in chosen)


def symbols(flows: Sequence[queries.Flow]) -> list[Symbol]:
    """A point for each region, as large as it has links on the map."""
    counts: dict[str, int] = {}
    for flow in flows:
        for code in {flow.first, flow.second}:
            counts[code] = counts.get(code, 0) + flow.count
    return [
        Symbol(point, region_label(code), reverse("organisations:region-detail", args=[code]), count)
        for code, count in sorted(counts.items())
        if (point := region_point(code)) is not None
    ]


def lines(flows: Sequence[queries.Flow]) -> list[Line]:
    found = ((region_point(one.first), region_point(one.second), one.count) for one in flows if one.first != one.second)
    return [Line(first, second, count) for first, second, count in found if first and second]


def named(flows: Sequence[queries.Flow]) -> list[NamedFlow]:
    return [
        NamedFlow((one.first, region_label(one.first)), (one.second, region_label(one.second)), one.count)
        for one in flows
    ]


def per_year() -> list[Year]:
    """The newest year first."""
    return [
        Year(
            year,
            sum(kinds.values()),
            sum(kinds.get(kind.value, 0) for kind in IN_VET),
            [(str(kind.label), kinds[kind.value]) for kind in LinkKind if kind.value in kinds],
        )
        for year, kinds in sorted(queries.created_per_year().items(), reverse=True)
    ]
