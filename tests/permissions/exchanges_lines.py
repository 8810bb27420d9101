"""The lines of exchanges, on pages and through the API."""

from typing import Any

from hospes.matchmaking.models import Introduction
from tests.permissions.lines import DESK, EVERYBODY, SIGNED_IN, US, WITH_AN_ORGANISATION, Line, do, form, see

SURE = {"sure": "yes"}
TERMS = {"terms_version": 2}
MEMBERS = WITH_AN_ORGANISATION | DESK
PROPOSAL = {"answer_by": "{soon}", "leg_0_people": "2", "leg_1_people": "2"}


def _legs(world: Any) -> list[dict[str, Any]]:
    named = world.places["legs to propose"]
    return [{"wish": named[f"wish{at}"], "offer": named[f"offer{at}"], "people": 2} for at in (0, 1)]


def _part(world: Any) -> str:
    parts = Introduction.objects.filter(exchange=world.places["our exchange"]["pk"])
    return str(parts.order_by("pk").values_list("pk", flat=True)[0])


DECLINED = {"terms_version": "2", "decline-reason": "dates", "decline-part": _part}

EXCHANGES: tuple[Line, ...] = (
    see("exchanges:board", "", MEMBERS),
    see("exchanges:exchange-list", "", SIGNED_IN),
    form("exchanges:exchange-new", "", DESK, query={"legs": "{legs_to_propose}"}, send=PROPOSAL),
    see("exchanges:balance", "", MEMBERS),
    see("exchanges:exchange-detail", "our exchange", US | DESK),
    see("exchanges:exchange-detail", "exchange that fell through", US | DESK),
    see("exchanges:exchange-repair", "exchange that fell through", DESK),
    do("exchanges:exchange-accept", "our exchange", US, send={"terms_version": "2"}),
    do("exchanges:exchange-decline", "our exchange", US, send=DECLINED),
    form("exchanges:exchange-withdraw", "our exchange", DESK, send=SURE),
    form("exchanges:answer", "link that answers an exchange for us", EVERYBODY, is_open=True),
)

THROUGH_THE_API: tuple[Line, ...] = (
    see("api:exchange_list", "", SIGNED_IN),
    see("api:exchange_detail", "our exchange by number", US | DESK),
    do("api:exchange_propose", "", DESK, send={"legs": _legs, "answer_by": "{soon}"}, refused=SIGNED_IN),
    do("api:exchange_accept", "our exchange by number", US, send=TERMS, refused=DESK),
    do("api:exchange_decline", "our exchange by number", US, send={**TERMS, "reason": "dates"}, refused=DESK),
    do("api:exchange_withdraw", "our exchange by number", DESK, refused=US),
)
