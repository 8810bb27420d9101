"""Where one is signed in, and ending it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hospes.people import sessions
from hospes.people.http import SignedInRequest


@require_safe
def session_list(request: SignedInRequest) -> HttpResponse:
    rows = [(row, row.session_key == request.session.session_key) for row in sessions.open_sessions(request.user)]
    return render(request, "people/session_list.html", {"rows": rows})


@require_POST
def session_end(request: SignedInRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(request.user.browsers, pk=pk)
    if row.session_key == request.session.session_key:
        messages.info(request, _("This is the browser that you use now. To end it here, sign out."))
    else:
        sessions.end_session(row, by=request.user)
        messages.success(request, _("The session has ended. That browser is asked to sign in."))
    return redirect("people:session-list")
