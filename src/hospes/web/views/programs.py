"""The page about the API, for people who write programs: how to begin, what tokens are for, what refusals mean."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from hospes.core import terms
from hospes.core.api.bodies import DEEPEST, LARGEST_BODY
from hospes.core.api.lists import LARGEST_PAGE
from hospes.core.api.problems import TITLES
from hospes.people.scopes import SCOPE_MEANING, Scope

Words = str | Promise


@dataclass(frozen=True)
class Refusal:
    """A kind of refusal: its name in `type`, when it comes, and what to do."""

    kind: str
    status: int
    title: Words
    advice: Words


ADVICE: dict[str, Words] = {
    "invalid": _(
        "A value breaks a rule: a date that has passed, a code that does not exist, more than there is room for."
        " “errors” names each field. Correct it and send the request again."
    ),
    "malformed": _(
        "A field is missing, has another type, or does not exist. The document says which fields there are."
    ),
    "unreadable": _("The request is no JSON in UTF-8, is nested too deeply, or carries a token in its address."),
    "unauthorised": _("Send “Authorization: Bearer” and your token. It may be wrong, withdrawn, or at its end."),
    "forbidden": _("You see it, and may not do this with it. Perhaps a colleague may."),
    "scope": _("Your token was made for other things. Make one with the scope that “detail” names."),
    "not-found": _("It does not exist, or you may not see it. Both are answered alike."),
    "method": _("Another method is meant. The header “Allow” names them."),
    "conflict": _("It is in another state by now, or there is no room left. Read it again and decide anew."),
    "stale": _(
        "Somebody changed it since you read it. “etag” is the tag that it has now: read it again, "
        "then send your change."
    ),
    "too-large": _("Send less at once."),
    "media-type": _("Send JSON with the header “Content-Type: application/json”, and not compressed."),
    "key-used": _("You sent another request with this Idempotency-Key before. Use a new key for a new request."),
    "if-match": _("Read it first, then send the answer's ETag in the header “If-Match” with your change."),
    "too-often": _("Wait for the seconds that “Retry-After” names, then go on more slowly."),
    "full": _("The machine cannot write anything more. Nothing was stored. Send it again in some minutes."),
    "failure": _("This is our mistake. Nothing was changed. Tell us the number that “detail” names."),
}


@login_not_required
@require_safe
def api_page(request: HttpRequest) -> HttpResponse:
    context = {
        "scopes": [(scope.value, scope.label, SCOPE_MEANING[scope]) for scope in Scope],
        "refusals": [Refusal(kind, status, title, ADVICE[kind]) for kind, (status, title) in TITLES.items()],
        "base": settings.BASE_URL,
        "limits": {
            "requests": settings.API_REQUESTS_PER_MINUTE,
            "page": LARGEST_PAGE,
            "megabytes": LARGEST_BODY // 1024 // 1024,
            "deepest": DEEPEST,
            "hours": int(terms.API_ANSWER.lasts.total_seconds() // 3600),
        },
    }
    return render(request, "web/api.html", context)
