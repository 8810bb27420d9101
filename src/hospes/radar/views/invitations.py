"""Inviting somebody to fill a gap, and the page behind the link."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from hospes.core.limits import client_address, is_too_often, try_later
from hospes.organisations.http import MemberRequest, PublicRequest
from hospes.people.models import Person
from hospes.radar import letters, phrases, rules
from hospes.radar.actions import invitations as actions
from hospes.radar.forms import InviteForm, LinkForm
from hospes.radar.models import Gap, GapInvitation
from hospes.radar.queries import missing as queries
from hospes.radar.views.gaps import gap_page


@require_POST
def gap_invite(request: MemberRequest, pk: int) -> HttpResponse:
    gap = _own_gap(request, pk)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return gap_page(request, gap, form=form, status=400)
    if _is_too_often(request):
        form.add_error(None, _("You have invited many today. Please go on tomorrow."))
        return gap_page(request, gap, form=form, status=429)
    actions.invite(gap, by=request.user, acting_for=request.acting_for, **form.cleaned_data)
    messages.success(request, _("The invitation is on its way. Its link works for 60 days."))
    return redirect(gap)


@require_POST
def gap_link(request: MemberRequest, pk: int) -> HttpResponse:
    """A link to copy, shown once."""
    gap = _own_gap(request, pk)
    form = LinkForm(request.POST, prefix="link")
    if not form.is_valid():
        return gap_page(request, gap, status=400)
    if _is_too_often(request):
        messages.error(request, _("You have invited many today. Please go on tomorrow."))
        return gap_page(request, gap, status=429)
    invitation = actions.make_link(gap, by=request.user, acting_for=request.acting_for, **form.cleaned_data)
    return gap_page(request, gap, link=letters.link(invitation))


@require_http_methods(["GET", "HEAD", "POST"])
def invitation_withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """Says what happens, and asks."""
    invitation = queries.invitation_for(pk, request.user, request.acting_for)
    if invitation is None:
        raise Http404
    if request.method != "POST":
        context = {"invitation": invitation, "is_open": rules.is_open(invitation)}
        return render(request, "radar/invitation_withdraw.html", context)
    actions.withdraw(invitation, by=request.user, acting_for=request.acting_for)
    messages.success(request, _("The invitation is taken back. Its link says that it is no longer open."))
    return redirect(invitation.gap)


def _own_gap(request: MemberRequest, pk: int) -> Gap:
    """A gap that the market still has, for whoever may invite."""
    if not rules.may_invite(request.user, request.acting_for):
        raise Http404
    return get_object_or_404(queries.current(), pk=pk)


def _is_too_often(request: MemberRequest) -> bool:
    most = rules.most_a_day(request.user)
    return is_too_often(rules.INVITING, str(request.user.key), most=most, within=timedelta(days=1))


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: PublicRequest, token: str) -> HttpResponse:
    """What is asked for, and what happens next. Only a POST begins the draft, and nothing is published by it."""
    if is_too_often("invited-to-host", client_address(request), most=120, within=timedelta(minutes=10)):
        return try_later(request)
    invitation = _found(token)
    if invitation is None or not rules.is_open(invitation):
        return _not_open(request, invitation)
    person = request.user
    if request.method == "POST":
        if not isinstance(person, Person):
            return redirect_to_login(request.path)
        if request.acting_for is None:
            raise Http404
        try:
            entry = actions.begin_entry(invitation, organisation=request.acting_for, by=person)
        except PermissionDenied:
            return _not_open(request, _found(token))
        messages.success(request, _("Your draft is filled in already. Look at it, change what you like, and send it."))
        return redirect("matchmaking:entry-change", entry.pk)
    context = {
        "invitation": invitation,
        "sentence": phrases.sentence(invitation.offer, invitation.promised, for_members=True),
        "facts": phrases.facts(invitation.offer, for_members=True),
        "is_needed": invitation.gap.rank is not None,
        "here": request.path,
    }
    return render(request, "radar/invited.html", context)


def _not_open(request: PublicRequest, invitation: GapInvitation | None) -> HttpResponse:
    """A link that is too old, cut off, or whose invitation was taken back."""
    is_withdrawn = invitation is not None and invitation.withdrawn_at is not None
    return render(request, "radar/invited_unknown.html", {"is_withdrawn": is_withdrawn}, status=404)


def _found(token: str) -> GapInvitation | None:
    key = rules.read_invitation_token(token)
    return queries.invitation_of(key) if key else None
