"""The market of a round as it was frozen, and the settings and pins that each run lays over it."""

import gzip
import json
from typing import Any

from hospes.rounds.choices import PinKind
from hospes.rounds.models import Pin, Round, Run

# What a run brings itself.
OWN = ("settings", "pinned", "forbidden")


def settings_of(round_: Round) -> dict[str, Any]:
    """The settings of the round, in the form of the market file."""
    return {
        "reserve": round_.reserve / 100,
        "reserve_mode": round_.reserve_mode,
        "fairness": round_.fairness,
        "least_score": round_.least_score,
        "place_open": round_.place_open,
        "longest_cycle": round_.longest_cycle,
    }


def pins_of(round_: Round) -> dict[str, Any]:
    """The pins of the round, in the form of the market file."""
    pins = Pin.objects.filter(round=round_).select_related("wish", "offer").order_by("pk")
    together = [[str(pin.wish.key), str(pin.offer.key), pin.people] for pin in pins if pin.kind == PinKind.TOGETHER]
    apart = [[str(pin.wish.key), str(pin.offer.key)] for pin in pins if pin.kind == PinKind.APART]
    return {"pinned": together, "forbidden": apart}


def frozen_of(run: Run) -> dict[str, Any]:
    """The market as it was frozen."""
    found: dict[str, Any] = json.loads(gzip.decompress(packed_market(run.round_id)))
    return found


def packed_market(round_id: int) -> bytes:
    """The market file as it was frozen, compressed."""
    return bytes(Round.objects.values_list("market", flat=True).get(pk=round_id))


def packed_plan(run: Run) -> bytes:
    """The plan file of a run that is done, compressed."""
    return bytes(Run.objects.values_list("plan", flat=True).get(pk=run.pk))


def plan_of(run: Run) -> dict[str, Any]:
    """The plan file of a run that is done."""
    found: dict[str, Any] = json.loads(gzip.decompress(packed_plan(run)))
    return found
