"""Inviting people, and the page behind an invitation's link."""

from datetime import timedelta

import structlog
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from hospes.core.limits import client_address, is_too_often, try_later
from hospes.organisations import actions, queries, rules
from hospes.organisations.actions import AcceptanceRefusedError
from hospes.organisations.choices import InvitationState, Post
from hospes.organisations.forms import InvitationForm, NewAccountForm
from hospes.organisations.forms.people import InvitationAnywhereForm
from hospes.organisations.http import MemberRequest, PublicRequest
from hospes.organisations.models import Invitation, Organisation
from hospes.people.http import send_on, sign_in
from hospes.people.models import Person
from hospes.people.queries import person_by_email

log = structlog.stdlib.get_logger("hospes.security")


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: MemberRequest, slug: str) -> HttpResponse:
    organisation = get_object_or_404(Organisation, slug=slug)
    posts = rules.posts_to_give(request.user, organisation)
    if not posts:
        raise Http404
    form = InvitationForm(request.POST or None, posts=posts, initial={"language": get_language()})
    if form.is_valid():
        _send(request, organisation, form)
        return redirect("organisations:organisation-people", slug=organisation.slug)
    return render(request, "organisations/invite.html", {"form": form, "organisation": organisation})


@require_http_methods(["GET", "HEAD", "POST"])
def invite_anywhere(request: MemberRequest) -> HttpResponse:
    """For administrators: into any organisation, or into none."""
    if not rules.may_invite(request.user, None):
        raise Http404
    initial = {"language": get_language()}
    form = InvitationAnywhereForm(request.POST or None, posts=list(Post), initial=initial)
    if form.is_valid():
        _send(request, form.cleaned_data["organisation"], form)
        return redirect("organisations:invitation-new")
    waiting = queries.invitations_of(None)[:50]
    return render(request, "organisations/invite_anywhere.html", {"form": form, "invitations": waiting})


def _send(request: MemberRequest, organisation: Organisation | None, form: InvitationForm) -> None:
    if is_too_often("invite", str(request.user.key), most=rules.MOST_INVITATIONS_A_DAY, within=timedelta(days=1)):
        raise PermissionDenied
    values = {name: form.cleaned_data[name] for name in ("email", "name", "post", "language")}
    actions.invite(organisation=organisation, by=request.user, acting_for=request.acting_for, **values)
    messages.success(request, _("The invitation is on its way. The link works for 14 days."))


def _invitation(request: MemberRequest, pk: int) -> Invitation:
    invitation = get_object_or_404(Invitation.objects.select_related("organisation"), pk=pk, accepted_at=None)
    if not rules.may_revoke(request.user, invitation):
        raise Http404
    return invitation


@require_POST
def resend(request: MemberRequest, pk: int) -> HttpResponse:
    actions.resend_invitation(_invitation(request, pk), by=request.user, acting_for=request.acting_for)
    messages.success(request, _("A new link is on its way. The old one no longer works."))
    return _back(request, pk)


@require_POST
def revoke(request: MemberRequest, pk: int) -> HttpResponse:
    actions.revoke_invitation(_invitation(request, pk), by=request.user, acting_for=request.acting_for)
    messages.success(request, _("The invitation is withdrawn. Its link no longer works."))
    return _back(request, pk)


def _back(request: MemberRequest, pk: int) -> HttpResponse:
    organisation = Invitation.objects.select_related("organisation").get(pk=pk).organisation
    if organisation is None or not rules.may_see_people(request.user, organisation):
        return redirect("organisations:invitation-new")
    return redirect("organisations:organisation-people", slug=organisation.slug)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: PublicRequest, token: str) -> HttpResponse:
    """The invited person opens an account, or accepts with the one they have. Only a POST accepts."""
    if is_too_often("accept", client_address(request), most=60, within=timedelta(minutes=10)):
        return try_later(request)
    invitation = queries.invitation_by_token(token)
    state = queries.invitation_state(invitation) if invitation else None
    if invitation is None or state != InvitationState.OPEN:
        return _refused(request, state)
    if request.user.is_authenticated:
        return _accept_signed_in(request, invitation, token)
    if person_by_email(invitation.email) is not None:
        context = {"invitation": invitation, "here": request.path}
        return render(request, "organisations/invitation_sign_in.html", context)
    return _accept_with_new_account(request, invitation, token)


def _accept_signed_in(request: PublicRequest, invitation: Invitation, token: str) -> HttpResponse:
    person = request.user
    assert isinstance(person, Person)
    if person.email.casefold() != invitation.email.casefold():
        log.warning("invitation opened by another person", invitation=invitation.pk)
        return render(request, "organisations/invitation_other_person.html", {"invitation": invitation}, status=403)
    if request.method == "POST":
        try:
            actions.accept_invitation(token, by=person)
        except AcceptanceRefusedError as refusal:
            return _refused(request, refusal.state)
        messages.success(request, _("You have accepted the invitation."))
        return send_on(person, "web:todo")
    return render(request, "organisations/invitation_accept.html", {"invitation": invitation, "person": person})


def _accept_with_new_account(request: PublicRequest, invitation: Invitation, token: str) -> HttpResponse:
    initial = {"name": invitation.name, "language": invitation.language, "time_zone": "Europe/Brussels"}
    form = NewAccountForm(request.POST or None, email=invitation.email, initial=initial)
    if form.is_valid():
        try:
            accepted = actions.accept_invitation_with_new_account(token, **form.cleaned_data)
        except AcceptanceRefusedError as refusal:
            return _refused(request, refusal.state)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            assert accepted.accepted_by is not None
            return sign_in(request, accepted.accepted_by, way="invitation")
    return render(request, "organisations/invitation_accept.html", {"invitation": invitation, "form": form})


def _refused(request: PublicRequest, state: InvitationState | None) -> HttpResponse:
    log.warning("invitation refused", state=state.value if state else "unknown")
    return render(request, "organisations/invitation_refused.html", {"state": state.value if state else ""}, status=410)
