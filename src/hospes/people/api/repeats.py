"""`Idempotency-Key`: a request sent twice has one effect and one answer."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from hospes.core.api.problems import ProblemError, invalid
from hospes.people.models import IdempotentAnswer, Person
from hospes.people.repeats import claim, request_hash

View = Callable[..., HttpResponseBase]
LONGEST_KEY = 200
REPEATABLE = frozenset({"POST", "PATCH", "DELETE"})
KEPT_HEADERS = ("Content-Type", "ETag", "Location")


def once(view: View) -> View:
    """The claim, what is done and the answer are one transaction: all are kept, or nothing is."""

    @wraps(view)
    def through(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        key = request.headers.get("Idempotency-Key")
        if key is None or request.method not in REPEATABLE or not isinstance(request.user, Person):
            return view(request, *arguments, **named)
        _check(key)
        with transaction.atomic():
            row, is_new = claim(request.user, key, request=_hash(request), path=request.path)
            if not is_new:
                return _again(row, _hash(request))
            response = view(request, *arguments, **named)
            if response.status_code >= 400 or not isinstance(response, HttpResponse):
                transaction.set_rollback(True)
            else:
                _keep(row, response)
            return response

    return through


def _check(key: str) -> None:
    if not (0 < len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()):
        raise invalid({"Idempotency-Key": [_("Use 1 to 200 letters, digits and signs of ASCII.")]})


def _hash(request: HttpRequest) -> str:
    """The organisation counts too: with another token the same request means something else."""
    acting_for = getattr(request, "acting_for", None)
    organisation = str(acting_for.pk) if acting_for else ""
    return request_hash(request.method or "", request.get_full_path(), organisation, body=request.body)


def _keep(row: IdempotentAnswer, response: HttpResponse) -> None:
    row.status = response.status_code
    row.headers = {name: response[name] for name in KEPT_HEADERS if response.has_header(name)}
    row.content = response.content.decode("utf-8")
    row.save(update_fields=["status", "headers", "content"])


def _again(row: IdempotentAnswer, asked: str) -> HttpResponse:
    if row.request_hash != asked:
        raise ProblemError("key-used", _("Use a new key for a new request."))
    response = HttpResponse(row.content, status=row.status)
    for name, value in row.headers.items():
        response[name] = value
    response["Idempotent-Replayed"] = "true"
    return response
