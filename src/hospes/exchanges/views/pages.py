"""An exchange as its page and the page behind a mail's link show it."""

from collections.abc import Sequence
from typing import Any

from hospes.exchanges.phrases import drawn
from hospes.exchanges.phrases.possible import shape_words
from hospes.journal.queries import Told, lines_on, told
from hospes.matchmaking.choices import ExchangeState
from hospes.matchmaking.models import Exchange, Introduction
from hospes.matchmaking.phrases import exchanges as phrases
from hospes.matchmaking.rules import exchanges as rules
from hospes.matchmaking.rules.introductions import unnamed_to
from hospes.organisations.models import Organisation
from hospes.people.models import Person
from hospes.people.rules import is_facilitator

_HISTORY_ON_PAGE = 30


def exchange_context(
    exchange: Exchange, parts: Sequence[Introduction], organisation: Organisation | None, *, reader: Person | None
) -> dict[str, Any]:
    """What both pages show: the ring and its table, what comes next, and what the reader's organisation does in it."""
    own = rules.parts_of(organisation, parts)
    knows_all = reader is not None and is_facilitator(reader)
    return {
        "exchange": exchange,
        "parts": parts,
        "organisation": organisation,
        "kind": shape_words(len(parts), is_ring=rules.is_ring([rules.ends_of(part) for part in parts])),
        "headline": phrases.headline(parts),
        "status_kind": phrases.status_kind(exchange),
        "next_step": phrases.next_step(exchange, parts, organisation if own else None),
        "all_or_none": phrases.all_or_none(parts),
        "ring": drawn.drawing(parts, organisation if own else None),
        "lines": drawn.lines_of(parts, organisation, is_facilitator=knows_all),
        "own_parts": [(part, phrases.own_part(part, side)) for part, side in own],
        "is_waiting": exchange.state == ExchangeState.WAITING,
        "is_agreed": exchange.state == ExchangeState.AGREED,
        "why_it_ended": phrases.why_it_ended(exchange, parts) if exchange.ended_at else "",
        "terms_version": rules.terms_version(own),
        "may_answer": bool(own) and exchange.state == ExchangeState.WAITING,
        "has_answered": rules.has_accepted_all(own),
        "history": _history(exchange, parts, reader) if reader else [],
    }


def _history(exchange: Exchange, parts: Sequence[Introduction], reader: Person) -> list[Told]:
    """Until everybody has accepted, nobody learns who acted on the other sides."""
    unnamed = frozenset(key for part in parts for key in unnamed_to(reader, part))
    own = {
        organisation.key
        for part in parts
        for organisation in rules.organisations_in([part])
        if organisation.key not in unnamed_to(reader, part)
    }
    return told(lines_on(exchange)[:_HISTORY_ON_PAGE], unnamed - own)
