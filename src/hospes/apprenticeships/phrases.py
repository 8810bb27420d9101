"""Rules for apprentices in the reader's words: what they mean for somebody who wants to go."""

from dataclasses import dataclass
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.apprenticeships.choices import Matter, SourceKind, Verdict
from hospes.apprenticeships.models import ApprenticeRule, ApprenticeRuleVersion
from hospes.apprenticeships.queries import Way
from hospes.apprenticeships.rules import NotNowError
from hospes.core.shapes import Words
from hospes.reference.countries import country_name
from hospes.reference.languages import language_name
from hospes.reference.regions import country_of, region_label

# What both sides put into the agreement, for each matter.
TO_SETTLE: dict[str, Words] = {
    Matter.LEGAL_BASIS: gettext_lazy("Ask which law or agreement the stay rests on, and name it in the agreement."),
    Matter.LONGEST_STAY: gettext_lazy("Check how long the stay may be before you agree on dates."),
    Matter.CONTRACT: gettext_lazy(
        "Write down what happens to the training contract: it goes on, rests, or is replaced."
    ),
    Matter.PAY: gettext_lazy("Write down who pays the apprentice during the stay, and how much."),
    Matter.INSURANCE: gettext_lazy("Write down which social security and which accident insurance cover the stay."),
    Matter.TIME: gettext_lazy("Have it confirmed that the weeks abroad count toward the apprenticeship."),
    Matter.RECOGNITION: gettext_lazy(
        "Agree before the stay which learning outcomes are recognised, and who signs them."
    ),
    Matter.CONSENT: gettext_lazy(
        "Get the consent of the employer, the school and, for minors, the parents in writing."
    ),
    Matter.AGE: gettext_lazy("Check the minimum age, and who looks after apprentices under 18."),
    Matter.PERIOD: gettext_lazy("Check in which weeks of the year the company and the school let the apprentice go."),
    Matter.OTHER: gettext_lazy("Read the source of the rule, and settle what it asks for."),
}


def territory(code: str) -> str:
    """A country by its name, a region with its country."""
    if len(code) == 2:
        return country_name(code)
    country = country_of(code)
    return f"{region_label(code)} ({country_name(country)})" if country else region_label(code)


def matters(codes: list[str]) -> list[str]:
    return [str(Matter(code).label) for code in codes if code in Matter.values]


def verdict_kind(verdict: str) -> str:
    """How the state of a rule looks."""
    return "bad" if verdict == Verdict.BLOCKED else "waiting"


@dataclass(frozen=True, slots=True)
class RuleShown:
    """A rule as lists and pages show it."""

    rule: ApprenticeRule
    sending: str
    hosting: str
    matters: list[str]

    @property
    def kind(self) -> str:
        return "" if self.rule.withdrawn_at else verdict_kind(self.rule.verdict)

    @property
    def is_invented(self) -> bool:
        return self.rule.source_kind == SourceKind.DEMO


def shown(rule: ApprenticeRule) -> RuleShown:
    return RuleShown(rule, territory(rule.sending), territory(rule.hosting), matters(rule.matters))


# Between two territories


@dataclass(frozen=True, slots=True)
class WayShown:
    """What an apprentice needs to know about one way."""

    sending: str
    hosting: str
    answer: str
    kind: str
    rules: list[RuleShown]
    partly: list[RuleShown]
    to_settle: list[Words]


def way_shown(way: Way) -> WayShown:
    codes = {code for rule in way.rules for code in rule.matters}
    return WayShown(
        territory(way.sending),
        territory(way.hosting),
        _answer(way),
        "bad" if way.is_blocked else "waiting" if way.rules else "",
        [shown(rule) for rule in way.rules],
        [shown(rule) for rule in way.partly],
        [] if way.is_blocked else [TO_SETTLE[code] for code in Matter.values if code in codes],
    )


def _answer(way: Way) -> str:
    if way.is_blocked:
        return _("Not possible as things stand. Read why below, and ask the source before you plan anything else.")
    if way.rules:
        return _("Possible, when what stands below is settled before the stay.")
    if way.partly:
        return _("A rule holds for a part of the territory only. Check whether yours belongs to it.")
    return _("No rule is known here. That is no permission: ask your school, your employer and your host.")


# Versions


@dataclass(frozen=True, slots=True)
class VersionShown:
    """A version, with what was different from the one before: field, before, after."""

    version: ApprenticeRuleVersion
    differences: list[tuple[str, str, str]]


_NAMES: dict[str, Words] = {
    "verdict": gettext_lazy("May apprentices go?"),
    "matters": gettext_lazy("What it is about"),
    "text": gettext_lazy("In a few words"),
    "language": gettext_lazy("Language of these words"),
    "source": gettext_lazy("Source"),
    "source_url": gettext_lazy("Address of the source"),
    "source_on": gettext_lazy("Day of the source"),
    "source_kind": gettext_lazy("Where it comes from"),
}


def versions_shown(versions: list[ApprenticeRuleVersion]) -> list[VersionShown]:
    """Newest first, as they are given."""
    older = [*versions[1:], None]
    return [
        VersionShown(version, _differences(before.values, version.values) if before else [])
        for version, before in zip(versions, older, strict=True)
    ]


def _differences(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [
        (str(name), _value(field, before.get(field)), _value(field, after.get(field)))
        for field, name in _NAMES.items()
        if before.get(field) != after.get(field)
    ]


def _value(field: str, value: Any) -> str:
    if field == "matters":
        return ", ".join(matters(value or []))
    if field == "verdict":
        return str(Verdict(value).label) if value in Verdict.values else ""
    if field == "source_kind":
        return str(SourceKind(value).label) if value in SourceKind.values else ""
    if field == "language":
        return language_name(value)
    if field == "source_on":
        day = parse_date(str(value))
        return date_format(day) if day else ""
    return str(value or "")


# Refusals

REFUSALS: dict[str, Words] = {
    "there_is_one": gettext_lazy("There is a rule between these two already. Open it and change it."),
    "changed_meanwhile": gettext_lazy(
        "Somebody else changed the rule meanwhile. Your typing is still here: compare it with what is saved now, and"
        " save again."
    ),
    "withdrawn": gettext_lazy("This rule was withdrawn. Enter a new one if it holds again."),
}


def refusal(error: NotNowError) -> str:
    return str(REFUSALS[error.code])
