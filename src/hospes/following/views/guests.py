"""What the links in mails to guests open: nothing but the guest's own searches. GET changes nothing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hospes.core.paginate import asked_number
from hospes.following import links, rules
from hospes.following.actions import searches as actions
from hospes.following.queries import searches as queries
from hospes.organisations.http import PublicRequest

DEEDS = {"pause": actions.pause_search, "resume": actions.resume_search, "remove": actions.remove_search}


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def search_confirm(request: PublicRequest, signed: str) -> HttpResponse:
    search = links.search_to_confirm(signed)
    if search is None:
        return render(request, "following/link_unknown.html", status=404)
    if request.method == "POST":
        actions.confirm_search(search)
    guest = links.reader_token(search.reader) if search.reader.person is None else ""
    # The link opened a second time says what became of it. Who has stopped the mails since may want them again.
    is_done = request.method == "POST" or rules.is_told(search)
    context = {"search": queries.shown([search])[0], "is_done": is_done, "guest": guest}
    return render(request, "following/search_confirm.html", context)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guest_searches(request: PublicRequest, signed: str) -> HttpResponse:
    reader = links.reader_of(signed)
    if reader is None:
        return render(request, "following/link_unknown.html", status=404)
    deed = DEEDS.get(request.POST.get("deed", ""))
    if request.method == "POST" and deed is not None:
        number = asked_number(request.POST.get("search", ""))
        deed(get_object_or_404(queries.searches_of(reader), pk=number), by=None)
        messages.success(request, _("Done."))
        return redirect("following:guest-searches", signed)
    shown = queries.shown(queries.searches_of(reader))
    return render(request, "following/guest_searches.html", {"searches": shown})
