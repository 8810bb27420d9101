"""Which mails come, and when; and for administrators, which could not be brought."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hospes.core.paginate import paginate
from hospes.following import rules
from hospes.following.actions import readers, undelivered
from hospes.following.forms import NotificationsForm, initial
from hospes.following.queries import notifications as queries
from hospes.mail import topics
from hospes.mail.queries import failed
from hospes.organisations.http import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: MemberRequest) -> HttpResponse:
    rhythm, ways = queries.chosen_by(request.user)
    form = NotificationsForm(
        request.POST or None, topics=queries.topics_for(request.user), initial=initial(rhythm, ways)
    )
    if form.is_valid():
        readers.choose_mails(request.user, rhythm=form.chosen_rhythm, ways=form.ways, by=request.user)
        messages.success(request, _("Saved. Mails come as you chose from now on."))
        return redirect("following:notifications")
    return render(request, "following/notifications.html", {"form": form})


@require_safe
def undelivered_list(request: MemberRequest) -> HttpResponse:
    """To whom, what kind, when and why not; never what it said."""
    if not rules.may_see_undelivered(request.user):
        raise Http404
    page = paginate(failed().defer("text", "html", "subject"), request)
    known = topics.known()
    rows = [(mail, topics.label(mail.topic) if mail.topic in known else mail.topic) for mail in page.items]
    return render(request, "following/undelivered.html", {"page": page, "rows": rows})


@require_POST
def undelivered_again(request: MemberRequest, pk: int) -> HttpResponse:
    mail = failed().filter(pk=pk).first()
    if not rules.may_see_undelivered(request.user) or mail is None:
        raise Http404
    undelivered.try_again(mail, by=request.user)
    messages.success(request, _("The mail is sent again within a minute."))
    return redirect("following:undelivered")
