"""What the engine says about a pair, with the sentences of the pages in the language asked for."""

from collections.abc import Iterable, Mapping
from typing import Any

from ninja import Field

from hospes.core.api.shapes import Shown
from hospes.matchmaking.phrases.barriers import barrier
from hospes.matchmaking.phrases.changes import improvement
from hospes.matchmaking.phrases.reasons import reason
from hospes.matchmaking.phrases.unknowns import missing
from hospes.matchmaking.queries.suggestions import Suggestion, plain
from hospes.pairing.assess import Assessment, Scores
from hospes.pairing.findings import Reason, Unknown
from hospes.pairing.raises import Improvement


class ScoresShown(Shown):
    wish: int = Field(description="How well the offer suits the wish, 0 to 100.")
    offer: int = Field(description="How well the wish suits the offer, 0 to 100.")
    pair: float = Field(description="The pair, 0 to 100.")


class ReasonShown(Shown):
    code: str = Field(examples=["shared_topics"])
    side: str = Field(examples=["wish"])
    points: int
    most: int
    facts: dict[str, Any]
    sentence: str


class BarrierShown(Shown):
    code: str = Field(examples=["no_common_dates"])
    facts: dict[str, Any]
    sentence: str


class UnknownShown(Shown):
    """What nobody has answered yet: a question, not a mismatch."""

    code: str = Field(examples=["language_unknown"])
    missing: list[list[str]] = Field(
        description="Side and field of each missing answer.", examples=[[["offer", "days"]]]
    )
    opens: bool = Field(description="The pair stays open until it is answered.")
    wish_most: int
    offer_most: int
    sentences: list[str]


class ImprovementShown(Shown):
    """The nearest change of one field, and the numbers it would bring."""

    code: str
    side: str
    field: str
    facts: dict[str, Any]
    scores: ScoresShown
    sentence: str


class Assessed(Shown):
    status: str = Field(description="`possible`, `open` or `impossible`.")
    scores: ScoresShown
    promise: ScoresShown = Field(description="The scores if every unknown were answered well.")
    reasons: list[ReasonShown]
    barriers: list[BarrierShown]
    unknowns: list[UnknownShown]
    improvements: list[ImprovementShown]


def assessed(found: Suggestion) -> dict[str, Any]:
    """The fields of `Assessed`."""
    assessment: Assessment = found.assessment
    return {
        "status": assessment.status,
        "scores": _scores(assessment.scores),
        "promise": _scores(assessment.promise),
        "reasons": [_reason(one) for one in assessment.reasons],
        "barriers": [_barrier(one) for one in assessment.barriers],
        "unknowns": [_unknown(one) for one in assessment.unknowns],
        "improvements": [_improvement(one, found) for one in found.improvements],
    }


def reasons_kept(kept: Iterable[Mapping[str, Any]]) -> list[ReasonShown]:
    """Reasons as an introduction kept them on the day of the proposal."""
    return [ReasonShown(**{**one, "sentence": reason(one["code"], one["facts"])}) for one in kept]


def _scores(scores: Scores) -> ScoresShown:
    return ScoresShown(wish=scores.wish, offer=scores.offer, pair=scores.pair / 10)


def _reason(one: Reason) -> ReasonShown:
    return ReasonShown(
        code=one.code,
        side=one.side,
        points=one.points,
        most=one.most,
        facts=plain(one.facts),
        sentence=reason(one.code, one.facts),
    )


def _barrier(one: Reason) -> BarrierShown:
    return BarrierShown(code=one.code, facts=plain(one.facts), sentence=barrier(one.code, one.facts))


def _unknown(one: Unknown) -> UnknownShown:
    return UnknownShown(
        code=one.code,
        missing=[list(field) for field in one.missing],
        opens=one.opens,
        wish_most=one.wish_most,
        offer_most=one.offer_most,
        sentences=[missing(*field) for field in one.missing],
    )


def _improvement(one: Improvement, found: Suggestion) -> ImprovementShown:
    change = one.change
    organisation = (found.wish if change.side == "wish" else found.offer).organisation.name
    return ImprovementShown(
        code=change.code,
        side=change.side,
        field=change.field,
        facts=plain(change.facts),
        scores=_scores(one.after.scores),
        sentence=improvement(change.code, change.side, change.facts, organisation),
    )
