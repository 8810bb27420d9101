"""What a round may choose from, and which stays of a plan are exchanges."""

from hypothesis import given

from hospes.pairing.exchange.pack import Effort
from hospes.pairing.exchange.rounds import candidates_for_round, label
from hospes.pairing.landscape import survey
from hospes.pairing.stays import Stay
from tests.pairing.exchange.rings import a_group, a_host, every_exchange, partnerships
from tests.pairing.worlds import TREES, a_landscape, slowly


def legs_of(exchanges):
    return [[(wish, offer) for wish, offer, _ in one.legs] for one in exchanges]


@slowly
@given(partnerships(most=5))
def test_a_round_is_offered_every_exchange_of_those_who_travel_only_in_one(market):
    landscape = survey(market, TREES)
    expected = [
        pairs
        for pairs in every_exchange(landscape)
        if any(landscape.wishes[wish].returns == "must" for wish, _ in pairs)
    ]

    found = candidates_for_round(landscape)

    assert found.complete
    assert {one.pairs for one in found.exchanges} == set(expected)


def test_where_there_are_too_many_the_best_ones_are_offered():
    letters = "ABCDEF"
    groups = [a_group(letter, returns="must") for letter in letters]

    found = candidates_for_round(a_landscape(*groups, *map(a_host, letters)), effort=Effort(listed=5, ties=5))

    assert not found.complete
    assert found.exchanges


def test_stays_of_a_plan_are_exchanges_where_they_close_a_ring_or_start_at_a_host_alone():
    entries = [a_group(letter) for letter in "ABCD"] + [a_host(letter, places=9) for letter in "ABCDH"]
    stays = [Stay(wish, offer, 2, 0, None) for wish, offer in [("wA", "oB"), ("wB", "oA"), ("wC", "oH"), ("wD", "oB")]]

    assert legs_of(label(a_landscape(*entries), stays)) == [[("wA", "oB"), ("wB", "oA")], [("wC", "oH")]]


def test_a_group_of_which_some_stay_at_home_is_no_leg():
    entries = (a_group("A", people=3, smallest_part=1), a_host("A"), a_group("B"), a_host("B"))
    stays = [Stay("wA", "oB", 2, 0, None), Stay("wB", "oA", 2, 0, None)]

    assert label(a_landscape(*entries), stays) == ()


def test_groups_that_travel_only_in_exchange_come_first():
    # B can close a ring with A or with C; C may not travel otherwise.
    entries = (
        a_group("A", people=3), a_host("A", places=9), a_group("B", people=1), a_host("B", places=9),
        a_group("B", 1, people=1), a_group("C", people=1, returns="must"), a_host("C", places=9),
    )  # fmt: skip
    stays = [
        Stay("wA", "oB", 3, 0, None), Stay("wC", "oB", 1, 0, None), Stay("wB", "oC", 1, 0, None),
    ]  # fmt: skip

    assert legs_of(label(a_landscape(*entries), stays)) == [[("wB", "oC"), ("wC", "oB")]]
