"""An exchange in words: who sends whom where, what comes next, and why it ended."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.matchmaking.choices import ExchangeState, IntroductionState, Side
from hospes.matchmaking.models import Exchange, Introduction
from hospes.matchmaking.phrases import terms, words
from hospes.matchmaking.rules import exchanges as rules
from hospes.matchmaking.rules.introductions import organisation_of
from hospes.organisations.models import Organisation


def headline(parts: Sequence[Introduction]) -> str:
    names = words.listed(one.name for one in rules.organisations_in(parts))
    return _("Exchange between %(names)s") % {"names": names}


def leg(part: Introduction) -> str:
    """`Borås sends 4 people to Girona, 3 May 2027 to 21 May 2027.`"""
    named = {
        "sender": organisation_of(part, Side.WISH).name,
        "host": organisation_of(part, Side.OFFER).name,
        "people": words.people(part.people or 1),
    }
    if part.starts_on and part.ends_on:
        return _("%(sender)s sends %(people)s to %(host)s, %(period)s.") % {**named, "period": terms.period(part)}
    return _("%(sender)s sends %(people)s to %(host)s; the days are to be agreed.") % named


def own_part(part: Introduction, side: Side) -> str:
    """What the reader's organisation does in it, with its own entry and the other's."""
    other = Side.OFFER if side == Side.WISH else Side.WISH
    named = {
        "organisation": organisation_of(part, other).name,
        "wish": part.wish.title,
        "offer": part.offer.title,
        "people": words.people(part.people or 1),
    }
    if side == Side.WISH:
        return _("You send %(people)s to %(organisation)s: your wish “%(wish)s”, their offer “%(offer)s”.") % named
    return _("You host %(people)s from %(organisation)s: their wish “%(wish)s”, your offer “%(offer)s”.") % named


def all_or_none(parts: Sequence[Introduction]) -> str:
    if len(parts) == 2 and rules.is_ring([rules.ends_of(part) for part in parts]):
        return _("It is a swap: both stays come about together, or neither does.")
    return _("All parts come about together, or none does: everybody who takes part must accept.")


def next_step(exchange: Exchange, parts: Sequence[Introduction], organisation: Organisation | None = None) -> str:
    """One sentence: what happens now, and until when. `organisation` is the reader's, if it takes part."""
    if exchange.state != ExchangeState.WAITING:
        return str(_NEXT[ExchangeState(exchange.state)])
    day = words.day(exchange.answer_by)
    missing = rules.to_answer(parts)
    if organisation is not None and any(one.pk == organisation.pk for one in missing):
        return _("Your answer is missing. Please answer by %(day)s.") % {"day": day}
    names = words.listed(one.name for one in missing)
    return _("We wait for the answer of %(names)s, until %(day)s.") % {"names": names, "day": day}


_NEXT: dict[ExchangeState, str | Promise] = {
    ExchangeState.AGREED: gettext_lazy("Everybody has accepted and knows the others' contacts. Write to each other."),
    ExchangeState.DECLINED: gettext_lazy("One part was declined, so nothing comes of the others. All entries stay."),
    ExchangeState.EXPIRED: gettext_lazy("The answer date passed without all answers. All entries stay."),
    ExchangeState.WITHDRAWN: gettext_lazy("The facilitator took the exchange back. All entries stay."),
}


def why_it_ended(exchange: Exchange, parts: Sequence[Introduction]) -> str:
    """Whose answer, or whose silence, ended it."""
    for part in parts:
        if part.state == IntroductionState.DECLINED and part.ended_by_side:
            name = organisation_of(part, Side(part.ended_by_side)).name
            return _("%(organisation)s declined its part of the exchange.") % {"organisation": name}
    if exchange.state == ExchangeState.EXPIRED:
        names = words.listed(one.name for one in rules.to_answer(parts))
        return _("The answer date has passed without the answer of %(names)s.") % {"names": names}
    return _("The facilitator took the exchange back.")


def status_kind(exchange: Exchange) -> str:
    """What colour the state has on a page."""
    return {ExchangeState.WAITING: "waiting", ExchangeState.AGREED: "live"}.get(ExchangeState(exchange.state), "over")
