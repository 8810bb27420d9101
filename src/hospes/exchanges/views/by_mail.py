"""Answering an exchange from the link in a mail, without an account. Opening the page changes nothing."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hospes.exchanges.forms import DeclinePartForm
from hospes.exchanges.views.pages import exchange_context
from hospes.matchmaking.actions import exchanges as actions
from hospes.matchmaking.actions import introductions as part_actions
from hospes.matchmaking.choices import ExchangeState
from hospes.matchmaking.forms.introductions import CounterForm
from hospes.matchmaking.models import Exchange, Introduction
from hospes.matchmaking.phrases import exchanges as phrases
from hospes.matchmaking.phrases.introductions import refusal
from hospes.matchmaking.queries import exchanges as queries
from hospes.matchmaking.rules import exchanges as rules
from hospes.matchmaking.rules.exchanges_links import ExchangeLink, exchange_token, read_exchange_token
from hospes.matchmaking.rules.introductions import RefusedError
from hospes.organisations.http import PublicRequest
from hospes.organisations.models import Organisation
from hospes.organisations.rules import acts_for
from hospes.people.models import Person

CHOICES = ("accept", "counter", "decline")


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link opens: an exchange, and for whom it answers."""

    link: ExchangeLink
    exchange: Exchange
    parts: list[Introduction]
    organisation: Organisation
    person: Person

    @property
    def own(self) -> list[rules.Part]:
        return rules.parts_of(self.organisation, self.parts)

    @property
    def is_stale(self) -> bool:
        return rules.terms_version(self.own) != self.link.terms_version

    @property
    def fresh_token(self) -> str:
        return exchange_token(self.exchange, self.organisation, self.own, self.person)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: PublicRequest, token: str) -> HttpResponse:
    """GET shows the exchange with three choices; only POST answers."""
    opened = _opened(token)
    if opened is None:
        return render(request, "matchmaking/answer_unknown.html", status=404)
    if request.method == "POST":
        return _take(request, token, opened)
    chosen = request.GET.get("answer", "")
    return _page(request, opened, chosen=chosen if chosen in CHOICES else "")


def _opened(token: str) -> Opened | None:
    """As long as the person it was sent to still acts for that organisation."""
    link = read_exchange_token(token)
    if link is None:
        return None
    exchange = queries.exchanges().filter(key=link.exchange).first()
    organisation = Organisation.objects.filter(key=link.organisation).first()
    person = Person.objects.filter(key=link.person, is_active=True).first()
    if exchange is None or organisation is None or person is None or not acts_for(person, organisation):
        return None
    found = Opened(link, exchange, queries.parts(exchange), organisation, person)
    return found if found.own else None


def _take(request: PublicRequest, token: str, opened: Opened) -> HttpResponse:
    choice = request.POST.get("answer", "")
    decline = DeclinePartForm(request.POST, own=opened.own) if choice == "decline" else None
    changed = _part_named(request.POST.get("part", ""), opened) if choice == "counter" else None
    counter = counter_form(changed.introduction, request.POST) if changed else None
    typed: dict[str, Any] = {"chosen": choice, "decline": decline, "counter": counter}
    for form in (decline, counter):
        if form is not None and not form.is_valid():
            return _page(request, opened, **typed)
    by_mail: dict[str, Any] = {"by": opened.person, "via": "mail"}
    whole = {"organisation": opened.organisation, "terms_version": opened.link.terms_version, **by_mail}
    try:
        if choice == "accept":
            actions.accept_exchange(opened.exchange, **whole)
        elif decline is not None:
            actions.decline_exchange(opened.exchange, **whole, **decline.values)
        elif counter is not None and changed is not None:
            _must_be_fresh(opened)
            part, side = changed
            version = part.terms_version
            part_actions.counter(part, side=side, terms_version=version, **by_mail, **counter.cleaned_data)
    except PermissionDenied:
        return render(request, "matchmaking/answer_unknown.html", status=404)
    except RefusedError as error:
        again = _opened(token)
        assert again is not None
        return _page(request, again, refused=refusal(error), **typed)
    if counter is not None:
        # Their own terms are the newest now: the link of the mail would call itself outdated.
        again = _opened(token)
        token = again.fresh_token if again is not None else token
    return redirect("exchanges:answer", token)


def _must_be_fresh(opened: Opened) -> None:
    if opened.is_stale:
        raise RefusedError("stale_terms", terms_version=rules.terms_version(opened.own))


def _part_named(text: str, opened: Opened) -> rules.Part | None:
    return next((one for one in opened.own if str(one.introduction.pk) == text), None)


def counter_form(part: Introduction, data: Any = None) -> CounterForm:
    """Other terms for one part; each part's form has names of its own."""
    initial = {name: getattr(part, name) for name in ("people", "starts_on", "ends_on")}
    return CounterForm(data, initial=initial, prefix=f"counter-{part.pk}")


def _kept_or_new(part: Introduction, typed: CounterForm | None) -> CounterForm:
    form = counter_form(part)
    return typed if typed is not None and typed.prefix == form.prefix else form


def _page(
    request: PublicRequest,
    opened: Opened,
    *,
    chosen: str = "",
    refused: str = "",
    decline: DeclinePartForm | None = None,
    counter: CounterForm | None = None,
) -> HttpResponse:
    exchange, waits = opened.exchange, opened.exchange.state == ExchangeState.WAITING
    context = exchange_context(exchange, opened.parts, opened.organisation, reader=None)
    counters = [
        (part, rules.partner_in(part, side), phrases.own_part(part, side), _kept_or_new(part, counter))
        for part, side in opened.own
    ]
    context |= {
        "person": opened.person,
        "refused": refused,
        "chosen": chosen,
        "is_stale": opened.is_stale,
        "fresh_token": opened.fresh_token if opened.is_stale and waits else "",
        "is_open": waits and not opened.is_stale,
        "title": _headline(opened),
        "decline_form": decline or DeclinePartForm(own=opened.own),
        "counters": counters,
    }
    return render(request, "exchanges/answer.html", context, status=409 if refused else 200)


def _headline(opened: Opened) -> str:
    if opened.exchange.state == ExchangeState.AGREED:
        return _("The exchange is agreed")
    if opened.exchange.state != ExchangeState.WAITING:
        return _("The exchange has ended")
    if rules.has_accepted_all(opened.own):
        return _("Thank you. We wait for the others")
    return _("Would you like to take part in this exchange?")
