"""The lines of project ideas and their consortia, on pages and through the API."""

from tests.permissions.lines import DESK, EVERYBODY, SIGNED_IN, STRANGER, US, Line, Roles, do, form, see

SURE = {"sure": "yes"}
LEAD = US | DESK
THEM: Roles = frozenset({STRANGER})
ROLE = {"name": "An evaluator", "number": "1"}

CONSORTIA: tuple[Line, ...] = (
    see("consortia:idea-list", "", EVERYBODY),
    see("consortia:idea-detail", "our idea", EVERYBODY),
    form("consortia:role-new", "our idea", LEAD, send=ROLE),
    form("consortia:role-change", "role of our idea", LEAD, send=ROLE | {"version": "1"}),
    do("consortia:role-remove", "empty role of our idea", LEAD, send=SURE),
    see("consortia:role-suggestions", "role of our idea", LEAD),
    form("consortia:partner-ask", "empty role of our idea", LEAD, send={"organisation": "Lycée des métiers de Kerval"}),
    form("consortia:partner-apply", "empty role of our idea", THEM, send={"note": "We would."}),
    do("consortia:partner-outside", "empty role of our idea", LEAD, send={"name": "A school in Tartu"}),
    do("consortia:partner-accept", "application for our idea", LEAD, send=SURE, refused=THEM),
    do("consortia:partner-accept", "somebody asked for our idea", THEM, send=SURE, refused=LEAD),
    do("consortia:partner-decline", "application for our idea", LEAD, send={"reply": "No."}, refused=THEM),
    do("consortia:partner-withdraw", "application for our idea", THEM, send=SURE, refused=LEAD),
)

READ_BY_ALL: tuple[Line, ...] = (
    see("api:idea_list", "", EVERYBODY),
    see("api:consortium_detail", "our idea by number", EVERYBODY),
    see("api:role_detail", "role of our idea by number", EVERYBODY),
)
THROUGH_THE_API: tuple[Line, ...] = (
    do("api:role_add", "our idea by number", LEAD, send={"name": "An evaluator"}, refused=SIGNED_IN),
    do("api:role_change", "role of our idea by number", LEAD, send={"number": 2}, refused=SIGNED_IN, verb="PATCH"),
    do("api:role_remove", "empty role of our idea by number", LEAD, refused=SIGNED_IN, verb="DELETE"),
    see("api:candidate_list", "role of our idea by number", LEAD, refused=SIGNED_IN),
    do(
        "api:partner_ask",
        "empty role of our idea by number",
        LEAD,
        send={"organisation": lambda world: world.scene.organisations["kerval"].pk},
        refused=SIGNED_IN,
    ),
    do(
        "api:partner_outside",
        "empty role of our idea by number",
        LEAD,
        send={"name": "A school in Tartu"},
        refused=SIGNED_IN,
    ),
    do("api:partner_apply", "empty role of our idea by number", THEM, send={}, refused=SIGNED_IN),
    do("api:partner_accept", "application for our idea by number", LEAD, refused=THEM),
    do("api:partner_decline", "application for our idea by number", LEAD, send={}, refused=THEM),
    do("api:partner_withdraw", "application for our idea by number", THEM, refused=LEAD),
)
