"""The administrators' pages: who has an account, which roles they hold, and whether they may sign in."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hospes.core.paginate import paginate
from hospes.people import actions, queries, rules, second_factor
from hospes.people.choices import PartnershipRole
from hospes.people.forms import RoleForm
from hospes.people.http import SignedInRequest, is_fresh, show_yourself
from hospes.people.models import Person


def _person(request: SignedInRequest, pk: int) -> Person:
    """Administrators find everybody; for all others there is no such page."""
    if not rules.may_look_after_people(request.user):
        raise Http404
    return get_object_or_404(Person, pk=pk, erased_at=None)


@require_safe
def people_list(request: SignedInRequest) -> HttpResponse:
    if not rules.may_look_after_people(request.user):
        raise Http404
    search = request.GET.get("search", "")[:200].replace("\x00", "")
    page = paginate(queries.people(search), request)
    return render(request, "people/people_list.html", {"page": page, "search": search})


@require_safe
def person_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    person = _person(request, pk)
    held = queries.roles_held(person)
    context = {
        "person": person,
        "held_now": [
            (role, rules.may_end_role(request.user, person, PartnershipRole(role.role)))
            for role in held
            if role.ended_at is None
        ],
        "held_before": [role for role in held if role.ended_at is not None],
        "form": RoleForm(),
        "show_yourself": "" if is_fresh(request) else show_yourself(request.get_full_path()),
        "may_deactivate": rules.may_deactivate(request.user, person),
        "may_reset_second_factor": rules.may_reset_second_factor(request.user, person),
        "may_reactivate": rules.may_reactivate(request.user, person),
    }
    return render(request, "people/person_detail.html", context)


@require_POST
def role_give(request: SignedInRequest, pk: int) -> HttpResponse:
    """Whoever finds a browser that was left open gives no roles with it."""
    person = _person(request, pk)
    if not is_fresh(request):
        return redirect(show_yourself(reverse("people:person-detail", args=[person.pk])))
    form = RoleForm(request.POST)
    if form.is_valid():
        actions.give_role(person, form.cleaned_data["role"], by=request.user)
        messages.success(request, _("The role is given. It counts from now on."))
    else:
        messages.error(request, _("Choose a role from the list."))
    return redirect("people:person-detail", pk=person.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def role_end(request: SignedInRequest, pk: int, role: str) -> HttpResponse:
    """The link asks first; the button on that page ends the role."""
    person = _person(request, pk)
    if role not in PartnershipRole.values:
        raise Http404
    if request.method != "POST":
        action = _("End the role %(role)s") % {"role": PartnershipRole(role).label}
        text = _("It counts at once. You can give the role again at any time.")
        may = rules.may_end_role(request.user, person, PartnershipRole(role))
        return _sure(request, person, action, text, may=may)
    actions.end_role(person, role, by=request.user)
    messages.success(request, _("The role is ended."))
    if person.pk == request.user.pk and not rules.may_look_after_people(request.user):
        return redirect("web:todo")
    return redirect("people:person-detail", pk=person.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def second_factor_reset(request: SignedInRequest, pk: int) -> HttpResponse:
    """For somebody who has lost phone, passkeys and recovery codes, and whom the administrator has asked back."""
    person = _person(request, pk)
    if request.method != "POST":
        text = _("Make sure that it is really them who asks, by telephone or in person.")
        may = rules.may_reset_second_factor(request.user, person)
        return _sure(request, person, _("Reset the second factor"), text, may=may)
    second_factor.reset_second_factor(person, by=request.user)
    messages.success(request, _("The second factor is reset. The person gets a mail, and sets up a new one."))
    return redirect("people:person-detail", pk=person.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def deactivate(request: SignedInRequest, pk: int) -> HttpResponse:
    """The link asks first; the button on that page closes the account."""
    person = _person(request, pk)
    if request.method != "POST":
        text = _("Closing ends all sessions, links and keys at once. What the person did stays in the history.")
        may = rules.may_deactivate(request.user, person)
        return _sure(request, person, _("Close this account"), text, may=may)
    if person.is_active:
        actions.deactivate_person(person, by=request.user)
    messages.success(request, _("The account is closed. All sessions, links and tokens of it have ended."))
    return redirect("people:person-detail", pk=person.pk)


def _sure(request: SignedInRequest, person: Person, action: str, text: str, *, may: bool) -> HttpResponse:
    """Asks first. What cannot be done is not asked: the person's page says why."""
    back = reverse("people:person-detail", args=[person.pk])
    if not may:
        return redirect(back)
    context = {"heading": action, "lead": person.name, "text": text, "action": action, "back": back}
    return render(request, "web/sure.html", context)


@require_POST
def reactivate(request: SignedInRequest, pk: int) -> HttpResponse:
    person = _person(request, pk)
    if not person.is_active:
        actions.reactivate_person(person, by=request.user)
    messages.success(request, _("The account is open again. Nothing that ended has come back."))
    return redirect("people:person-detail", pk=person.pk)
