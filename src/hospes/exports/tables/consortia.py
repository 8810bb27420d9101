"""Roles of project ideas, found and missing."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hospes.consortia.queries import roles
from hospes.exports import register, rules
from hospes.exports.columns import address, coded, flat, label_of, several, text
from hospes.organisations.http import PublicRequest
from hospes.reference.choices import OrganisationKind
from hospes.reference.countries import country_name
from hospes.reference.topics import topic_label

ROLES = flat(
    text("id", _("Number"), lambda row: row.pk),
    text("idea", _("Project idea"), lambda row: row.consortium.entry.title),
    text("lead", _("Lead organisation"), lambda row: row.consortium.entry.organisation.name),
    coded("country", _("Country of the lead"), country_name, lambda row: row.consortium.entry.organisation.country),
    text("call", _("Call for projects"), lambda row: row.consortium.entry.call),
    text("deadline", _("Deadline"), lambda row: row.consortium.entry.deadline),
    text("role", _("Role"), lambda row: row.name),
    text("number", _("Partners sought"), lambda row: row.number),
    text("found", _("Partners found"), lambda row: row.found),
    several("kinds", _("Kinds of organisation"), label_of(OrganisationKind)),
    several("countries", _("Countries"), country_name),
    several("topics", _("Topics"), topic_label),
    text("brings", _("What it should bring")),
    address(_("Address"), lambda row: row.consortium.get_absolute_url()),
)


def _roles(_request: PublicRequest) -> Any:
    return roles.all_roles(timezone.localdate()).order_by("consortium", "pk")


register.add(register.Table("consortia", _("Roles of project ideas"), _roles, register.always(ROLES), rules.anybody))
