"""Rings and chains among legs: the same as trying all of them, and the best first."""

import random
from itertools import permutations

import pytest

from hospes.exchanges.finding import Found, Leg, find, through
from hospes.matchmaking.rules.exchanges import in_order


def legs_of(chance: random.Random, organisations: int, count: int) -> list[Leg]:
    found = {}
    while len(found) < count:
        sender, host = chance.sample(range(organisations), 2)
        found[sender, host] = Leg(
            100 + sender, 200 + host, sender, host, chance.randint(1, 5), 10 * chance.randint(30, 99)
        )
    return list(found.values())


def by_trying(legs: list[Leg], sources: set[int]) -> set[frozenset[Leg]]:
    """Every set of two to four legs that makes a ring, or a chain from a source."""
    found = set()
    for count in (2, 3, 4):
        for some in permutations(legs, count):
            ends = Found(some).ends
            if in_order(ends) is None:
                continue
            hosts, senders = {leg.host for leg in some}, {leg.sender for leg in some}
            if hosts == senders or hosts - senders <= sources:
                found.add(frozenset(some))
    return found


@pytest.mark.parametrize("seed", range(8))
def test_everything_is_found_that_trying_finds(seed: int) -> None:
    chance = random.Random(seed)
    legs = legs_of(chance, 6, 11)
    sources = {leg.host for leg in legs} - {leg.sender for leg in legs}

    found = find(legs, sources, kept=10_000, of_one_wish=10_000)

    tried = by_trying(legs, sources)
    # The same organisations stand there once; here no two have two pairs.
    assert {frozenset(one.legs) for one in found} == tried
    assert [one.order for one in found] == sorted(one.order for one in found)


def test_what_is_left_out_holds_a_weaker_part() -> None:
    chance = random.Random(3)
    legs = legs_of(chance, 40, 700)

    best = find(legs, set(), kept=50, of_one_wish=10_000)

    every = find(legs, set(), kept=100_000, of_one_wish=100_000)
    assert len(best) == 50
    assert best == every[:50]


def test_one_wish_does_not_fill_the_board() -> None:
    legs = [Leg(1, host, 0, host, 2, 900) for host in range(1, 30)]
    legs += [Leg(100 + host, 500, host, 0, 2, 900) for host in range(1, 30)]

    found = find(legs, set())

    assert sum(any(leg.wish == 1 for leg in one.legs) for one in found) == 5


def test_the_same_organisations_stand_there_once() -> None:
    legs = [Leg(1, 10, 0, 1, 2, 500), Leg(2, 10, 0, 1, 2, 800), Leg(3, 20, 1, 0, 2, 700)]

    found = find(legs, set())

    assert [one.weakest for one in found] == [700]


def test_through_names_those_that_somebody_takes_part_in() -> None:
    one, other = Found((Leg(1, 2, 0, 1, 1, 500),)), Found((Leg(3, 4, 2, 3, 1, 500),))

    assert through([one, other], {1}) == [one]


def test_of_nothing_comes_nothing() -> None:
    assert find([], set()) == []
