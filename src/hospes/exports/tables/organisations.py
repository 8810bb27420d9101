"""Organisations and regions."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hospes.exports import register, rules
from hospes.exports.columns import Column, address, coded, flat, label_of, several, text
from hospes.organisations import queries
from hospes.organisations.choices import ChallengeKind, Membership
from hospes.organisations.http import PublicRequest
from hospes.organisations.models import RegionChallenge, RegionSkillNeed
from hospes.reference.choices import OrganisationKind
from hospes.reference.countries import country_name
from hospes.reference.languages import language_name
from hospes.reference.queries import field_label
from hospes.reference.regions import region_label

ORGANISATIONS = flat(
    text("id", _("Number")),
    text("name", _("Name")),
    coded("kind", _("Kind"), label_of(OrganisationKind)),
    coded("membership", _("Membership"), label_of(Membership)),
    # Shown for members only, as on the page.
    text("member_since", _("Member since"), lambda row: row.member_since if row.membership == "active" else None),
    coded("country", _("Country"), country_name),
    coded("territory", _("Region"), region_label),
    text("town", _("Town")),
    text("website", _("Website")),
    several("languages", _("Working languages"), language_name),
    text("oid", _("OID")),
    text("pic", _("PIC")),
    Column("in_earlall", _("Member of EARLALL"), lambda row: row.in_earlall),
    text(
        "accreditations",
        _("Erasmus accreditations"),
        lambda row: " ".join(sorted(one.number for one in row.accreditations.all())),
    ),
    coded("about_language", _("Language of the text"), language_name),
    text("about", _("About")),
    address(_("Address"), lambda row: row.get_absolute_url()),
)


@dataclass(frozen=True, slots=True)
class _Region:
    code: str
    members: int


REGIONS = flat(
    coded("territory", _("Region"), region_label, lambda row: row.code),
    text("members", _("Members")),
    address(_("Address"), lambda row: reverse("organisations:region-detail", args=[row.code])),
)


@dataclass(frozen=True, slots=True)
class _Said:
    """What an organisation says about its region: a challenge, or a skill that is needed."""

    what: str
    row: RegionChallenge | RegionSkillNeed

    @property
    def kind(self) -> str:
        return self.row.kind if isinstance(self.row, RegionChallenge) else ""

    @property
    def field(self) -> str:
        return self.row.field if isinstance(self.row, RegionSkillNeed) else ""


_WHAT = {"challenge": _("Challenge"), "skill_need": _("Skill need")}
SAID = flat(
    coded("what", _("What"), lambda code: str(_WHAT[code])),
    coded("kind", _("Kind"), label_of(ChallengeKind)),
    coded("field", _("Field of education"), field_label),
    text("text", _("In their words"), lambda said: said.row.text),
    coded("language", _("Language of the text"), language_name, lambda said: said.row.language),
    text("source", _("Source"), lambda said: said.row.source),
    text("year", _("Year"), lambda said: said.row.year),
    text("organisation", _("Organisation"), lambda said: said.row.organisation.name),
)


def _directory(request: PublicRequest) -> Any:
    filters = queries.Filters.asked(dict(request.GET.lists()))
    return queries.directory(filters).prefetch_related("accreditations")


def _regions(request: PublicRequest) -> Iterator[_Region]:
    for code, members in queries.members_by_territory().items():
        yield _Region(code, members)


def _region(request: PublicRequest) -> queries.RegionPage:
    page = queries.region_page(request.GET.get("of", "")[:12])
    if page is None:
        raise Http404
    return page


def _said(request: PublicRequest) -> list[_Said]:
    page = _region(request)
    challenges = [_Said("challenge", row) for row in page.challenges]
    return challenges + [_Said("skill_need", row) for row in page.skill_needs]


register.add(
    register.Table("organisations", _("Organisations"), _directory, register.always(ORGANISATIONS), rules.anybody)
)
register.add(register.Table("regions", _("Regions"), _regions, register.always(REGIONS), rules.anybody))
register.add(
    register.Table(
        "region-organisations",
        _("Organisations of a region"),
        lambda request: _region(request).organisations.prefetch_related("accreditations"),
        register.always(ORGANISATIONS),
        rules.anybody,
    )
)
register.add(register.Table("region-needs", _("What a region needs"), _said, register.always(SAID), rules.anybody))
