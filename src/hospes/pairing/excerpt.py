"""A part of a large market that the solver can take whole: some hosts, and the groups that only they decide about.

An excerpt is arrays of numbers, so that it travels to another process or machine as it is, and so does the
answer. The goals are taken at once: an organisation served outweighs any welfare, a tenth of welfare outweighs
everybody with fewer opportunities beyond the reserve.
"""

from collections import defaultdict
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hospes.pairing.solver import Model, Stop

Ints = NDArray[np.int64]

# What serving one more organisation is worth beside welfare: more than any group can bring.
SERVED = 50_000
# The search ends when no plan can be better by more than this share.
GAP = 1e-4


class Excerpt(NamedTuple):
    """Pairs with their wishes, offers and organisations numbered anew from 0."""

    wish: Ints
    offer: Ints
    value: Ints
    kept: Ints
    least: Ints
    most: Ints
    # The plan as it stands.
    stays: Ints
    # Of each wish: people that are free here, those placed elsewhere, those with fewer opportunities among all of them,
    # the fewest worth placing, its organisation; -1 where that is served without it.
    people: Ints
    elsewhere: Ints
    fewer: Ints
    at_least: Ints
    organisation: Ints
    # Of each offer: room for people and for groups.
    places: Ints
    groups: Ints
    # People with fewer opportunities who must be placed, those placed elsewhere included.
    seats: int


def solved(excerpt: Excerpt, nodes: int, seed: int, stop: Stop | None = None) -> Ints:
    """People of each pair in the best plan found; the plan as it stands when none is better."""
    model, goal = Model(), defaultdict[int, float](float)
    # A tenth of welfare weighs so much that all people with fewer opportunities do not outweigh it.
    tenth = 1 + int(excerpt.fewer.sum())
    pairs = _Pairs(model, excerpt)
    for pair in range(excerpt.wish.size):
        goal[pairs.people[pair]] += pairs.factor[pair] * int(excerpt.value[pair]) * tenth
        goal[pairs.chosen[pair]] += int(excerpt.kept[pair]) * tenth
    fewer = [_rows_of_wish(model, excerpt, pairs, number) for number in range(excerpt.people.size)]
    for column in fewer:
        goal[column] += 1
    model.row(dict.fromkeys(fewer, 1), lower=excerpt.seats)
    _rows_of_offers(model, excerpt, pairs)
    for column in _served(model, excerpt, pairs):
        goal[column] += SERVED * tenth
    found = model.maximise(goal, nodes=nodes, gap=GAP, seed=seed, stop=stop)
    if found.columns is None:
        return excerpt.stays
    columns = found.whole()
    people: Ints = columns[pairs.people] * np.array(pairs.factor, dtype=np.int64)
    return people


class _Pairs:
    """The columns of each pair: whether it is placed, and how many people; people are `factor` times a column."""

    def __init__(self, model: Model, excerpt: Excerpt) -> None:
        self.chosen: list[int] = []
        self.people: list[int] = []
        self.factor: list[int] = []
        self.of_wish: dict[int, list[int]] = defaultdict(list)
        self.of_offer: dict[int, list[int]] = defaultdict(list)
        unlimited = excerpt.groups >= excerpt.places
        lists = (excerpt.wish, excerpt.offer, excerpt.least, excerpt.most, excerpt.kept)
        for pair, (wish, offer, least, most, kept) in enumerate(zip(*(one.tolist() for one in lists), strict=True)):
            self.of_wish[wish].append(pair)
            self.of_offer[offer].append(pair)
            if least == most:
                chosen = people = model.column()
            elif least == 1 and not kept and unlimited[offer] and excerpt.at_least[wish] <= 1:
                # One person is a stay like any other: how many there are says all.
                chosen = people = model.column(upper=most)
            else:
                chosen, people = model.column(), model.column(upper=most)
                model.row_of((people, chosen), (1, -least), lower=0)
                model.row_of((people, chosen), (1, -most), upper=0)
            self.chosen.append(chosen)
            self.people.append(people)
            self.factor.append(most if least == most else 1)

    def travellers(self, pairs: list[int]) -> dict[int, float]:
        return {self.people[pair]: self.factor[pair] for pair in pairs}


def _rows_of_wish(model: Model, excerpt: Excerpt, pairs: _Pairs, wish: int) -> int:
    """The rows of a wish, and a column for its people with fewer opportunities: as many of them as travel."""
    own, elsewhere = pairs.of_wish[wish], int(excerpt.elsewhere[wish])
    travellers = pairs.travellers(own)
    model.row(travellers, upper=int(excerpt.people[wish]))
    at_least = int(excerpt.at_least[wish])
    if 0 < elsewhere < at_least:
        model.row(travellers, lower=at_least - elsewhere)
    elif not elsewhere and any(excerpt.least[pair] < at_least for pair in own):
        travels = model.column()
        model.row(travellers | {travels: -at_least}, lower=0)
        for pair in own:
            model.row_of((pairs.people[pair], travels), (pairs.factor[pair], -int(excerpt.most[pair])), upper=0)
    fewer = model.column(upper=int(excerpt.fewer[wish]), whole=False)
    model.row({fewer: 1} | {column: -factor for column, factor in travellers.items()}, upper=elsewhere)
    return fewer


def _rows_of_offers(model: Model, excerpt: Excerpt, pairs: _Pairs) -> None:
    for offer, own in pairs.of_offer.items():
        model.row(pairs.travellers(own), upper=int(excerpt.places[offer]))
        if excerpt.groups[offer] < len(own):
            model.row({pairs.chosen[pair]: 1 for pair in own}, upper=int(excerpt.groups[offer]))


def _served(model: Model, excerpt: Excerpt, pairs: _Pairs) -> list[int]:
    """A column for each organisation that only these stays could serve."""
    own: dict[int, dict[int, float]] = defaultdict(dict)
    for wish, of_wish in pairs.of_wish.items():
        if excerpt.organisation[wish] >= 0:
            own[int(excerpt.organisation[wish])] |= {pairs.chosen[pair]: -1.0 for pair in of_wish}
    found = []
    for organisation in sorted(own):
        found.append(model.column(whole=False))
        model.row({found[-1]: 1} | own[organisation], upper=0)
    return found
