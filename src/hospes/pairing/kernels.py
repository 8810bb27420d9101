"""All pairs of a market, judged by compiled loops."""

import numpy as np
from numpy.typing import NDArray

from hospes.pairing.compiled_barriers import FIRM, WEAK, count_bits, sure_barriers
from hospes.pairing.compiled_points import judge, tenths
from hospes.pairing.compiling import compiled
from hospes.pairing.encoded import Encoded


@compiled
def grown(rows: NDArray[np.int32], count: int) -> NDArray[np.int32]:
    """The same rows, with room for twice as many when they are full."""
    if count < rows.shape[0]:
        return rows
    return np.concatenate((rows, np.empty_like(rows)))


@compiled
def best_of(rows: NDArray[np.int32], first: int, last: int, score: int, keep: int) -> int:
    """Brings the best of rows[first:last] by a column to the front, equal ones as they come. Returns its end."""
    if last - first <= keep:
        return last
    order = np.argsort(-rows[first:last, score], kind="mergesort")[:keep]
    rows[first : first + keep] = rows[first:last][np.sort(order)]
    return first + keep


@compiled
def best_left_out(rows: NDArray[np.int32], first: int, last: int, keep: int) -> int:
    """The tenths of the best of rows[first:last] that `best_of` does not keep."""
    if last - first <= keep:
        return 0
    left: int = np.sort(rows[first:last, 5])[last - first - keep - 1]
    return left


@compiled
def best_pairs(
    encoded: Encoded, rows: NDArray[np.int64], best: int, near: int, by_offer: bool
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """The best pairs of each of these wishes (or offers), their best near misses, and what was left out.

    Pairs without a barrier: wish, offer, opening fields, the sides' points, the pair's tenths. Near misses,
    where one barrier stands that could be lifted and nothing is unknown: wish, offer, number of the
    barrier, the pair's tenths. Of equals the first by number is kept. Left out: for each row the
    tenths of the best pair that was not kept, or 0.
    """
    wishes, offers, tables = encoded
    alive, missed = np.empty((1024, 6), dtype=np.int32), np.empty((1024, 4), dtype=np.int32)
    left_out = np.zeros(rows.size, dtype=np.int32)
    found, nearly = 0, 0
    most = 2 if near else 1
    others = len(wishes.rows) if by_offer else len(offers.rows)
    for number in range(rows.size):
        row = rows[number]
        first_found, first_nearly = found, nearly
        for other in range(others):
            w, o = (other, row) if by_offer else (row, other)
            if sure_barriers(wishes, offers, w, o) >= most:
                continue
            standing, opening, wish, offer, wish_more, offer_more = judge(wishes, offers, tables, w, o, most)
            if (standing & FIRM) != 0 or count_bits(standing) >= most:
                continue
            if tenths(wish + wish_more, offer + offer_more) < tables.least_score:
                standing |= WEAK
            score = tenths(wish, offer)
            if standing == 0:
                alive = grown(alive, found)
                alive[found, 0], alive[found, 1], alive[found, 2] = w, o, opening
                alive[found, 3], alive[found, 4] = wish, offer
                alive[found, 5] = max(score, 1) if opening == 0 else score
                found += 1
            elif near != 0 and opening == 0:
                missed = grown(missed, nearly)
                code = 0
                while (standing & (1 << code)) == 0:
                    code += 1
                missed[nearly, 0], missed[nearly, 1], missed[nearly, 2], missed[nearly, 3] = w, o, code, score
                nearly += 1
        left_out[number] = best_left_out(alive, first_found, found, best)
        found = best_of(alive, first_found, found, 5, best)
        nearly = best_of(missed, first_nearly, nearly, 3, near)
    return alive[:found], missed[:nearly], left_out
