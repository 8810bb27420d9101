"""One pair, judged in full: what stands between, what is unknown, what each side gains.

assessment = assess(wish, offer, context_of(market, trees))
assessment.status, assessment.pair_score, assessment.wish_reasons
"""

from dataclasses import dataclass
from typing import Literal

from hospes.pairing.barriers import BARRIERS, matching_rule, rule_facts
from hospes.pairing.context import Context
from hospes.pairing.findings import Missing, Reason, Unknown
from hospes.pairing.parties import Offer, Pair, Side, Wish
from hospes.pairing.reasons import CRITERIA, Share, pair_tenths

Status = Literal["possible", "open", "impossible"]
RANK: dict[Status, int] = {"impossible": 0, "open": 1, "possible": 2}
# An open pair waits for these answers before it may be placed: nobody travels on a guess about them.
ANSWER_FIRST = frozenset({"format_unknown", "profile_unknown", "needs_unknown"})
# Barriers that no concession can lift, or that nobody should be asked to lift: refusals, rules,
# one's own organisation and territory, and entries that have ended.
FIRM = frozenset({"own_organisation", "refused", "same_territory", "apprentice_rule", "closed"})


@dataclass(frozen=True, slots=True)
class Scores:
    """Whole points from 0 to 100 for each side, whole tenths of a point for the pair."""

    wish: int
    offer: int
    pair: int


@dataclass(frozen=True, slots=True)
class Assessment:
    """All that the engine has to say about one pair."""

    wish: str
    offer: str
    status: Status
    barriers: tuple[Reason, ...]
    unknowns: tuple[Unknown, ...]
    wish_reasons: tuple[Reason, ...]
    offer_reasons: tuple[Reason, ...]
    scores: Scores
    # The scores if every unknown were answered well.
    promise: Scores

    @property
    def key(self) -> Pair:
        return self.wish, self.offer

    @property
    def wish_score(self) -> int:
        return self.scores.wish

    @property
    def offer_score(self) -> int:
        return self.scores.offer

    @property
    def pair_score(self) -> int:
        """In tenths of a point."""
        return self.scores.pair

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return self.wish_reasons + self.offer_reasons

    @property
    def missing(self) -> Missing:
        """Every unanswered field that keeps the pair open or a side below what it could have."""
        return tuple(sorted({field for unknown in self.unknowns for field in unknown.missing}))

    def without(self, reason: Reason) -> Scores:
        """The scores as they would be if this reason were not there."""
        return _scored(
            sum(other.points for other in self.wish_reasons if other != reason),
            sum(other.points for other in self.offer_reasons if other != reason),
            possible=self.status == "possible",
        )


def assess(wish: Wish, offer: Offer, context: Context) -> Assessment:
    standing: list[Reason] = []
    unknowns: dict[str, Unknown] = {}
    for barrier in BARRIERS:
        found = barrier(wish, offer, context)
        if isinstance(found, Reason):
            standing.append(found)
        elif found is not None:
            unknowns[found.code] = found
    reasons = _reasons(wish, offer, context, unknowns)
    wish_sum = sum(reason.points for reason in reasons["wish"])
    offer_sum = sum(reason.points for reason in reasons["offer"])
    wish_best = wish_sum + sum(unknown.wish_most for unknown in unknowns.values())
    offer_best = offer_sum + sum(unknown.offer_most for unknown in unknowns.values())
    too_weak = weak(pair_tenths(wish_best, offer_best), context)
    if too_weak is not None:
        standing.append(too_weak)
    status = _status(standing, unknowns)
    return Assessment(
        wish=wish.key,
        offer=offer.key,
        status=status,
        barriers=tuple(standing),
        unknowns=tuple(unknowns[code] for code in sorted(unknowns)),
        wish_reasons=tuple(reasons["wish"]),
        offer_reasons=tuple(reasons["offer"]),
        scores=_scored(wish_sum, offer_sum, possible=status == "possible"),
        promise=_scored(wish_best, offer_best, possible=not standing),
    )


