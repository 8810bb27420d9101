"""One of several equally good sets of exchanges, the same on every machine."""

import numpy as np
from scipy import sparse

from hospes.pairing.exchange.graph import Graph
from hospes.pairing.exchange.master import Stop, choose
from hospes.pairing.exchange.walks import Rows


def first_of_ties(graph: Graph, rows: Rows, best: Rows, *, nodes: int, stop: Stop) -> Rows | None:
    """The set worth as much as `best` whose legs have the smallest sum of ranks; None when that is not
    proven. A leg's rank is its place in the order of the keys."""
    if not len(best):
        return best
    values = graph.values(rows) // graph.step
    needed = int(graph.values(best).sum()) // graph.step
    worth = sparse.csr_array(-values.reshape(-1, 1))
    ranks = np.where(rows >= 0, graph.rank[rows] + 1, 0).sum(axis=1)
    uses = sparse.csr_array(sparse.hstack([graph.uses(rows), worth]))
    keys = {row.tobytes() for row in best}
    start = np.array([number for number, row in enumerate(rows) if row.tobytes() in keys], dtype=np.int64)
    if len(start) < len(best):
        return None
    choice = choose(
        uses, -ranks.astype(np.float64), np.append(graph.room, -needed), start=start, nodes=nodes, stop=stop
    )
    if choice is None or not choice.proven:
        return None
    chosen = rows[choice.chosen]
    holds = graph.fits(chosen) and int(graph.values(chosen).sum()) == needed * graph.step
    return chosen if holds else None
