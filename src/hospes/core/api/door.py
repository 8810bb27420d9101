"""The way into the API: what every request is checked for before anybody looks at its meaning."""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

import structlog
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseBase, UnreadablePostError
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from ninja.operation import Operation

from hospes.core.api import pace
from hospes.core.api.bodies import LARGEST_BODY, clean_name, is_printable, parsed
from hospes.core.api.problems import ProblemError, answer, invalid, malformed, problem_of
from hospes.core.api.tags import not_modified
from hospes.core.deadlocks import tried_again
from hospes.core.fullness import RETRY_AFTER_SECONDS, is_full
from hospes.core.validation import REFUSED_MESSAGE

View = Callable[..., HttpResponseBase]
WRITES = frozenset({"POST", "PATCH", "PUT", "DELETE"})
JSON_TYPES = frozenset({"application/json", "application/merge-patch+json"})
# Addresses are kept in logs and histories: a key never travels in one.
KEYS_IN_ADDRESS = frozenset({"token", "access_token", "api_token", "api_key", "apikey", "key", "authorization"})

# Names that one refusal says back.
MOST_NAMED = 500

# Refusals that may mean that somebody tries what is not theirs.
TELLING = frozenset(
    {"unauthorised", "forbidden", "scope", "not-found", "invalid", "malformed", "key-used", "too-often"}
)

log = structlog.stdlib.get_logger("hospes.api")


def door(view: View) -> View:
    """Every answer in the reader's language, every refusal a problem, no traceback for anybody."""

    @wraps(view)
    def through(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        # A session in a cookie counts for nothing here: whoever writes shows a token.
        request.user = AnonymousUser()
        known = dict(settings.LANGUAGES)
        try:
            language = request.GET.get("lang", settings.LANGUAGE_CODE)
        except SuspiciousOperation as error:
            return _refused(request, error)
        with translation.override(language if language in known else settings.LANGUAGE_CODE), timezone.override("UTC"):
            try:
                _check_address(request, known)
                _check_body(request)
                response = not_modified(request, tried_again(lambda: view(request, *arguments, **named)))
            except Exception as error:  # noqa: BLE001  whatever happens, programs get a problem they can read
                return pace.told(request, _refused(request, error))
            return pace.told(request, response)

    return csrf_exempt(login_not_required(through))


def known_parameters_only(run: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Say which filters an operation has. They are checked once it is known who asks, and before the body."""
    operation: Operation = run.__self__  # type: ignore[attr-defined]
    known = {"lang"}
    for model in operation.models:
        if model.__ninja_param_source__ == "query":
            known |= set(model.__ninja_flatten_map__)
    takes_a_body = any(model.__ninja_param_source__ == "body" for model in operation.models)

    @wraps(run)
    def checked(request: HttpRequest, **named: Any) -> HttpResponseBase:
        request.known_parameters = known  # type: ignore[attr-defined]
        request.takes_a_body = takes_a_body  # type: ignore[attr-defined]
        return run(request, **named)

    return checked


def refuse_unknown_parameters(request: HttpRequest) -> None:
    """Refuse filters that do not exist: ignored ones would answer a question nobody asked."""
    known: set[str] = getattr(request, "known_parameters", {"lang"})
    unknown = [name for name in request.GET if name not in known]
    if unknown:
        sentence = _("There is no filter of this name here.")
        raise malformed({clean_name(name): [sentence] for name in unknown[:MOST_NAMED]})


def refuse_unknown_body(request: HttpRequest) -> None:
    """Where nothing is asked, nothing may be sent: whoever sends a field believes that it counts."""
    if request.method in WRITES and request.body and not getattr(request, "takes_a_body", True):
        sent = parsed(request)
        if sent:
            sentence = _("There is no field of this name here, or it cannot be set this way.")
            names = sent if isinstance(sent, dict) else [""]
            raise malformed({clean_name(name): [sentence] for name in list(names)[:MOST_NAMED]})


def _check_address(request: HttpRequest, languages: dict[str, str]) -> None:
    if KEYS_IN_ADDRESS & {name.lower() for name in request.GET}:
        detail = _("A token never goes into an address. Send it in the header “Authorization”.")
        raise ProblemError("unreadable", detail)
    for name, values in request.GET.lists():
        if not all(is_printable(text) for text in (name, *values)):
            raise invalid({clean_name(name): [str(REFUSED_MESSAGE)]})
    if request.GET.get("lang", settings.LANGUAGE_CODE) not in languages:
        codes = ", ".join(languages)
        raise invalid({"lang": [_("Choose one of these: %(expected)s.") % {"expected": codes}]})


def _check_body(request: HttpRequest) -> None:
    length = request.headers.get("Content-Length") or "0"
    if not (length.isascii() and length.isdigit()):
        raise ProblemError("unreadable", _("The header “Content-Length” is no number."))
    size = int(length[:20])
    if size > LARGEST_BODY:
        raise ProblemError("too-large", _("The limit is 1 MB."))
    if request.method not in WRITES or not size:
        return
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise ProblemError("media-type", _("Send the body as it is, not compressed."))
    if (request.content_type or "").lower() not in JSON_TYPES:
        raise ProblemError("media-type", _("Send JSON, with the header “Content-Type: application/json”."))


def _refused(request: HttpRequest, error: Exception) -> HttpResponse:
    if isinstance(error, UnreadablePostError):
        error = ProblemError("unreadable", _("The body ended before it was whole."))
    problem = problem_of(error)
    if problem is None:
        log.exception("failure", method=request.method, path=request.path)
        name = getattr(request, "request_id", "")
        detail = _("Nothing was changed. Tell us this number, so that we find the cause: %(number)s") % {"number": name}
        problem = ProblemError("failure", detail)
        if is_full(error):
            detail = _("Nothing of what you sent was stored. Send it again in some minutes.")
            problem = ProblemError("full", detail, headers={"Retry-After": str(RETRY_AFTER_SECONDS)})
    if problem.kind in TELLING:
        _note(request, problem)
    return answer(problem)


def _note(request: HttpRequest, problem: ProblemError) -> None:
    """Who tries doors that are not theirs can be seen in the log."""
    who = getattr(request.user, "key", None)
    fields = sorted(problem.errors)[:10]
    log.warning(
        "refused", kind=problem.kind, method=request.method, path=request.path, person=str(who or ""), fields=fields
    )


def only(methods: Collection[str], view: View) -> View:
    """Refuse other methods before anything else is asked about them."""
    allowed = ", ".join(sorted(methods))

    @wraps(view)
    def through(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        if request.method not in methods:
            detail = _("Use one of these methods: %(methods)s.") % {"methods": allowed}
            raise ProblemError("method", detail, headers={"Allow": allowed})
        return view(request, *arguments, **named)

    return through


def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Addresses of the API that do not exist: the same answer as for what one may not see."""
    raise ProblemError("not-found", _("It does not exist, or you may not see it."))
