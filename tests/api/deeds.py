"""For every operation of the API: who may, and a request that works."""

from datetime import timedelta

from django.utils import timezone

from hospes.reference.choices import SupporterCategory
from tests.api.deed import Deed
from tests.api.deeds_of_links import deeds_of_links
from tests.api.deeds_of_rounds import deeds_of_rounds
from tests.api.scene import Scene, operations
from tests.permissions.apprenticeships_lines import NEW_RULE as RULE

# A picture of one dot.
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def deeds(scene: Scene) -> dict[str, Deed]:
    """For every operation: who may, and a request that works."""
    soon = (timezone.localdate() + timedelta(days=14)).isoformat()
    pair = {"wish": scene.things["wish"].pk, "offer": scene.things["free host"].pk}
    named = f"?wish={pair['wish']}&offer={pair['offer']}"
    invited = {"email": "new@hospes.example"}
    office, facilitator, speaker = "secretariat", "facilitator", "representative"
    terms = {"terms_version": 1}
    written = {
        "me_change": Deed("member", {"language": "sv"}),
        "me_sign_out": Deed("member"),
        "token_revoke": Deed("member"),
        "mails_change": Deed("member", {"digest": "daily"}),
        "search_save": Deed("member", {"name": "Wishes", "query": "kind=wish"}),
        "search_change": Deed("member", {"name": "Another"}),
        "search_pause": Deed("member"),
        "search_resume": Deed("member"),
        "search_remove": Deed("member"),
        "organisation_add": Deed(office, {"name": "New", "kind": "NGO", "country": "ES"}),
        "organisation_change": Deed("member", {"town": "Vic"}),
        "organisation_membership": Deed(office, {"membership": "suspended"}),
        "organisation_logo": Deed("member", {"logo": PIXEL, "logo_alt": "A dot"}),
        "post_appoint": Deed(speaker, {"post": "deputy"}),
        "post_end": Deed(speaker),
        "invitation_send": Deed(speaker, invited),
        "invitation_send_anywhere": Deed("administrator", invited),
        "invitation_resend": Deed(speaker),
        "invitation_revoke": Deed(speaker),
        "join_request_review": Deed(office),
        "join_request_accept": Deed(office, {"words": "Welcome!"}),
        "join_request_decline": Deed(office, {"reason": "Not this year."}),
        "challenge_add": Deed(speaker, {"kind": "access", "text": "Far apart.", "language": "sv"}),
        "challenge_remove": Deed(speaker),
        "skill_need_add": Deed(speaker, {"field": "0921", "language": "sv"}),
        "skill_need_remove": Deed(speaker),
        "entry_draft": Deed("member", {"kind": "offer", "title": "Learn with us"}),
        "entry_change": Deed("member", {"places": 3, "largest_group": 3}),
        "entry_submit": Deed("member"),
        "entry_pause": Deed("member"),
        "entry_resume": Deed("member"),
        "entry_withdraw": Deed("member"),
        "entry_renew": Deed("member"),
        "entry_copy": Deed("member"),
        "entry_publish": Deed(facilitator, {"note": "Thank you."}),
        "entry_reject": Deed(facilitator, {"reason": "Please say when."}),
        "entry_confirm": Deed(facilitator),
        "suggestion_interest": Deed("member", pair),
        "pair_set_aside": Deed(facilitator, pair | {"reason": "Next year."}),
        "pair_bring_back": Deed(facilitator, pair),
        "question_ask": Deed(facilitator, {"question": scene.things.get("question", "")}),
        "question_answer": Deed("member", {"answer": "no"}),
        "gap_invite": Deed("member", {"email": "host@hospes.example", "language": "sv"}),
        "gap_invitation_withdraw": Deed("member"),
        "introduction_propose": Deed(facilitator, pair | {"people": 1, "answer_by": soon}),
        "introduction_withdraw": Deed(facilitator),
        "introduction_accept": Deed("member", terms),
        "introduction_decline": Deed("member", terms | {"reason": "dates"}),
        "introduction_counter": Deed("member", terms | {"people": 2}),
        "introduction_mark": Deed("member", {"state": "in_preparation"}),
        "message_write": Deed("member", {"text": "See you."}),
        "news_draft": Deed(office, {"title": "T", "text": "T", "language": "en"}),
        "news_change": Deed(office, {"title": "Another"}),
        "news_publish": Deed(office),
        "news_withdraw": Deed(office),
        "supporter_add": Deed(office, {"name": "S", "category": SupporterCategory.values[0]}),
        "supporter_change": Deed(office, {"order": 7}),
        "supporter_remove": Deed(office),
        "rule_enter": Deed(office, RULE),
        "rule_change": Deed(office, {"text": "Ask first.", "reason": "It changed."}),
        "rule_withdraw": Deed(office, {"reason": "It ended."}),
        "notice_decide": Deed(office, {"decision": "stays", "statement": "It is right."}),
        "role_give": Deed("administrator", {"role": "reviewer"}),
        "role_end": Deed("administrator", {"role": "reviewer"}),
        "account_deactivate": Deed("administrator"),
        "account_reactivate": Deed("administrator"),
    } | deeds_of_rounds(scene)
    written |= deeds_of_links(scene)
    read = {
        "suggestion_list": Deed("member", query=f"?entry={scene.things['wish'].pk}"),
        "pair_detail": Deed("member", query=named),
        "line_list": Deed("member", query=f"?object_kind=entry&object_id={scene.things['draft'].pk}"),
        "pair_list": Deed(facilitator),
        "question_agenda": Deed(facilitator),
        "join_request_list": Deed(office),
        "join_request_detail": Deed(office),
        "notice_list": Deed(office),
        "notice_detail": Deed(office),
        "news_detail": Deed(office),
        "account_list": Deed("administrator"),
        "account_detail": Deed("administrator"),
        "invitation_anywhere_list": Deed("administrator"),
        "invitation_detail": Deed(speaker),
    }
    return {name: Deed("member") for name, method, _path in operations() if method == "GET"} | read | written


# Operations about one thing that has a tag.
OPERATIONS_THAT_CHANGE = (
    "me_change me_sign_out mails_change search_change search_pause search_remove"
    " organisation_change organisation_membership organisation_logo post_appoint post_end"
    " invitation_resend invitation_revoke join_request_review join_request_accept join_request_decline"
    " entry_change entry_submit entry_pause entry_resume entry_withdraw entry_renew entry_publish entry_reject"
    " entry_confirm introduction_withdraw introduction_accept introduction_decline introduction_counter"
    " introduction_mark news_change news_publish news_withdraw supporter_change supporter_remove"
    " rule_change rule_withdraw notice_decide"
    " role_change role_remove partner_accept partner_decline partner_withdraw"
    " agreement_confirm agreement_take_back cooperation_end"
    " round_change round_freeze round_thaw round_cancel round_close round_commit"
    " round_solve round_repair run_stop"
    " exchange_accept exchange_decline exchange_withdraw"
    " role_give role_end account_deactivate account_reactivate"
).split()
