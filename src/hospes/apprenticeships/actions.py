"""Entering, changing and withdrawing rules for apprentices. Each keeps a version and tells who pairs by them."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from hospes.apprenticeships import followers, rules
from hospes.apprenticeships.choices import SourceKind
from hospes.apprenticeships.models import ApprenticeRule, ApprenticeRuleVersion
from hospes.apprenticeships.rules import NotNowError
from hospes.journal.actions import record
from hospes.people.models import Person
from hospes.reference.countries import iso
from hospes.reference.regions import country_of


class Territories(NamedTuple):
    """From where to where: codes of countries or regions."""

    sending: str
    hosting: str


# What may change; the two territories never do.
FIELDS = ("verdict", "matters", "text", "language", "source", "source_url", "source_on", "source_kind")


@transaction.atomic
def enter_rule(
    between: Territories,
    *,
    by: Person,
    source_kind: SourceKind = SourceKind.OFFICE,
    source_reference: str = "",
    **values: Any,
) -> ApprenticeRule:
    """`values`: verdict, matters, text, language, source, source_url, source_on. One rule from here to there."""
    if not rules.may_keep_rules(by):
        raise PermissionDenied
    if there := _standing(between):
        raise NotNowError("there_is_one", there)
    rule = ApprenticeRule(
        sending=between.sending,
        hosting=between.hosting,
        sending_country=_country(between.sending),
        hosting_country=_country(between.hosting),
        source_kind=source_kind,
        source_reference=source_reference,
        entered_by=by,
        **values,
    )
    try:
        with transaction.atomic():
            rule.save()
    except IntegrityError:
        raise NotNowError("there_is_one", _standing(between)) from None
    _keep_version(rule, "", by)
    followers.tell(rule)
    record("apprentice_rule.entered", on=rule, by=by, facts=_facts(rule))
    return rule


@transaction.atomic
def change_rule(rule: ApprenticeRule, *, version: int | None, reason: str, by: Person, **values: Any) -> ApprenticeRule:
    """Fields left out stay. `version`: the one that was shown, so that nobody overwrites what they did not read."""
    rule.refresh_from_db(from_queryset=ApprenticeRule.objects.select_for_update())
    if not rules.may_keep_rules(by):
        raise PermissionDenied
    _refuse_withdrawn(rule)
    if version is not None and version != rule.version:
        raise NotNowError("changed_meanwhile", rule)
    before = values_of(rule)
    for name in FIELDS:
        setattr(rule, name, values.get(name, getattr(rule, name)))
    if values_of(rule) == before:
        return rule
    rule.version += 1
    rule.save()
    _keep_version(rule, reason, by)
    followers.tell(rule)
    record("apprentice_rule.changed", on=rule, by=by, facts=_facts(rule))
    return rule


@transaction.atomic
def withdraw_rule(rule: ApprenticeRule, *, reason: str, by: Person) -> ApprenticeRule:
    """It holds no longer. It stays to be read, with the reason."""
    rule.refresh_from_db(from_queryset=ApprenticeRule.objects.select_for_update())
    if not rules.may_keep_rules(by):
        raise PermissionDenied
    _refuse_withdrawn(rule)
    rule.withdrawn_at, rule.withdrawn_by, rule.withdrawn_reason = timezone.now(), by, reason
    rule.version += 1
    rule.save()
    followers.tell(rule)
    record("apprentice_rule.withdrawn", on=rule, by=by, facts=_facts(rule))
    return rule


@transaction.atomic
def take_over(
    between: Territories, *, source_kind: SourceKind, source_reference: str, by: Person, **values: Any
) -> ApprenticeRule:
    """What a survey answers: a new rule, or a new version of the one that stands. Told twice, it changes nothing.

    `by`: who of the secretariat has read the answer and lets it count.
    """
    there = _standing(between)
    if there is None:
        return enter_rule(between, by=by, source_kind=source_kind, source_reference=source_reference, **values)
    ApprenticeRule.objects.filter(pk=there.pk).update(source_reference=source_reference)
    return change_rule(there, version=None, reason="", by=by, source_kind=source_kind, **values)


def values_of(rule: ApprenticeRule) -> dict[str, Any]:
    """What may change, as a version keeps it."""
    found = {name: getattr(rule, name) for name in FIELDS}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in found.items()}


def _standing(between: Territories) -> ApprenticeRule | None:
    return ApprenticeRule.objects.standing().filter(sending=between.sending, hosting=between.hosting).first()


def _refuse_withdrawn(rule: ApprenticeRule) -> None:
    if not rules.is_standing(rule):
        raise NotNowError("withdrawn", rule)


def _country(code: str) -> str:
    return country_of(code) or iso(code[:2])


def _keep_version(rule: ApprenticeRule, reason: str, by: Person) -> None:
    ApprenticeRuleVersion.objects.create(rule=rule, number=rule.version, values=values_of(rule), reason=reason, by=by)


def _facts(rule: ApprenticeRule) -> Mapping[str, Any]:
    return {"from": rule.sending, "to": rule.hosting, "version": rule.version}
