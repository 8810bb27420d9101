"""Who may open which page, and who may do what it does. Written by hand; the document is drawn from it.

A new route without a line here fails a test. "Our" things belong to the invented Institut Montclar; the stranger is the
representative of another member.
"""

from tests.permissions.api_lines import API_FOR_ALL, API_WITH_A_TOKEN
from tests.permissions.apprenticeships_lines import APPRENTICESHIPS
from tests.permissions.consortia_lines import CONSORTIA
from tests.permissions.cooperation_lines import COOPERATION
from tests.permissions.exchanges_lines import EXCHANGES
from tests.permissions.exports_lines import EXPORTS
from tests.permissions.lines import (
    ADMINISTRATORS,
    DESK,
    EVERYBODY,
    NOBODY,
    NOT_SIGNED_IN,
    OUR_MEMBER,
    OUR_SPEAKERS,
    SECRETARIAT,
    SIGNED_IN,
    US,
    WITH_AN_ORGANISATION,
    Line,
    do,
    form,
    see,
)
from tests.permissions.radar_lines import RADAR
from tests.permissions.rounds_lines import ROUNDS
from tests.permissions.sharing_lines import FOLLOWING, SHARED_WITH_PROGRAMS, SHARING

# A button without fields: that something is sent says that something must be written.
SURE = {"sure": "yes"}
BY_FORM = {"terms_version": "1"}
PROPOSAL = {"people": "2", "answer_by": "{soon}"}

COLUMNS = {"column_0": "kind", "column_1": "topics", "language": "en", "outcome": "draft"}

GALLERY = ("forms", "lists", "pairs", "maps", "errors")

PUBLIC_PAGES = (
    see("web:home", "", EVERYBODY),
    see("web:help", "", EVERYBODY),
    form("outreach:contact", "", EVERYBODY),
    see("outreach:contact-sent", "", EVERYBODY),
    see("outreach:news-list", "", EVERYBODY),
    see("outreach:news-detail", "news", EVERYBODY),
    see("outreach:supporter-list", "", EVERYBODY),
    see("web:privacy", "", EVERYBODY),
    see("privacy:how-long", "", EVERYBODY),
    see("privacy:erased", "", EVERYBODY),
    see("web:terms", "", EVERYBODY),
    see("web:accessibility", "", EVERYBODY),
    see("web:about", "", EVERYBODY),
    see("web:api", "", EVERYBODY),
    do("web:look", "", EVERYBODY, send={"look": "dark"}),
    see("search:search", "", EVERYBODY, query={"search": "montclar"}),
    see("matchmaking:catalogue", "", EVERYBODY),
    see("matchmaking:opportunities", "", EVERYBODY),
    see("organisations:organisation-list", "", EVERYBODY),
    see("organisations:organisation-detail", "us", EVERYBODY),
    see("organisations:region-list", "", EVERYBODY),
    see("organisations:region-detail", "our region", EVERYBODY),
    form("organisations:join", "", EVERYBODY),
    see("organisations:join-sent", "", EVERYBODY),
    form("moderation:report", "", EVERYBODY, query={"on": "organisation:{us.pk}"}),
    see("moderation:report-sent", "", EVERYBODY),
)

FOR_PROGRAMS = (
    see("core:health-live", "", EVERYBODY),
    see("core:health-ready", "", EVERYBODY),
    see("core:metrics", "", EVERYBODY),
    see("core:media", "a picture that is not there", NOBODY, is_open=True),
    see("robots", "", EVERYBODY),
    see("security", "", EVERYBODY),
    see("sitemap", "", EVERYBODY),
    see("django.contrib.sitemaps.views.sitemap", "pages for search engines", EVERYBODY),
    *SHARED_WITH_PROGRAMS,
)

SIGNING_IN = (
    form("account_login", "", EVERYBODY),
    # Who has shown no first factor is sent back to the beginning.
    form("mfa_authenticate", "", EVERYBODY),
    see("people:passkey-options", "", EVERYBODY),
    do("people:passkey-sign-in", "", EVERYBODY),
    # No provider is set in the tests of the table: there are no such pages then.
    do("people:provider-start", "", NOBODY, is_open=True),
    see("people:provider-callback", "", NOBODY, is_open=True),
    form("people:address-confirm", "link to a new address", EVERYBODY, is_open=True),
    form("account_logout", "", EVERYBODY),
    see("account_inactive", "", EVERYBODY),
    form("account_signup", "", EVERYBODY),
    form("account_reset_password", "", EVERYBODY),
    see("account_reset_password_done", "", EVERYBODY),
    see("account_reset_password_from_key_done", "", EVERYBODY),
    form("account_reset_password_from_key", "link for a new password", EVERYBODY, is_open=True),
    form("account_change_password", "", SIGNED_IN),
    form("account_set_password", "", SIGNED_IN),
    form("people:link-ask", "", EVERYBODY),
    see("people:link-sent", "", EVERYBODY),
    form("people:link-use", "our member's one-time link", EVERYBODY, is_open=True),
    form("mail:stop", "link that stops mails", EVERYBODY, is_open=True),
)

