"""What facilitators decide by hand, by program."""

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from hospes.core.api.auth import Token, gated
from hospes.core.api.checking import checked
from hospes.core.api.lists import ListOf, PageQuery, page_of
from hospes.core.api.problems import invalid
from hospes.core.api.shapes import possible_id
from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.models import Entry
from hospes.organisations.api.acting import TokenRequest
from hospes.people.scopes import Scope
from hospes.rounds.actions import pins as actions
from hospes.rounds.api.shapes import NewPin, PinShown, pin_shown, seen
from hospes.rounds.forms import PinForm
from hospes.rounds.models import Pin, Round
from hospes.rounds.queries import rounds as queries

router = Router(tags=["rounds"])


@router.get(
    "/rounds/{int:round_id}/pins",
    response=ListOf[PinShown],
    auth=Token(gate=seen),
    summary="What was decided by hand",
)
def pin_list(request: TokenRequest, round_id: int, asked: Query[PageQuery]) -> ListOf[PinShown]:
    """For facilitators. The newest first."""
    rows = queries.pins_of(gated(request, Round))
    return page_of(rows, asked, request, lambda some: [pin_shown(one) for one in some], ListOf[PinShown])


@router.post(
    "/rounds/{int:round_id}/pins",
    response={201: PinShown},
    auth=Token(Scope.ROUNDS, gate=seen),
    summary="Put a pair together, or keep it apart",
    openapi_extra={"x-refusals": [409]},
)
def pin_new(request: TokenRequest, round_id: int, body: NewPin) -> Status[PinShown]:
    """For facilitators. The next plan holds it.

    There is no version of what was decided by hand: `If-Match` is not looked at. Of two who decide about one pair the
    second is told.
    """
    values = checked(PinForm, body)
    pair = _entry(body.wish, EntryKind.WISH), _entry(body.offer, EntryKind.OFFER)
    return Status(201, pin_shown(actions.pin(gated(request, Round), *pair, by=request.user, **values)))


def pin_seen(request: HttpRequest, round_id: int, pin_id: int) -> Pin:
    found = queries.pins_of(seen(request, round_id)).filter(pk=possible_id(pin_id)).first()
    if found is None:
        raise Http404
    return found


@router.delete(
    "/rounds/{int:round_id}/pins/{int:pin_id}",
    response={204: None},
    auth=Token(Scope.ROUNDS, gate=pin_seen),
    summary="Release a pair",
    openapi_extra={"x-refusals": [409]},
)
def pin_release(request: TokenRequest, round_id: int, pin_id: int) -> Status[None]:
    """For facilitators. What was decided is released or stands, and never changes: `If-Match` is not looked at."""
    actions.release(gated(request, Pin), by=request.user)
    return Status(204, None)


def _entry(entry_id: int, kind: EntryKind) -> Entry:
    found = Entry.objects.select_related("organisation").filter(pk=possible_id(entry_id), kind=kind).first()
    if found is None:
        raise invalid({kind.value: [_("There is no entry of this kind with this number.")]})
    return found