def weak(promise: int, context: Context) -> Reason | None:
    """Even with every unknown answered well the pair would stay under the least score: a near miss."""
    least = 10 * context.settings.least_score
    return Reason("weak", facts={"promise": promise / 10, "least": least / 10}) if promise < least else None


def obstacles(wish: Wish, offer: Offer, context: Context, *, at_most: int) -> tuple[str, ...] | None:
    """Names of the barriers (all but `weak`) that stand or may stand; None when there are more than
    `at_most`. Quick, because it stops as soon as there are too many."""
    found: list[str] = []
    for barrier in BARRIERS:
        if barrier(wish, offer, context) is not None:
            if len(found) == at_most:
                return None
            found.append(barrier.__name__)
    return tuple(found)


def standing(wish: Wish, offer: Offer, context: Context) -> tuple[str, ...]:
    """Codes of the barriers (all but `weak`) that surely stand."""
    found = (barrier(wish, offer, context) for barrier in BARRIERS)
    return tuple(reason.code for reason in found if isinstance(reason, Reason))


def is_hopeless(wish: Wish, offer: Offer, context: Context) -> bool:
    """Whether a firm barrier or two of the others stand: then nothing needs to be told about the
    pair beyond the barriers. Quick, because most pairs of a market end here."""
    standing = 0
    for barrier in BARRIERS:
        found = barrier(wish, offer, context)
        if isinstance(found, Reason):
            standing += 1
            if standing == 2 or found.code in FIRM:
                return True
    return False


def is_near_miss(assessment: Assessment) -> bool:
    """One barrier stands that a concession could lift; being weak because of it does not count again."""
    codes = {barrier.code for barrier in assessment.barriers}
    return bool(codes) and len(codes - {"weak"}) <= 1 and not codes & FIRM


def is_placeable(assessment: Assessment, context: Context) -> bool:
    """Whether a plan may place the pair without a person having fixed it."""
    if assessment.status == "open":
        waits = any(unknown.opens and unknown.code in ANSWER_FIRST for unknown in assessment.unknowns)
        return context.settings.place_open and not waits
    return assessment.status == "possible"


def _status(standing: list[Reason], unknowns: dict[str, Unknown]) -> Status:
    if standing:
        return "impossible"
    return "open" if any(unknown.opens for unknown in unknowns.values()) else "possible"


def _scored(wish_sum: int, offer_sum: int, *, possible: bool) -> Scores:
    """A possible pair is worth at least a tenth, so that it never counts as nothing."""
    return Scores(wish_sum, offer_sum, max(pair_tenths(wish_sum, offer_sum), 1 if possible else 0))


def _reasons(wish: Wish, offer: Offer, context: Context, unknowns: dict[str, Unknown]) -> dict[Side, list[Reason]]:
    """The reasons of both sides; criteria that wait for an answer are added to the unknowns."""
    reasons: dict[Side, list[Reason]] = {"wish": [], "offer": []}
    for name, code, unknown_code, criterion in CRITERIA:
        weight: int = getattr(context.settings.weights, name)
        for_wish, for_offer = criterion(wish, offer, context)
        if isinstance(for_wish, Share):
            reasons["wish"].append(Reason(code, "wish", for_wish.points(weight), weight, for_wish.facts))
        else:
            _await(unknowns, unknown_code, for_wish, wish_most=weight)
        if isinstance(for_offer, Share):
            reasons["offer"].append(Reason(code, "offer", for_offer.points(weight), weight, for_offer.facts))
        else:
            _await(unknowns, unknown_code, for_offer, offer_most=weight)
    rule = matching_rule(wish, offer, context, "conditional")
    if rule is not None:
        reasons["wish"].append(Reason("apprentice_conditional", "wish", facts=rule_facts(rule)))
    return reasons


def _await(
    unknowns: dict[str, Unknown], code: str, missing: Missing, *, wish_most: int = 0, offer_most: int = 0
) -> None:
    """One subject is one unknown: what keeps the pair open and what costs points are told together."""
    before = unknowns.get(code, Unknown(code, ()))
    unknowns[code] = Unknown(
        code,
        tuple(sorted({*before.missing, *missing})),
        before.opens,
        before.wish_most + wish_most,
        before.offer_most + offer_most,
    )
