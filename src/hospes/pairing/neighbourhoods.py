"""Large markets: a plan is mended neighbourhood by neighbourhood, many at the same time.

In each round every host is in one neighbourhood, and every group in the neighbourhood where it stays, or, when it
is at home, where it would gain most. So neighbourhoods have nothing in common: each is an excerpt (excerpt.py)
that any process or machine can solve, by itself and in any order. What is found is put back in the order of
the neighbourhoods, each time only if the whole plan is better for it. Hosts are gathered by the seed and the
solver is limited by branches, so that the plan is the same wherever the work is done.
"""

from collections.abc import Iterator
from concurrent.futures import Executor
from functools import partial
from typing import NamedTuple

import numpy as np

from hospes.pairing.compiling import compiled
from hospes.pairing.core import Core, Filled, Flags, Ints, core_of, filled_from, ledger_from
from hospes.pairing.excerpt import Excerpt, solved
from hospes.pairing.goals import Arc
from hospes.pairing.landscape import Landscape, Stop, never
from hospes.pairing.pins import with_pins
from hospes.pairing.stays import Ledger

HOSTS = 500
NODES = 20
# Of each host and of each wish so many pairs are looked at beside those that stand, those that gain most: few, so
# that the solver can take many hosts together, and somewhat more in every other round.
PAIRS_OF_HOST, PAIRS_OF_WISH = (4, 6), (2, 3)
NOWHERE = -1


class Round(NamedTuple):
    """Pairs that are looked at, in the core's order, and the neighbourhood of each host and of each wish."""

    pairs: Ints
    of_host: Ints
    of_wish: Ints
    parts: int


def mended(
    core: Core,
    filled: Filled,
    *,
    target: int,
    rounds: int,
    seed: int,
    gains: Ints | None = None,
    executor: Executor | None = None,
    stop: Stop = never,
) -> Filled:
    """The plan after so many rounds, never a worse one. `target`: seats to keep for people with fewer
    opportunities. `gains`: what a person of each pair brings beyond what they would bring elsewhere, as far as prices
    tell; else what the pair is worth."""
    filled = filled.copy()
    chance = np.random.default_rng(seed)
    gains = core.value if gains is None else gains
    work = partial(solved, nodes=NODES, seed=seed)
    promising = [_promising(core, gains, *most) for most in zip(PAIRS_OF_HOST, PAIRS_OF_WISH, strict=True)]
    for number in range(rounds):
        if stop():
            break
        plan = _round(core, filled, gains, promising[number % len(promising)], chance)
        excerpts = list(excerpts_of(core, filled, plan, target))
        asked = [one for _, one in excerpts]
        found = map(partial(work, stop=stop), asked) if executor is None else executor.map(work, asked)
        for (pairs, _), stays in zip(excerpts, found, strict=True):
            put_back(core, filled, pairs, stays, target)
            if stop():
                break
    return filled


def improved(
    landscape: Landscape, arcs: list[Arc], ledger: Ledger, *, target: int, rounds: int, seed: int, stop: Stop
) -> Ledger:
    """As `mended`, from ledger to ledger."""
    core = core_of(landscape, with_pins(landscape))
    filled = mended(core, filled_from(landscape, core, ledger), target=target, rounds=rounds, seed=seed, stop=stop)
    return ledger_from(landscape, core, filled, ledger)


def _round(core: Core, filled: Filled, gains: Ints, promising: Flags, chance: np.random.Generator) -> Round:
    pairs = np.flatnonzero(((filled.stays > 0) | promising) & ~core.weekly[core.offer])
    wish, offer = core.wish[pairs], core.offer[pairs]
    order, ranks = chance.permutation(np.unique(offer)), chance.permutation(pairs.size)
    of_host = gathered(Shown(wish, offer, ranks, core.people.size, core.places.size), order, HOSTS)
    # Of each wish: the pair that stands, else the one that gains most; chance decides among equals.
    best = np.lexsort((ranks, -gains[pairs], filled.stays[pairs] == 0, wish))
    firsts = best[np.flatnonzero(np.diff(wish[best], prepend=-1))]
    of_wish = np.full(core.people.size, NOWHERE, dtype=np.int64)
    of_wish[wish[firsts]] = of_host[offer[firsts]]
    here = of_wish[wish] == of_host[offer]
    return Round(pairs[here], of_host, of_wish, int(of_host.max(initial=NOWHERE)) + 1)


def _promising(core: Core, gains: Ints, of_host: int, of_wish: int) -> Flags:
    """The pairs that gain most, of each host and of each wish."""
    found = np.zeros(core.wish.size, dtype=np.bool_)
    for side, starts, most in ((core.wish, core.of_wish, of_wish), (core.offer, core.of_offer, of_host)):
        order = np.lexsort((-gains, side))
        place = np.arange(order.size) - starts[side[order]]
        found[order[place < most]] = True
    return found


class Shown(NamedTuple):
    """Pairs and their ranks by chance, and how many wishes and offers there are."""

    wish: Ints
    offer: Ints
    ranks: Ints
    wishes: int
    hosts: int


