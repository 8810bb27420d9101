"""Who may, and a request that works, for the operations of consortia and cooperation links."""

from tests.api.deed import Deed
from tests.api.scene import Scene


def deeds_of_links(scene: Scene) -> dict[str, Deed]:
    return _cooperation(scene) | _consortia(scene)


def _cooperation(scene: Scene) -> dict[str, Deed]:
    speaker = "representative"
    host = scene.programs["host"].organisation
    assert host is not None
    return {
        "cooperation_propose": Deed(speaker, {"other": host.pk, "kind": "ADULT", "since": "2026-03-02"}),
        "cooperation_end": Deed(speaker, {"because": "The programme has ended."}),
        "agreement_confirm": Deed(speaker),
        "agreement_take_back": Deed(speaker),
    }


def _consortia(scene: Scene) -> dict[str, Deed]:
    return {
        "role_add": Deed("member", {"name": "An evaluator"}),
        "role_change": Deed("member", {"number": 2}),
        "role_remove": Deed("member"),
        "partner_ask": Deed("member", {"organisation": scene.theirs.pk}),
        "partner_outside": Deed("member", {"name": "Harbour school of joinery"}),
        "partner_apply": Deed("host", {"note": "We would like to."}),
        "partner_accept": Deed("member"),
        "partner_decline": Deed("member", {"reply": "We have found somebody."}),
        "partner_withdraw": Deed("member"),
    }
