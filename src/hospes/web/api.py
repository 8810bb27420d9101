"""The API: every app's part of it under `/api/v1/`."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, re_path

from hospes.core.api.document import Api
from hospes.core.api.door import View, door, nothing_here
from hospes.core.api.pages import DocumentPage
from hospes.journal.api import router as journal
from hospes.matchmaking.api import entries, entry_steps, introduction_answers, introductions, suggestions
from hospes.organisations.api import me, organisations
from hospes.organisations.api.acting import who_asks
from hospes.outreach.api import router as news
from hospes.people.api.repeats import once
from hospes.reference.api import router as reference

TITLE = "Hospes"
VERSION = "1"
DESCRIPTION = """What anybody may see is read without a key. A token of your own, made on the page of your account, \
shows and changes what you may see and change on the pages, for the organisation that the token names.

Lists answer `{"items": [...], "next": address or null, "count": number}`. Refusals are \
`application/problem+json` with sentences by field under `errors`. What does not exist and what you may \
not see are answered alike."""

api = Api(
    title=TITLE,
    version=VERSION,
    description=DESCRIPTION,
    urls_namespace="api",
    docs=DocumentPage("web/api_docs.html"),
)
for router in (
    me.router,
    organisations.router,
    entries.router,
    entry_steps.router,
    suggestions.router,
    introductions.router,
    introduction_answers.router,
    news,
    journal,
    reference,
):
    api.add_router("", router)


def recognised(view: View) -> View:
    """Know who asks before anything is done, and do what is sent twice once."""
    repeated = once(view)

    def through(request: HttpRequest, *arguments: object, **named: object) -> HttpResponseBase:
        who_asks(request)
        return repeated(request, *arguments, **named)

    return through


def _opened(pattern: URLPattern) -> URLPattern:
    """The document and its page are for everybody; every other address goes through the door."""
    if pattern.name in ("openapi-json", "openapi-view"):
        pattern.callback = login_not_required(pattern.callback)
    else:
        pattern.callback = door(recognised(pattern.callback))
    return pattern


patterns, _app_name, _namespace = api.urls
urlpatterns = [
    *(_opened(pattern) for pattern in patterns if isinstance(pattern, URLPattern)),
    re_path("^(?P<rest>.*)$", door(nothing_here), name="nothing"),
]
app_name = "api"
