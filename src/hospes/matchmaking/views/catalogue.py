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
from hospes.matchmaking.queries import catalogue as queries
from hospes.organisations.http import PublicRequest

# More regions than stand well beside the map unfold below.
_SPOTS_AT_ONCE = 8


@login_not_required
@require_safe
def catalogue(request: PublicRequest) -> HttpResponse:
    today = timezone.localdate()
    wanted = read_wanted(request.GET)
    page = paginate(queries.listed(wanted, today), request, size=20)
    counts = queries.counts(wanted, today, phrases.FACETS)
    spots = phrases.spots(queries.places(wanted, today), wanted)
    context = {
        "wanted": wanted,
        "page": page,
        "cards": [card(entry) for entry in page.items],
        "facets": phrases.facets(wanted, counts, queries.kind_counts(wanted, today), today),
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
