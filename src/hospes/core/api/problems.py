"""Refusals as `application/problem+json` (RFC 9457): type, title, detail, and errors by field."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, SuspiciousOperation, ValidationError
from django.http import Http404, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import errors as ninja_errors

from hospes.core.api.sentences import sentence

MEDIA_TYPE = "application/problem+json"
Errors = Mapping[str, Sequence[str]]
# What goes wrong as a whole, and with no single field.
WHOLE = ""

TITLES: dict[str, tuple[int, str | Promise]] = {
    "invalid": (400, gettext_lazy("Some values cannot be used.")),
    "malformed": (400, gettext_lazy("Some values are not written as the API's document says.")),
    "unreadable": (400, gettext_lazy("The request cannot be read.")),
    "unauthorised": (401, gettext_lazy("This needs a valid token.")),
    "forbidden": (403, gettext_lazy("You may not do this.")),
    "scope": (403, gettext_lazy("Your token was not made for this.")),
    "not-found": (404, gettext_lazy("There is nothing here.")),
    "method": (405, gettext_lazy("This address does not do that.")),
    "conflict": (409, gettext_lazy("This cannot be done now.")),
    "stale": (412, gettext_lazy("This was changed meanwhile.")),
    "too-large": (413, gettext_lazy("The request is too large.")),
    "media-type": (415, gettext_lazy("The request is not JSON.")),
    "key-used": (422, gettext_lazy("This Idempotency-Key belongs to another request.")),
    "if-match": (428, gettext_lazy("The version you changed is missing.")),
    "too-often": (429, gettext_lazy("Too many requests came in a short time.")),
    "failure": (500, gettext_lazy("Something went wrong on our side.")),
    "full": (503, gettext_lazy("Nothing can be stored at the moment.")),
}


class ProblemError(Exception):
    """A refusal with its reason. `kind` is one of `TITLES`."""

    def __init__(
        self,
        kind: str,
        detail: str = "",
        *,
        errors: Errors | None = None,
        headers: Mapping[str, str] | None = None,
        tag: str = "",
    ) -> None:
        super().__init__(kind, detail)
        self.kind, self.detail = kind, detail
        # Of what was changed meanwhile: its tag now.
        self.tag = tag
        self.errors = {name: list(sentences) for name, sentences in (errors or {}).items()}
        self.headers = dict(headers or {})

    @property
    def status(self) -> int:
        return TITLES[self.kind][0]


def invalid(errors: Errors) -> ProblemError:
    """Values that cannot be used, by field."""
    detail = _("Correct the fields named under “errors” and send the request again.")
    return ProblemError("invalid", detail, errors=errors)


def type_of(kind: str) -> str:
    """The address that names this kind of refusal, and where it is explained."""
    return f"{settings.BASE_URL}/api/#{kind}"


def malformed(errors: Errors) -> ProblemError:
    """What the document does not know, or knows as something else."""
    detail = _("The document at /api/v1/docs says which fields there are, and what they take.")
    return ProblemError("malformed", detail, errors=errors)


def answer(problem: ProblemError) -> HttpResponse:
    """The refusal, as it goes out. It names no object and no address, so that foreign and missing look alike."""
    status, title = TITLES[problem.kind]
    content = {
        "type": type_of(problem.kind),
        "title": str(title),
        "status": status,
        "detail": problem.detail,
        "errors": problem.errors,
    }
    if problem.tag:
        content["etag"] = problem.tag
    response = HttpResponse(json.dumps(content, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)
    for name, value in problem.headers.items():
        response[name] = value
    return response


Reader = Callable[[Any], ProblemError]
_meanings: dict[type[Exception], Reader] = {}


def means(kind: type[Exception]) -> Callable[[Reader], Reader]:
    """Say which refusal an exception stands for. Apps do so for their own exceptions in their `api`."""

    def keep(reader: Reader) -> Reader:
        _meanings[kind] = reader
        return reader

    return keep


def problem_of(error: Exception) -> ProblemError | None:
    """The refusal that an exception stands for; None for one that nobody foresaw."""
    if isinstance(error, ProblemError):
        return error
    return next((_meanings[kind](error) for kind in type(error).__mro__ if kind in _meanings), None)


@means(Http404)
def not_found(_error: Http404 | None = None) -> ProblemError:
    return ProblemError("not-found", _("It does not exist, or you may not see it."))


def unauthorised() -> ProblemError:
    return ProblemError(
        "unauthorised",
        _("Send a token of your own in the header “Authorization: Bearer …”. Make one on the page of your account."),
        headers={"WWW-Authenticate": 'Bearer realm="hospes"'},
    )


def errors_of(error: ValidationError) -> dict[str, list[str]]:
    """What a form, a model or an action refused, by field."""
    if not hasattr(error, "error_dict"):
        return {WHOLE: [str(line) for line in error.messages]}
    return {
        WHOLE if name == NON_FIELD_ERRORS else name: [str(line) for line in lines]
        for name, lines in error.message_dict.items()
    }


@means(PermissionDenied)
def _forbidden(error: PermissionDenied) -> ProblemError:
    return ProblemError("forbidden", str(error) or _("Your token lets you read this, and not change it this way."))


@means(SuspiciousOperation)
def _suspicious(_error: SuspiciousOperation) -> ProblemError:
    return ProblemError("unreadable", _("There are too many parameters, or they are written in an impossible way."))


@means(ValidationError)
def _wrong_values(error: ValidationError) -> ProblemError:
    return invalid(errors_of(error))


@means(ninja_errors.ValidationError)
def _wrong_types(error: ninja_errors.ValidationError) -> ProblemError:
    """What the document says about types and fields was not kept, or a code that it cannot list does not exist."""
    errors = _errors_by_field(error.errors)
    is_of_ours = all(one["type"] == "value_error" for one in error.errors)
    return invalid(errors) if is_of_ours else malformed(errors)


@means(ninja_errors.HttpError)
def _of_http_error(error: ninja_errors.HttpError) -> ProblemError:
    if isinstance(error.__cause__, ProblemError):
        return error.__cause__
    if error.status_code == 401:
        return unauthorised()
    return ProblemError("unreadable", _("The body must be one JSON object in UTF-8."))


def _errors_by_field(errors: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for error in errors:
        found.setdefault(_field(error["loc"]), []).append(sentence(error))
    return found


# What endpoints call the one argument that takes the whole body, or all filters.
_WHOLE_ARGUMENTS = {"body": "body", "query": "asked"}


def _field(place: Sequence[str | int]) -> str:
    """`("body", "body", "windows", 0)` → `windows[0]`; filters by their own name."""
    source, *parts = place
    if parts and parts[0] == _WHOLE_ARGUMENTS.get(str(source)):
        parts = parts[1:]
    if source == "query":
        parts = parts[:1]
    name = ""
    for part in parts:
        name += f"[{part}]" if isinstance(part, int) else f".{part}" if name else str(part)
    return name
