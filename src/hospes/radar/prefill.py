"""The gap as an entry: what an organisation that fills it would offer."""

from collections.abc import Mapping
from typing import Any

from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.models import Entry
from hospes.matchmaking.phrases import words
from hospes.matchmaking.rules.values import MOST_CODES, MOST_LANGUAGES, MOST_WINDOWS


def values_of(offer: Mapping[str, Any]) -> dict[str, Any]:
    """What the gap says about the fields of an entry. What it leaves open stays open."""
    values: dict[str, Any] = {
        name: offer[name][:most] for name, most in MOST_CODES.items() if offer.get(name) is not None and name != "needs"
    }
    if offer.get("languages") is not None:
        values["languages"] = dict(list(offer["languages"].items())[:MOST_LANGUAGES])
    if offer.get("windows") is not None:
        values["windows"] = [list(window) for window in offer["windows"][:MOST_WINDOWS]]
    if offer.get("days") is not None:
        values["days_least"], values["days_most"] = offer["days"]
    values["places"] = offer["places"]
    return values


def draft_of(offer: Mapping[str, Any]) -> dict[str, Any]:
    """The same with a title in the reader's language, for a new draft."""
    values = values_of(offer)
    return {"title": title_of(offer)[:140], **values}


def title_of(offer: Mapping[str, Any]) -> str:
    """What it is about: its topics, else its formats, else whom it takes."""
    for scheme in ("topics", "formats", "profiles"):
        if offer.get(scheme):
            return words.labels(scheme, offer[scheme][:2])
    return words.territory(offer["country"])


def as_entry(offer: Mapping[str, Any]) -> Entry:
    """An offer that is nobody's and is not saved: pages tell it like any other."""
    return Entry(kind=EntryKind.OFFER, title=title_of(offer), **values_of(offer))
