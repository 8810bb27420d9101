"""How quickly exchanges are packed, and how far that is proven.

    python -m benchmarks.exchange [--limit S] [--small]

Two kinds of market. Pools as in the literature on kidney exchange, drawn by the published shares of blood groups and
sensitivities: dense, with and without donors alone, all pairs worth the same or not. And ten thousand organisations
that host and send, each of which could host a few others: sparse, with some thousand cycles. Beside Hospes, in the
same process on the same graph: taking the best exchange first as long as there is room, and the solver alone on all
exchanges, where they can be listed. Kernels are compiled before the clock runs; seconds are processor time, so that
others on the machine do not count.
"""

import argparse
import time
from typing import NamedTuple

import numpy as np
from scipy import sparse

from hospes.pairing.exchange.graph import Graph
from hospes.pairing.exchange.master import choose
from hospes.pairing.exchange.pack import Effort, every_exchange, greedy, pack
from tests.pairing.exchange.pools import a_pool

POOLS = [(64, 3), (256, 0), (256, 13), (512, 26), (1024, 0), (1024, 51), (2048, 0), (2048, 102)]


class Row(NamedTuple):
    name: str
    graph: Graph


def a_sparse_market(organisations: int, hosts: int, *, longest: int, seed: int) -> Graph:
    """Each organisation could host so many others, drawn at random."""
    chance = np.random.default_rng(seed)
    host = np.repeat(np.arange(organisations), hosts)
    guest = chance.integers(0, organisations, size=len(host))
    legs = np.unique(np.stack([host, guest], axis=1)[host != guest], axis=0)
    count = len(legs)
    return Graph(
        organisations=organisations,
        host=legs[:, 0],
        guest=legs[:, 1],
        value=chance.integers(300, 1000, size=count) * chance.integers(1, 7, size=organisations)[legs[:, 1]],
        use=sparse.csr_array((np.ones(count, dtype=np.int64), (np.arange(count), legs[:, 1])), (count, organisations)),
        room=np.ones(organisations, dtype=np.int64),
        wish=legs[:, 1],
        sources=np.zeros(0, dtype=np.int64),
        longest=longest,
        rank=np.arange(count),
    )


def markets(*, small: bool) -> list[Row]:
    found = [
        Row(
            f"sparse, 10,000 organisations of {hosts} guests each, cycles of 3",
            a_sparse_market(10_000, hosts, longest=3, seed=1),
        )
        for hosts in (24, 42)
    ]
    for pairs, altruists in POOLS:
        if small and pairs > 256:
            continue
        for longest in (3, 4):
            for weighted in (False, True):
                worth = "by worth" if weighted else "all alike"
                name = f"pool of {pairs} and {altruists} alone, length {longest}, {worth}"
                found.append(Row(name, a_pool(pairs, altruists, longest=longest, seed=1, weighted=weighted)))
    return found


def measure(row: Row, limit: float) -> str:
    graph = row.graph
    started, clock = time.process_time(), time.process_time
    packing = pack(graph, stop=lambda: clock() - started > limit, hurry=lambda: clock() - started > 0.6 * limit)
    seconds = clock() - started
    rows, complete = every_exchange(graph, Effort())
    first = int(graph.values(greedy(graph, rows, np.zeros(len(rows)))).sum()) / packing.bound if complete else 0.0
    gap = (packing.bound - packing.value) / packing.bound
    alone = _solver_alone(graph, limit) if complete else "not listed"
    count = f"{len(rows):,}" if complete else f"more than {Effort().listed:,}"
    by_hand = f"{first:.3f}" if complete else alone
    return f"| {row.name} | {graph.legs:,} | {count} | {gap:.4%} | {seconds:.1f} | {by_hand} | {alone} |"


def _solver_alone(graph: Graph, limit: float) -> str:
    rows, _ = every_exchange(graph, Effort())
    started, clock = time.process_time(), time.process_time
    choice = choose(
        graph.uses(rows), graph.values(rows) / graph.step, graph.room, stop=lambda: clock() - started > limit
    )
    seconds = clock() - started
    if choice is None:
        return "nothing"
    gap = (choice.bound - graph.values(rows[choice.chosen]).sum() / graph.step) / choice.bound
    return f"{max(0, gap):.4%} in {seconds:.1f} s"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--limit", type=float, default=60.0, metavar="S")
    options.add_argument("--small", action="store_true", help="pools up to 256 only")
    given = options.parse_args()
    for longest in (3, 4):
        for effort in (Effort(), Effort(listed=10)):
            pack(a_pool(30, 2, longest=longest, weighted=True), effort=effort)
    pack(a_sparse_market(100, 3, longest=3, seed=0), effort=Effort(listed=1))
    print("| market | legs | exchanges | gap | seconds | best first, of the bound | solver alone |")
    print("|---|---|---|---|---|---|---|")
    for row in markets(small=given.small):
        print(measure(row, given.limit), flush=True)


if __name__ == "__main__":
    main()
