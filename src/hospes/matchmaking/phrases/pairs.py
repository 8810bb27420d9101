"""A pair as pages and letters show it: three numbers, and lines that fit, do not fit or are not known."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Literal

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from hospes.core.shapes import ReasonLine, Score
from hospes.matchmaking.choices import Side
from hospes.matchmaking.phrases.barriers import barrier
from hospes.matchmaking.phrases.reasons import reason
from hospes.matchmaking.phrases.unknowns import missing
from hospes.pairing.assess import Assessment
from hospes.pairing.findings import Reason, Unknown

Names = Mapping[Side, str]
# By side and field: the words and the address of a link.
Asks = Mapping[tuple[str, str], tuple[str, str]]


def scores(assessment: Assessment, *, mine: Side, names: Names) -> list[Score]:
    """How well the other suits me, how well I suit the other, and the pair."""
    other = Side.OFFER if mine == Side.WISH else Side.WISH
    return [
        _one_side(assessment, mine, _("How well %(other)s suits %(own)s"), own=names[mine], other=names[other]),
        _one_side(assessment, other, _("How well %(other)s suits %(own)s"), own=names[other], other=names[mine]),
        Score(words=_("The pair"), value=assessment.pair_score / 10, is_pair=True),
    ]


def _one_side(assessment: Assessment, side: Side, sentence: str, *, own: str, other: str) -> Score:
    now, best = getattr(assessment.scores, side), getattr(assessment.promise, side)
    return Score(words=sentence % {"own": own, "other": other}, value=now, open_points=best - now)


def lines(assessment: Assessment, side: Side) -> list[ReasonLine]:
    """The reasons of one side, the best first."""
    reasons = assessment.wish_reasons if side == Side.WISH else assessment.offer_reasons
    return [line(one) for one in sorted(reasons, key=lambda one: -one.points)]


def line(found: Reason) -> ReasonLine:
    ask, url = _more_about(found)
    text = reason(found.code, found.facts)
    if found.code == "apprentice_conditional":
        # A warning, not a criterion: it has no points.
        return ReasonLine(kind="partly", text=text, ask=ask, ask_url=url)
    return ReasonLine(_kind(found), text, found.points, found.most, ask, url)


def _kind(found: Reason) -> Literal["fits", "partly", "not", "unknown"]:
    if found.points == 0 and found.most:
        return "not"
    return "fits" if found.points == found.most else "partly"


def barrier_lines(assessment: Assessment, *, known: Collection[Side] = tuple(Side)) -> list[ReasonLine]:
    """What stands between the two. Being weak is told only where nothing else is the cause of it.

    Which places an organisation avoids is its own matter: only readers who know its side (`known`)
    learn that it refuses the other.
    """
    found = [one for one in assessment.barriers if one.code != "weak"] or assessment.barriers
    return [_barrier_line(one, known) for one in found]


def _barrier_line(found: Reason, known: Collection[Side]) -> ReasonLine:
    ask, url = _more_about(found)
    return ReasonLine(kind="not", text=_discreetly(found, known), ask=ask, ask_url=url)


def _more_about(found: Reason) -> tuple[str, str]:
    """Of a rule for apprentices: the page with its words and the address of its source."""
    if found.code not in ("apprentice_rule", "apprentice_conditional"):
        return "", ""
    way = urlencode({"from": str(found.facts["from"]), "to": str(found.facts["to"])})
    return _("Read the rule and its source"), f"{reverse('apprenticeships:between')}?{way}"


def _discreetly(found: Reason, known: Collection[Side]) -> str:
    if found.code == "refused" and found.facts["by"] not in known:
        return _("This pair has been ruled out.")
    return barrier(found.code, found.facts)


def unknown_lines(unknowns: Iterable[Unknown], ask: Asks | None = None) -> list[ReasonLine]:
    """One line for each field that is not known. `ask`: what the reader can do about it."""
    found: dict[tuple[str, str], float] = {}
    for unknown in unknowns:
        for field in unknown.missing:
            found[field] = max(found.get(field, 0), unknown.wish_most, unknown.offer_most)
    return [
        ReasonLine(
            kind="unknown",
            text=missing(*field),
            most=most or None,
            ask=(ask or {}).get(field, ("", ""))[0],
            ask_url=(ask or {}).get(field, ("", ""))[1],
        )
        for field, most in sorted(found.items(), key=lambda item: (-item[1], item[0]))
    ]


def sentence(kept: Mapping[str, Any]) -> str:
    """The sentence for a reason that an introduction kept."""
    return reason(kept["code"], kept["facts"])


def kept_lines(assessment: Mapping[str, Any], side: Side) -> list[ReasonLine]:
    """The reasons of one side as an introduction kept them on the day of the proposal."""
    found = [
        Reason(one["code"], one["side"], one["points"], one["most"], one["facts"])
        for one in assessment.get("reasons", ())
        if one["side"] == side
    ]
    return [line(one) for one in sorted(found, key=lambda one: -one.points)]


def kept_unknowns(assessment: Mapping[str, Any]) -> list[ReasonLine]:
    """What was not known on the day of the proposal."""
    fields = {(side, field) for one in assessment.get("unknowns", ()) for side, field in one["missing"]}
    return [ReasonLine(kind="unknown", text=missing(side, field)) for side, field in sorted(fields)]


def kept_scores(assessment: Mapping[str, Any], *, mine: Side, names: Names) -> list[Score]:
    """The numbers as an introduction kept them."""
    kept = assessment.get("scores")
    if not kept:
        return []
    other = Side.OFFER if mine == Side.WISH else Side.WISH
    sentence = _("How well %(other)s suits %(own)s")
    return [
        Score(words=sentence % {"own": names[mine], "other": names[other]}, value=kept[mine]),
        Score(words=sentence % {"own": names[other], "other": names[mine]}, value=kept[other]),
        Score(words=_("The pair"), value=kept["pair"], is_pair=True),
    ]
