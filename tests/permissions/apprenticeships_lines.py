"""The lines of rules for apprentices, on pages and through the API."""

from tests.permissions.lines import SECRETARIAT, SIGNED_IN, Line, do, form, see

WORDS = {
    "verdict": "conditional",
    "matters": ["consent"],
    "text": "The employer agrees in writing.",
    "language": "en",
    "source": "An invented agreement",
    "source_on": "2026-09-01",
}
NEW_RULE = WORDS | {"sending": "PT", "hosting": "IE"}
RULE = "rule for apprentices"

APPRENTICESHIPS: tuple[Line, ...] = (
    see("apprenticeships:rule-list", "", SIGNED_IN),
    see("apprenticeships:between", "", SIGNED_IN, query={"from": "SE232", "to": "NO0A2"}),
    see("apprenticeships:rule-detail", RULE, SIGNED_IN),
    see("apprenticeships:rule-detail", "withdrawn rule for apprentices", SIGNED_IN),
    form(
        "apprenticeships:rule-new",
        "",
        SECRETARIAT,
        send=WORDS | {"sending_country": "PT", "hosting_country": "IE"},
    ),
    form("apprenticeships:rule-change", RULE, SECRETARIAT, send=WORDS | {"reason": "It changed.", "version": "1"}),
    form("apprenticeships:rule-withdraw", RULE, SECRETARIAT, send={"reason": "It ended."}),
)

THROUGH_THE_API: tuple[Line, ...] = (
    see("api:rule_list", "", SIGNED_IN),
    see("api:rule_detail", "rule for apprentices by number", SIGNED_IN),
    do("api:rule_enter", "", SECRETARIAT, send=NEW_RULE, refused=SIGNED_IN),
    do(
        "api:rule_change",
        "rule for apprentices by number",
        SECRETARIAT,
        send={"text": "Ask first.", "reason": "It changed."},
        verb="PATCH",
        refused=SIGNED_IN,
    ),
    do(
        "api:rule_withdraw",
        "rule for apprentices by number",
        SECRETARIAT,
        send={"reason": "It ended."},
        refused=SIGNED_IN,
    ),
)
