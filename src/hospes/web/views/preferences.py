"""How a reader wants to see the site: light, dark, or as the device says."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from hospes.people.http import safe_next
from hospes.web.context import LOOK_COOKIE, LOOKS

_YEAR = 365 * 24 * 60 * 60


@login_not_required
@require_POST
def choose_look(request: HttpRequest) -> HttpResponse:
    """Keep the choice in a cookie of this device. `device` forgets it."""
    chosen = request.POST.get("look", "")
    answer = HttpResponseRedirect(safe_next(request, "web:home"))
    if chosen in LOOKS:
        answer.set_cookie(LOOK_COOKIE, chosen, max_age=_YEAR, samesite="Lax", secure=request.is_secure())
    else:
        answer.delete_cookie(LOOK_COOKIE, samesite="Lax")
    return answer
