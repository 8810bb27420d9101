"""What an exchange is, who may do what with it, and when."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from hospes.matchmaking.choices import NEXT_EXCHANGE, ExchangeState, Side
from hospes.matchmaking.models import Exchange, Introduction
from hospes.matchmaking.rules.introductions import has_accepted, is_on_side, organisation_of, other, side_of
from hospes.organisations.models import Organisation
from hospes.people.rules import Visitor, is_facilitator

# The engine's longest cycle, and as many as anybody can follow in a mail.
MOST_LEGS = 6


class Ends(NamedTuple):
    """A leg by its two organisations."""

    sender: int
    host: int


class Part(NamedTuple):
    """One part of an exchange, and the side that an organisation is on in it."""

    introduction: Introduction
    side: Side


def in_order(legs: Sequence[Ends]) -> list[int] | None:
    """The numbers of the legs, so that the guest of each is the host of the next.

    In a ring the guest of the last is the host of the first, and it begins with the first leg given; a chain begins
    with the host that sends nobody. None if the legs are neither: each organisation sends once and hosts once at most.
    """
    by_host = {leg.host: number for number, leg in enumerate(legs)}
    senders = {leg.sender for leg in legs}
    if not 2 <= len(legs) <= MOST_LEGS or len(by_host) < len(legs) or len(senders) < len(legs):
        return None
    first = next((number for number, leg in enumerate(legs) if leg.host not in senders), 0)
    found: list[int] = []
    at: int | None = first
    while at is not None and at not in found:
        found.append(at)
        at = by_host.get(legs[at].sender)
    return found if len(found) == len(legs) else None


def is_ring(legs: Sequence[Ends]) -> bool:
    """Whether everybody who sends hosts as well. For legs in order."""
    linked = all(one.sender == after.host for one, after in pairwise(legs))
    return len(legs) > 1 and linked and legs[-1].sender == legs[0].host


def ends_of(part: Introduction) -> Ends:
    return Ends(part.wish.organisation_id, part.offer.organisation_id)


# Whose answer is missing


def parts_of(organisation: Organisation | None, parts: Iterable[Introduction]) -> list[Part]:
    """What an organisation takes part in: it hosts in one part, and sends in another."""
    return [Part(one, side) for one in parts if (side := side_of(organisation, one)) is not None]


def partner_in(part: Introduction, side: Side) -> Organisation:
    """Who is on the other side of a part."""
    return organisation_of(part, other(side))


def terms_version(parts: Iterable[Part]) -> int:
    """Names the terms of all parts of one organisation: it grows whenever one of them changes."""
    return sum(part.introduction.terms_version for part in parts)


def has_accepted_all(parts: Sequence[Part]) -> bool:
    return bool(parts) and all(has_accepted(part.introduction, part.side) for part in parts)


def is_complete(parts: Sequence[Introduction]) -> bool:
    """Whether all sides of all parts have accepted."""
    return bool(parts) and all(has_accepted(one, side) for one in parts for side in Side)


def to_answer(parts: Sequence[Introduction]) -> list[Organisation]:
    """Organisations that have not accepted all of theirs yet, in the order of the ring."""
    return [one for one in organisations_in(parts) if not has_accepted_all(parts_of(one, parts))]


def organisations_in(parts: Iterable[Introduction]) -> list[Organisation]:
    """Everybody who takes part, in the order of the ring, each once."""
    found: dict[int, Organisation] = {}
    for part in parts:
        for side in (Side.OFFER, Side.WISH):
            organisation = organisation_of(part, side)
            found.setdefault(organisation.pk, organisation)
    return list(found.values())


# Who, and when


def may_see_exchange(person: Visitor, parts: Iterable[Introduction]) -> bool:
    """Facilitators, and whoever acts for one of those that take part."""
    return is_facilitator(person) or any(is_on_side(person, one, side) for one in parts for side in Side)


def can_become(exchange: Exchange, state: ExchangeState) -> bool:
    return state in NEXT_EXCHANGE[ExchangeState(exchange.state)]


def may_withdraw_exchange(person: Visitor, exchange: Exchange) -> bool:
    return is_facilitator(person) and can_become(exchange, ExchangeState.WITHDRAWN)


def can_be_repaired(exchange: Exchange) -> bool:
    """It fell through because of one part: the others may still want to travel."""
    return exchange.state in (ExchangeState.DECLINED, ExchangeState.EXPIRED)
