"""A plan of exchanges as it stands in a plan file, version 1: every key of the contract."""

from typing import Any

from hospes.pairing.exchange.plan import ExchangePlan
from hospes.pairing.fairness import fairness
from hospes.pairing.goals import organisations_served
from hospes.pairing.landscape import Landscape
from hospes.pairing.report import stay_as_written, totals, unplaced

# With more pairs than this, what stands between each wish left at home and each offer is not counted.
COUNTED = 400_000


def exchange_plan_as_written(
    plan: ExchangePlan, landscape: Landscape, *, seconds: float, seed: int = 0, work: int = 0
) -> dict[str, Any]:
    ledger = plan.ledger
    stays = [ledger.stays[pair] for pair in sorted(ledger.stays)]
    settings = landscape.context.settings
    return {
        "version": 1,
        "status": plan.status,
        "objective": plan.objective / 10,
        "bound": plan.bound / 10,
        "gap": round((plan.bound - plan.objective) / plan.bound, 6) if plan.bound > 0 else 0.0,
        "seconds": round(seconds, 3),
        "pairs": [stay_as_written(stay, landscape) for stay in stays],
        "exchanges": [[list(leg) for leg in one.legs] for one in plan.exchanges],
        "unplaced": [] if plan.status == "infeasible" else _unplaced(plan, landscape),
        "reserve": {
            "asked": float(settings.reserve),
            "target": 0,
            "reached": ledger.fewer,
            "share": round(ledger.fewer / ledger.people, 4) if ledger.people else 0.0,
            "price": {"people": 0, "welfare": 0.0},
            "because": [],
        },
        "fairness": fairness(ledger, landscape),
        "totals": totals(ledger),
        "questions": [],
        "rule": "best",
        "seed": seed,
        "work": work,
        "proven": _proven(plan, landscape),
        "conflict": [[pin.wish, pin.offer, pin.people] for pin in plan.conflict],
    }


def _unplaced(plan: ExchangePlan, landscape: Landscape) -> list[dict[str, Any]]:
    left = {key: people for key, people in plan.ledger.people_left.items() if people}
    if len(left) * len(landscape.offers) > COUNTED:
        return [{"wish": key, "people": people, "because": []} for key, people in left.items()]
    because = unplaced(plan.ledger, landscape)
    return [{"wish": key, "people": left[key], "because": found} for key, found in because.items()]


def _proven(plan: ExchangePlan, landscape: Landscape) -> list[str]:
    """Exchanges have one goal, welfare; `ties` when the plan is the first of all that are worth as much."""
    if plan.status != "optimal":
        return []
    everybody = {wish.organisation for wish in landscape.wishes.values()}
    served = organisations_served(plan.ledger.stays.values(), landscape)
    return ["welfare", *(["ties"] if plan.first else []), *(["first-match"] if served == everybody else [])]
