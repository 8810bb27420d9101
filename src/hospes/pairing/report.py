"""A plan as it stands in a plan file, version 1: every key of the contract.

Beside the contract's keys a plan says how it was made (`rule`, `seed`, `work`), which goals are
`proven`, and, when fixed stays cannot be together, the `conflict`. A question carries the `answer`
that a yes would give, in the form of the market file, and the `pairs` it promises.
"""

from collections import Counter
from typing import Any

from hospes.pairing.again import effort_for
from hospes.pairing.assess import Assessment, assess
from hospes.pairing.fairness import fairness
from hospes.pairing.findings import Reason
from hospes.pairing.landscape import Landscape, Stop, never
from hospes.pairing.left_at_home import in_the_way, nearest_as_written, nearest_offers
from hospes.pairing.planned import Plan
from hospes.pairing.questions import Question, best_first, questions, with_people
from hospes.pairing.stays import Ledger, Stay
from hospes.pairing.written import as_written

QUESTIONS = 50


def plan_as_written(
    plan: Plan, landscape: Landscape, *, seconds: float, seed: int = 0, work: int = 0, stop: Stop = never
) -> dict[str, Any]:
    because = {} if plan.status == "infeasible" else unplaced(plan.ledger, landscape)
    return {
        "version": 1,
        "status": plan.status,
        "objective": plan.objective / 10,
        "bound": plan.bound / 10,
        "gap": round((plan.bound - plan.objective) / plan.bound, 6) if plan.bound > 0 else 0.0,
        "seconds": round(seconds, 3),
        "pairs": [stay_as_written(stay, landscape) for stay in plan.stays],
        "exchanges": [[list(leg) for leg in legs] for legs in plan.exchanges],
        "unplaced": unplaced_as_written(plan.ledger, landscape, because) if because else [],
        "reserve": _reserve(plan, landscape, because),
        "fairness": fairness(plan.ledger, landscape),
        "totals": totals(plan.ledger),
        "questions": [question_as_written(one) for one in _questions(plan, landscape, work, stop)],
        "rule": plan.rule,
        "seed": seed,
        "work": work,
        "proven": list(plan.proven),
        "conflict": [[pin.wish, pin.offer, pin.people] for pin in plan.conflict],
    }


def stay_as_written(stay: Stay, landscape: Landscape) -> dict[str, Any]:
    found = assess(landscape.wishes[stay.wish], landscape.offers[stay.offer], landscape.context)
    start, end = (day.isoformat() for day in stay.period) if stay.period else (None, None)
    return {
        "wish": stay.wish,
        "offer": stay.offer,
        "people": stay.people,
        "fewer_opportunities": stay.fewer_opportunities,
        "from": start,
        "to": end,
        "scores": scores_as_written(found),
        "reasons": [reason_as_written(reason) for reason in found.reasons],
    }


def scores_as_written(found: Assessment) -> dict[str, Any]:
    return {"wish": found.wish_score, "offer": found.offer_score, "pair": found.pair_score / 10}


def reason_as_written(reason: Reason) -> dict[str, Any]:
    return {
        "code": reason.code,
        "side": reason.side,
        "points": reason.points,
        "most": reason.most,
        "facts": dict(reason.facts),
    }


def totals(ledger: Ledger) -> dict[str, int]:
    return {"people": ledger.people, "fewer_opportunities": ledger.fewer}


def unplaced(ledger: Ledger, landscape: Landscape) -> dict[str, list[dict[str, Any]]]:
    """Groups of which somebody is left, with how many offers each barrier keeps from them."""
    return {key: _counted(codes, "offers") for key, codes in in_the_way(ledger, landscape).items()}


def unplaced_as_written(
    ledger: Ledger, landscape: Landscape, because: dict[str, list[dict[str, Any]]]
) -> list[dict[str, Any]]:
    """What keeps offers from each group, and the nearest offer with what is in the way of that one."""
    nearest = nearest_offers(ledger, landscape)
    return [
        {"wish": key, "people": ledger.people_left[key], "because": found}
        | ({"nearest": nearest_as_written(nearest[key], as_written)} if key in nearest else {})
        for key, found in because.items()
    ]


def _counted(codes: Counter[str], name: str) -> list[dict[str, Any]]:
    counted = sorted(codes.items(), key=lambda item: (-item[1], item[0]))
    return [{"code": code, name: count} for code, count in counted]


def _reserve(plan: Plan, landscape: Landscape, because: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    ledger = plan.ledger
    return {
        "asked": float(landscape.context.settings.reserve),
        "target": plan.reserve.target,
        "reached": ledger.fewer,
        "share": round(ledger.fewer / ledger.people, 4) if ledger.people else 0.0,
        "price": {"people": plan.reserve.price_people, "welfare": plan.reserve.price_welfare / 10},
        "because": _what_stopped_it(plan, landscape, because),
    }


def _what_stopped_it(
    plan: Plan, landscape: Landscape, because: dict[str, list[dict[str, Any]]]
) -> list[dict[str, Any]]:
    """When the reserve was not filled: too few people asked, and the barriers before those left at home."""
    if plan.ledger.fewer >= plan.reserve.wanted:
        return []
    asked = sum(wish.fewer_opportunities for wish in landscape.wishes.values())
    found = [{"code": "too_few_asked", "people": asked}] if asked < plan.reserve.wanted else []
    at_home: Counter[str] = Counter()
    for key, reasons in because.items():
        for reason in reasons:
            at_home[reason["code"]] += plan.ledger.fewer_left[key]
    return found + _counted(+at_home, "people")


def question_as_written(question: Question) -> dict[str, Any]:
    return {
        "ask": question.ask,
        "field": question.field,
        "opens_pairs": len(question.opens),
        "places_people": question.places_people,
        "solved": question.solved,
        "answer": as_written(question.change.value),
        "pairs": [list(pair) for pair in question.opens],
    }


def _questions(plan: Plan, landscape: Landscape, work: int, stop: Stop) -> list[Question]:
    """The best questions, with how many more people would be placed after a yes; the best one first."""
    if plan.status == "infeasible":
        return []
    asked = questions(landscape, limit=QUESTIONS, stop=stop)
    return best_first(with_people(asked, landscape, plan.ledger, effort_for(work, stop)))
