"""Webhooks of an organisation and of the partnership, and what was delivered."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hospes.core.paginate import paginate
from hospes.core.sure import ask_first
from hospes.organisations.http import MemberRequest
from hospes.organisations.models import Organisation
from hospes.people.models import Person
from hospes.sharing import rules
from hospes.sharing.actions import deliveries as delivery_actions
from hospes.sharing.actions import webhooks as actions
from hospes.sharing.forms import WebhookForm
from hospes.sharing.models import Delivery, Webhook
from hospes.sharing.queries import webhooks as queries


@require_http_methods(["GET", "HEAD", "POST"])
def partnership_webhooks(request: MemberRequest) -> HttpResponse:
    return _list(request, None, reverse("sharing:partnership-webhooks"))


@require_http_methods(["GET", "HEAD", "POST"])
def organisation_webhooks(request: MemberRequest, slug: str) -> HttpResponse:
    organisation = get_object_or_404(Organisation, slug=slug)
    return _list(request, organisation, reverse("sharing:organisation-webhooks", args=[slug]))


def _list(request: MemberRequest, organisation: Organisation | None, here: str) -> HttpResponse:
    """All webhooks, and the form for one more. The secret of a new one is shown on this answer only."""
    if not rules.may_keep_webhooks(request.user, organisation):
        raise Http404
    form = WebhookForm(request.POST or None, organisation=organisation)
    secret, added = "", None
    if form.is_valid():
        try:
            added, secret = actions.add_webhook(organisation=organisation, by=request.user, **form.cleaned_data)
            form = WebhookForm(organisation=organisation)
        except ValidationError as error:
            form.refuse(error)
    context = {
        "organisation": organisation,
        "here": here,
        "are_on": rules.are_webhooks_on(),
        "webhooks": list(queries.webhooks_of(organisation)),
        "form": form,
        "secret": secret,
        "added": added,
    }
    answer = render(request, "sharing/webhook_list.html", context)
    if secret:
        answer["Cache-Control"] = "no-store"
    return answer


@require_safe
def webhook_detail(request: MemberRequest, pk: int) -> HttpResponse:
    return _detail(request, _webhook(request, pk))


def _detail(request: MemberRequest, webhook: Webhook, secret: str = "") -> HttpResponse:
    page = paginate(queries.deliveries_of(webhook), request)
    for delivery in page.items:
        delivery.webhook = webhook
    context = {
        "webhook": webhook,
        "page": page,
        "rows": [(delivery, rules.can_be_sent_again(delivery)) for delivery in page.items],
        "can_be_tested": rules.can_be_tested(webhook),
        "secret": secret,
        "up": _home_of(webhook),
    }
    answer = render(request, "sharing/webhook_detail.html", context)
    if secret:
        answer["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def webhook_change(request: MemberRequest, pk: int) -> HttpResponse:
    webhook = _webhook(request, pk)
    initial = {"address": webhook.address, "events": webhook.events}
    form = WebhookForm(request.POST or None, organisation=webhook.organisation, initial=initial)
    if form.is_valid():
        try:
            actions.change_webhook(webhook, by=request.user, **form.cleaned_data)
            messages.success(request, _("The change is saved."))
            return redirect("sharing:webhook-detail", pk)
        except ValidationError as error:
            form.refuse(error)
    return render(request, "sharing/webhook_change.html", {"form": form, "webhook": webhook})


@require_POST
def webhook_renew(request: MemberRequest, pk: int) -> HttpResponse:
    """A new secret, shown on this answer only."""
    webhook = _webhook(request, pk)
    secret = actions.renew_secret(webhook, by=request.user)
    webhook.refresh_from_db()
    return _detail(request, webhook, secret)


@require_POST
def webhook_pause(request: MemberRequest, pk: int) -> HttpResponse:
    actions.pause_webhook(_webhook(request, pk), by=request.user)
    messages.success(request, _("Paused. Nothing is sent, and nothing is kept for later."))
    return redirect("sharing:webhook-detail", pk)


@require_POST
def webhook_resume(request: MemberRequest, pk: int) -> HttpResponse:
    actions.resume_webhook(_webhook(request, pk), by=request.user)
    messages.success(request, _("The webhook goes on. It is told of what happens from now."))
    return redirect("sharing:webhook-detail", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def webhook_remove(request: MemberRequest, pk: int) -> HttpResponse:
    webhook = _webhook(request, pk)
    home = _home_of(webhook)
    if request.method != "POST":
        text = _("Nothing is sent there any more, and what was delivered is forgotten. You can pause it instead.")
        back, heading = reverse("sharing:webhook-detail", args=[pk]), _("Remove this webhook?")
        return ask_first(request, heading, text, action=_("Remove it"), back=back, about=webhook.address)
    actions.remove_webhook(webhook, by=request.user)
    messages.success(request, _("The webhook is removed."))
    return redirect(home)


@require_POST
def webhook_test(request: MemberRequest, pk: int) -> HttpResponse:
    webhook = _webhook(request, pk)
    done = _("The test is on its way. Load this page again in a moment to see whether it arrived.")
    return _done(request, lambda: delivery_actions.send_test(webhook, by=request.user), done, pk)


@require_POST
def delivery_again(request: MemberRequest, pk: int) -> HttpResponse:
    mine = queries.webhooks_for(_person(request)).values("pk")
    delivery = get_object_or_404(Delivery.objects.select_related("webhook__organisation"), pk=pk, webhook__in=mine)
    done = _("It is sent again in a moment.")
    return _done(request, lambda: delivery_actions.send_again(delivery, by=request.user), done, delivery.webhook_id)


def _done(request: MemberRequest, action: Callable[[], Any], words: str, pk: int) -> HttpResponse:
    try:
        action()
        messages.success(request, words)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("sharing:webhook-detail", pk)


def _webhook(request: MemberRequest, pk: int) -> Webhook:
    return get_object_or_404(queries.webhooks_for(_person(request)), pk=pk)


def _person(request: MemberRequest) -> Person:
    return request.user


def _home_of(webhook: Webhook) -> str:
    if webhook.organisation is None:
        return reverse("sharing:partnership-webhooks")
    return reverse("sharing:organisation-webhooks", args=[webhook.organisation.slug])
