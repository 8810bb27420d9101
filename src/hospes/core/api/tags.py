"""Versions of what can be edited: `ETag` goes out, `If-Match` comes back with the change."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hospes.core.api.problems import ProblemError


def tag_of(version: int | datetime) -> str:
    """`"7"` for a version that counts, `"67-1a2b3c"` for the moment of the last change."""
    if isinstance(version, datetime):
        return f'"{int(version.timestamp()):x}-{version.microsecond:x}"'
    return f'"{version}"'


def give_tag(response: HttpResponse, version: int | datetime) -> None:
    response["ETag"] = tag_of(version)


def asked_tags(request: HttpRequest) -> list[str]:
    """The tags of `If-Match`. A change without it could undo somebody else's, so it is needed."""
    given = request.headers.get("If-Match", "").strip()
    if not given:
        raise ProblemError(
            "if-match", _("Read it first, then send the answer's ETag in the header “If-Match” with your change.")
        )
    return [tag.strip() for tag in given.split(",")]


def number_asked(request: HttpRequest) -> int | None:
    """The version that an optional `If-Match` names: a step is taken with what was read, or not at all."""
    if "If-Match" not in request.headers:
        return None
    tags = asked_tags(request)
    number = tags[0].strip('"')
    if len(tags) != 1 or not (number.isascii() and number.isdigit() and len(number) < 10):
        raise stale()
    return int(number)


def stale() -> ProblemError:
    return ProblemError("stale", _("Read it again, make your change there, and send it with the new ETag."))


def require_match(request: HttpRequest, version: int | datetime) -> None:
    """Refuse a change made to an older version. Call it with the row locked."""
    if tag_of(version) not in asked_tags(request):
        raise stale()
