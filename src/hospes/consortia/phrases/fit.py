"""Why an organisation suits a role, in sentences about projects. The codes and facts are those of the engine."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hospes.consortia.queries.fit import Fit
from hospes.core.shapes import ReasonLine
from hospes.matchmaking.phrases import words
from hospes.matchmaking.phrases.reasons import reason as stay_reason
from hospes.pairing.findings import Reason
from hospes.reference.choices import OrganisationKind

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FitCard:
    """A suggestion as pages show it."""

    fit: Fit
    points: str
    could_become: str
    lines: list[ReasonLine]
    place: str
    # One barrier stands that a word with each other could lift.
    is_near: bool


def card(fit: Fit) -> FitCard:
    found = fit.assessment
    organisation = fit.candidate.organisation
    better = found.promise.pair > found.pair_score
    return FitCard(
        fit=fit,
        points=words.tenths(found.pair_score),
        could_become=words.tenths(found.promise.pair) if better else "",
        lines=lines(fit),
        place=words.territory(organisation.territory or organisation.country),
        is_near=fit.is_near,
    )


def lines(fit: Fit) -> list[ReasonLine]:
    """What speaks for it, what against it, and what is not known, in this order."""
    found = fit.assessment
    kind = _kind(fit)
    told = [_line(one) for one in found.wish_reasons if one.most and one.code in SENTENCES and not _is_empty(one)]
    told += [ReasonLine(kind="unknown", text=UNKNOWN[one.code]()) for one in found.unknowns if one.code in UNKNOWN]
    against = [ReasonLine(kind="not", text=BARRIERS[one.code](one.facts)) for one in found.barriers]
    return [*against, *([kind] if kind else []), *told]


def _kind(fit: Fit) -> ReasonLine | None:
    """The engine lets a kind through or not; that it is the one wanted is worth a line."""
    kind = fit.candidate.organisation.kind
    if not fit.role.kinds or kind not in fit.role.kinds:
        return None
    return ReasonLine(kind="fits", text=_("The kind sought: %(kind)s.") % {"kind": OrganisationKind(kind).label})


def _line(one: Reason) -> ReasonLine:
    kind = "fits" if one.points == one.most else "partly" if one.points else "not"
    return ReasonLine(kind=kind, text=SENTENCES[one.code](one.facts), points=one.points, most=one.most)  # type: ignore[arg-type]


def _is_empty(one: Reason) -> bool:
    """Where the role asks for nothing, there is nothing to say."""
    return bool(one.facts.get("any"))


def _language(facts: Facts) -> str:
    if not facts["languages"]:
        return _("No common working language.")
    named = words.listed(words.language(code) for code in facts["languages"])
    return _("Common working languages: %(languages)s.") % {"languages": named}


def _works_with(facts: Facts) -> str:
    return _("Works with: %(people)s.") % {"people": words.labels("profiles", facts["needs"])}


SENTENCES: dict[str, Callable[[Facts], str]] = {
    "shared_topics": lambda facts: stay_reason("shared_topics", facts),
    "shared_field": lambda facts: stay_reason("shared_field", facts),
    "wanted_territory": lambda facts: stay_reason("wanted_territory", facts),
    "common_language": _language,
    "inclusion_measures": _works_with,
}
UNKNOWN: dict[str, Callable[[], str]] = {
    "topics_unknown": lambda: _("We do not know their topics: none of their published entries names any."),
    "field_unknown": lambda: _("We do not know their fields of education."),
    "language_unknown": lambda: _("We do not know their working languages."),
    "wanted_territory_unknown": lambda: _("We do not know their region."),
    "territory_unknown": lambda: _("We do not know whether they are in another region than the lead."),
    "profile_unknown": lambda: _("We do not know what kind of organisation it is."),
    "needs_unknown": lambda: _("We do not know whom they work with: none of their published entries says it."),
}
BARRIERS: dict[str, Callable[[Facts], str]] = {
    "own_organisation": lambda _facts: _("It leads this project idea."),
    "profile_not_taken": lambda _facts: _("Not the kind of organisation that is sought."),
    "same_territory": lambda _facts: _("In the same territory as the lead."),
    "no_common_language": lambda _facts: _("No common working language."),
    "need_not_met": lambda facts: (
        _("Does not work with: %(people)s.") % {"people": words.labels("profiles", facts["needs"])}
    ),
    "closed": lambda _facts: _("The deadline has passed."),
    "weak": lambda _facts: _("Too little in common."),
}
