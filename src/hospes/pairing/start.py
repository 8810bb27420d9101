"""The first plan of a large market: pairs in order, then hosts that choose anew again and again.

The ladder: pairs by what a person gains; pairs by what a person gains beyond the price of its group; then hosts
choose anew (see `regrouping`) in rounds. At first a choice may lose something, later less and less, at last
nothing (threshold accepting). The best plan seen is kept, and no plan is replaced by a worse one.
"""

from math import ceil

import numpy as np

from hospes.pairing.core import Core, Filled, Flags, Ints, filled_with, narrowed, nothing_filled, worth
from hospes.pairing.landscape import Stop, never
from hospes.pairing.regrouping import Manner, fill_in_order, regroup

# A choice may lose at most so many tenths in the first round.
SLACK = 1_000
# Hosts between two looks at the clock.
AT_ONCE = 1_000
# Choices for each unit of work, and rounds at least and at most.
CHOICES, LEAST_ROUNDS, MOST_ROUNDS = 250_000, 12, 100
# The rounds are taken in courses, each longer than the one before, so that a good plan is there early.
COURSES = (0.05, 0.15, 0.8)
# Of each wish and of each offer so many pairs are looked at beside those that stand: those that gain most.
PAIRS_OF_WISH, PAIRS_OF_OFFER = 5, 8


def first_plan(
    core: Core, prices: Ints, *, target: int, work: int, seed: int, start: Filled | None = None, stop: Stop = never
) -> Filled:
    """The best plan found. `prices`: tenths for a person of each wish. `target`: seats of the reserve that count.
    `start`: a plan that is to be made better."""
    plans = [_in_order(core, core.value), _in_order(core, core.value - prices[core.wish])]
    best = max([*plans, *([] if start is None else [start])], key=lambda plan: worth(core, plan, target))
    rounds = _rounds(core, work)
    pairs = np.flatnonzero((best.stays > 0) | _promising(core, core.value - prices[core.wish]))
    some = narrowed(core, pairs)
    found = filled_with(some, best.stays[pairs])
    for number, part in enumerate(COURSES):
        found = _course(some, found, prices, target, ceil(rounds * part), seed + number, stop)
    stays = np.zeros_like(core.wish)
    stays[pairs] = found.stays
    return filled_with(core, stays)


def _promising(core: Core, gains: Ints) -> Flags:
    """The pairs that gain most, of each wish and of each offer."""
    found = np.zeros(core.wish.size, dtype=np.bool_)
    for side, starts, most in (
        (core.wish, core.of_wish, PAIRS_OF_WISH),
        (core.offer, core.of_offer, PAIRS_OF_OFFER),
    ):
        order = np.lexsort((-gains, side))
        found[order[np.arange(order.size) - starts[side[order]] < most]] = True
    return found


def _in_order(core: Core, gains: Ints) -> Filled:
    filled = nothing_filled(core)
    fill_in_order(core, filled, reached_by(core, filled), np.argsort(-gains, kind="stable"))
    return filled


def _rounds(core: Core, work: int) -> int:
    hosts = max(1, int(np.count_nonzero(np.diff(core.of_offer))))
    return min(MOST_ROUNDS * work, max(LEAST_ROUNDS * work, CHOICES * work // hosts)) if work else 0


def _course(core: Core, best: Filled, prices: Ints, target: int, rounds: int, seed: int, stop: Stop) -> Filled:
    chance = np.random.default_rng(seed)
    filled, reached = best.copy(), reached_by(core, best)
    highest = worth(core, best, target)
    for number in range(rounds):
        slack = SLACK * (rounds - 1 - number) // rounds
        hosts = chance.permutation(core.places.size)
        for first in range(0, hosts.size, AT_ONCE):
            if stop():
                return _better(core, filled, best, target)
            seed = int(chance.integers(1 << 31))
            regroup(core, filled, reached, hosts[first : first + AT_ONCE], Manner(prices, target, slack, seed))
        now = worth(core, filled, target)
        if now > highest:
            best, highest = filled.copy(), now
    return best


def _better(core: Core, one: Filled, other: Filled, target: int) -> Filled:
    return one if worth(core, one, target) > worth(core, other, target) else other


def reached_by(core: Core, filled: Filled) -> Ints:
    """What a plan reaches, as `regrouping` counts it: fewer opportunities, organisations, tenths."""
    _, served, welfare, fewer = worth(core, filled, 0)
    return np.array([fewer, served, welfare], dtype=np.int64)
