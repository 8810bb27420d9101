"""Exchanges of the world in which pages are opened: one that waits, one that fell through, and one to propose."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from hospes.matchmaking.actions import exchanges, terms
from hospes.matchmaking.choices import DeclineReason
from hospes.matchmaking.models import Entry, Exchange
from hospes.matchmaking.rules.exchanges import parts_of, terms_version
from hospes.matchmaking.rules.exchanges_links import exchange_token
from hospes.organisations.models import Organisation
from hospes.people.models import Person
from hospes.search import sources
from tests.factories.exchanges import ANYWHERE
from tests.factories.exchanges import parts_of as all_parts
from tests.factories.introductions import STAY, changed
from tests.factories.matchmaking import EntryFactory

NOTE_CANARY = "zzexchangenote"
Places = dict[str, dict[str, Any]]


def add_exchanges(places: Places, ours: Organisation, theirs: Organisation, *, we: Person, by: Person) -> None:
    """Swaps between us and another member, made by the actions that the site calls."""
    waiting = _proposed(ours, theirs, by)
    broken = _proposed(ours, theirs, by)
    own = parts_of(ours, all_parts(broken))
    exchanges.decline_exchange(
        broken,
        organisation=ours,
        terms_version=terms_version(own),
        by=we,
        reason=DeclineReason.DATES,
    )
    own = parts_of(ours, all_parts(waiting))
    places["our exchange"] = {"pk": waiting.pk}
    places["our exchange by number"] = {"exchange_id": waiting.pk}
    places["exchange that fell through"] = {"pk": broken.pk}
    places["link that answers an exchange for us"] = {"token": exchange_token(waiting, ours, own, we)}
    legs = _legs(ours, theirs)
    places["legs to propose"] = {"legs": ".".join(f"{leg.wish.pk}-{leg.offer.pk}" for leg in legs)}
    places["legs to propose"] |= {f"{name}{at}": getattr(leg, name).pk for at, leg in enumerate(legs) for name in SIDES}


SIDES = ("wish", "offer")


def _proposed(ours: Organisation, theirs: Organisation, by: Person) -> Exchange:
    answer_by = timezone.localdate() + timedelta(days=14)
    return exchanges.propose_exchange(_legs(ours, theirs), answer_by=answer_by, by=by, note=NOTE_CANARY)


def _legs(ours: Organisation, theirs: Organisation) -> list[exchanges.Leg]:
    return [
        exchanges.Leg(_entry(ours, "wish"), _entry(theirs, "offer"), 2, *STAY),
        exchanges.Leg(_entry(theirs, "wish"), _entry(ours, "offer"), 2, *STAY),
    ]


def _entry(organisation: Organisation, kind: str) -> Entry:
    entry: Entry = EntryFactory(kind=kind, organisation=organisation, published=True, full=True)
    offered = {"places": 4, "largest_group": 4, "at_once": 4}
    values = {"people": 2, "least_people": 2, "returns": "would"} if kind == "wish" else offered
    changed(entry, {"title": f"In exchange, {organisation.name}", "wants": ANYWHERE, **values})
    terms.rebuild(entry)
    sources.refresh("entry", [entry.pk])
    return entry