ONES_OWN = (
    see("web:todo", "", SIGNED_IN),
    see("web:my-roles", "", SIGNED_IN),
    form("people:profile", "", SIGNED_IN),
    do("people:sign-out-everywhere", "", SIGNED_IN),
    see("people:safety", "", SIGNED_IN),
    see("people:second-factor-first", "", SIGNED_IN),
    form("people:show-yourself", "", SIGNED_IN),
    # These first ask again who one is, whoever one is.
    form("people:address", "", SIGNED_IN),
    form("people:app-add", "", SIGNED_IN),
    form("people:passkey-add", "", SIGNED_IN),
    form("people:passkey-rename", "a passkey", SIGNED_IN),
    form("people:factor-remove", "a passkey", SIGNED_IN),
    form("people:recovery-codes", "", SIGNED_IN),
    do("people:provider-connect", "", NOBODY),
    do("people:provider-disconnect", "", SIGNED_IN),
    see("people:session-list", "", SIGNED_IN),
    do("people:session-end", "our member's browser", OUR_MEMBER, send=SURE),
    see("privacy:own-data", "", SIGNED_IN),
    see("privacy:own-list", "list of own data", SIGNED_IN),
    do("privacy:take-along", "", SIGNED_IN),
    see("privacy:own-archive", "", OUR_MEMBER),
    form("privacy:agreements", "", SIGNED_IN, send={"text": "news", "do": "agree"}),
    do("privacy:accept-texts", "", SIGNED_IN),
    form("privacy:erase", "", SIGNED_IN),
    form("people:token-list", "", SIGNED_IN, send={"name": "The website", "lasts": "90"}),
    form("people:token-revoke", "member's token", OUR_MEMBER, send=SURE),
    do("organisations:act-for", "", US, send={"organisation": "{us.pk}", "next": "/about/"}),
)

PEOPLE = (
    see("people:people-list", "", ADMINISTRATORS),
    see("people:person-detail", "our member", ADMINISTRATORS),
    # Asks first to show once more who one is: tests/people/test_pages.py.
    do("people:role-give", "our member", ADMINISTRATORS),
    form("people:role-end", "a role held", ADMINISTRATORS, send=SURE),
    form("people:second-factor-reset", "somebody with a second factor", ADMINISTRATORS, send=SURE),
    form("people:person-deactivate", "our member", ADMINISTRATORS, send=SURE),
    do("people:person-reactivate", "closed account", ADMINISTRATORS, send=SURE),
)

ORGANISATIONS = (
    form("organisations:organisation-new", "", SECRETARIAT),
    form("organisations:import", "", SECRETARIAT),
    # Everybody sees the organisation, so there is nothing to hide: others are refused.
    form("organisations:organisation-edit", "us", US | SECRETARIAT, refused=SIGNED_IN),
    form("organisations:organisation-logo", "us", US | SECRETARIAT, refused=SIGNED_IN),
    form("organisations:membership-change", "us", SECRETARIAT, send={"membership": "suspended"}),
    see("organisations:organisation-history", "us", US | SECRETARIAT | ADMINISTRATORS),
    see("organisations:organisation-people", "us", US | SECRETARIAT | ADMINISTRATORS),
    # The person themselves may leave; who may give the post may end it.
    do("organisations:end-post", "our member's post", US | SECRETARIAT | ADMINISTRATORS, send=SURE),
    do("organisations:appoint", "our member's post", US | SECRETARIAT | ADMINISTRATORS),
    form("organisations:invite", "us", OUR_SPEAKERS | SECRETARIAT | ADMINISTRATORS),
    form("organisations:invitation-new", "", ADMINISTRATORS),
    do("organisations:invitation-resend", "our invitation", OUR_SPEAKERS | SECRETARIAT | ADMINISTRATORS, send=SURE),
    do("organisations:invitation-revoke", "our invitation", OUR_SPEAKERS | SECRETARIAT | ADMINISTRATORS, send=SURE),
    # A person who is signed in as somebody else is told to sign out first.
    form("organisations:invitation-accept", "our invitation's link", NOT_SIGNED_IN, is_open=True, refused=SIGNED_IN),
    form("organisations:challenge-new", "our region", OUR_SPEAKERS),
    form("organisations:challenge-remove", "our challenge", OUR_SPEAKERS | SECRETARIAT, send=SURE),
    form("organisations:skill-need-new", "our region", OUR_SPEAKERS),
    form("organisations:skill-need-remove", "our skill need", OUR_SPEAKERS | SECRETARIAT, send=SURE),
    see("organisations:join-request-list", "", SECRETARIAT),
    see("organisations:join-request-detail", "request to join", SECRETARIAT),
    do("organisations:join-request-review", "request to join", SECRETARIAT, send=SURE),
    do("organisations:join-request-accept", "request to join", SECRETARIAT, send={"words": "Welcome!"}),
    do("organisations:join-request-decline", "request to join", SECRETARIAT, send={"reason": "Not this year."}),
)

