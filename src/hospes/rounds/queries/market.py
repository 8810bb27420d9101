"""The market of a round: as it is now, as it was frozen, and with the settings and pins of one run laid over it."""

import gzip
import json
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from hospes.matchmaking.queries import market
from hospes.pairing.parties import Entry as Party
from hospes.pairing.written import market_as_written
from hospes.rounds.choices import PinKind
from hospes.rounds.models import Pin, Round, Run

# What a run brings itself.
OWN = ("settings", "pinned", "forbidden")


def market_for(formats: Collection[str]) -> dict[str, Any]:
    """Every published wish and offer that says how many people and that takes part, as a market file.

    An entry whose formats nobody knows takes part: a question may bring them.
    """
    whole = market.market()
    taken = frozenset(formats)

    def takes_part(party: Party) -> bool:
        return not taken or party.formats is None or bool(party.formats & taken)

    return market_as_written(
        replace(
            whole,
            wishes=tuple(wish for wish in whole.wishes if takes_part(wish)),
            offers=tuple(offer for offer in whole.offers if takes_part(offer)),
        )
    )


def without_settings(written: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in written.items() if name not in OWN}


def settings_of(round_: Round) -> dict[str, Any]:
    """The settings of the round, in the form of the market file."""
    return {
        "reserve": round_.reserve / 100,
        "reserve_mode": round_.reserve_mode,
        "fairness": round_.fairness,
        "least_score": round_.least_score,
        "place_open": round_.place_open,
    }


def pins_of(round_: Round) -> dict[str, Any]:
    """The pins of the round, in the form of the market file."""
    pins = Pin.objects.filter(round=round_).select_related("wish", "offer").order_by("pk")
    together = [[str(pin.wish.key), str(pin.offer.key), pin.people] for pin in pins if pin.kind == PinKind.TOGETHER]
    apart = [[str(pin.wish.key), str(pin.offer.key)] for pin in pins if pin.kind == PinKind.APART]
    return {"pinned": together, "forbidden": apart}


def frozen_of(run: Run) -> dict[str, Any]:
    """The market as it was frozen."""
    frozen = Round.objects.values_list("market", flat=True).get(pk=run.round_id)
    found: dict[str, Any] = json.loads(gzip.decompress(bytes(frozen)))
    return found


def keys_in(round_: Round) -> frozenset[str]:
    """The entries that stand in the frozen market."""
    frozen = Round.objects.values_list("market", flat=True).get(pk=round_.pk)
    written = json.loads(gzip.decompress(bytes(frozen)))
    return frozenset(entry["key"] for side in ("wishes", "offers") for entry in written[side])


def plan_of(run: Run) -> dict[str, Any]:
    """The plan file of a run that is done."""
    kept = Run.objects.values_list("plan", flat=True).get(pk=run.pk)
    found: dict[str, Any] = json.loads(gzip.decompress(bytes(kept)))
    return found
