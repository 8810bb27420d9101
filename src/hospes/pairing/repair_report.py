"""A repaired plan as it stands in a plan file: a plan like any other, and beside it what was repaired."""

from collections.abc import Iterable
from typing import Any

from hospes.pairing.landscape import Stop, never
from hospes.pairing.moves import Move
from hospes.pairing.repair import Choice, Repair
from hospes.pairing.report import plan_as_written
from hospes.pairing.stays import Stay


def repair_as_written(
    repair: Repair, *, seconds: float, seed: int = 0, work: int = 0, stop: Stop = never
) -> dict[str, Any]:
    """Every key of a plan file, and `repair`: who declined, who stays elsewhere because of what, and
    what the other choices would have reached."""
    plan = plan_as_written(repair.plan, repair.landscape, seconds=seconds, seed=seed, work=work, stop=stop)
    moves = repair.choices[repair.chosen].moves if repair.choices else ()
    changed = {stay.key for move in moves for stay in move.before}
    plan["repair"] = {
        "declined": [list(pair) for pair in repair.declined],
        "moved": sum(move.moved for move in moves),
        "kept": sum(pair not in changed for pair in repair.earlier.stays),
        "whole": repair.whole,
        "moves": [_move(move) for move in moves],
        "choices": [_choice(one, chosen=place == repair.chosen) for place, one in enumerate(repair.choices)],
    }
    return plan


def _move(move: Move) -> dict[str, Any]:
    return {
        "wish": move.wish,
        "before": _at_hosts(move.before),
        "after": _at_hosts(move.after),
        "moved": move.moved,
        "because": {"code": move.because.code, "facts": dict(move.because.facts)},
    }


def _at_hosts(stays: Iterable[Stay]) -> list[dict[str, Any]]:
    found = []
    for stay in stays:
        start, end = (day.isoformat() for day in stay.period) if stay.period else (None, None)
        found.append({"offer": stay.offer, "people": stay.people, "from": start, "to": end})
    return found


def _choice(choice: Choice, *, chosen: bool) -> dict[str, Any]:
    return {
        "moved": list(choice.moved),
        "people": choice.people,
        "fewer_opportunities": choice.fewer_opportunities,
        "organisations_served": choice.organisations_served,
        "welfare": choice.welfare / 10,
        "proven": choice.proven,
        "chosen": chosen,
    }
