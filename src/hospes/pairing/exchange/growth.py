"""The linear programme over all exchanges, grown by those that would raise it (column generation).

Prices of the limits come from the linear programme over the exchanges found so far. Walks through the
graph then look for an exchange that is worth more than the prices of what it takes. When there is
none, no exchange that was never listed could raise the programme, and its value bounds every plan.
The bound is counted in whole numbers from rounded prices: any prices give one, good ones a small one.
"""

from dataclasses import dataclass, field

import numpy as np

from hospes.pairing.exchange.graph import Graph, no_rows, without_twins
from hospes.pairing.exchange.master import Floats, Relaxation, Stop
from hospes.pairing.exchange.tables import price_cycles_by_table
from hospes.pairing.exchange.walks import Ints, Rows, price_chains, price_cycles

# An exchange that is worth less than this many parts above its prices is not worth taking up.
LEAST = 2**8
# Exchanges taken up before the linear programme is solved again, and how many of them for one guest.
AT_ONCE = 2_000
FOR_ONE_GUEST = 8
# Up to so many organisations tables are made, if at least one pair in so many is a leg.
TABLE_SIDE = 5_000
TABLE_SHARE = 40


@dataclass
class Found:
    """Exchanges that were listed so far, each once."""

    graph: Graph
    rows: Rows = field(init=False)
    known: set[bytes] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.rows = no_rows(self.graph.longest)

    def take(self, rows: Rows) -> Rows:
        """Those of the exchanges that are new; they are kept."""
        fresh = [row for row in without_twins(rows) if row.tobytes() not in self.known]
        self.known.update(row.tobytes() for row in fresh)
        new = np.array(fresh, dtype=np.int32) if fresh else no_rows(self.graph.longest)
        self.rows = np.concatenate([self.rows, new])
        return new


@dataclass(frozen=True)
class Priced:
    """Exchanges worth more than their prices, and the bound that the prices give."""

    rows: Rows
    bound: int | None


def worths(graph: Graph, prices: Ints) -> Ints:
    """What each leg is worth above the prices of what it takes, in parts."""
    return np.asarray(graph.value // graph.step * graph.parts - graph.use @ prices, dtype=np.int64)


def price(graph: Graph, prices: Ints, turn: int) -> tuple[Priced, int]:
    """Looks for exchanges that the prices leave something. `turn` says at which organisation the
    search begins; where the next one should begin is returned. Only a search that came round gives
    a bound."""
    worth = worths(graph, prices)
    way = (graph.longest, graph.first, graph.host, graph.guest)
    chains, chain_worth = price_chains(graph.sources, *way, worth, LEAST)
    if is_dense(graph):
        cycles, cycle_worth = price_cycles_by_table(*way, worth, LEAST)
        looked = graph.organisations
    else:
        starts = np.roll(np.arange(graph.organisations), -turn)
        cycles, by_turn, looked = price_cycles(starts, *way, graph.into_first, graph.into, worth, LEAST, AT_ONCE)
        cycle_worth = np.roll(by_turn, turn)
    rows = _spread(graph, np.concatenate([chains, cycles]), worth)
    if looked < graph.organisations:
        return Priced(rows, None), (turn + looked) % graph.organisations
    return Priced(rows, _bound(graph, prices, cycle_worth, chain_worth)), turn


def is_dense(graph: Graph) -> bool:
    side = graph.organisations
    return side <= TABLE_SIDE and graph.legs * TABLE_SHARE >= side * side


def _spread(graph: Graph, rows: Rows, worth: Ints) -> Rows:
    """The exchanges worth most, but only a few for each guest: they would do the same."""
    rows = without_twins(rows)
    each = np.where(rows >= 0, worth[rows], 0).sum(axis=1)
    taken: dict[int, int] = {}
    kept = []
    for number in np.argsort(-each, kind="stable").tolist():
        guests = [int(graph.guest[leg]) for leg in rows[number] if leg >= 0]
        if all(taken.get(guest, 0) < FOR_ONE_GUEST for guest in guests):
            kept.append(number)
            for guest in guests:
                taken[guest] = taken.get(guest, 0) + 1
    return rows[kept]


def _bound(graph: Graph, prices: Ints, cycle_worth: Ints, chain_worth: Ints) -> int:
    """No allowed set of exchanges is worth more: the prices of all the room there is, and for each
    wish, which travels once, the most that an exchange assigned to it is worth above the prices. A
    chain is assigned to its last guest, a cycle to the start of the walk that finds it."""
    guests = np.zeros(len(graph.room), dtype=np.int64)
    guests[graph.wish] = graph.guest
    above = np.maximum(cycle_worth, chain_worth)[guests[graph.wishes]]
    total: int = sum((prices * graph.room).tolist()) + sum(above.tolist())
    return total // graph.parts * graph.step


@dataclass(frozen=True)
class Grown:
    """`shares`: how much of each listed exchange the linear programme chooses."""

    shares: Floats
    prices: Ints
    bound: int
    complete: bool


def grow(graph: Graph, found: Found, bound: int, *, effort: int, stop: Stop, listed: bool = False) -> Grown:
    """Lists exchanges until none would raise the linear programme, at most `effort` times. `listed`
    tells that all are listed already."""
    relaxation = Relaxation(graph.room)
    relaxation.add(graph.uses(found.rows), graph.values(found.rows) / graph.step)
    turn = 0
    prices = np.zeros(len(graph.room), dtype=np.int64)
    shares = np.zeros(len(found.rows))
    for _ in range(effort):
        solved = relaxation.solve(stop)
        if solved is None:
            break
        shares, floating = solved
        prices = np.rint(floating * graph.parts).astype(np.int64)
        if listed:
            return Grown(shares, prices, min(bound, _bound_of_listed(graph, prices, found.rows)), complete=True)
        priced, turn = price(graph, prices, turn)
        if priced.bound is not None:
            bound = min(bound, priced.bound)
        fresh = found.take(priced.rows)
        if not len(fresh):
            return Grown(shares, prices, bound, complete=True)
        relaxation.add(graph.uses(fresh), graph.values(fresh) / graph.step)
        if stop():
            break
    return Grown(np.pad(shares, (0, len(found.rows) - len(shares))), prices, bound, complete=False)


def _bound_of_listed(graph: Graph, prices: Ints, rows: Rows) -> int:
    above = np.where(rows >= 0, worths(graph, prices)[rows], 0).sum(axis=1)
    total: int = sum((prices * graph.room).tolist()) + sum(np.maximum(0, above).tolist())
    return total // graph.parts * graph.step
