"""The lines of rounds, on pages and through the API."""

from datetime import timedelta

from django.utils import timezone

from tests.permissions.lines import DESK, SIGNED_IN, WITH_AN_ORGANISATION, Line, do, form, see

SURE = {"sure": "yes"}
UNTIL = (timezone.localdate() + timedelta(days=30)).isoformat()
ROUND = {
    "name": "Autumn",
    "entries_until": UNTIL,
    "answer_days": "14",
    "reserve": "20",
    "reserve_mode": "seats",
    "fairness": "none",
    "least_score": "30",
    "longest_cycle": "4",
}
MEMBERS = WITH_AN_ORGANISATION | DESK

ROUNDS: tuple[Line, ...] = (
    see("rounds:round-list", "", MEMBERS),
    form("rounds:round-new", "", DESK, send=ROUND),
    see("rounds:round-detail", "open round", DESK),
    see("rounds:round-detail", "committed round", MEMBERS),
    form("rounds:round-change", "open round", DESK, send=ROUND | {"version": "1"}),
    do("rounds:round-freeze", "open round", DESK, send=SURE),
    do("rounds:round-thaw", "planned round", DESK, send=SURE),
    form("rounds:round-cancel", "open round", DESK, send=SURE),
    form("rounds:round-close", "committed round", DESK, send=SURE),
    see("rounds:round-answers", "committed round", DESK),
    do("rounds:repair-new", "round that wants a repair", DESK, send=SURE),
    see("rounds:run-detail", "repair of a round", DESK),
    see("rounds:earlier-file", "repair of a round", DESK),
    form("rounds:repair-carry-out", "repair of a round", DESK, send=SURE),
    form("rounds:pin-new", "pair of the planned round", DESK, send={"kind": "apart", "reason": "They met."}),
    do("rounds:pin-release", "pin of the planned round", DESK, send=SURE),
    do("rounds:run-new", "planned round", DESK, send={"note": "Once more"}),
    see("rounds:run-detail", "plan of the planned round", DESK),
    see("rounds:run-detail", "plan that is being made", DESK),
    do("rounds:run-stop", "plan that is being made", DESK, send=SURE),
    see("rounds:run-stays", "plan of the planned round", DESK),
    see("rounds:run-not-placed", "plan of the planned round", DESK),
    see("rounds:run-compared", "two plans of the planned round", DESK),
    form("rounds:run-commit", "plan of the planned round", DESK, send=SURE),
    see("rounds:market-file", "plan of the planned round", DESK),
    see("rounds:plan-file", "plan of the planned round", DESK),
    see("rounds:round-result", "committed round", MEMBERS),
    see("rounds:round-ours", "committed round", WITH_AN_ORGANISATION),
)

THROUGH_THE_API: tuple[Line, ...] = (
    see("api:round_list", "", SIGNED_IN),
    see("api:round_detail", "committed round by number", MEMBERS),
    see("api:round_detail", "planned round by number", DESK),
    do("api:round_open", "", DESK, send={"name": "Autumn", "entries_until": UNTIL}, refused=SIGNED_IN),
    do("api:round_change", "open round by number", DESK, send={"reserve": 10}, verb="PATCH"),
    do("api:round_freeze", "open round by number", DESK),
    do("api:round_thaw", "planned round by number", DESK),
    do("api:round_cancel", "open round by number", DESK),
    do("api:round_close", "committed round by number", DESK, refused=WITH_AN_ORGANISATION),
    do("api:round_solve", "planned round by number", DESK, send={}),
    do("api:round_repair", "round that wants a repair by number", DESK, send={}, refused=WITH_AN_ORGANISATION),
    do("api:round_commit", "planned round by number", DESK, send={"run": 1}),
    see("api:run_list", "planned round by number", DESK),
    see("api:run_detail", "plan of the planned round by number", DESK),
    do("api:run_stop", "plan that is being made by number", DESK),
    see("api:round_market", "planned round by number", DESK),
    see("api:round_plan", "planned round by number", DESK),
    see("api:pin_list", "planned round by number", DESK),
    do(
        "api:pin_new",
        "planned round by number",
        DESK,
        send={
            "wish": lambda world: world.places["pair of the planned round"]["wish"],
            "offer": lambda world: world.places["pair of the planned round"]["offer"],
            "kind": "apart",
            "reason": "They met.",
        },
    ),
    do("api:pin_release", "pin of the planned round by number", DESK, verb="DELETE"),
)
