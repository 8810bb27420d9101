"""What became of the stays of a chosen plan, and what a repair of it is asked for."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from hospes.matchmaking.choices import IntroductionState
from hospes.matchmaking.models import Introduction
from hospes.matchmaking.queries.market import published
from hospes.rounds.models import Placement, Run
from hospes.rounds.queries import market
from hospes.rounds.queries.left import NOTHING, Taken, left_of

# What the two sides said no to, or nothing at all.
COME_TO_NOTHING = (
    IntroductionState.DECLINED,
    IntroductionState.EXPIRED,
    IntroductionState.WITHDRAWN,
    IntroductionState.NOT_REALISED,
)
# The proposal did not go out for a reason that lies in neither side.
NOT_THE_PAIR = ("facilitator_is_gone",)
# Nobody said no to this pair: another part of its exchange ended.
OVER = (*COME_TO_NOTHING, IntroductionState.FELL_THROUGH)


def broken(run: Run) -> QuerySet[Placement]:
    """Stays of a plan that will not be: refused by a side, expired, taken back, or never proposed."""
    rows = Placement.objects.filter(Q(introduction__state__in=OVER) | ~Q(refused=""), run=run)
    return rows.select_related("wish__organisation", "offer__organisation", "introduction").order_by("pk")


def is_free(introduction: Introduction) -> bool:
    """Nobody has said anything yet, so a repair may take it back. A ring that waits is left as it is."""
    return introduction.state == IntroductionState.PROPOSED and introduction.exchange_id is None


def since(run: Run, frozen: Mapping[str, Any]) -> dict[str, Any]:
    """What happened since the proposals of this plan went out, by the keys of the entries.

    `declined`: pairs that are not asked again. `settled`: stays that somebody accepted, with their people; they
    stay where they are. `agreed`: the same, on other terms than the plan's, so that they are taken out of the
    market together with their room. `over`: stays that the repair does not start from. `gone`: entries that
    have left the market.
    """
    planned = {(pair["wish"], pair["offer"]): pair["people"] for pair in market.plan_of(run)["pairs"]}
    only_in_exchange = {wish["key"] for wish in frozen["wishes"] if wish.get("returns") == "must"}
    # What was declined before an earlier repair is not asked again either.
    found: dict[str, list[Any]] = {
        "declined": list(run.since.get("declined", ())),
        "settled": [],
        "agreed": [],
        "over": [],
    }
    for placement in Placement.objects.filter(run=run).select_related("wish", "offer", "introduction").order_by("pk"):
        pair = [str(placement.wish.key), str(placement.offer.key)]
        made = placement.introduction
        if placement.refused in NOT_THE_PAIR or (made is not None and is_free(made)):
            continue
        if made is None or made.state in COME_TO_NOTHING:
            found["declined"].append(pair)
        elif made.state == IntroductionState.FELL_THROUGH:
            found["over"].append(pair)
        elif planned.get((pair[0], pair[1])) == made.people and pair[0] not in only_in_exchange:
            found["settled"].append([*pair, made.people])
        else:
            found["agreed"].append([*pair, made.people or placement.people])
    held = {key for stay in (*found["settled"], *found["agreed"]) for key in stay[:2]}
    return found | {"gone": sorted(_left(frozen) - held)}


def _left(frozen: Mapping[str, Any]) -> set[str]:
    """Entries of the frozen market that nobody can be paired with any more."""
    here = {str(key) for key in published().values_list("key", flat=True)}
    return _keys(frozen) - here


def _keys(frozen: Mapping[str, Any]) -> set[str]:
    return {entry["key"] for side in ("wishes", "offers") for entry in frozen[side]}


def earlier(run: Run) -> bytes:
    """The plan that a repair starts from, as a plan file: without what is no longer in its market."""
    assert run.repairs is not None
    besides = {(stay[0], stay[1]) for name in ("agreed", "over") for stay in run.since[name]}
    plan = market.plan_of(run.repairs)
    plan["pairs"] = [pair for pair in plan["pairs"] if (pair["wish"], pair["offer"]) not in besides]
    return json.dumps({"version": 1, "pairs": plan["pairs"]}).encode()


def pins_of(run: Run, since: Mapping[str, Any], frozen: dict[str, Any]) -> dict[str, Any]:
    """What a repair of this plan has to hold: what is settled, and what facilitators decided, where it still can be."""
    own, known = market.pins_of(run.round), _keys(frozen) - set(since["gone"])
    declined = {(wish, offer) for wish, offer in since["declined"]}
    fixed = {(stay[0], stay[1]): stay for stay in since["settled"]}
    outside = {key for name in ("agreed", "over") for stay in since[name] for key in stay[:2]}
    for pin in own["pinned"]:
        pair = pin[0], pin[1]
        if pair not in declined and not {*pair} & outside and {*pair} <= known:
            fixed.setdefault(pair, pin)
    apart = {(pin[0], pin[1]) for pin in own["forbidden"]} | declined
    pins = {"pinned": list(fixed.values()), "forbidden": []}
    # What was agreed on other terms may have taken the whole entry out of the market.
    known = _keys(laid_over(frozen, since, pins))
    return pins | {"forbidden": [list(pair) for pair in sorted(apart) if {*pair} <= known]}


def laid_over(frozen: dict[str, Any], since: Mapping[str, Any], pins: Mapping[str, Any]) -> dict[str, Any]:
    """The frozen market as it is for a repair: without entries that left it and without what was agreed otherwise."""
    gone = set(since["gone"])
    taken, pinned = _counted(since["agreed"]), _counted(pins["pinned"])
    sides: dict[str, list[dict[str, Any]]] = {"wishes": [], "offers": []}
    for side, listed in sides.items():
        for entry in frozen[side]:
            key = entry["key"]
            left = left_of(entry, taken.get(key, NOTHING), pinned.get(key, NOTHING))
            if key not in gone and left is not None:
                listed.append(left)
    return frozen | sides


def _counted(stays: Iterable[list[Any]]) -> dict[str, Taken]:
    """People and stays by entry."""
    found: dict[str, Taken] = {}
    for wish, offer, people in stays:
        for key in (wish, offer):
            before = found.get(key, NOTHING)
            found[key] = Taken(before.people + people, before.stays + 1)
    return found
