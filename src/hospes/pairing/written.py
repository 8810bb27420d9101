"""Entries and markets as they stand in a market file."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from hospes.pairing.parties import Entry, Market, Settings, Territories, Weights


def as_written(value: Any) -> Any:
    """One value of one field, in the form of the market file."""
    for kind, write in FORMS:
        if isinstance(value, kind):
            return write(value)
    return value


FORMS: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    (frozenset, sorted),
    (date, date.isoformat),
    ((tuple, list), lambda value: [as_written(item) for item in value]),
    (Decimal, float),
    (Mapping, dict),
    (
        (Territories, Weights, Settings),
        lambda value: {one.name: as_written(getattr(value, one.name)) for one in fields(value)},
    ),
)


def entry_as_written(entry: Entry) -> dict[str, Any]:
    """Every field that is known; the unknown ones stay away."""
    return {one.name: as_written(value) for one in fields(entry) if (value := getattr(entry, one.name)) is not None}


def market_as_written(market: Market) -> dict[str, Any]:
    """The whole market file; reading it again gives the same market.

    A group or a host whose size nobody knows cannot stand in a market file and is left out.
    """
    wishes = [wish for wish in market.wishes if wish.people is not None]
    offers = [offer for offer in market.offers if offer.places is not None]
    keys = {entry.key for entry in (*wishes, *offers)}
    return {
        "version": 1,
        "as_of": market.as_of.isoformat(),
        "settings": as_written(market.settings),
        "wishes": [entry_as_written(wish) for wish in wishes],
        "offers": [entry_as_written(offer) for offer in offers],
        "apprentice_rules": [
            [rule.sending, rule.hosting, rule.verdict, rule.source] for rule in market.apprentice_rules
        ],
        "pinned": [[pin.wish, pin.offer, pin.people] for pin in market.pinned if {pin.wish, pin.offer} <= keys],
        "forbidden": [list(pair) for pair in sorted(market.forbidden) if keys.issuperset(pair)],
        "previous": [list(pair) for pair in sorted(market.previous)],
    }
