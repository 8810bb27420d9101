"""Who may, and a request that works, for the operations of rounds and exchanges."""

from datetime import timedelta

from django.utils import timezone

from tests.api.deed import Deed
from tests.api.scene import Scene
from tests.factories.exchanges import terms_for


def deeds_of_rounds(scene: Scene) -> dict[str, Deed]:
    by = "facilitator"
    until = (timezone.localdate() + timedelta(days=20)).isoformat()
    kept_apart = scene.things["pair to pin"] | {"kind": "apart", "reason": "They met already."}
    return {
        "round_detail": Deed(by),
        "round_open": Deed(by, {"name": "Autumn", "entries_until": until}),
        "round_change": Deed(by, {"reserve": 10, "entries_until": until}),
        "round_freeze": Deed(by),
        "round_thaw": Deed(by),
        "round_cancel": Deed(by),
        "round_close": Deed(by),
        "round_solve": Deed(by, {"note": "Without a reserve", "without_reserve": True}),
        "round_repair": Deed(by),
        "round_commit": Deed(by, {"run": scene.numbers["number"]}),
        "round_market": Deed(by),
        "round_plan": Deed(by),
        "run_list": Deed(by),
        "run_detail": Deed(by),
        "run_stop": Deed(by),
        "pin_list": Deed(by),
        "pin_new": Deed(by, kept_apart),
        "pin_release": Deed(by),
        **_exchanges(scene),
    }


def _exchanges(scene: Scene) -> dict[str, Deed]:
    terms = {"terms_version": terms_for(scene.things["exchange"], scene.ours)}
    named = scene.things["legs"]
    legs = [{"wish": named[f"wish{at}"], "offer": named[f"offer{at}"], "people": 2} for at in (0, 1)]
    soon = (timezone.localdate() + timedelta(days=14)).isoformat()
    return {
        "exchange_propose": Deed("facilitator", {"legs": legs, "answer_by": soon}),
        "exchange_accept": Deed("member", terms),
        "exchange_decline": Deed("member", terms | {"reason": "dates"}),
        "exchange_withdraw": Deed("facilitator"),
    }
