"""Who may do what through the API, operation by operation."""

from hospes.reference.choices import SupporterCategory
from tests.permissions.apprenticeships_lines import THROUGH_THE_API as APPRENTICESHIPS
from tests.permissions.consortia_lines import READ_BY_ALL as CONSORTIA_FOR_ALL
from tests.permissions.consortia_lines import THROUGH_THE_API as CONSORTIA_BY_TOKEN
from tests.permissions.cooperation_lines import READ_BY_ALL as COOPERATION_FOR_ALL
from tests.permissions.cooperation_lines import THROUGH_THE_API as COOPERATION_BY_TOKEN
from tests.permissions.exchanges_lines import THROUGH_THE_API as EXCHANGES_BY_TOKEN
from tests.permissions.lines import (
    ADMINISTRATORS,
    DESK,
    EVERYBODY,
    NOBODY,
    OUR_MEMBER,
    OUR_SPEAKERS,
    SECRETARIAT,
    SIGNED_IN,
    US,
    WITH_AN_ORGANISATION,
    do,
    see,
)
from tests.permissions.radar_lines import READ_BY_ALL as GAPS
from tests.permissions.radar_lines import THROUGH_THE_API as GAP_INVITATIONS
from tests.permissions.rounds_lines import THROUGH_THE_API

TERMS = {"terms_version": 1}
OUR_PAIR = {
    "wish": lambda world: world.places["our pair"]["wish"],
    "offer": lambda world: world.places["our pair"]["offer"],
}
PROPOSAL_BY_NUMBER = OUR_PAIR | {"people": 2, "answer_by": "{soon}"}
INVITED = {"email": "new@hospes.example", "post": "member"}
CHALLENGE = {"kind": "access", "text": "Far apart.", "language": "ca"}
NEED = {"field": "0921", "language": "ca"}
DECISION = {"decision": "stays", "statement": "It is right."}
OUR_QUESTION = {"question": lambda world: world.things["question to ask"]}
PEOPLE_OF_US = US | SECRETARIAT | ADMINISTRATORS
WHO_INVITES = OUR_SPEAKERS | SECRETARIAT | ADMINISTRATORS

# By a token. Those without one are asked for it; a token acts for one organisation and reaches no other.
API_FOR_ALL = (
    see("api:api-root", "", NOBODY, is_open=True),
    see("api:openapi-json", "", EVERYBODY),
    *GAPS,
    see("api:openapi-view", "", EVERYBODY),
    see("api:nothing", "address that the API does not have", NOBODY, is_open=True),
    see("api:reference", "reference list", EVERYBODY),
    see("api:organisation_list", "", EVERYBODY),
    see("api:organisation_detail", "us by number", EVERYBODY),
    see("api:entry_list", "", EVERYBODY),
    see("api:entry_detail", "our published entry by number", EVERYBODY),
    see("api:entry_detail", "our draft by number", US | DESK, is_open=True),
    see("api:news_list", "", EVERYBODY),
    see("api:news_detail", "news by number", EVERYBODY),
    see("api:news_detail", "draft of news by number", SECRETARIAT, is_open=True),
    see("api:role_list", "", EVERYBODY),
    see("api:scope_list", "", EVERYBODY),
    see("api:region_list", "", EVERYBODY),
    see("api:region_detail", "our region", EVERYBODY),
    see("api:supporter_list", "", EVERYBODY),
    see("api:supporter_detail", "supporter by number", EVERYBODY),
    *COOPERATION_FOR_ALL,
    *CONSORTIA_FOR_ALL,
)