NEWS_AND_SUPPORTERS = (
    see("outreach:news-drafts", "", SECRETARIAT),
    see("outreach:news-detail", "draft of news", SECRETARIAT, is_open=True),
    form("outreach:news-new", "", SECRETARIAT),
    form("outreach:news-edit", "draft of news", SECRETARIAT),
    do("outreach:news-publish", "draft of news", SECRETARIAT, send=SURE),
    form("outreach:news-withdraw", "news", SECRETARIAT, send=SURE),
    form("outreach:supporter-new", "", SECRETARIAT),
    form("outreach:supporter-edit", "supporter", SECRETARIAT),
    form("outreach:supporter-remove", "supporter", SECRETARIAT, send=SURE),
)

MODERATION = (
    see("moderation:notice-list", "", SECRETARIAT),
    see("moderation:decision-log", "", SECRETARIAT),
    form("moderation:notice-detail", "notice", SECRETARIAT, send={"decision": "stays", "statement": "It is right."}),
)

ENTRIES = (
    see("matchmaking:my-entries", "", SIGNED_IN),
    see("matchmaking:entry-new", "", SIGNED_IN),
    form("matchmaking:entry-new-kind", "offer", SIGNED_IN),
    form("matchmaking:entry-new-kind", "wish", SIGNED_IN),
    form("matchmaking:entry-new-kind", "idea", SIGNED_IN),
    see("matchmaking:entry-detail", "our published entry", EVERYBODY),
    see("matchmaking:entry-detail", "our draft", US | DESK, is_open=True),
    see("matchmaking:entry-detail", "our entry to check", US | DESK, is_open=True),
    form("matchmaking:entry-change", "our draft", US | DESK),
    form("matchmaking:entry-change", "our published entry", US | DESK),
    see("matchmaking:entry-history", "our draft", US | DESK),
    do("matchmaking:entry-submit", "our draft", US | DESK, send=SURE),
    do("matchmaking:entry-copy", "our published entry", US | DESK, send=SURE),
    do("matchmaking:entry-pause", "our published entry", US | DESK, send=SURE),
    do("matchmaking:entry-resume", "our published entry", US | DESK),
    do("matchmaking:entry-renew", "our published entry", US | DESK, send=SURE),
    form("matchmaking:entry-withdraw", "our published entry", US | DESK, send=SURE),
    form("matchmaking:entry-renew-by-mail", "link that renews our entry", EVERYBODY, is_open=True),
    see("matchmaking:entry-queue", "", DESK),
    see("matchmaking:entry-check", "our entry to check", DESK),
    do("matchmaking:entry-publish", "our entry to check", DESK, send={"version": "1"}),
    do("matchmaking:entry-send-back", "our entry to check", DESK, send={"version": "1", "reason": "Say when."}),
    do("matchmaking:entry-confirm", "our published entry", DESK),
)

