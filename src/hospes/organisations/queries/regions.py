"""What is known about a region: its place in the tree, its members, its challenges and skill needs."""

from dataclasses import dataclass, field

from django.urls import reverse

from hospes.moderation.reportable import Reported
from hospes.organisations.models import OrganisationQuerySet, RegionChallenge, RegionSkillNeed
from hospes.organisations.queries.directory import organisations_in
from hospes.organisations.queries.people import speakers_of
from hospes.reference.regions import ancestors, children, region, region_label


@dataclass(frozen=True)
class Place:
    """A region as a link."""

    code: str
    label: str


@dataclass(frozen=True)
class RegionPage:
    """One region. Lists of what its members say are of this very region; organisations are of its parts too."""

    code: str
    label: str
    level: int
    country: str
    around: list[Place]
    inside: list[Place]
    organisations: OrganisationQuerySet
    challenges: list[RegionChallenge] = field(default_factory=list)
    skill_needs: list[RegionSkillNeed] = field(default_factory=list)


def region_page(code: str) -> RegionPage | None:
    """Everything for the page of a region; None for a code that is none."""
    found = region(code)
    if found is None:
        return None
    return RegionPage(
        code=found.code,
        label=region_label(found.code),
        level=found.level,
        country=found.country,
        around=[Place(one, region_label(one)) for one in reversed(ancestors(found.code))],
        inside=[Place(one, region_label(one)) for one in children(found.code)],
        organisations=organisations_in(found.code),
        challenges=list(
            RegionChallenge.objects.filter(territory=found.code).select_related("organisation").order_by("kind", "pk")
        ),
        skill_needs=list(
            RegionSkillNeed.objects.filter(territory=found.code).select_related("organisation").order_by("field", "pk")
        ),
    )


def reportable_challenge(id_: str) -> Reported | None:
    """A challenge on the page of a region, for a notice about it."""
    row = RegionChallenge.objects.select_related("organisation").filter(pk=id_).first() if _is_pk(id_) else None
    return _reported(row) if row is not None else None


def reportable_skill_need(id_: str) -> Reported | None:
    row = RegionSkillNeed.objects.select_related("organisation").filter(pk=id_).first() if _is_pk(id_) else None
    return _reported(row) if row is not None else None


def _is_pk(id_: str) -> bool:
    return id_.isdigit() and len(id_) < 19


def _reported(row: RegionChallenge | RegionSkillNeed) -> Reported:
    page = reverse("organisations:region-detail", args=[row.territory])
    title = f"{region_label(row.territory)}: {row.text or row.organisation.name}"
    return Reported(title, page, speakers_of(row.organisation))
