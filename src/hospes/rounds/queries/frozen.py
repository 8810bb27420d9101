"""The market of a round, frozen: written entry by entry, so that it is never whole in memory."""

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.queries import market
from hospes.matchmaking.queries.apprentices import may_concern, rules_for
from hospes.matchmaking.queries.rows import each_to_read
from hospes.pairing.parties import Entry as Party
from hospes.pairing.parties import Market, Offer, Wish
from hospes.pairing.written import entry_as_written, market_as_written
from hospes.rounds.packed import Packed
from hospes.rounds.queries.left import NOTHING, left_of, taken_now
from hospes.rounds.queries.market import OWN

# How far it is, is said once for so many entries.
SAID_EVERY = 1_000

Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Frozen:
    """A market file, compressed, and how many entries stand in it."""

    file: bytes
    wishes: int
    offers: int


def freeze(formats: Collection[str], tell: Tell = lambda _wishes, _offers: None) -> Frozen:
    """Every published wish and offer that says how many people and that takes part, as a market file: the people who
    have no stay yet, and the places that nobody has.

    An entry whose formats nobody knows takes part: a question may bring them. What changes while
    it is read is read as it was before or as it is after. `tell` is told how many wishes and offers stand in it so far.
    """
    today, links, taken = timezone.localdate(), market.worked_together(), taken_now()
    packed = Packed()
    packed.write(f'{{"version": 1, "as_of": "{today}"')
    counts = {EntryKind.WISH: 0, EntryKind.OFFER: 0}
    # One party of each country and kind is enough to know which rules may concern the market.
    some: dict[tuple[str, str], Party] = {}
    for kind, name in ((EntryKind.WISH, "wishes"), (EntryKind.OFFER, "offers")):
        packed.write(f',\n"{name}": [')
        for entry in each_to_read(market.published(kind)):
            party = market.party_of(entry, links)
            if not _takes_part(party, formats):
                continue
            left = left_of(entry_as_written(party), taken.get(party.key, NOTHING))
            if left is None:
                continue
            packed.write(f"{',' if counts[kind] else ''}\n{json.dumps(left)}")
            counts[kind] += 1
            if may_concern(party):
                some.setdefault((kind, party.country), party)
            if counts[kind] % SAID_EVERY == 0:
                tell(counts[EntryKind.WISH], counts[EntryKind.OFFER])
        packed.write("\n]")
    packed.write(f",\n{json.dumps(_beside(today, some.values()))[1:]}")
    return Frozen(packed.closed(), counts[EntryKind.WISH], counts[EntryKind.OFFER])


def _beside(today: date, some: Iterable[Party]) -> dict[str, Any]:
    """What stands in a market file beside its entries, and is not a run's own."""
    listed = list(some)
    wishes = [party for party in listed if isinstance(party, Wish)]
    offers = [party for party in listed if isinstance(party, Offer)]
    written = market_as_written(Market(as_of=today, apprentice_rules=rules_for(wishes, offers)))
    said = ("version", "as_of", "wishes", "offers", *OWN)
    return {name: value for name, value in written.items() if name not in said}


def _takes_part(party: Party, formats: Collection[str]) -> bool:
    size = party.people if isinstance(party, Wish) else party.places if isinstance(party, Offer) else None
    return size is not None and (not formats or party.formats is None or bool(party.formats & frozenset(formats)))
