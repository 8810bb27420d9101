"""Opportunities: offers that are open to anybody, on a board of their own and for the figures."""

from dataclasses import replace
from datetime import date

from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.models import Entry, EntryQuerySet
from hospes.matchmaking.queries.catalogue import Wanted, on_market

OPEN, TO_APPRENTICES = "open_to_anyone", "open_to_apprentices"
# What every opportunity is: the board does not ask for it.
ASKED_BY_THE_BOARD = frozenset({("kind", EntryKind.OFFER.value), ("flag", OPEN)})


def to_board(wanted: Wanted) -> Wanted:
    """The same search among opportunities only."""
    flags = (OPEN, *(flag for flag in wanted.codes.get("flag", ()) if flag != OPEN))
    return replace(wanted, kinds=(EntryKind.OFFER.value,), codes={**wanted.codes, "flag": flags}, on_board=True)


def is_opportunity(entry: Entry) -> bool:
    return entry.kind == EntryKind.OFFER and entry.open_to_anyone


def is_of_board(wanted: Wanted) -> bool:
    """Whether a search of the catalogue asks for opportunities and nothing else."""
    return tuple(wanted.kinds) == (EntryKind.OFFER.value,) and OPEN in wanted.codes.get("flag", ())


def to_apprentices(wanted: Wanted, *, only: bool) -> Wanted:
    """The same search with, or without, asking for those that are open to apprentices."""
    flags = tuple(flag for flag in wanted.codes.get("flag", ()) if flag != TO_APPRENTICES)
    return replace(wanted, codes={**wanted.codes, "flag": (*flags, TO_APPRENTICES) if only else flags})


# For the figures


def opportunities_on(day: date) -> EntryQuerySet:
    """Opportunities that stand in the catalogue now and do not end before a day."""
    return on_market(day).filter(kind=EntryKind.OFFER, open_to_anyone=True)


def opportunities_open_to_apprentices(day: date) -> int:
    """How many of them welcome apprentices: one query."""
    return opportunities_on(day).filter(open_to_apprentices=True).count()
