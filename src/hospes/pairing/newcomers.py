"""One new entry against a market that stands: its best pairs at once.

    market = Standing(market, trees)      # once: about three seconds for 100,000 entries
    market.best(wish, count=50)           # then well below a thousandth of a second for each entry

The same pairs with the same scores as in a survey of the market with the entry in it.
"""

from dataclasses import replace
from typing import TypeVar

import numpy as np

from hospes.pairing.arranged import Arranged, alone, arranged
from hospes.pairing.compiled_lists import shortlists
from hospes.pairing.context import Context, context_of
from hospes.pairing.distance import Trees
from hospes.pairing.encoded import Codes, Encoded, Ints, encode_with, side_of
from hospes.pairing.pairs import OFFER, TENTHS, WISH, Seen, seen_in
from hospes.pairing.parties import Entry, Market, Offer, Wish

AnEntry = TypeVar("AnEntry", Wish, Offer)
# An organisation of which the market knows nothing.
STRANGER = ""


class Standing:
    """A market made ready for newcomers. It does not take them in: each meets the market as it was handed in."""

    def __init__(self, market: Market, trees: Trees) -> None:
        self.market, self.trees = market, trees
        # In the order of their keys, in which equals are told apart.
        self._wishes = tuple(sorted(market.wishes, key=lambda wish: wish.key))
        self._offers = tuple(sorted(market.offers, key=lambda offer: offer.key))
        self._prepare(())

    def _prepare(self, newcomers: tuple[Entry, ...]) -> None:
        """`newcomers`: entries whose codes and links are to be known, too."""
        self._context = _context(self.market, self.trees, newcomers)
        self._codes = Codes((*self._wishes, *self._offers, *newcomers), self._context)
        self._codes.organisations[STRANGER] = len(self._codes.organisations)
        self._arranged = arranged(encode_with(self._codes, self._wishes, self._offers, self._context))
        every: tuple[Entry, ...] = (*self._wishes, *self._offers, *newcomers)
        self._homes = {(one.organisation, one.region) for one in every}

    def best(self, entry: AnEntry, *, count: int = 50) -> list[tuple[str, Seen]]:
        """Keys of the best counterparts with what is seen of each pair, best first."""
        if self._brings_links(entry):
            self._prepare((entry,))
        try:
            market = self._meeting(entry)
        except KeyError:
            # A code that nobody in the market uses.
            self._prepare((entry,))
            market = self._meeting(entry)
        by_offer = isinstance(entry, Offer)
        rows, _ = shortlists(market, np.zeros(1, dtype=np.int64), count, by_offer)
        others, column = (self._wishes, WISH) if by_offer else (self._offers, OFFER)
        place_open = self._context.settings.place_open
        found = [(others[row[column]].key, seen_in(row, place_open=place_open)) for row in rows.tolist()]
        order = np.argsort(-rows[:, TENTHS], kind="stable")
        return [found[number] for number in order.tolist()]

    def _brings_links(self, entry: Wish | Offer) -> bool:
        """Whether the entry tells of organisations or regions that worked together, which nobody else has told."""
        if any((entry.organisation, other) not in self._context.worked for other in entry.worked_with):
            return True
        known = (entry.organisation, entry.region) in self._homes
        return not known and any(entry.organisation == one for one, _ in self._context.worked)

    def _meeting(self, entry: AnEntry) -> Arranged:
        """The market with the entry alone on its own side. Raises KeyError."""
        known: AnEntry = (
            entry if entry.organisation in self._codes.organisations else replace(entry, organisation=STRANGER)
        )
        encoded, wishes, offers, languages = self._arranged
        side = side_of([known], self._codes, self._context)
        tables = encoded.tables._replace(forbidden=self._forbidden(entry))
        if isinstance(entry, Wish):
            return Arranged(Encoded(side, encoded.offers, tables), alone(side, of_wishes=True), offers, languages)
        return Arranged(Encoded(encoded.wishes, side, tables), wishes, alone(side, of_wishes=False), languages)

    def _forbidden(self, entry: Wish | Offer) -> Ints:
        """Places of those with whom the entry must not be paired."""
        of_offer = isinstance(entry, Offer)
        others = {pair[not of_offer] for pair in self._context.forbidden if pair[of_offer] == entry.key}
        if not others:
            return np.empty(0, dtype=np.int64)
        hard = self._arranged.wishes if of_offer else self._arranged.offers
        keys = [one.key for one in (self._wishes if of_offer else self._offers)]
        there = [place for place, number in enumerate(hard.order.tolist()) if keys[number] in others]
        return np.array(there, dtype=np.int64)


def _context(market: Market, trees: Trees, newcomers: tuple[Entry, ...]) -> Context:
    wishes = tuple(entry for entry in newcomers if isinstance(entry, Wish))
    offers = tuple(entry for entry in newcomers if isinstance(entry, Offer))
    return context_of(replace(market, wishes=(*market.wishes, *wishes), offers=(*market.offers, *offers)), trees)