@compiled
def gathered(shown: Shown, order: Ints, most: int) -> Ints:
    """A neighbourhood for each host: from the first host in order that has none to the hosts of those whom it could
    have, in the order of the ranks of the pairs, until there are enough."""
    wish, offer, ranks, wishes, hosts = shown
    by_rank = np.argsort(ranks)
    of_wish, of_host = np.zeros(wishes + 1, dtype=np.int64), np.zeros(hosts + 1, dtype=np.int64)
    for pair in range(wish.size):
        of_wish[wish[pair] + 1] += 1
        of_host[offer[pair] + 1] += 1
    of_wish, of_host = np.cumsum(of_wish), np.cumsum(of_host)
    ends_of_wish, ends_of_host = of_wish[:-1].copy(), of_host[:-1].copy()
    hosts_of, wishes_of = np.empty(wish.size, dtype=np.int64), np.empty(wish.size, dtype=np.int64)
    for pair in by_rank:
        hosts_of[ends_of_wish[wish[pair]]] = offer[pair]
        ends_of_wish[wish[pair]] += 1
        wishes_of[ends_of_host[offer[pair]]] = wish[pair]
        ends_of_host[offer[pair]] += 1
    found, waiting = np.full(hosts, -1, dtype=np.int64), np.empty(hosts, dtype=np.int64)
    number, size = 0, 0
    for first in order:
        if found[first] >= 0:
            continue
        if size >= most:
            number, size = number + 1, 0
        found[first], waiting[0] = number, first
        size += 1
        at, count = 0, 1
        while at < count and size < most:
            here = waiting[at]
            at += 1
            for one in wishes_of[of_host[here] : of_host[here + 1]]:
                for other in hosts_of[of_wish[one] : of_wish[one + 1]]:
                    if found[other] < 0 and size < most:
                        found[other], waiting[count] = number, other
                        count += 1
                        size += 1
    return found


def excerpts_of(core: Core, filled: Filled, plan: Round, target: int) -> Iterator[tuple[Ints, Excerpt]]:
    """Each neighbourhood with the numbers of its pairs, where there is anything to decide."""
    number = plan.of_host[core.offer[plan.pairs]]
    order = np.argsort(number, kind="stable")
    starts = np.searchsorted(number[order], np.arange(plan.parts + 1))
    placed = core.people - filled.people_left
    fewer = core.fixed_fewer + int(np.minimum(placed, core.fewer).sum())
    slack = max(0, fewer - target) // max(1, plan.parts)
    for one in range(plan.parts):
        pairs = plan.pairs[order[starts[one] : starts[one + 1]]]
        if pairs.size:
            yield pairs, _excerpt(core, filled, pairs, slack)


def _excerpt(core: Core, filled: Filled, pairs: Ints, slack: int) -> Excerpt:
    wishes, wish = np.unique(core.wish[pairs], return_inverse=True)
    offers, offer = np.unique(core.offer[pairs], return_inverse=True)
    stays = filled.stays[pairs]
    here = _summed(wish, stays, wishes.size)
    elsewhere = core.people[wishes] - filled.people_left[wishes] - here
    organisation = core.organisation[wishes]
    stays_here = np.bincount(organisation[wish[stays > 0]], minlength=core.fixed_stays.size)
    waits = core.first_match & (filled.served == stays_here)[organisation]
    fewer = np.minimum(elsewhere + here, core.fewer[wishes])
    return Excerpt(
        wish=wish.astype(np.int64),
        offer=offer.astype(np.int64),
        value=core.value[pairs],
        kept=core.kept[pairs],
        least=core.least[pairs],
        most=core.most[pairs],
        stays=stays,
        people=filled.people_left[wishes] + here,
        elsewhere=elsewhere,
        fewer=core.fewer[wishes],
        at_least=core.at_least[wishes],
        organisation=np.where(waits, organisation, NOWHERE),
        places=filled.places_left[offers] + _summed(offer, stays, offers.size),
        groups=filled.groups_left[offers] + np.bincount(offer[stays > 0], minlength=offers.size),
        seats=max(0, int(fewer.sum()) - slack),
    )


def put_back(core: Core, filled: Filled, pairs: Ints, stays: Ints, target: int) -> None:
    """Takes what was found into the plan, if the plan is better for it in the order of the goals."""
    before, wishes, elsewhere = filled.stays[pairs], np.unique(core.wish[pairs]), 0
    organisations = np.unique(core.organisation[wishes])

    def reached() -> tuple[int, int, int, int]:
        placed, now = core.people[wishes] - filled.people_left[wishes], filled.stays[pairs]
        fewer = int(np.minimum(placed, core.fewer[wishes]).sum())
        served = int(np.count_nonzero(filled.served[organisations])) if core.first_match else 0
        gained = int(np.dot(now, core.value[pairs])) + int(core.kept[pairs][now > 0].sum())
        return min(fewer, target - elsewhere), served, gained, fewer

    in_all = core.fixed_fewer + int(np.minimum(core.people - filled.people_left, core.fewer).sum())
    elsewhere = in_all - reached()[3]
    was = reached()
    _change(core, filled, pairs, stays)
    if reached() <= was:
        _change(core, filled, pairs, before)


def _change(core: Core, filled: Filled, pairs: Ints, stays: Ints) -> None:
    before = filled.stays[pairs]
    wish, offer = core.wish[pairs], core.offer[pairs]
    groups = (stays > 0).astype(np.int64) - (before > 0)
    filled.stays[pairs] = stays
    np.subtract.at(filled.people_left, wish, stays - before)
    np.subtract.at(filled.places_left, offer, stays - before)
    np.subtract.at(filled.groups_left, offer, groups)
    np.add.at(filled.served, core.organisation[wish], groups)


def _summed(groups: Ints, amounts: Ints, count: int) -> Ints:
    total = np.zeros(count, dtype=np.int64)
    np.add.at(total, groups, amounts)
    return total
