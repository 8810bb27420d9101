"""Versions of what can be read and changed: `ETag` goes out, `If-None-Match` and `If-Match` come back.

A tag is made of everything that the answer shows, so it changes with every edit and with every step, whoever took it.
Sentences in the reader's language are left out of it: the same thing has the same tag in every language.
"""

import hashlib
from collections.abc import Collection
from typing import TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from pydantic import BaseModel

from hospes.core.api.problems import ProblemError

S = TypeVar("S", bound=BaseModel)
KEPT_ON_NOT_MODIFIED = ("ETag", "Cache-Control", "Vary")


def tag_of(shown: BaseModel) -> str:
    """The tag of one thing as this reader sees it."""
    sentences: Collection[str] = getattr(shown, "NOT_IN_THE_TAG", ())
    content = shown.model_dump_json(exclude=set(sentences) or None)
    return f'"{_short(content.encode())}"'


def tagged(response: HttpResponse, shown: S) -> S:
    """Put the tag of what is shown on the answer."""
    response["ETag"] = tag_of(shown)
    return shown


def _short(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:24]


# Reading again


def not_modified(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """For answers to GET: 304 when the reader has this very content. What has no tag of its own gets a weak one."""
    if request.method != "GET" or response.status_code != 200 or not isinstance(response, HttpResponse):
        return response
    if not response.has_header("ETag"):
        response["ETag"] = f'W/"{_short(response.content)}"'
    asked = parse_etags(request.headers.get("If-None-Match", ""))
    mine = response["ETag"].removeprefix("W/")
    if "*" not in asked and mine not in {tag.removeprefix("W/") for tag in asked}:
        return response
    short = HttpResponseNotModified()
    for name in KEPT_ON_NOT_MODIFIED:
        if response.has_header(name):
            short[name] = response[name]
    return short


# Changing


def require_match(request: HttpRequest, shown: BaseModel) -> None:
    """A change without `If-Match` could undo somebody else's, so it is needed. Call it with the row locked."""
    if not request.headers.get("If-Match", "").strip():
        raise ProblemError(
            "if-match", _("Read it first, then send the answer's ETag in the header “If-Match” with your change.")
        )
    honour_match(request, shown)


def honour_match(request: HttpRequest, shown: BaseModel) -> None:
    """With `If-Match`, a step is taken with what was read, or not at all. Call it with the row locked."""
    given = request.headers.get("If-Match")
    if given is None:
        return
    asked, now = parse_etags(given), tag_of(shown)
    # Weak tags never match here (RFC 9110, 13.1.1); the star means: whatever there is.
    if now not in asked and "*" not in asked:
        raise stale(now)


def stale(tag: str = "") -> ProblemError:
    return ProblemError("stale", _("Read it again, make your change there, and send it with the new ETag."), tag=tag)
