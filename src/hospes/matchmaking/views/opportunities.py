"""The board of opportunities: places for anybody, found like entries of the catalogue."""

from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hospes.core.paginate import paginate
from hospes.core.shapes import Facet, Tab
from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.forms.catalogue import wanted as read_wanted
from hospes.matchmaking.models import Entry
from hospes.matchmaking.phrases import catalogue as phrases
from hospes.matchmaking.phrases.cards import card
from hospes.matchmaking.queries.catalogue import Wanted
from hospes.matchmaking.queries.found import Found, found_now, found_on
from hospes.matchmaking.queries.market import published
from hospes.matchmaking.queries.opportunities import OPEN, TO_APPRENTICES, is_opportunity, to_apprentices, to_board
from hospes.organisations.http import PublicRequest

# More regions than stand well beside the map unfold below.
_SPOTS_AT_ONCE = 8
_WISHES_SHOWN = 5


@login_not_required
@require_safe
def opportunity_board(request: PublicRequest) -> HttpResponse:
    today = timezone.localdate()
    wanted = to_board(read_wanted(request.GET))
    found = found_now(wanted, today)
    page = paginate(found, request, size=20)
    spots = phrases.spots(found.places(), wanted)
    chosen = phrases.chosen(wanted)
    context = {
        "wanted": wanted,
        "page": page,
        "cards": [card(entry) for entry in page.items],
        "tabs": _tabs(wanted, found),
        "facets": _facets(wanted, found),
        "chosen": chosen,
        "kept": phrases.kept(wanted),
        "search_kept": phrases.kept_by_search(wanted),
        "query": phrases.whole_query(wanted),
        "sorts": phrases.sorts(wanted),
        "spots": {"first": spots[:_SPOTS_AT_ONCE], "rest": spots[_SPOTS_AT_ONCE:]},
        "symbols": phrases.symbols(spots),
        "is_empty": not chosen and not page.count,
        "can_write": request.acting_for is not None,
    }
    return render(request, "matchmaking/opportunities.html", context)


def _tabs(wanted: Wanted, found: Found) -> list[Tab]:
    """All of them, or those for apprentices: the first question of many readers, with both numbers."""
    everybody, apprentices = (to_apprentices(wanted, only=only) for only in (False, True))
    is_narrow = TO_APPRENTICES in wanted.codes["flag"]
    other = found_on(found.shelf, everybody if is_narrow else apprentices, found.today).count()
    numbers = (other, found.count()) if is_narrow else (found.count(), other)
    return [
        Tab(_("All opportunities"), phrases.address(everybody), not is_narrow, numbers[0]),
        Tab(_("Open to apprentices"), phrases.address(apprentices), is_narrow, numbers[1]),
    ]


def _facets(wanted: Wanted, found: Found) -> list[Facet]:
    """The catalogue's questions without what every opportunity answers alike."""
    asked = phrases.facets(wanted, found.counts(phrases.FACETS), {}, found.today)
    facets = [replace(one, options=[option for option in one.options if option.value != OPEN]) for one in asked]
    return [one for one in facets if one.name != "kind" and one.options]


def how_to_get_there(request: PublicRequest, entry: Entry) -> dict[str, Any] | None:
    """Beside an opportunity: whom to ask, and what an organisation does next."""
    if not is_opportunity(entry):
        return None
    own = request.acting_for
    wishes = list(published(EntryKind.WISH).filter(organisation=own).order_by("-pk")[:_WISHES_SHOWN]) if own else []
    host = entry.organisation
    territories = {"from": own.territory or own.country, "to": host.territory or host.country} if own else {}
    return {
        "entry": entry,
        "wishes": wishes,
        "acting_for": own,
        "user": request.user,
        "territories": f"?{urlencode(territories)}" if territories else "",
    }
