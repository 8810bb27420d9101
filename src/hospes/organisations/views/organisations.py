"""The directory, and the pages of one organisation."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hospes.core.addresses import address
from hospes.core.paginate import paginate
from hospes.core.shapes import Difference, Facet, Option, Symbol
from hospes.core.versions import StaleError, version_of
from hospes.journal.queries import lines_on, told
from hospes.organisations import actions, queries, rules
from hospes.organisations.blocks import ORGANISATION, blocks_for
from hospes.organisations.choices import NEXT_MEMBERSHIP, Membership
from hospes.organisations.forms import LogoForm, MembershipForm, OrganisationForm
from hospes.organisations.http import MemberRequest, PublicRequest
from hospes.organisations.models import Organisation
from hospes.reference.countries import country_name
from hospes.reference.languages import language_name
from hospes.reference.regions import ancestors, region_label, region_point


@login_not_required
@require_safe
def organisation_list(request: PublicRequest) -> HttpResponse:
    filters = queries.Filters.asked(dict(request.GET.lists()))
    page = paginate(queries.directory(filters).prefetch_related("accreditations"), request)
    members = queries.members_by_territory()
    context = {
        "page": page,
        "filters": filters,
        "facets": _facets(queries.facets(filters)),
        "kept": [("search", filters.search)] if filters.search else [],
        "symbols": _symbols(members),
        "members": [(code, region_label(code), count) for code, count in members.items()],
        "may_add": rules.may_add_organisation(request.user),
    }
    return render(request, "organisations/organisation_list.html", context)


def _facets(found: Any) -> list[Facet]:
    def options(rows: Any) -> list[Option]:
        return [Option(row.code, row.label, row.count, row.is_chosen) for row in rows]

    return [
        Facet("membership", _("Membership"), options(found.memberships), is_open=True),
        Facet("kind", _("Kind"), options(found.kinds)),
        Facet("country", _("Country"), options(found.countries)),
    ]


def _symbols(members: dict[str, int]) -> list[Symbol]:
    placed = ((code, count, region_point(code)) for code, count in members.items())
    return [
        Symbol(point, region_label(code), address("organisations:region-detail", code), count)
        for code, count, point in placed
        if point is not None
    ]


@login_not_required
@require_safe
def organisation_detail(request: PublicRequest, slug: str) -> HttpResponse:
    organisation = _organisation(slug)
    context = {
        "organisation": organisation,
        "facts": _facts(organisation),
        "regions": [(code, region_label(code)) for code in _line(organisation.territory)],
        "blocks": blocks_for(ORGANISATION, organisation),
        "accreditations": list(organisation.accreditations.order_by("-year", "number")),
        "may_edit": rules.may_edit(request.user, organisation),
        "may_see_people": rules.may_see_people(request.user, organisation),
        "is_secretariat": rules.may_add_organisation(request.user),
    }
    return render(request, "organisations/organisation_detail.html", context)


def _facts(organisation: Organisation) -> list[tuple[str, Any]]:
    return [
        (_("Kind"), organisation.get_kind_display()),
        (_("Town"), organisation.town),
        (_("Country"), country_name(organisation.country)),
        (_("Working languages"), ", ".join(language_name(code) for code in organisation.languages)),
        (_("OID"), organisation.oid),
        (_("PIC"), organisation.pic),
        (_("Member of EARLALL"), _("Yes") if organisation.in_earlall else ""),
        (_("Member since"), organisation.member_since if organisation.membership == Membership.ACTIVE else ""),
    ]


def _line(territory: str) -> list[str]:
    """The territory and the regions around it, widest first."""
    return [*reversed(ancestors(territory)), territory] if territory else []


@require_http_methods(["GET", "HEAD", "POST"])
def organisation_new(request: MemberRequest) -> HttpResponse:
    if not rules.may_add_organisation(request.user):
        raise Http404
    form = OrganisationForm(request.POST or None, organisation=None, is_secretariat=True)
    if form.is_valid():
        organisation = actions.add_organisation(by=request.user, **form.cleaned_data)
        messages.success(request, _("The organisation is added. It is not a member yet."))
        return redirect(organisation)
    return render(request, "organisations/organisation_edit.html", {"form": form, "organisation": None})


@require_http_methods(["GET", "HEAD", "POST"])
def organisation_edit(request: MemberRequest, slug: str) -> HttpResponse:
    organisation = _edited(request, slug)
    is_secretariat = rules.may_add_organisation(request.user)
    form = OrganisationForm(request.POST or None, organisation=organisation, is_secretariat=is_secretariat)
    version = version_of(organisation, form.fields)
    seen = request.POST.get("version", version)
    newer: list[Difference] | None = None
    if form.is_valid():
        acting_for = _as_colleague(request, organisation)
        try:
            actions.change_organisation(
                organisation, by=request.user, acting_for=acting_for, seen=seen, **form.cleaned_data
            )
        except StaleError:
            newer, seen = form.differences(organisation), version_of(organisation, form.fields)
        else:
            messages.success(request, _("The page of your organisation is saved."))
            return redirect(organisation)
    context = {"form": form, "organisation": organisation, "version": seen, "newer": newer}
    status = 200 if newer is None else 409
    return render(request, "organisations/organisation_edit.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def organisation_logo(request: MemberRequest, slug: str) -> HttpResponse:
    organisation = _edited(request, slug)
    initial = {"logo_alt": organisation.logo_alt or organisation.name}
    form = LogoForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        has_logo=bool(organisation.logo),
        initial=initial,
    )
    if form.is_valid():
        _save_logo(request, organisation, form)
        messages.success(request, _("The logo is saved."))
        return redirect(organisation)
    return render(request, "organisations/organisation_logo.html", {"form": form, "organisation": organisation})


def _save_logo(request: MemberRequest, organisation: Organisation, form: LogoForm) -> None:
    logo, alt = form.cleaned_data["logo"], form.cleaned_data["logo_alt"]
    acting_for = _as_colleague(request, organisation)
    if form.cleaned_data.get("remove"):
        actions.change_logo(organisation, logo=None, alt="", by=request.user, acting_for=acting_for)
    elif logo:
        actions.change_logo(organisation, logo=logo, alt=alt, by=request.user, acting_for=acting_for)
    elif organisation.logo:
        actions.change_logo_words(organisation, alt=alt, by=request.user, acting_for=acting_for)


@require_http_methods(["GET", "HEAD", "POST"])
def membership_change(request: MemberRequest, slug: str) -> HttpResponse:
    if not rules.may_add_organisation(request.user):
        raise Http404
    organisation = _organisation(slug)
    possible = sorted(NEXT_MEMBERSHIP[Membership(organisation.membership)])
    form = MembershipForm(request.POST or None, possible=possible)
    if form.is_valid():
        actions.change_membership(
            organisation, form.cleaned_data["membership"], reason=form.cleaned_data["reason"], by=request.user
        )
        messages.success(request, _("The membership is changed."))
        return redirect(organisation)
    return render(request, "organisations/membership_change.html", {"form": form, "organisation": organisation})


@require_safe
def organisation_history(request: MemberRequest, slug: str) -> HttpResponse:
    organisation = _organisation(slug)
    if not rules.may_see_people(request.user, organisation):
        raise Http404
    page = paginate(lines_on(organisation), request)
    context = {"organisation": organisation, "page": page, "lines": told(page.items)}
    return render(request, "organisations/organisation_history.html", context)


def _organisation(slug: str) -> Organisation:
    return get_object_or_404(Organisation, slug=slug)


def _edited(request: MemberRequest, slug: str) -> Organisation:
    organisation = _organisation(slug)
    if not rules.may_edit(request.user, organisation):
        raise PermissionDenied
    return organisation


def _as_colleague(request: MemberRequest, organisation: Organisation) -> Organisation | None:
    """The organisation, when it is one's own: the secretariat acts for nobody."""
    return organisation if organisation in request.organisations else None
