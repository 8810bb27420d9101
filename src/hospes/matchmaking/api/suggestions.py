"""Who suits an entry, how well, and why."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Status

from hospes.core.api.auth import Token
from hospes.core.api.bodies import Body
from hospes.core.api.checking import checked
from hospes.core.api.lists import ListOf
from hospes.core.api.shapes import Shown
from hospes.matchmaking.actions import suggestions as actions
from hospes.matchmaking.api.entries import readable
from hospes.matchmaking.api.entry_shown import EntryBrief, entry_brief, is_own
from hospes.matchmaking.api.introductions import entry_named
from hospes.matchmaking.api.pair_shown import Assessed, assessed
from hospes.matchmaking.choices import EntryKind, Side
from hospes.matchmaking.forms.introductions import InterestForm
from hospes.matchmaking.queries.entries import visible_entries
from hospes.matchmaking.queries.suggestions import Suggestion, suggestions_for
from hospes.organisations.api.acting import TokenRequest, must_act_for, with_token
from hospes.people.scopes import Scope

router = Router(tags=["suggestions"])
MOST = 50


class SuggestionShown(Assessed):
    """A counterpart of the entry asked about."""

    wish: EntryBrief
    offer: EntryBrief
    near_miss: bool = Field(description="One change would make this pair possible.")


class SuggestionQuery(Shown):
    entry: int = Field(description="`id` of an offer or a wish of one's own, in any state.")
    page_size: int = Field(5, ge=1, description=f"How many of the best, at most {MOST}.")


@router.get(
    "/suggestions",
    response=ListOf[SuggestionShown],
    auth=Token(),
    summary="Who suits an entry",
    openapi_extra={"x-refusals": [404]},
)
def suggestion_list(request: TokenRequest, asked: Query[SuggestionQuery]) -> ListOf[SuggestionShown]:
    """The best first, then near misses: one page. For the entry's organisation and for facilitators."""
    entry = readable(request, asked.entry)
    if not is_own(request, entry):
        raise Http404
    found = suggestions_for(entry, limit=min(asked.page_size, MOST))
    items = [_shown(one, near_miss=False) for one in found.best] + [_shown(one, near_miss=True) for one in found.near]
    return ListOf[SuggestionShown](items=items, next=None, count=len(items))


class Interest(Body):
    wish: int = Field(description="`id` of a published wish.")
    offer: int = Field(description="`id` of a published offer. One of the two is one's own.")
    note: str = Field("", max_length=500, description="Only the facilitator reads it.")


class InterestShown(Shown):
    """One side asks the facilitator to introduce it to the other."""

    wish: EntryBrief
    offer: EntryBrief
    side: Side
    note: str
    at: datetime


def must_act(request: HttpRequest) -> None:
    must_act_for(with_token(request))


@router.post(
    "/suggestions/interest",
    response={201: InterestShown},
    auth=Token(Scope.INTRODUCTIONS, gate=must_act),
    summary="Ask to be introduced",
    openapi_extra={"x-refusals": [409]},
)
def suggestion_interest(request: TokenRequest, body: Interest) -> Status[InterestShown]:
    """For the organisation of either entry. Asking twice changes nothing."""
    organisation = must_act_for(request)
    visible = visible_entries(request.user, request.organisations)
    wish = entry_named(visible, body.wish, EntryKind.WISH)
    offer = entry_named(visible, body.offer, EntryKind.OFFER)
    if organisation not in (wish.organisation, offer.organisation):
        raise PermissionDenied
    note = checked(InterestForm, body)["note"]
    asked = actions.say_interested(wish, offer, by=request.user, acting_for=organisation, note=note)
    shown = InterestShown(
        wish=entry_brief(wish), offer=entry_brief(offer), side=Side(asked.side), note=asked.note, at=asked.at
    )
    return Status(201, shown)


def _shown(one: Suggestion, *, near_miss: bool) -> SuggestionShown:
    return SuggestionShown(
        wish=entry_brief(one.wish), offer=entry_brief(one.offer), near_miss=near_miss, **assessed(one)
    )