# A file belongs to whoever sent it: here to a member, for their own organisation.
COMING_IN = (
    form("incoming:import-new", "", WITH_AN_ORGANISATION | DESK),
    see("incoming:import", "our file", OUR_MEMBER),
    do("incoming:import-sheet", "our file", OUR_MEMBER, send={"heading_line": "1"}),
    form("incoming:import-columns", "our file", OUR_MEMBER, send=COLUMNS),
    form("incoming:row", "row of our file", OUR_MEMBER, send={"cell_1": "Guidance"}),
    do("incoming:row-decide", "row of our file", OUR_MEMBER, send={"decision": "leave"}),
    do("incoming:import-write", "our file", OUR_MEMBER, send=SURE),
    form("incoming:import-forget", "our file", OUR_MEMBER, send=SURE),
    form("incoming:paste", "", WITH_AN_ORGANISATION | DESK),
)

PAIRS_AND_DESK = (
    see("matchmaking:entry-suggestions", "our published entry", US | DESK),
    see("matchmaking:entry-suggestions", "our draft", US | DESK),
    see("matchmaking:pair-detail", "our pair", US | DESK),
    do("matchmaking:pair-interest", "our pair", US, send={"note": "Please introduce us."}),
    form("matchmaking:pair-propose", "our pair", DESK, send=PROPOSAL),
    form("matchmaking:pair-set-aside", "our pair", DESK, send={"reason": "They know each other."}),
    do("matchmaking:pair-bring-back", "our pair", DESK),
    see("matchmaking:desk", "", DESK),
    see("matchmaking:desk-column", "column of the desk", DESK),
    do("matchmaking:question-ask", "", DESK),
    see("matchmaking:question-list", "", DESK),
    form("matchmaking:question-answer", "link that answers a question", EVERYBODY, is_open=True),
)

INTRODUCTIONS = (
    see("matchmaking:introduction-list", "", SIGNED_IN),
    see("matchmaking:introduction-detail", "our proposed pair", US | DESK),
    see("matchmaking:introduction-detail", "our introduced pair", US | DESK),
    do("matchmaking:introduction-accept", "our unanswered pair", US, send=BY_FORM),
    do("matchmaking:introduction-decline", "our unanswered pair", US, send=BY_FORM | {"decline-reason": "dates"}),
    do("matchmaking:introduction-counter", "our unanswered pair", US, send=BY_FORM | {"counter-people": "2"}),
    form("matchmaking:introduction-withdraw", "our unanswered pair", DESK, send=SURE),
    do("matchmaking:introduction-mark", "our introduced pair", US | DESK, send={"mark-state": "in_preparation"}),
    do("matchmaking:introduction-write", "our introduced pair", US | DESK, send={"text": "See you in May."}),
    form("matchmaking:answer", "link that answers for us", EVERYBODY, is_open=True),
)

ONLY_IN_THE_DEMO = (
    see("mail:mailbox", "", EVERYBODY, only_in="demo"),
    see("mail:mailbox-mail", "mail", EVERYBODY, only_in="demo"),
    see("mail:mailbox-html", "mail", EVERYBODY, only_in="demo"),
    see("web:gallery", "", EVERYBODY, only_in="demo"),
    *(see("web:gallery-part", f"{part} in the gallery", EVERYBODY, only_in="demo") for part in GALLERY),
    see("web:gallery-letter", "", EVERYBODY, only_in="demo"),
    see("web:gallery-error", "an error in the gallery", EVERYBODY, only_in="demo"),
)

# As the document shows it, chapter by chapter.
CHAPTERS: dict[str, tuple[Line, ...]] = {
    "Public pages": PUBLIC_PAGES,
    "Signing in, and links in mails": SIGNING_IN,
    "One's own pages": ONES_OWN,
    "Entries": ENTRIES,
    "What comes in": COMING_IN,
    "Pairs and the desk": PAIRS_AND_DESK,
    "Introductions": INTRODUCTIONS,
    "Exchanges": EXCHANGES,
    "Rounds": ROUNDS,
    "The gap radar": RADAR,
    "Project ideas": CONSORTIA,
    "Cooperation links": COOPERATION,
    "Rules for apprentices": APPRENTICESHIPS,
    "Organisations": ORGANISATIONS,
    "People": PEOPLE,
    "Notices": MODERATION,
    "News and supporters": NEWS_AND_SUPPORTERS,
    "Following what is new": FOLLOWING,
    "Sharing with other sites and programs": SHARING,
    "Taking along": EXPORTS,
    "For machines": FOR_PROGRAMS,
    "The API without a token": API_FOR_ALL,
    "The API with a token": API_WITH_A_TOKEN,
    "Only in the demo": ONLY_IN_THE_DEMO,
}
TABLE: tuple[Line, ...] = tuple(line for lines in CHAPTERS.values() for line in lines)
