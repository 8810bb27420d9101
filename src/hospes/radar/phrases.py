"""A gap in the reader's words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from babel.dates import format_interval
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hospes.matchmaking.phrases import entries, words
from hospes.radar.prefill import as_entry, title_of
from hospes.reference.locales import locale_of

Offer = Mapping[str, Any]
# Visitors do not read what a group needs, and a missing host is described by the groups that need it.
FOR_MEMBERS = frozenset({"measures"})


def headline(offer: Offer, people: int) -> str:
    """What is missing, in short."""
    sentence = ngettext(
        "One more host for “%(what)s” would place %(count)s person",
        "One more host for “%(what)s” would place %(count)s people",
        people,
    )
    return sentence % {"what": title_of(offer), "count": people}


def sentence(offer: Offer, people: int, *, for_members: bool = False) -> str:
    """What is missing, where, when, and with which support."""
    told = ngettext(
        "One more host for “%(what)s” would place %(count)s person: %(details)s.",
        "One more host for “%(what)s” would place %(count)s people: %(details)s.",
        people,
    )
    details = [words.territory(offer["country"]), *map(_months, offer.get("windows") or ())]
    if for_members:
        details += [words.label("measures", code) for code in offer.get("measures") or ()]
    return told % {"what": title_of(offer), "count": people, "details": ", ".join(details)}


def facts(offer: Offer, *, for_members: bool = False) -> list[tuple[str, str]]:
    """Everything that the missing host would say of itself."""
    told = entries.known(entries.facts(as_entry(offer), for_members=for_members))
    hidden = frozenset() if for_members else FOR_MEMBERS
    country = (_("Country"), words.territory(offer["country"]))
    return [country, *((fact.label, ", ".join(fact.values)) for fact in told if fact.name not in hidden)]


def _months(window: list[str]) -> str:
    """`May – Jun 2027`."""
    first, last = (date.fromisoformat(day) for day in window)
    return str(format_interval(first, last, "yMMM", locale=locale_of()))
