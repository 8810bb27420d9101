"""What a plan means for each entry: how many are placed, and the best pairs that it does not use, each with a code
that says why not."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hospes.pairing.landscape import Landscape
from hospes.pairing.pairs import OFFER, TENTHS, WISH, Pairs
from hospes.pairing.parties import Pair
from hospes.pairing.plan import Plan

OTHERS = 3
MOST = 1_000

Ints = NDArray[np.int64]


def outcomes(plan: Plan, landscape: Landscape) -> Iterator[dict[str, Any]]:
    """One for each entry; none when there is no plan."""
    if plan.status == "infeasible":
        return
    stays = plan.ledger.stays
    worst: dict[str, int] = {}
    taken: dict[str, int] = defaultdict(int)
    for pair, stay in stays.items():
        seen = landscape.alive.get(pair)
        worst[stay.wish] = min(worst.get(stay.wish, MOST), seen.scores.pair if seen else MOST)
        for key in pair:
            taken[key] += stay.people
    others, suits = _others(plan, landscape), _suits(landscape)
    asked = {wish.key: wish.people for wish in landscape.wishes.values()}
    asked |= {offer.key: offer.places for offer in landscape.offers.values()}
    for key, number in asked.items():
        found = [
            {
                "entry": pair[key == pair[0]],
                "score": score,
                "code": _why_not(pair, plan, landscape, is_better=score > worst.get(pair[0], MOST)),
            }
            for pair, score in others.get(key, ())
        ]
        yield {"entry": key, "asked": number or 0, "placed": taken[key], "suits": suits.get(key), "others": found}


def _why_not(pair: Pair, plan: Plan, landscape: Landscape, *, is_better: bool) -> str:
    """Why the plan does not use a pair that no barrier keeps apart. `is_better`: than a stay that the group has."""
    ledger, (wish, offer) = plan.ledger, pair
    if not landscape.alive[pair].placeable:
        return "answer_first"
    if not ledger.people_left[wish]:
        return "group_elsewhere" if is_better else "better_elsewhere"
    if ledger.room(landscape.wishes[wish], landscape.offers[offer]) is None:
        return "no_room_left"
    return "best_for_all"


def _suits(landscape: Landscape) -> dict[str, int]:
    """How many entries of the other side suit each one; for nobody where some pairs were not looked at."""
    if landscape.unseen or landscape.left_out:
        return {}
    wishes, offers, columns = _columns(landscape)
    found: dict[str, int] = {}
    for side, keys in ((0, wishes), (1, offers)):
        counted = np.bincount(columns[:, side], minlength=len(keys))
        found |= dict(zip(keys, counted.tolist(), strict=True))
    return found


def _others(plan: Plan, landscape: Landscape) -> dict[str, list[tuple[Pair, int]]]:
    """The pairs with most points that the plan does not use, by entry. Of equals those with the last keys."""
    wishes, offers, columns = _columns(landscape)
    number_of_wish = {key: number for number, key in enumerate(wishes)}
    number_of_offer = {key: number for number, key in enumerate(offers)}
    numbers = columns[:, 0] * len(offers) + columns[:, 1]
    used = [
        number_of_wish[wish] * len(offers) + number_of_offer[offer]
        for wish, offer in plan.ledger.stays
        if wish in number_of_wish and offer in number_of_offer
    ]
    columns = columns[~np.isin(numbers, np.array(used, dtype=np.int64))]
    found: dict[str, list[tuple[Pair, int]]] = defaultdict(list)
    for side, keys in ((0, wishes), (1, offers)):
        for wish, offer, score in _best(columns, side).tolist():
            found[keys[(wish, offer)[side]]].append(((wishes[wish], offers[offer]), score))
    return found


def _columns(landscape: Landscape) -> tuple[tuple[str, ...], tuple[str, ...], Ints]:
    """Wish, offer and tenths of every pair, in numbers of the sorted keys."""
    alive = landscape.alive
    if isinstance(alive, Pairs):
        return alive.wishes, alive.offers, alive.rows[:, [WISH, OFFER, TENTHS]].astype(np.int64)
    wishes, offers = tuple(sorted(landscape.wishes)), tuple(sorted(landscape.offers))
    number_of_wish = {key: number for number, key in enumerate(wishes)}
    number_of_offer = {key: number for number, key in enumerate(offers)}
    rows = [(number_of_wish[wish], number_of_offer[offer], seen.scores.pair) for (wish, offer), seen in alive.items()]
    return wishes, offers, np.array(rows, dtype=np.int64).reshape(-1, 3)


def _best(columns: Ints, side: int) -> Ints:
    """Of each wish (0) or offer (1) the few pairs with most points, the best first."""
    order = np.lexsort((-columns[:, 1 - side], -columns[:, 2], columns[:, side]))
    entries = columns[order, side]
    starts = np.flatnonzero(np.diff(entries, prepend=-1))
    lengths = np.diff(np.append(starts, entries.size))
    places = np.arange(entries.size) - np.repeat(starts, lengths)
    return columns[order[places < OTHERS]]
