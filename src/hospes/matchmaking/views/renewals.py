"""Renewing from a mail, without signing in: the link shows a page with one button."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hospes.matchmaking.actions import renewals as actions
from hospes.matchmaking.queries import renewals as queries
from hospes.matchmaking.rules import entries as rules
from hospes.matchmaking.rules import renewal_links
from hospes.matchmaking.rules.entries import NotNowError
from hospes.matchmaking.rules.validity import can_be_put_off, renewed_until


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def renew_by_mail(request: HttpRequest, signed: str) -> HttpResponse:
    """GET changes nothing, because programs that read mail open links. POST renews, once."""
    link = renewal_links.read(signed)
    if link is None:
        return _refused(request)
    try:
        entry, person = queries.meant_by(link)
        if request.method == "POST":
            entry = actions.renew_by_link(link)
    except PermissionDenied:
        return _refused(request)
    except NotNowError as error:
        entry = error.entry
    today = timezone.localdate()
    is_renewed = entry.valid_until != link.valid_until
    context = {
        "entry": entry,
        "is_renewed": is_renewed,
        "can_renew": not is_renewed and rules.may_renew(person, entry) and can_be_put_off(entry, today),
        "until": renewed_until(entry, today),
    }
    return render(request, "matchmaking/renewal.html", context)


def _refused(request: HttpRequest) -> HttpResponse:
    return render(request, "matchmaking/renewal_refused.html", status=404)
