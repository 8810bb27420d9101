"""The public catalogue: search, facets with counts, map and list."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hospes.core.paginate import paginate
from hospes.matchmaking.forms.catalogue import wanted as read_wanted
from hospes.matchmaking.phrases import catalogue as phrases
from hospes.matchmaking.phrases.cards import card
from hospes.matchmaking.queries.found import found_now
from hospes.organisations.http import PublicRequest

# More regions than stand well beside the map unfold below.
_SPOTS_AT_ONCE = 8


@login_not_required
@require_safe
def catalogue(request: PublicRequest) -> HttpResponse:
    today = timezone.localdate()
    wanted = read_wanted(request.GET)
    found = found_now(wanted, today)
    page = paginate(found, request, size=20)
    spots = phrases.spots(found.places(), wanted)
    context = {
        "wanted": wanted,
        "page": page,
        "cards": [card(entry) for entry in page.items],
        "facets": phrases.facets(wanted, found.counts(phrases.FACETS), found.kind_counts(), today),
        "chosen": phrases.chosen(wanted),
        "kept": phrases.kept(wanted),
        "search_kept": phrases.kept_by_search(wanted),
        "sorts": phrases.sorts(wanted),
        "spots": {"first": spots[:_SPOTS_AT_ONCE], "rest": spots[_SPOTS_AT_ONCE:]},
        "symbols": phrases.symbols(spots),
        "is_empty": not wanted.is_narrowed and not page.count,
        "can_write": request.acting_for is not None,
    }
    return render(request, "matchmaking/catalogue.html", context)
