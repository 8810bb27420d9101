"""One's own dates in one's own calendar: the page that makes the link, and the file behind it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_http_methods, require_POST, require_safe

from hospes.mail.letter import absolute
from hospes.organisations.http import MemberRequest
from hospes.sharing.actions import calendar as actions
from hospes.sharing.ical import calendar
from hospes.sharing.queries import calendar as queries


@require_http_methods(["GET", "HEAD", "POST"])
def calendar_link(request: MemberRequest) -> HttpResponse:
    """A new link is shown on this answer only."""
    address = ""
    if request.method == "POST":
        token = actions.make_calendar_link(request.user, by=request.user)
        address = absolute(reverse("calendar-feed", args=[token]), "en")
    link = queries.live_link_of(request.user)
    answer = render(request, "sharing/calendar_link.html", {"link": link, "address": address})
    if address:
        answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def calendar_revoke(request: MemberRequest) -> HttpResponse:
    if actions.revoke_calendar_link(request.user, by=request.user):
        messages.success(request, _("The link no longer opens anything. Calendars that used it stop updating."))
    return redirect("sharing:calendar-link")


@login_not_required
@require_safe
@conditional_page
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever has the token reads these dates, and nothing else. Who acts for nobody any more has none: 404."""
    link = queries.link_behind(token)
    if link is None or not queries.acts_for_somebody(link.person):
        raise Http404
    today = timezone.localdate()
    actions.note_use(link, today)
    with translation.override(link.person.language):
        content = calendar(queries.appointments_of(link.person, today))
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="hospes.ics"'
    answer["Cache-Control"] = "private, no-cache"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer
