"""The lines of cooperation links, on pages and through the API. Everybody reads what is confirmed."""

from tests.permissions.lines import DESK, EVERYBODY, OUR_SPEAKERS, SIGNED_IN, STRANGER, US, Line, do, form, see

SURE = {"sure": "yes"}
BOTH_SPEAK = OUR_SPEAKERS | {STRANGER}
BOTH = US | {STRANGER} | DESK

COOPERATION: tuple[Line, ...] = (
    see("cooperation:link-list", "", EVERYBODY),
    see("cooperation:link-detail", "our cooperation link", EVERYBODY),
    see("cooperation:link-detail", "draft of our cooperation", BOTH, is_open=True),
    form("cooperation:link-new", "", BOTH_SPEAK | DESK),
    do("cooperation:agreement-confirm", "agreement that waits for us", OUR_SPEAKERS, send=SURE),
    do("cooperation:agreement-take-back", "agreement that waits for us", BOTH_SPEAK | DESK, send=SURE),
    form("cooperation:link-end", "our cooperation link", BOTH_SPEAK | DESK, send={"because": "It is done."}),
)

THROUGH_THE_API: tuple[Line, ...] = (
    do(
        "api:cooperation_propose",
        "",
        BOTH_SPEAK,
        send={"other": lambda world: world.scene.organisations["lindalen"].pk, "kind": "VET", "since": "2026-02-01"},
        refused=SIGNED_IN,
    ),
    do("api:agreement_confirm", "agreement that waits for us by number", OUR_SPEAKERS, refused=BOTH),
    do("api:agreement_take_back", "agreement that waits for us by number", BOTH_SPEAK, refused=BOTH, verb="DELETE"),
    do(
        "api:cooperation_end",
        "our cooperation link by number",
        BOTH_SPEAK | DESK,
        send={"because": "It is done."},
        refused=SIGNED_IN,
    ),
)

READ_BY_ALL: tuple[Line, ...] = (
    see("api:cooperation_list", "", EVERYBODY),
    see("api:cooperation_detail", "our cooperation link by number", EVERYBODY),
    see("api:cooperation_detail", "draft of our cooperation by number", BOTH, is_open=True),
    see("api:cooperation_years", "", EVERYBODY),
)
