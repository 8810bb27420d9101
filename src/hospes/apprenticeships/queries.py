"""Rules for apprentices: for their list, for two territories, and for whoever pairs by them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q, QuerySet
from django.http import QueryDict

from hospes.apprenticeships.choices import Verdict
from hospes.apprenticeships.models import ApprenticeRule, ApprenticeRuleQuerySet, ApprenticeRuleVersion
from hospes.reference.countries import COUNTRIES, iso
from hospes.reference.regions import ancestors, country_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader asks the list for: countries and verdicts, any of them; all when none is named."""

    sending: tuple[str, ...] = ()
    hosting: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    with_withdrawn: bool = False

    @property
    def is_narrowed(self) -> bool:
        return bool(self.sending or self.hosting or self.verdicts or self.with_withdrawn)


def asked(query: QueryDict) -> Wanted:
    """What the address asks for. Codes that are not in our lists are ignored."""

    def known(name: str, codes: Collection[str]) -> tuple[str, ...]:
        return tuple(sorted(set(query.getlist(name)) & set(codes)))

    return Wanted(
        known("from", COUNTRIES),
        known("to", COUNTRIES),
        known("verdict", Verdict.values),
        query.get("also") == "withdrawn",
    )


def listed(wanted: Wanted) -> ApprenticeRuleQuerySet:
    """By country, the widest territories first."""
    rows = ApprenticeRule.objects.all() if wanted.with_withdrawn else ApprenticeRule.objects.standing()
    if wanted.sending:
        rows = rows.filter(sending_country__in=wanted.sending)
    if wanted.hosting:
        rows = rows.filter(hosting_country__in=wanted.hosting)
    if wanted.verdicts:
        rows = rows.filter(verdict__in=wanted.verdicts)
    return rows.order_by("sending_country", "sending", "hosting_country", "hosting", "-pk")


def holding_for(sending: str, hosting: str, *, with_withdrawn: bool = False) -> ApprenticeRuleQuerySet:
    """Rules that hold for apprentices of a territory, or for work in one. An empty code asks for all."""
    rows = listed(Wanted(with_withdrawn=with_withdrawn))
    if sending:
        rows = rows.filter(sending__in=line_of(sending))
    return rows.filter(hosting__in=line_of(hosting)) if hosting else rows


def countries_named() -> tuple[list[str], list[str]]:
    """Countries from which, and to which, a rule stands: what a list can be narrowed to. One query."""
    pairs = ApprenticeRule.objects.standing().order_by().values_list("sending_country", "hosting_country").distinct()
    rows = list(pairs)
    return sorted({sending for sending, _hosting in rows}), sorted({hosting for _sending, hosting in rows})


def versions_of(rule: ApprenticeRule) -> QuerySet[ApprenticeRuleVersion]:
    return rule.versions.select_related("by").order_by("-number")


# Between two territories


@dataclass(frozen=True, slots=True)
class Way:
    """What holds for apprentices from one territory who work in another."""

    sending: str
    hosting: str
    # For everybody from there; and for a part of one of the two only.
    rules: list[ApprenticeRule]
    partly: list[ApprenticeRule]

    @property
    def is_blocked(self) -> bool:
        return any(rule.verdict == Verdict.BLOCKED for rule in self.rules)

    @property
    def is_known(self) -> bool:
        return bool(self.rules or self.partly)


def way(sending: str, hosting: str) -> Way:
    """One query. Obstacles first, then the nearest rule."""
    rows = ApprenticeRule.objects.standing().filter(_touching("sending", sending), _touching("hosting", hosting))
    found = sorted(rows, key=lambda rule: (rule.verdict != Verdict.BLOCKED, -len(rule.sending + rule.hosting), rule.pk))
    around = line_of(sending), line_of(hosting)
    whole = [rule for rule in found if rule.sending in around[0] and rule.hosting in around[1]]
    return Way(sending, hosting, whole, [rule for rule in found if rule not in whole])


def _touching(side: str, code: str) -> Q:
    """Rules whose territory holds this one, or lies in it."""
    inside = Q(**{f"{side}_country": iso(code)}) if len(code) == 2 else Q(**{f"{side}__startswith": code})
    return inside | Q(**{f"{side}__in": line_of(code)})


def line_of(code: str) -> list[str]:
    """The territory and those that hold it; its country as ISO writes it."""
    if len(code) == 2:
        return [iso(code)]
    country = country_of(code)
    return [code, *(one for one in ancestors(code) if len(one) > 2), *([country] if country else [])]


def number_about(code: str) -> int:
    """How many rules stand for apprentices from a territory, or for work in it."""
    return ApprenticeRule.objects.standing().filter(_touching("sending", code) | _touching("hosting", code)).count()


# For whoever pairs by them

_FOR_PAIRING = ("sending", "hosting", "sending_country", "hosting_country", "verdict", "source", "source_url")


def standing_rules() -> list[ApprenticeRule]:
    """Every rule that holds, the narrowest first: that one is named where two say the same."""
    rows = ApprenticeRule.objects.standing().only(*_FOR_PAIRING)
    return sorted(rows, key=lambda rule: (-len(rule.sending + rule.hosting), rule.sending, rule.hosting))


def state_of_rules() -> tuple[int, datetime | None]:
    """Another one after every change, so that what was worked out by the rules is not kept too long."""
    found = ApprenticeRule.objects.aggregate(count=Count("pk"), last=Max("changed_at"))
    return found["count"], found["last"]


def changed_since(moment: datetime, territories: Iterable[str]) -> bool:
    """Whether a rule for apprentices from there was entered, changed or withdrawn since."""
    return ApprenticeRule.objects.filter(changed_at__gte=moment, sending__in=list(territories)).exists()
