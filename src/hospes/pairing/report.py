"""A plan as it stands in a plan file, version 1: every key of the contract.

Beside the contract's keys a plan says how it was made (`rule`, `seed`, `work`), which goals are
`proven`, and, when fixed stays cannot be together, the `conflict`. A question carries the `answer`
that a yes would give, in the form of the market file, and the `pairs` it promises.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from hospes.pairing.assess import ANSWER_FIRST, Assessment, assess, standing
from hospes.pairing.changes import changed
from hospes.pairing.findings import Reason
from hospes.pairing.goals import blocking_pairs, gini, organisations_served
from hospes.pairing.landscape import Landscape, Stop, never, resurvey
from hospes.pairing.parties import Wish
from hospes.pairing.plan import Plan, people_placed
from hospes.pairing.questions import Question, questions
from hospes.pairing.stays import Ledger, Stay
from hospes.pairing.written import as_written

# Up to so many entries the whole market is planned again for each question, else its neighbourhood.
WHOLE_MARKET = 1_000
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
        "unplaced": [
            {"wish": key, "people": plan.ledger.people_left[key], "because": found} for key, found in because.items()
        ],
        "reserve": _reserve(plan, landscape, because),
        "fairness": fairness(plan.ledger, landscape),
        "totals": totals(plan.ledger),
        "questions": [question_as_written(one) for one in _questions(plan, landscape, stop)],
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


def fairness(ledger: Ledger, landscape: Landscape) -> dict[str, Any]:
    served = organisations_served(ledger.stays.values(), landscape)
    sending = {wish.organisation for wish in landscape.wishes.values()}
    return {
        "organisations_served": len(served),
        "organisations_unserved": len(sending - served),
        "gini": gini(ledger.stays.values(), landscape),
        "blocking_pairs": len(blocking_pairs(ledger, landscape)),
    }


def unplaced(ledger: Ledger, landscape: Landscape) -> dict[str, list[dict[str, Any]]]:
    """Groups of which somebody is left, with how many offers each barrier keeps from them."""
    return {
        key: _counted(_in_the_way(wish, ledger, landscape), "offers")
        for key, wish in landscape.wishes.items()
        if ledger.people_left[key]
    }


def _in_the_way(wish: Wish, ledger: Ledger, landscape: Landscape) -> Iterable[str]:
    if wish.key in landscape.unseen:
        yield from ["not_looked_at"] * len(landscape.offers)
        return
    for offer in landscape.offers.values():
        stay = ledger.stays.get((wish.key, offer.key))
        if stay is not None:
            full = not ledger.places_left[offer.key] or stay.people >= offer.most
            yield "no_room_left" if full else "left_out"
            continue
        seen = landscape.alive.get((wish.key, offer.key))
        if seen is None:
            yield from standing(wish, offer, landscape.context) or ("weak",)
        elif wish.returns == "must":
            yield "only_in_exchange"
        elif not seen.placeable:
            yield from (
                unknown.code
                for unknown in assess(wish, offer, landscape.context).unknowns
                if unknown.opens and (unknown.code in ANSWER_FIRST or not landscape.context.settings.place_open)
            )
        else:
            yield "no_room_left" if ledger.room(wish, offer) is None else "left_out"


def _counted(codes: Iterable[str], name: str) -> list[dict[str, Any]]:
    counted = sorted(Counter(codes).items(), key=lambda item: (-item[1], item[0]))
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
    return found + _counted((+at_home).elements(), "people")


def question_as_written(question: Question) -> dict[str, Any]:
    return {
        "ask": question.ask,
        "field": question.field,
        "opens_pairs": len(question.opens),
        "places_people": question.places_people or 0,
        "answer": as_written(question.change.value),
        "pairs": [list(pair) for pair in question.opens],
    }


def _questions(plan: Plan, landscape: Landscape, stop: Stop) -> list[Question]:
    """The best questions, with how many more people the market would place after a yes."""
    if plan.status == "infeasible":
        return []
    placed = people_placed(landscape)
    asked = questions(landscape, limit=QUESTIONS, stop=stop)
    found = [_with_people(question, plan, landscape, placed) for question in asked]
    return sorted(found, key=lambda one: (-len(one.opens), -(one.places_people or 0), one.ask, one.field))


def _with_people(question: Question, plan: Plan, landscape: Landscape, placed: int) -> Question:
    after = resurvey(landscape, changed(landscape.entry(question.ask), question.change))
    if len(landscape.wishes) + len(landscape.offers) > WHOLE_MARKET:
        keys = _neighbourhood(question, plan)
        more = people_placed(_only(keys, after)) - people_placed(_only(keys, landscape))
    else:
        more = people_placed(after) - placed
    return replace(question, places_people=max(0, more))


def _neighbourhood(question: Question, plan: Plan) -> frozenset[str]:
    """The entry asked, those it would be paired with, and whoever shares a stay with one of them."""
    keys = {question.ask, *(key for pair in question.opens for key in pair)}
    return frozenset(keys).union(key for pair in plan.ledger.stays if keys & set(pair) for key in pair)


def _only(keys: frozenset[str], landscape: Landscape) -> Landscape:
    """The landscape without all other entries."""
    pinned = tuple(pin for pin in landscape.market.pinned if {pin.wish, pin.offer} <= keys)
    return replace(
        landscape,
        market=replace(landscape.market, pinned=pinned),
        wishes={key: wish for key, wish in landscape.wishes.items() if key in keys},
        offers={key: offer for key, offer in landscape.offers.items() if key in keys},
        alive={pair: seen for pair, seen in landscape.alive.items() if keys.issuperset(pair)},
    )
