"""What happens to an entry: each verb of the pages is an address of its own."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Status

from hospes.core.api.auth import Token, gated
from hospes.core.api.bodies import Body
from hospes.core.api.tags import honour_match, tagged
from hospes.matchmaking.actions import entries as actions
from hospes.matchmaking.api.entries import hold, readable, writable
from hospes.matchmaking.api.entry_shown import EntryShown, entry_shown
from hospes.matchmaking.models import Entry
from hospes.matchmaking.rules.entries import may_moderate
from hospes.organisations.api.acting import TokenRequest, with_token
from hospes.people.scopes import Scope

router = Router(tags=["entries"])


class Publication(Body):
    note: str = Field("", description="A sentence to the organisation, in the mail that tells it.")


class Rejection(Body):
    reason: str = Field(description="What should be changed.", examples=["Please say when you can host."])


def _verb(name: str, summary: str, action: Callable[..., Entry]) -> None:
    """Verbs of the organisation that take no words."""

    def step(request: TokenRequest, entry_id: int, response: HttpResponse) -> EntryShown:
        entry = _held(request)
        return tagged(response, entry_shown(request, action(entry, by=request.user, acting_for=request.acting_for)))

    step.__name__ = f"entry_{name}"
    step.__doc__ = "With `If-Match`: only what was read."
    router.post(
        f"/entries/{{int:entry_id}}/{name}",
        response=EntryShown,
        exclude_unset=True,
        auth=Token(Scope.ENTRIES, gate=writable),
        summary=summary,
    )(transaction.atomic(step))


_verb("submit", "Send a draft to be checked", actions.submit_entry)
_verb("pause", "Take an entry off the market for a while", actions.pause_entry)
_verb("resume", "Put a paused entry back on the market", actions.resume_entry)
_verb("withdraw", "Close an entry for good", actions.withdraw_entry)
_verb("renew", "Let an entry stand for another year", actions.renew_entry)


@router.post(
    "/entries/{int:entry_id}/copy",
    response={201: EntryShown},
    exclude_unset=True,
    auth=Token(Scope.ENTRIES, gate=writable),
    summary="Copy an entry into a new draft",
)
def entry_copy(request: TokenRequest, entry_id: int, response: HttpResponse) -> Status[EntryShown]:
    copied = actions.copy_entry(gated(request, Entry), by=request.user, acting_for=request.acting_for)
    response["Location"] = f"{request.path.rsplit('/', 2)[0]}/{copied.pk}"
    return Status(201, tagged(response, entry_shown(request, copied)))


# Facilitators


def to_moderate(request: HttpRequest, entry_id: int) -> Entry:
    asked = with_token(request)
    entry = readable(asked, entry_id)
    if not may_moderate(asked.user):
        raise PermissionDenied
    return entry


@router.post(
    "/entries/{int:entry_id}/publish",
    response=EntryShown,
    exclude_unset=True,
    auth=Token(Scope.MODERATION, gate=to_moderate),
    summary="Publish an entry",
)
@transaction.atomic
def entry_publish(
    request: TokenRequest, entry_id: int, response: HttpResponse, body: Publication | None = None
) -> EntryShown:
    """For facilitators. With `If-Match`: only what was read."""
    published = actions.publish_entry(_held(request), by=request.user, note=body.note if body else "")
    return tagged(response, entry_shown(request, published))


@router.post(
    "/entries/{int:entry_id}/reject",
    response=EntryShown,
    exclude_unset=True,
    auth=Token(Scope.MODERATION, gate=to_moderate),
    summary="Send an entry back",
)
@transaction.atomic
def entry_reject(request: TokenRequest, entry_id: int, body: Rejection, response: HttpResponse) -> EntryShown:
    """For facilitators. With `If-Match`: only what was read."""
    rejected = actions.reject_entry(_held(request), reason=body.reason, by=request.user)
    return tagged(response, entry_shown(request, rejected))


@router.post(
    "/entries/{int:entry_id}/confirm",
    response=EntryShown,
    exclude_unset=True,
    auth=Token(Scope.MODERATION, gate=to_moderate),
    summary="Confirm the new words of a published entry",
)
@transaction.atomic
def entry_confirm(request: TokenRequest, entry_id: int, response: HttpResponse) -> EntryShown:
    """For facilitators, when `unchecked_since` says that words were changed. With `If-Match`: only what was read."""
    return tagged(response, entry_shown(request, actions.confirm_words(_held(request), by=request.user)))


def _held(request: TokenRequest) -> Entry:
    entry = gated(request, Entry)
    hold(entry)
    honour_match(request, entry_shown(request, entry))
    return entry
