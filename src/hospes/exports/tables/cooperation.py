"""Cooperation links, and how many were confirmed in each year."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hospes.cooperation.choices import IN_VET, LinkKind, LinkState
from hospes.cooperation.phrases.lists import with_counts
from hospes.cooperation.queries import links as queries
from hospes.exports import register, rules
from hospes.exports.batches import batches
from hospes.exports.columns import address, coded, flat, label_of, moment, text
from hospes.organisations.http import PublicRequest
from hospes.reference.queries import field_label
from hospes.reference.regions import region_label
from hospes.reference.topics import topic_label

LINKS = flat(
    text("id", _("Number"), lambda row: row.card.link.pk),
    coded("region", _("Region"), region_label, lambda row: row.card.link.territory_a),
    coded("other_region", _("Other region"), region_label, lambda row: row.card.link.territory_b),
    coded("kind", _("Kind"), label_of(LinkKind), lambda row: row.card.link.kind),
    coded("topic", _("Topic"), topic_label, lambda row: row.card.link.topic),
    coded("field", _("Field of education"), field_label, lambda row: row.card.link.field),
    coded("state", _("Status"), label_of(LinkState), lambda row: row.card.link.state),
    text("since", _("Since"), lambda row: row.card.link.since),
    moment("confirmed_at", pgettext_lazy("cooperation", "Confirmed"), lambda row: row.card.link.confirmed_at),
    moment("ended_at", pgettext_lazy("cooperation", "Ended"), lambda row: row.card.link.ended_at),
    text("stays", _("Stays that took place"), lambda row: row.stays),
    text("agreements", _("Agreements"), lambda row: row.agreements),
    address(_("Address"), lambda row: row.card.url),
)
YEARS = flat(
    text("year", _("Year"), lambda row: row[0]),
    coded("kind", _("Kind"), label_of(LinkKind), lambda row: row[1]),
    text("in_vet", _("In vocational education and apprenticeship"), lambda row: int(row[1] in IN_VET)),
    text("links", _("Links"), lambda row: row[2]),
)


def _links(request: PublicRequest) -> Any:
    filters = queries.Filters.asked(dict(request.GET.lists()))
    found = queries.listed(queries.visible_to(request.user, request.organisations), filters)
    return (row for some in batches(found) for row in with_counts(some))


def _years(_request: PublicRequest) -> Any:
    found = queries.created_per_year()
    return [(year, kind, count) for year in sorted(found) for kind, count in found[year].items()]


register.add(register.Table("cooperation", _("Cooperation links"), _links, register.always(LINKS), rules.anybody))
register.add(
    register.Table(
        "cooperation-years",
        _("Cooperation links confirmed in each year"),
        _years,
        register.always(YEARS),
        rules.anybody,
    )
)
