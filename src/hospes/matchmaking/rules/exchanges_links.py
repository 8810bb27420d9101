"""Signed links in mails about an exchange: each answers for one organisation, for the person it was sent to.

As with introductions, a link holds keys only and needs no last day: what it opens says whether an answer counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core import signing

from hospes.matchmaking.models import Exchange
from hospes.matchmaking.rules.exchanges import Part, terms_version
from hospes.organisations.models import Organisation
from hospes.people.models import Person

_ANSWER = "hospes.matchmaking.exchange"


@dataclass(frozen=True, slots=True)
class ExchangeLink:
    """What the link opens: all parts of one organisation, on the terms on the table when it was sent."""

    exchange: UUID
    organisation: UUID
    terms_version: int
    person: UUID


def exchange_token(exchange: Exchange, organisation: Organisation, own: Sequence[Part], person: Person) -> str:
    held = [exchange.key.hex, organisation.key.hex, terms_version(own), person.key.hex]
    return signing.dumps(held, salt=_ANSWER)


def read_exchange_token(token: str) -> ExchangeLink | None:
    """What the link opens; None for a link that we did not make."""
    try:
        exchange, organisation, version, person = signing.loads(token, salt=_ANSWER)
        return ExchangeLink(UUID(hex=exchange), UUID(hex=organisation), int(version), UUID(hex=person))
    except (signing.BadSignature, ValueError, TypeError):
        return None
