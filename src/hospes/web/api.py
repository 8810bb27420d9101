"""The API: every app's part of it under `/api/v1/`."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, re_path

from hospes.apprenticeships.api import router as apprentice_rules
from hospes.consortia.api import partners as consortium_partners
from hospes.consortia.api import roles as consortium_roles
from hospes.cooperation.api import router as cooperation
from hospes.core.api.auth import require_scope
from hospes.core.api.document import Api
from hospes.core.api.door import View, door, nothing_here, only
from hospes.core.api.pages import DocumentPage
from hospes.following.api import router as following
from hospes.journal.api import router as journal
from hospes.matchmaking.api import (
    entries,
    entry_steps,
    exchanges,
    introduction_answers,
    introductions,
    pairs,
    questions,
    suggestions,
)
from hospes.moderation.api import router as notices
from hospes.organisations.api import invitations, join_requests, me, organisations, regions
from hospes.organisations.api import people as posts
from hospes.organisations.api.acting import who_asks
from hospes.outreach.api import news, supporters
from hospes.people.api import accounts, own_tokens
from hospes.people.api.repeats import once
from hospes.radar.api import router as gaps
from hospes.reference.api import router as reference
from hospes.rounds.api import pins, rounds, runs
from hospes.web.api_words import router as words

TITLE = "Hospes"
VERSION = "1"
DESCRIPTION = """What anybody may see is read without a token. A token of your own, made on the page of your account, \
shows and changes what you may see and change on the pages, for the organisation and with the scopes that it names.

Lists answer `{"items": [...], "next": address or null, "count": number}`. Refusals are \
`application/problem+json` with sentences by field under `errors`. What does not exist and what you may \
not see are answered alike."""

api = Api(
    title=TITLE,
    version=VERSION,
    description=DESCRIPTION,
    urls_namespace="api",
    docs=DocumentPage("web/api_docs.html"),
    openapi_extra={"info": {"x-languages": [code for code, _name in settings.LANGUAGES]}},
)
for router in (
    me.router,
    own_tokens.router,
    following,
    organisations.router,
    posts.router,
    invitations.router,
    join_requests.router,
    regions.router,
    cooperation,
    entries.router,
    entry_steps.router,
    suggestions.router,
    pairs.router,
    questions.router,
    gaps,
    introductions.router,
    exchanges.router,
    introduction_answers.router,
    rounds.router,
    runs.router,
    pins.router,
    consortium_roles.router,
    consortium_partners.router,
    news.router,
    supporters.router,
    apprentice_rules,
    notices,
    accounts.router,
    journal,
    words,
    reference,
):
    api.add_router("", router)


def recognised(view: View) -> View:
    """Know who asks before anything is done, and do what is sent twice once."""
    repeated = once(view)

    def through(request: HttpRequest, *arguments: object, **named: object) -> HttpResponseBase:
        who_asks(request)
        if request.user.is_authenticated:
            require_scope(request, "read")
        return repeated(request, *arguments, **named)

    return through


def _opened(pattern: URLPattern) -> URLPattern:
    """The document and its page are for everybody; every other address goes through the door."""
    if pattern.name in ("openapi-json", "openapi-view"):
        pattern.callback = login_not_required(pattern.callback)
    else:
        pattern.callback = door(only(METHODS[str(pattern.pattern)], recognised(pattern.callback)))
    return pattern


METHODS = {"": frozenset({"GET"})} | api.methods()
patterns, _app_name, _namespace = api.urls
urlpatterns = [
    *(_opened(pattern) for pattern in patterns if isinstance(pattern, URLPattern)),
    re_path("^(?P<rest>.*)$", door(nothing_here), name="nothing"),
]
app_name = "api"
