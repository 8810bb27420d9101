"""A leg falls away: who moves, and why."""

import pytest

from hospes.pairing.exchange.plan import plan_exchanges
from hospes.pairing.exchange.repair import NoSuchLegError, repair_exchange
from hospes.pairing.parties import Territories
from tests.pairing.exchange.rings import a_group, a_host
from tests.pairing.worlds import a_landscape


def refusing(*letters):
    return Territories(organisations=frozenset(letters))


def legs_of(exchanges):
    return [[(wish, offer) for wish, offer, _ in one.legs] for one in exchanges]


def moves_of(repair):
    return [tuple(move) for move in repair.moves]


def test_the_ring_closes_without_the_leg_and_other_exchanges_stay():
    landscape = a_landscape(
        a_group("A", refuses=refusing("C"), returns="must"), a_host("A"),
        a_group("B", refuses=refusing("D", "E"), returns="must"), a_host("B"),
        a_group("C", refuses=refusing("A", "D", "E"), returns="must"), a_host("C"),
        a_group("D", refuses=refusing("A", "B", "C"), returns="must"), a_host("D"),
        a_group("E", refuses=refusing("A", "B", "C"), returns="must"), a_host("E"),
    )  # fmt: skip
    before = plan_exchanges(landscape).exchanges
    assert [("wD", "oE"), ("wE", "oD")] in legs_of(before)
    broken = next(one for one in before if one.legs[0][0] == "wB" or len(one.legs) != 2 or "wA" in one.legs[0])

    repair = repair_exchange(landscape, before, broken.pairs[0])

    assert [("wD", "oE"), ("wE", "oD")] in legs_of(repair.exchanges)
    assert broken.pairs[0] not in [pair for one in repair.exchanges for pair in one.pairs]
    assert repair.gain >= 0


def test_another_group_closes_the_ring():
    third = a_group("C", refuses=refusing("A"), returns="must"), a_host("C")
    two = (a_group("A", returns="must"), a_host("A"), a_group("B", returns="must"), a_host("B"))
    landscape = a_landscape(*two, *third)
    before = plan_exchanges(a_landscape(*two)).exchanges
    assert legs_of(before) == [[("wA", "oB"), ("wB", "oA")]]

    repair = repair_exchange(landscape, before, ("wA", "oB"))

    assert legs_of(repair.exchanges) == [[("wA", "oC"), ("wB", "oA"), ("wC", "oB")]]
    assert moves_of(repair) == [("wA", "oB", "oC", "closes_the_ring"), ("wC", None, "oB", "closes_the_ring")]


def test_who_may_go_one_way_goes_alone_and_who_may_not_stays_at_home():
    landscape = a_landscape(a_group("A", returns="must"), a_host("A"), a_group("B", returns="would"), a_host("B"))
    before = plan_exchanges(landscape).exchanges

    repair = repair_exchange(landscape, before, ("wA", "oB"))

    assert repair.exchanges == ()
    assert [stay.key for stay in repair.one_way] == [("wB", "oA")]
    assert moves_of(repair) == [("wA", "oB", None, "leg_broken")]


def test_a_chain_takes_who_lost_the_ring():
    landscape = a_landscape(
        a_group("A", returns="must"), a_host("A"), a_group("B", returns="must", refuses=refusing("H")), a_host("B"),
        a_host("H", topics=frozenset({"timber"})),
    )  # fmt: skip
    ring = plan_exchanges(a_landscape(*landscape.market.wishes, *landscape.market.offers[:2])).exchanges

    repair = repair_exchange(landscape, ring, ("wA", "oB"))

    assert legs_of(repair.exchanges) == [[("wA", "oH"), ("wB", "oA")]]
    assert moves_of(repair) == [("wA", "oB", "oH", "in_a_chain")]


def test_other_exchanges_are_opened_only_on_paper_and_only_for_a_gain():
    # A and B lose each other. C and D host each other; opened, all four could travel in a ring.
    landscape = a_landscape(
        a_group("A", returns="must", refuses=refusing("D")), a_host("A"),
        a_group("B", returns="must", refuses=refusing("C")), a_host("B"),
        a_group("C", returns="must", refuses=refusing("A")), a_host("C"),
        a_group("D", returns="must", refuses=refusing("B")), a_host("D"),
    )  # fmt: skip
    pairs = a_landscape(*landscape.market.wishes, *landscape.market.offers).market
    together = [
        one
        for letters in ("AB", "CD")
        for one in plan_exchanges(
            a_landscape(
                *(wish for wish in pairs.wishes if wish.organisation in letters),
                *(offer for offer in pairs.offers if offer.organisation in letters),
            )
        ).exchanges
    ]
    assert legs_of(together) == [[("wA", "oB"), ("wB", "oA")], [("wC", "oD"), ("wD", "oC")]]

    repair = repair_exchange(landscape, together, ("wA", "oB"))

    assert legs_of(repair.exchanges) == [[("wC", "oD"), ("wD", "oC")]]
    assert repair.wider is not None
    assert repair.wider.value > repair.value
    assert len(repair.wider.opened) == 1
    assert {move.wish for move in repair.wider.moves} >= {"wA", "wB"}


def test_a_leg_that_is_in_no_exchange_cannot_break():
    with pytest.raises(NoSuchLegError):
        repair_exchange(a_landscape(a_group("A"), a_host("B")), (), ("wA", "oB"))
