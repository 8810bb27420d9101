"""An organisation's entries, and one entry as its readers see it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hospes.core.paginate import paginate
from hospes.journal.queries import lines_on, told
from hospes.matchmaking.phrases import entries as phrases
from hospes.matchmaking.phrases.cards import card
from hospes.matchmaking.queries import entries as queries
from hospes.matchmaking.rules import entries as rules
from hospes.matchmaking.rules.validity import can_be_put_off
from hospes.matchmaking.views.opportunities import how_to_get_there
from hospes.matchmaking.views.suggestions import suggestions_block
from hospes.organisations.blocks import ENTRY, blocks_for
from hospes.organisations.http import MemberRequest, PublicRequest

_HISTORY_ON_PAGE = 5


@require_safe
def my_entries(request: MemberRequest) -> HttpResponse:
    page = None
    if request.acting_for is not None:
        page = paginate(queries.entries_of(request.acting_for), request)
    context = {
        "page": page,
        "cards": [(entry, card(entry)) for entry in page or ()],
        "organisation": request.acting_for,
    }
    return render(request, "matchmaking/entry_mine.html", context)


@login_not_required
@require_safe
def entry_detail(request: PublicRequest, pk: int) -> HttpResponse:
    """What one may not see is not there: 404."""
    entry = get_object_or_404(queries.visible_entries(request.user, request.organisations), pk=pk)
    is_own = rules.may_see_private_parts(request.user, entry.organisation)
    facts = phrases.facts(entry, for_members=request.user.is_authenticated, private=is_own)
    context = {
        "entry": entry,
        "facts": phrases.known(facts),
        "unknown": phrases.unknown(facts),
        "is_own": is_own,
        "card": card(entry),
        "may": rules.steps_for(request.user, entry) if is_own else {},
        "can_be_put_off": can_be_put_off(entry, timezone.localdate()),
        "history": told(lines_on(entry)[:_HISTORY_ON_PAGE]) if is_own else [],
        "opportunity": None if is_own else how_to_get_there(request, entry),
        "blocks": blocks_for(ENTRY, entry) if is_own else [],
        "suggestions": suggestions_block(entry, request.user) if is_own and rules.can_be_changed(entry) else None,
    }
    return render(request, "matchmaking/entry_detail.html", context)


@require_safe
def entry_history(request: MemberRequest, pk: int) -> HttpResponse:
    """Everything that happened to an entry: for its organisation and for facilitators."""
    entry = get_object_or_404(queries.writable_entries(request.user, request.organisations), pk=pk)
    page = paginate(lines_on(entry), request)
    return render(request, "matchmaking/entry_history.html", {"entry": entry, "page": page, "lines": told(page.items)})
