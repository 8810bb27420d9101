"""What is known about a region: its place in the tree, its members, its challenges and skill needs."""

from dataclasses import dataclass, field

from hospes.organisations.models import OrganisationQuerySet, RegionChallenge, RegionSkillNeed
from hospes.organisations.queries.directory import organisations_in
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
