"""Who could host whom, as whole numbers: organisations, legs, and what the legs share."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import gcd
from typing import TypeAlias

import numpy as np
from scipy import sparse

from hospes.pairing.exchange.walks import Ints, Rows

Matrix: TypeAlias = sparse.csr_array


@dataclass(frozen=True)
class Graph:
    """Legs run from the organisation that hosts to the one that is hosted, and stand sorted by host.

    `use` has a row for each leg and a column for each limit: how much of it the leg takes. An
    exchange is allowed together with others when no limit is passed. `wish` is the limit that
    each leg takes one of and that has room for one: the wish travels once.
    """

    organisations: int
    host: Ints
    guest: Ints
    value: Ints
    use: Matrix
    room: Ints
    wish: Ints
    # Organisations that host and send nobody.
    sources: Ints
    longest: int
    # The place of each leg in the order of the keys.
    rank: Ints

    @property
    def legs(self) -> int:
        return len(self.host)

    @cached_property
    def first(self) -> Ints:
        return np.searchsorted(self.host, np.arange(self.organisations + 1)).astype(np.int64)

    @cached_property
    def into(self) -> Ints:
        return np.argsort(self.guest, kind="stable").astype(np.int64)

    @cached_property
    def into_first(self) -> Ints:
        return np.searchsorted(self.guest[self.into], np.arange(self.organisations + 1)).astype(np.int64)

    @cached_property
    def step(self) -> int:
        """Every sum of values is a multiple of this."""
        return max(1, gcd(*np.unique(self.value).tolist()) if self.legs else 1)

    @cached_property
    def parts(self) -> int:
        """Prices are whole numbers of so many parts of a step: as fine as leaves every sum below 2^52."""
        largest = self.longest * (self.longest + 1) * (int(self.value.max(initial=1)) // self.step + 1)
        return 1 << max(0, min(30, 51 - largest.bit_length()))

    @cached_property
    def wishes(self) -> Ints:
        """The limits that are wishes, each once."""
        return np.unique(self.wish)

    def values(self, rows: Rows) -> Ints:
        """What each exchange is worth."""
        return np.where(rows >= 0, self.value[rows], 0).sum(axis=1) if len(rows) else np.zeros(0, dtype=np.int64)

    def uses(self, rows: Rows) -> Matrix:
        """How much of each limit each exchange takes: a row for each exchange."""
        number, place = np.nonzero(rows >= 0)
        legs = rows[number, place]
        member = sparse.csr_array((np.ones(len(legs), dtype=np.int64), (number, legs)), shape=(len(rows), self.legs))
        return sparse.csr_array(member @ self.use)

    def fits(self, rows: Rows) -> bool:
        """Whether these exchanges can be together."""
        return bool((self.uses(rows).sum(axis=0) <= self.room).all()) if len(rows) else bool((self.room >= 0).all())

    def is_cycle(self, row: Sequence[int]) -> bool:
        legs = [leg for leg in row if leg >= 0]
        return int(self.guest[legs[-1]]) == int(self.host[legs[0]])

    def is_exchange(self, row: Sequence[int]) -> bool:
        """Whether these legs, in order, are a cycle or a chain of this graph."""
        legs = [leg for leg in row if leg >= 0]
        guests = [int(self.guest[leg]) for leg in legs]
        linked = all(self.guest[one] == self.host[other] for one, other in pairwise(legs))
        starts = int(self.host[legs[0]]) == guests[-1] or int(self.host[legs[0]]) in self.sources
        return linked and starts and len(set(guests)) == len(guests) <= self.longest


def no_rows(longest: int) -> Rows:
    return np.zeros((0, longest), dtype=np.int32)


def without_twins(rows: Rows) -> Rows:
    """Each exchange once, in the order of its legs."""
    return np.unique(rows, axis=0) if len(rows) else rows