API_WITH_A_TOKEN = (
    *THROUGH_THE_API,
    *EXCHANGES_BY_TOKEN,
    *COOPERATION_BY_TOKEN,
    *CONSORTIA_BY_TOKEN,
    *APPRENTICESHIPS,
    see("api:me", "", SIGNED_IN),
    see("api:line_list", "", US | DESK, query={"object_kind": "entry", "object_id": "{our_draft.pk}"}),
    do(
        "api:organisation_change",
        "us by number",
        US | SECRETARIAT,
        send={"town": "Vic"},
        refused=SIGNED_IN,
        verb="PATCH",
    ),
    do("api:entry_draft", "", WITH_AN_ORGANISATION, send={"kind": "idea", "title": "An idea"}, refused=SIGNED_IN),
    do("api:entry_change", "our draft by number", US | DESK, send={"title": "Another"}, verb="PATCH"),
    do("api:entry_submit", "our draft by number", US | DESK, send={}),
    do("api:entry_pause", "our published entry by number", US | DESK, refused=SIGNED_IN),
    do("api:entry_resume", "our published entry by number", US | DESK, refused=SIGNED_IN),
    do("api:entry_withdraw", "our published entry by number", US | DESK, refused=SIGNED_IN),
    do("api:entry_renew", "our published entry by number", US | DESK, refused=SIGNED_IN),
    do("api:entry_publish", "our entry to check by number", DESK, refused=US),
    do("api:entry_reject", "our entry to check by number", DESK, send={"reason": "Please say when."}, refused=US),
    see("api:suggestion_list", "", US | DESK, query={"entry": "{our_published_entry.pk}"}),
    see("api:introduction_list", "", SIGNED_IN),
    see("api:introduction_detail", "our proposed pair by number", US | DESK),
    see("api:message_list", "our introduced pair by number", US | DESK),
    do("api:message_write", "our introduced pair by number", US | DESK, send={"text": "See you."}),
    do("api:suggestion_interest", "", US, send=OUR_PAIR, refused=SIGNED_IN),
    do("api:introduction_mark", "our introduced pair by number", US | DESK, send={"state": "in_preparation"}),
    do("api:introduction_propose", "", DESK, send=PROPOSAL_BY_NUMBER, refused=SIGNED_IN),
    do("api:introduction_withdraw", "our unanswered pair by number", DESK, refused=US),
    do("api:introduction_accept", "our unanswered pair by number", US, send=TERMS, refused=DESK),
    do(
        "api:introduction_decline",
        "our unanswered pair by number",
        US,
        send={"terms_version": 1, "reason": "dates"},
        refused=DESK,
    ),
    do(
        "api:introduction_counter",
        "our unanswered pair by number",
        US,
        send={"terms_version": 1, "people": 2},
        refused=DESK,
    ),
    do("api:entry_copy", "our published entry by number", US | DESK, send={}, refused=SIGNED_IN),
    do("api:entry_confirm", "our published entry by number", DESK, refused=SIGNED_IN),
    see("api:pair_list", "", DESK, refused=SIGNED_IN),
    see("api:pair_detail", "", US | DESK, query=OUR_PAIR),
    do("api:pair_set_aside", "", DESK, send=OUR_PAIR | {"reason": "Next year."}, refused=SIGNED_IN),
    do("api:pair_bring_back", "", DESK, refused=SIGNED_IN),
    see("api:question_agenda", "", DESK, refused=SIGNED_IN),
    *GAP_INVITATIONS,
    see("api:question_list", "", SIGNED_IN),
    see("api:question_detail", "our question by number", US | DESK),
    do("api:question_ask", "", DESK, send=OUR_QUESTION, refused=SIGNED_IN),
    do("api:question_answer", "our question by number", US | DESK, send={"answer": "no"}),
    do("api:me_change", "", SIGNED_IN, send={"language": "sv"}, verb="PATCH"),
    do("api:me_sign_out", "", SIGNED_IN),
    see("api:token_list", "", SIGNED_IN),
    see("api:mails", "", SIGNED_IN),
    do("api:mails_change", "", SIGNED_IN, send={"digest": "daily"}, verb="PATCH"),
    see("api:search_list", "", SIGNED_IN),
    do("api:search_save", "", SIGNED_IN, send={"name": "Offers", "query": "kind=offer"}),
    see("api:search_detail", "member's search by number", OUR_MEMBER),
    do("api:search_change", "member's search by number", OUR_MEMBER, send={"name": "New"}, verb="PATCH"),
    do("api:search_pause", "member's search by number", OUR_MEMBER),
    do("api:search_resume", "member's search by number", OUR_MEMBER),
    do("api:search_remove", "member's search by number", OUR_MEMBER),
    do("api:token_revoke", "member's token by number", OUR_MEMBER),
    do("api:organisation_add", "", SECRETARIAT, send={"name": "A", "kind": "NGO", "country": "ES"}, refused=SIGNED_IN),
    do(
        "api:organisation_membership",
        "us by number",
        SECRETARIAT,
        send={"membership": "suspended"},
        refused=SIGNED_IN,
    ),
    do("api:organisation_logo", "us by number", US | SECRETARIAT, refused=SIGNED_IN),
    see("api:post_list", "us by number", PEOPLE_OF_US),
    see("api:post_detail", "our member's post by number", PEOPLE_OF_US),
    do("api:post_appoint", "our member's post by number", WHO_INVITES, send={"post": "deputy"}, refused=US),
    do("api:post_end", "our member's post by number", WHO_INVITES | OUR_MEMBER, refused=US),
    see("api:invitation_list", "us by number", PEOPLE_OF_US),
    do("api:invitation_send", "us by number", WHO_INVITES, send=INVITED, refused=US),
    see("api:invitation_anywhere_list", "", ADMINISTRATORS, refused=SIGNED_IN),
    do("api:invitation_send_anywhere", "", ADMINISTRATORS, send=INVITED, refused=SIGNED_IN),
    see("api:invitation_detail", "our invitation by number", WHO_INVITES),
    do("api:invitation_resend", "our invitation by number", WHO_INVITES),
    do("api:invitation_revoke", "our invitation by number", WHO_INVITES),
    do("api:challenge_add", "our region", OUR_SPEAKERS, send=CHALLENGE, refused=SIGNED_IN),
    do("api:challenge_remove", "our challenge by number", OUR_SPEAKERS | SECRETARIAT, refused=SIGNED_IN),
    do("api:skill_need_add", "our region", OUR_SPEAKERS, send=NEED, refused=SIGNED_IN),
    do("api:skill_need_remove", "our skill need by number", OUR_SPEAKERS | SECRETARIAT, refused=SIGNED_IN),
    see("api:join_request_list", "", SECRETARIAT, refused=SIGNED_IN),
    see("api:join_request_detail", "request to join by number", SECRETARIAT),
    do("api:join_request_review", "request to join by number", SECRETARIAT),
    do("api:join_request_accept", "request to join by number", SECRETARIAT, send={"words": "Welcome!"}),
    do("api:join_request_decline", "request to join by number", SECRETARIAT, send={"reason": "Not this year."}),
    see("api:notice_list", "", SECRETARIAT, refused=SIGNED_IN),
    see("api:notice_detail", "notice by number", SECRETARIAT),
    do("api:notice_decide", "notice by number", SECRETARIAT, send=DECISION),
    do("api:news_draft", "", SECRETARIAT, send={"title": "T", "text": "T", "language": "en"}, refused=SIGNED_IN),
    do("api:news_change", "draft of news by number", SECRETARIAT, send={"title": "New"}, verb="PATCH"),
    do("api:news_publish", "draft of news by number", SECRETARIAT),
    do("api:news_withdraw", "news by number", SECRETARIAT, refused=SIGNED_IN),
    do(
        "api:supporter_add",
        "",
        SECRETARIAT,
        send={"name": "S", "category": SupporterCategory.values[0]},
        refused=SIGNED_IN,
    ),
    do("api:supporter_change", "supporter by number", SECRETARIAT, send={"order": 7}, refused=SIGNED_IN, verb="PATCH"),
    do("api:supporter_remove", "supporter by number", SECRETARIAT, refused=SIGNED_IN),
    see("api:account_list", "", ADMINISTRATORS, refused=SIGNED_IN),
    see("api:account_detail", "our member by number", ADMINISTRATORS),
    do("api:role_give", "our member by number", ADMINISTRATORS, send={"role": "reviewer"}),
    do("api:role_end", "our member by number", ADMINISTRATORS, send={"role": "reviewer"}),
    do("api:account_deactivate", "our member by number", ADMINISTRATORS),
    do("api:account_reactivate", "closed account by number", ADMINISTRATORS),
)
