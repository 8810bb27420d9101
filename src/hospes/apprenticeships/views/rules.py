"""Rules for apprentices: the list, one rule with its versions, and keeping them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hospes.apprenticeships import actions, phrases, queries, rules
from hospes.apprenticeships.choices import Verdict
from hospes.apprenticeships.forms import RuleChangeForm, RuleForm, WithdrawForm, written
from hospes.apprenticeships.models import ApprenticeRule
from hospes.apprenticeships.rules import NotNowError
from hospes.core.paginate import paginate
from hospes.core.shapes import Facet, Option
from hospes.organisations.http import MemberRequest
from hospes.reference.countries import country_name

VERSIONS_SHOWN = 50


@require_safe
def rule_list(request: MemberRequest) -> HttpResponse:
    """For everybody with an account."""
    wanted = queries.asked(request.GET)
    page = paginate(queries.listed(wanted), request)
    context = {
        "wanted": wanted,
        "page": page,
        "rules": [phrases.shown(rule) for rule in page],
        "facets": _facets(wanted),
        "may_keep": rules.may_keep_rules(request.user),
        "is_empty": not page.count and not wanted.is_narrowed,
    }
    return render(request, "apprenticeships/rule_list.html", context)


def _facets(wanted: queries.Wanted) -> list[Facet]:
    sending, hosting = queries.countries_named()

    def options(codes: list[str], chosen: tuple[str, ...]) -> list[Option]:
        listed = sorted({*codes, *chosen}, key=country_name)
        return [Option(code, country_name(code), is_chosen=code in chosen) for code in listed]

    verdicts = [Option(one.value, one.label, is_chosen=one.value in wanted.verdicts) for one in Verdict]
    return [
        Facet("from", _("Apprentices from"), options(sending, wanted.sending), is_open=True),
        Facet("to", _("Working in"), options(hosting, wanted.hosting), is_open=True),
        Facet("verdict", _("Verdict"), verdicts),
        Facet("also", _("Also"), [Option("withdrawn", _("Withdrawn rules"), is_chosen=wanted.with_withdrawn)]),
    ]


@require_safe
def rule_detail(request: MemberRequest, pk: int) -> HttpResponse:
    rule = get_object_or_404(ApprenticeRule, pk=pk)
    versions = list(queries.versions_of(rule)[: VERSIONS_SHOWN + 1])
    context = {
        "shown": phrases.shown(rule),
        "rule": rule,
        "versions": phrases.versions_shown(versions)[:VERSIONS_SHOWN],
        "may_change": rules.may_change(request.user, rule),
    }
    return render(request, "apprenticeships/rule_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def rule_new(request: MemberRequest) -> HttpResponse:
    _keepers_only(request)
    first: dict[str, Any] = {"language": get_language() or "en"}
    first |= written("sending", request.GET.get("from", "")) | written("hosting", request.GET.get("to", ""))
    form = RuleForm(request.POST or None, initial=first)
    if form.is_valid():
        try:
            rule = actions.enter_rule(form.territories, by=request.user, **form.values)
        except NotNowError as error:
            form.add_error(None, phrases.refusal(error))
            return _rule_form(request, form, None, there=error.rule)
        messages.success(request, _("The rule is entered. Pairs that it concerns are found anew within minutes."))
        return redirect(rule)
    return _rule_form(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
def rule_change(request: MemberRequest, pk: int) -> HttpResponse:
    rule = _own_rule(request, pk)
    form = RuleChangeForm(request.POST or None, initial=RuleChangeForm.of(rule))
    if form.is_valid():
        version, reason = form.cleaned_data["version"] or rule.version, form.cleaned_data["reason"]
        try:
            rule = actions.change_rule(rule, version=version, reason=reason, by=request.user, **form.values)
        except NotNowError as error:
            form.add_error(None, phrases.refusal(error))
            return _rule_form(request, form, rule, there=rule)
        messages.success(request, _("The rule is saved. Pairs that it concerns are found anew within minutes."))
        return redirect(rule)
    return _rule_form(request, form, rule)


@require_http_methods(["GET", "HEAD", "POST"])
def rule_withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    rule = _own_rule(request, pk)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            actions.withdraw_rule(rule, reason=form.cleaned_data["reason"], by=request.user)
        except NotNowError as error:
            messages.error(request, phrases.refusal(error))
        else:
            messages.success(
                request, _("The rule is withdrawn. Pairs that it concerned are found anew within minutes.")
            )
        return redirect(rule)
    context = {"form": form, "rule": rule, "shown": phrases.shown(rule)}
    return render(request, "apprenticeships/rule_withdraw.html", context, status=400 if form.errors else 200)


def _rule_form(
    request: MemberRequest, form: RuleForm | RuleChangeForm, rule: ApprenticeRule | None, **more: Any
) -> HttpResponse:
    """`there`: the rule that is in the way, or as it is saved now."""
    there = more.get("there")
    context = {
        "form": form,
        "rule": rule,
        "shown": phrases.shown(rule) if rule else None,
        "there": phrases.shown(there) if there else None,
    }
    return render(request, "apprenticeships/rule_form.html", context, status=400 if form.errors else 200)


def _keepers_only(request: MemberRequest) -> None:
    if not rules.may_keep_rules(request.user):
        raise Http404


def _own_rule(request: MemberRequest, pk: int) -> ApprenticeRule:
    """A rule that the reader may change. For others there is no such page."""
    _keepers_only(request)
    return get_object_or_404(ApprenticeRule.objects.standing(), pk=pk)
