"""Exchanges: several introductions that come about together or not at all.

`by` is the person who answers, and acts for that organisation now. A press accepts all parts that the organisation
takes part in: it sends one group and hosts another. Other terms are agreed part by part, as in any introduction;
until then the other side of that part has not accepted, and nobody is introduced.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction

from hospes.journal.actions import record
from hospes.matchmaking.actions import exchanges_parts as together
from hospes.matchmaking.actions import introductions_steps as steps
from hospes.matchmaking.actions.exchanges_parts import Via
from hospes.matchmaking.actions.introductions_proposing import put_on_the_table, write_down_part
from hospes.matchmaking.choices import DeclineReason, ExchangeState, IntroductionState
from hospes.matchmaking.letters import exchanges as letters
from hospes.matchmaking.models import Entry, Exchange, Introduction
from hospes.matchmaking.rules import exchanges as rules
from hospes.matchmaking.rules.introductions import RefusedError, may_propose
from hospes.organisations.models import Organisation
from hospes.organisations.rules import acts_for
from hospes.people.models import Person


class Leg(NamedTuple):
    """The whole group of a wish at an offer. Both days, or neither."""

    wish: Entry
    offer: Entry
    people: int
    starts_on: date | None = None
    ends_on: date | None = None


@transaction.atomic
def propose_exchange(
    legs: Sequence[Leg | tuple[Entry, Entry, int, date | None, date | None]],
    *,
    answer_by: date,
    by: Person,
    note: str = "",
    instead_of: Exchange | None = None,
) -> Exchange:
    """Propose all legs at once, or none of them. Every organisation gets one mail that draws the whole exchange.

    Two legs or more that make a ring or a chain, in any order; each organisation sends once and hosts once at most.
    RefusedError: why not; its facts name the leg by its number in `legs` (`leg`), `sender` and `host`.
    """
    if not may_propose(by):
        raise PermissionDenied
    given = [Leg(*leg) for leg in legs]
    order = rules.in_order([rules.Ends(leg.wish.organisation_id, leg.offer.organisation_id) for leg in given])
    if order is None:
        raise RefusedError("not_an_exchange")
    steps.take_entries(*(entry for leg in given for entry in (leg.wish, leg.offer)))
    exchange = Exchange.objects.create(answer_by=answer_by, note=note, proposed_by=by, instead_of=instead_of)
    parts = [_part(exchange, number, given[number], by) for number in order]
    facts = {"parts": [part.pk for part in parts], "answer_by": answer_by.isoformat()}
    record("exchange.proposed", on=exchange, by=by, facts=facts)
    letters.post_proposal(exchange, parts)
    return exchange


def _part(exchange: Exchange, number: int, leg: Leg, by: Person) -> Introduction:
    try:
        part = put_on_the_table(
            Introduction(
                exchange=exchange,
                wish=leg.wish,
                offer=leg.offer,
                people=leg.people,
                starts_on=leg.starts_on,
                ends_on=leg.ends_on,
                answer_by=exchange.answer_by,
                note=exchange.note,
                proposed_by=by,
            )
        )
    except RefusedError as error:
        where = {"leg": number, "sender": leg.wish.organisation.name, "host": leg.offer.organisation.name}
        raise RefusedError(error.code, **(error.facts | where)) from error
    write_down_part(part, exchange, by)
    return part


@transaction.atomic
def accept_exchange(
    exchange: Exchange, *, organisation: Organisation, terms_version: int, by: Person, via: Via = "page"
) -> Exchange:
    """An organisation agrees to all its parts. `terms_version`: the terms that it read, as `rules.terms_version`."""
    exchange, parts, own = _take_for_answer(exchange, organisation, by)
    is_stale = rules.terms_version(own) != terms_version
    if rules.has_accepted_all(own) and not is_stale and exchange.state in _STANDS:
        return exchange
    _must_wait(exchange)
    if is_stale:
        raise RefusedError("stale_terms", terms_version=rules.terms_version(own))
    together.accept(exchange, parts, own, by=by, via=via)
    return exchange


# Clicking twice is one answer.
_STANDS = (ExchangeState.WAITING, ExchangeState.AGREED)


@transaction.atomic
def decline_exchange(
    exchange: Exchange,
    *,
    organisation: Organisation,
    part: Introduction | None = None,
    terms_version: int,
    by: Person,
    via: Via = "page",
    reason: DeclineReason | str,
    comment: str = "",
) -> Exchange:
    """An organisation does not want one of its parts (none named: all of them). The whole exchange ends."""
    exchange, parts, own = _take_for_answer(exchange, organisation, by)
    broken = next((one for one in own if part is None or one.introduction.pk == part.pk), None)
    if broken is None:
        raise PermissionDenied
    if broken.introduction.state == IntroductionState.DECLINED and broken.introduction.ended_by_side == broken.side:
        return exchange
    _must_wait(exchange)
    if rules.terms_version(own) != terms_version:
        raise RefusedError("stale_terms", terms_version=rules.terms_version(own))
    together.decline(exchange, parts, broken, by=by, via=via, reason=reason, comment=comment)
    return exchange


@transaction.atomic
def withdraw_exchange(exchange: Exchange, *, by: Person) -> Exchange:
    """The facilitator takes all parts back before everybody has accepted."""
    exchange, parts = steps.take_parts(exchange.pk)
    if not may_propose(by):
        raise PermissionDenied
    together.end(exchange, parts, ExchangeState.WITHDRAWN, by=by)
    return exchange


def _take_for_answer(
    exchange: Exchange, organisation: Organisation, by: Person
) -> tuple[Exchange, list[Introduction], list[rules.Part]]:
    exchange, parts = steps.take_parts(exchange.pk)
    own = rules.parts_of(organisation, parts)
    if not own or not acts_for(by, organisation):
        raise PermissionDenied
    return exchange, parts, own


def _must_wait(exchange: Exchange) -> None:
    if exchange.state != ExchangeState.WAITING:
        raise RefusedError("exchange_is_over", state=exchange.state)
