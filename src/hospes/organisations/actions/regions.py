"""What members say about their regions."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from hospes.journal.actions import record
from hospes.organisations import rules
from hospes.organisations.models import Organisation, RegionChallenge, RegionSkillNeed
from hospes.people.models import Person


@transaction.atomic
def add_challenge(
    territory: str,
    *,
    kind: str,
    text: str,
    language: str,
    by: Person,
    acting_for: Organisation | None,
    source: str = "",
    year: int | None = None,
) -> RegionChallenge:
    """Say what a region struggles with, for the organisation one acts for."""
    if acting_for is None or not rules.may_describe_region(by, acting_for, territory):
        raise PermissionDenied
    row = RegionChallenge.objects.create(
        territory=territory, organisation=acting_for, kind=kind, text=text, language=language, source=source, year=year
    )
    record("region.challenge_added", on=acting_for, by=by, acting_for=acting_for, facts=_facts(row, territory, kind))
    return row


@transaction.atomic
def remove_challenge(challenge: RegionChallenge, *, by: Person, acting_for: Organisation | None = None) -> None:
    owner = challenge.organisation
    if not rules.may_remove_from_region(by, owner):
        raise PermissionDenied
    facts = _facts(challenge, challenge.territory, challenge.kind)
    challenge.delete()
    record("region.challenge_removed", on=owner, by=by, acting_for=acting_for, facts=facts)


@transaction.atomic
def add_skill_need(
    territory: str,
    *,
    field: str,
    text: str,
    language: str,
    by: Person,
    acting_for: Organisation | None,
    source: str = "",
    year: int | None = None,
) -> RegionSkillNeed:
    """Say which skills a region needs, by field of education (ISCED-F)."""
    if acting_for is None or not rules.may_describe_region(by, acting_for, territory):
        raise PermissionDenied
    row = RegionSkillNeed.objects.create(
        territory=territory,
        organisation=acting_for,
        field=field,
        text=text,
        language=language,
        source=source,
        year=year,
    )
    record("region.skill_need_added", on=acting_for, by=by, acting_for=acting_for, facts=_facts(row, territory, field))
    return row


@transaction.atomic
def remove_skill_need(need: RegionSkillNeed, *, by: Person, acting_for: Organisation | None = None) -> None:
    owner = need.organisation
    if not rules.may_remove_from_region(by, owner):
        raise PermissionDenied
    facts = _facts(need, need.territory, need.field)
    need.delete()
    record("region.skill_need_removed", on=owner, by=by, acting_for=acting_for, facts=facts)


def withdraw_reported_challenge(id_: str, by: Person) -> None:
    """After a decision on a notice."""
    remove_challenge(RegionChallenge.objects.get(pk=id_), by=by)


def withdraw_reported_skill_need(id_: str, by: Person) -> None:
    remove_skill_need(RegionSkillNeed.objects.get(pk=id_), by=by)


def _facts(row: RegionChallenge | RegionSkillNeed, territory: str, code: str) -> dict[str, object]:
    return {"row": row.pk, "territory": territory, "code": code}
