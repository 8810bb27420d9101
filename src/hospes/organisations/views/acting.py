"""Choosing the organisation one acts for."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hospes.organisations.http import MemberRequest
from hospes.organisations.middleware import SESSION_KEY
from hospes.people.http import safe_next


@require_POST
def act_for(request: MemberRequest) -> HttpResponse:
    """Only among the organisations where one holds a post now."""
    asked = request.POST.get("organisation", "")
    organisation = next((one for one in request.organisations if str(one.pk) == asked), None)
    if organisation is None:
        raise Http404
    request.session[SESSION_KEY] = organisation.pk
    messages.success(request, _("You now act for %(organisation)s.") % {"organisation": organisation.name})
    return HttpResponseRedirect(safe_next(request, "web:todo"))
