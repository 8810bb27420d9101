"""What happens to an entry: each verb of the pages is an address of its own."""

from collections.abc import Callable

from django.http import HttpResponse
from ninja import Field, Router

from hospes.core.api.auth import Token
from hospes.core.api.bodies import Body
from hospes.core.api.tags import number_asked
from hospes.matchmaking.actions import entries as actions
from hospes.matchmaking.api.entries import readable, tagged, writable
from hospes.matchmaking.api.entry_shown import EntryShown
from hospes.matchmaking.models import Entry
from hospes.organisations.api.acting import TokenRequest

router = Router(tags=["entries"])


class Publication(Body):
    note: str = Field("", description="A sentence to the organisation, in the mail that tells it.")


class Rejection(Body):
    reason: str = Field(description="What should be changed.", examples=["Please say when you can host."])


def _step(request: TokenRequest, entry_id: int, response: HttpResponse, action: Callable[..., Entry]) -> EntryShown:
    entry = writable(request, entry_id)
    return tagged(request, action(entry, by=request.user, acting_for=request.acting_for), response)


def _verb(name: str, summary: str, action: Callable[..., Entry]) -> None:
    """Verbs of the organisation that take no words."""

    def step(request: TokenRequest, entry_id: int, response: HttpResponse) -> EntryShown:
        return _step(request, entry_id, response, action)

    step.__name__ = f"entry_{name}"
    address = f"/entries/{{int:entry_id}}/{name}"
    router.post(address, response=EntryShown, exclude_unset=True, auth=Token(), summary=summary)(step)


_verb("submit", "Send a draft to be checked", actions.submit_entry)
_verb("pause", "Take an entry off the market for a while", actions.pause_entry)
_verb("resume", "Put a paused entry back on the market", actions.resume_entry)
_verb("withdraw", "Close an entry for good", actions.withdraw_entry)
_verb("renew", "Let an entry stand for another year", actions.renew_entry)


@router.post(
    "/entries/{int:entry_id}/publish", response=EntryShown, exclude_unset=True, auth=Token(), summary="Publish an entry"
)
def entry_publish(
    request: TokenRequest, entry_id: int, response: HttpResponse, body: Publication | None = None
) -> EntryShown:
    """For facilitators. With `If-Match`: only the version that was read."""
    entry = readable(request, entry_id)
    note = body.note if body else ""
    return tagged(
        request, actions.publish_entry(entry, by=request.user, version=number_asked(request), note=note), response
    )


@router.post(
    "/entries/{int:entry_id}/reject",
    response=EntryShown,
    exclude_unset=True,
    auth=Token(),
    summary="Send an entry back",
)
def entry_reject(request: TokenRequest, entry_id: int, body: Rejection, response: HttpResponse) -> EntryShown:
    """For facilitators. With `If-Match`: only the version that was read."""
    entry = readable(request, entry_id)
    entry = actions.reject_entry(entry, reason=body.reason, by=request.user, version=number_asked(request))
    return tagged(request, entry, response)
