"""The front door."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from hospes.matchmaking.choices import EntryKind
from hospes.web.front import Front, front


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    found = front()
    return render(request, "web/home.html", {"front": found, "figures": _figures(found)})


def _figures(found: Front) -> list[dict[str, Any]]:
    """Three numbers, each with the list behind it."""
    entries = reverse("matchmaking:catalogue")
    return [
        {
            "number": found.members,
            "words": ngettext("member organisation", "member organisations", found.members),
            "url": f"{reverse('organisations:organisation-list')}?membership=active",
        },
        {
            "number": found.offer_count,
            "words": ngettext("offer open now", "offers open now", found.offer_count),
            "url": f"{entries}?kind={EntryKind.OFFER}",
        },
        {
            "number": found.wish_count,
            "words": ngettext("wish open now", "wishes open now", found.wish_count),
            "url": f"{entries}?kind={EntryKind.WISH}",
        },
    ]
