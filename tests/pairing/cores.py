"""Small markets of numbers, and all their plans."""

from itertools import product

import numpy as np

from hospes.pairing.core import Core, filled_with, holds, worth


def a_core(chance: np.random.Generator) -> Core:
    """A small market of numbers, with everything that can make one hard."""
    wishes, offers, organisations = (int(chance.integers(1, most)) for most in (4, 4, 4))
    people, places = chance.integers(1, 5, wishes), chance.integers(0, 6, offers)
    some = [(w, o) for w in range(wishes) for o in range(offers) if chance.random() < 0.8]
    wish = np.array([pair[0] for pair in some], dtype=np.int64)
    offer = np.array([pair[1] for pair in some], dtype=np.int64)
    least = chance.integers(1, 4, wish.size)
    most = np.minimum(np.minimum(people[wish], places[offer]), chance.integers(1, 6, wish.size))
    fits = least <= most
    wish, offer = wish[fits], offer[fits]
    fixed = chance.integers(0, 2, organisations) * chance.integers(0, 2, organisations)
    return Core(
        wish=wish,
        offer=offer,
        value=chance.integers(0, 1_000, wish.size),
        least=least[fits],
        most=most[fits],
        kept=chance.integers(0, 2, wish.size) * chance.integers(0, 400, wish.size),
        of_wish=np.searchsorted(wish, np.arange(wishes + 1)),
        of_offer=np.searchsorted(np.sort(offer), np.arange(offers + 1)),
        by_offer=np.argsort(offer, kind="stable"),
        people=people,
        fewer=chance.integers(0, people + 1),
        at_least=chance.integers(0, people + 1),
        organisation=chance.integers(0, organisations, wishes),
        places=places,
        groups=np.minimum(places, chance.integers(1, 4, offers)),
        weekly=np.zeros(offers, dtype=np.bool_),
        fixed_stays=fixed,
        fixed_fewer=int(chance.integers(0, 2)),
        fixed_welfare=int(chance.integers(0, 500)),
        dropped=int(chance.integers(0, 300)),
        first_match=bool(chance.integers(0, 2)),
    )


def every_plan(core: Core) -> list[tuple[int, int, int]]:
    """People with fewer opportunities, organisations and welfare of every plan."""
    sizes = [[0, *range(least, most + 1)] for least, most in zip(core.least.tolist(), core.most.tolist(), strict=True)]
    plans = (filled_with(core, np.array(stays, dtype=np.int64)) for stays in product(*sizes))
    reached = (worth(core, plan, 0) for plan in plans if holds(core, plan))
    return [(fewer, served, welfare) for _, served, welfare, fewer in reached]
