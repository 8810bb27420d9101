"""The lines of the gap radar. Everybody reads what is missing; members and facilitators do something about it."""

from tests.permissions.lines import DESK, EVERYBODY, SIGNED_IN, US, WITH_AN_ORGANISATION, Line, do, form, see

RADAR: tuple[Line, ...] = (
    see("radar:gap-list", "", EVERYBODY),
    see("radar:gap-detail", "gap", EVERYBODY),
    do("radar:look-again", "", DESK, send={"sure": "yes"}),
    do("radar:gap-invite", "gap", WITH_AN_ORGANISATION | DESK, send={"email": "a@host.example", "language": "en"}),
    do("radar:gap-link", "gap", WITH_AN_ORGANISATION | DESK, send={"link-language": "en"}),
    form("radar:invitation-withdraw", "a facilitator's invitation to fill a gap", DESK, send={"sure": "yes"}),
    form("radar:invitation-withdraw", "our invitation to fill a gap", US | DESK, send={"sure": "yes"}),
    Line("radar:invited", "invitation to fill a gap", see=EVERYBODY, act=WITH_AN_ORGANISATION, send={"sure": "yes"}),
)

THROUGH_THE_API: tuple[Line, ...] = (
    do(
        "api:gap_invite",
        "gap by number",
        WITH_AN_ORGANISATION | DESK,
        send={"email": "a@host.example"},
        refused=SIGNED_IN,
    ),
    do("api:gap_invitation_withdraw", "our invitation to fill a gap by number", US | DESK),
)

READ_BY_ALL: tuple[Line, ...] = (
    see("api:gap_list", "", EVERYBODY),
    see("api:gap_detail", "gap by number", EVERYBODY),
)
