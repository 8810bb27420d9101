"""Who suits an entry, how well, and why."""

from django.http import Http404
from ninja import Field, Query, Router

from hospes.core.api.auth import Token
from hospes.core.api.lists import ListOf
from hospes.core.api.shapes import Shown
from hospes.matchmaking.api.entries import readable
from hospes.matchmaking.api.entry_shown import EntryBrief, entry_brief, is_own
from hospes.matchmaking.api.pair_shown import Assessed, assessed
from hospes.matchmaking.queries.suggestions import Suggestion, suggestions_for
from hospes.organisations.api.acting import TokenRequest

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


@router.get("/suggestions", response=ListOf[SuggestionShown], auth=Token(), summary="Who suits an entry")
def suggestion_list(request: TokenRequest, asked: Query[SuggestionQuery]) -> ListOf[SuggestionShown]:
    """The best first, then near misses: one page. For the entry's organisation and for facilitators."""
    entry = readable(request, asked.entry)
    if not is_own(request, entry):
        raise Http404
    found = suggestions_for(entry, limit=min(asked.page_size, MOST))
    items = [_shown(one, near_miss=False) for one in found.best] + [_shown(one, near_miss=True) for one in found.near]
    return ListOf[SuggestionShown](items=items, next=None, count=len(items))


def _shown(one: Suggestion, *, near_miss: bool) -> SuggestionShown:
    return SuggestionShown(
        wish=entry_brief(one.wish), offer=entry_brief(one.offer), near_miss=near_miss, **assessed(one)
    )
