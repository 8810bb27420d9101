"""Who may do what with a cooperation link, and when."""

from collections.abc import Collection
from typing import Literal
from uuid import UUID

from hospes.cooperation.choices import NEXT_LINK, LinkKind, LinkState, Source
from hospes.cooperation.models import CooperationLink, LinkEvidence
from hospes.organisations.choices import Membership
from hospes.organisations.models import Organisation
from hospes.organisations.rules import AUTHORITIES, speaks_for, stands_for
from hospes.people.rules import Visitor, is_facilitator
from hospes.reference.choices import LEARNERS, Profile

Letter = Literal["a", "b"]


# Proposals that one person may make in a day: each writes to somebody.
MOST_PROPOSALS_A_DAY = 50


class RefusedError(Exception):
    """Something cannot be done with a link. `code` says why; phrases/refusals.py has the sentence."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


# What a link is about


_KINDS: tuple[tuple[frozenset[Profile], LinkKind], ...] = (
    (frozenset({Profile.APPRENTICE}), LinkKind.APPRENTICESHIP),
    (frozenset({Profile.LEARNER_VET}), LinkKind.VET),
    (frozenset({Profile.ADULT_LEARNER, Profile.NON_FORMAL_LEARNER, Profile.INFORMAL_LEARNER}), LinkKind.ADULT),
    (frozenset({Profile.SCHOOL_PUPIL}), LinkKind.SCHOOL),
    (frozenset({Profile.HE_STUDENT}), LinkKind.HIGHER_EDUCATION),
    (frozenset({Profile.YOUTH_WORKER}), LinkKind.YOUTH),
    (frozenset(Profile) - LEARNERS, LinkKind.STAFF),
)


def kind_of(profiles: Collection[str]) -> LinkKind:
    """The kind for those who travel. Nobody known: something else."""
    return next((kind for some, kind in _KINDS if some.intersection(profiles)), LinkKind.OTHER)


# When


def can_become(link: CooperationLink, state: LinkState) -> bool:
    return state in NEXT_LINK[LinkState(link.state)]


def can_carry(organisation: Organisation) -> bool:
    """A link is between regions: an organisation carries it whose region is known."""
    return bool(organisation.territory)


def organisation_on(evidence: LinkEvidence, letter: Letter) -> Organisation | None:
    return evidence.organisation_a if letter == "a" else evidence.organisation_b


def sides_to_agree(evidence: LinkEvidence) -> list[Letter]:
    """Sides whose answer an agreement waits for."""
    if evidence.source != Source.AGREEMENT or evidence.proven_at is not None:
        return []
    letters: list[Letter] = ["a", "b"]
    return [letter for letter in letters if getattr(evidence, f"agreed_{letter}_at") is None]


# Who


def may_propose(person: Visitor, own: Organisation) -> bool:
    """Representatives and deputies for their member organisation; facilitators for any."""
    return is_facilitator(person) or (speaks_for(person, own) and own.membership == Membership.ACTIVE)


def sides_of(person: Visitor, evidence: LinkEvidence) -> list[Letter]:
    """The sides for which the person may answer an agreement now."""
    return [letter for letter in sides_to_agree(evidence) if speaks_for(person, organisation_on(evidence, letter))]


def may_take_back(person: Visitor, evidence: LinkEvidence) -> bool:
    """An agreement that is not yet one: either side, or a facilitator."""
    if evidence.source != Source.AGREEMENT or evidence.proven_at is not None:
        return False
    both = (evidence.organisation_a, evidence.organisation_b)
    return is_facilitator(person) or any(speaks_for(person, one) for one in both)


def may_see_evidence(person: Visitor, evidence: LinkEvidence, organisations: Collection[Organisation]) -> bool:
    """Who it was: of a confirmed agreement everybody, of a stay only both sides and facilitators.

    `organisations` are those that the person acts for now.
    """
    if is_facilitator(person) or (evidence.source == Source.AGREEMENT and evidence.proven_at is not None):
        return True
    return is_of(evidence, organisations)


def is_of(evidence: LinkEvidence, organisations: Collection[Organisation]) -> bool:
    return bool({evidence.organisation_a_id, evidence.organisation_b_id} & {one.pk for one in organisations})


def unnamed_to(
    person: Visitor,
    rows: Collection[LinkEvidence],
    organisations: Collection[Organisation],
    acted: Collection[UUID],
) -> frozenset[UUID]:
    """Of the organisations that acted, by their keys: those that the reader has not agreed with. Their people stay
    unnamed, also when what they proposed was taken back."""
    if is_facilitator(person):
        return frozenset()
    known = {one.key for one in organisations}
    for row in rows:
        if is_of(row, organisations) and not sides_to_agree(row):
            known |= {one.key for one in (row.organisation_a, row.organisation_b) if one is not None}
    return frozenset(acted) - known


def may_end(person: Visitor, link: CooperationLink) -> bool:
    """Facilitators; who speaks for an authority of one of the regions; who speaks for the only carrier of a side."""
    if not can_become(link, LinkState.ENDED):
        return False
    if is_facilitator(person):
        return True
    rows = list(link.evidence.select_related("organisation_a", "organisation_b"))
    for letter in ("a", "b"):
        carriers = {one for row in rows if (one := getattr(row, f"organisation_{letter}")) is not None}
        mine = [one for one in carriers if speaks_for(person, one)]
        if any(len(carriers) == 1 or _is_its_authority(one, link) for one in mine):
            return True
    return False


def _is_its_authority(organisation: Organisation, link: CooperationLink) -> bool:
    if organisation.kind not in AUTHORITIES:
        return False
    return stands_for(organisation, link.territory_a) or stands_for(organisation, link.territory_b)
