"""Plans in which people travel only inside cycles and chains."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hospes.pairing.check import violations
from hospes.pairing.exchange.plan import plan_exchanges
from hospes.pairing.exchange_report import exchange_plan_as_written
from hospes.pairing.landscape import survey
from hospes.pairing.parties import Pin, Settings, Territories
from hospes.pairing.plan_files import read_plan
from tests.pairing.exchange.rings import (
    a_group,
    a_host,
    best_by_force,
    partnerships,
    thoroughly,
)
from tests.pairing.worlds import TREES, a_landscape, slowly


def refusing(*letters):
    return Territories(organisations=frozenset(letters))


def written(landscape):
    plan = exchange_plan_as_written(plan_exchanges(landscape), landscape, seconds=0)
    return json.loads(json.dumps(plan))


def faults(plan, landscape):
    return [(fault.code, fault.where, dict(fault.facts)) for fault in violations(as_read(plan), landscape)]


def as_read(plan):
    return read_plan(json.dumps(plan).encode())


def legs_of(plan):
    return [[(wish, offer) for wish, offer, _ in one.legs] for one in plan.exchanges]


@thoroughly
@given(partnerships())
def test_no_set_of_exchanges_is_worth_more_than_the_plan(market):
    landscape = survey(market, TREES)

    plan = plan_exchanges(landscape)

    assert plan.objective == best_by_force(landscape) == plan.bound
    assert plan.status == "optimal"


@thoroughly
@given(partnerships(most=8))
def test_the_check_accepts_every_plan(market):
    landscape = survey(market, TREES)

    assert faults(written(landscape), landscape) == []


@slowly
@given(partnerships(most=8), st.data())
def test_the_check_refuses_a_plan_that_was_tampered_with(market, data):
    landscape = survey(market, TREES)
    plan = written(landscape)
    if not plan["exchanges"]:
        return
    number = data.draw(st.integers(0, len(plan["exchanges"]) - 1))
    legs = plan["exchanges"][number]
    place = data.draw(st.integers(0, len(legs) - 1))
    how = data.draw(st.sampled_from(["leg left out", "one more person", "twice", "stay left out"]))
    if how == "leg left out":
        # A chain without its last leg is a shorter chain, but the group then travels alone.
        del legs[0]
        landscape = survey(
            replace(market, wishes=tuple(replace(wish, returns="must") for wish in market.wishes)), TREES
        )
    elif how == "one more person":
        legs[place][2] += 1
    elif how == "twice":
        plan["exchanges"].append(legs)
    else:
        wish = legs[place][0]
        plan["pairs"] = [stay for stay in plan["pairs"] if stay["wish"] != wish]

    assert faults(plan, landscape) != []


@slowly
@given(partnerships(most=8), st.randoms(use_true_random=False))
def test_the_order_in_which_entries_arrive_changes_nothing(market, chance):
    shuffled = replace(
        market,
        wishes=tuple(chance.sample(market.wishes, len(market.wishes))),
        offers=tuple(chance.sample(market.offers, len(market.offers))),
    )

    assert written(survey(market, TREES)) == written(survey(shuffled, TREES))


@slowly
@given(partnerships(most=7))
def test_longer_cycles_never_make_a_plan_worse(market):
    worth = [
        plan_exchanges(
            survey(replace(market, settings=replace(market.settings, longest_cycle=longest)), TREES)
        ).objective
        for longest in (2, 3, 4)
    ]

    assert worth == sorted(worth)


def test_two_organisations_host_each_other():
    plan = plan_exchanges(a_landscape(a_group("A"), a_host("A"), a_group("B"), a_host("B")))

    assert legs_of(plan) == [[("wA", "oB"), ("wB", "oA")]]


def test_a_ring_of_three_closes_where_no_two_suit_each_other():
    entries = [a_group(one, refuses=refusing(other)) for one, other in ("AB", "BC", "CA")]
    hosts = [a_host(letter) for letter in "ABC"]

    three = plan_exchanges(a_landscape(*entries, *hosts, settings=Settings(longest_cycle=3)))
    two = plan_exchanges(a_landscape(*entries, *hosts, settings=Settings(longest_cycle=2)))

    assert legs_of(three) == [[("wA", "oC"), ("wB", "oA"), ("wC", "oB")]]
    assert two.exchanges == ()


def test_a_chain_starts_at_a_host_that_sends_nobody_and_ends_where_the_limit_says():
    # Each accepts only the one before.
    groups = [
        a_group(letter, refuses=refusing(*(set("HABCDE") - {before})), returns="must")
        for before, letter in zip("HABCD", "ABCDE", strict=True)
    ]
    hosts = [a_host(letter) for letter in "HABCDE"]

    plan = plan_exchanges(a_landscape(*groups, *hosts, settings=Settings(longest_cycle=3)))

    assert legs_of(plan) == [[("wA", "oH"), ("wB", "oA"), ("wC", "oB")]]


def test_a_host_that_sends_somebody_starts_no_chain():
    wants_elsewhere = a_group("H", refuses=refusing("A"))

    plan = plan_exchanges(a_landscape(wants_elsewhere, a_host("H"), a_group("A"), a_host("A")))

    assert plan.exchanges == ()


def test_places_are_shared_by_all_chains():
    groups = [a_group(letter, people=2) for letter in "ABC"]

    plan = plan_exchanges(a_landscape(*groups, a_host("H", places=5)))

    assert len(plan.exchanges) == 2
    assert plan.ledger.people == 4


def test_groups_at_a_host_are_shared_by_all_chains():
    groups = [a_group(letter, people=1) for letter in "ABC"]

    assert plan_exchanges(a_landscape(*groups, a_host("H", places=9, groups=1))).ledger.people == 1


@pytest.mark.parametrize("returns", [False, "would", "must"])
def test_everybody_may_travel_in_an_exchange(returns):
    groups = [a_group(letter, returns=returns) for letter in "AB"]

    assert plan_exchanges(a_landscape(*groups, a_host("A"), a_host("B"))).ledger.people == 4


def test_a_group_is_hosted_whole_or_stays_at_home():
    divisible = a_group("A", people=4, smallest_part=1)

    assert plan_exchanges(a_landscape(divisible, a_host("H", places=3))).exchanges == ()


def test_sizes_of_the_groups_may_differ():
    entries = (a_group("A", people=5), a_host("A", places=1), a_group("B", people=1), a_host("B", places=5))

    assert plan_exchanges(a_landscape(*entries)).ledger.people == 6


def test_guests_that_cannot_be_there_at_once_are_told_apart():
    may = {"windows": ((_day(3), _day(9)),), "days": (5, 7)}
    groups = [a_group(letter, people=2, **may) for letter in "ABC"]
    host = a_host("H", places=9, at_once=4)

    plan = plan_exchanges(a_landscape(*groups, host))

    assert plan.ledger.people == 4
    assert plan.status == "optimal"


def test_a_fixed_stay_is_kept_and_may_be_a_leg():
    entries = (a_group("A"), a_host("A"), a_group("B", returns="must"), a_host("B", places=4), a_group("C"))
    landscape = a_landscape(*entries, pinned=(Pin("wA", "oB", 2),))

    plan = plan_exchanges(landscape)

    assert legs_of(plan) == [[("wA", "oB"), ("wB", "oA")]]
    assert faults(written(landscape), landscape) == []


def test_an_empty_market_and_a_market_with_one_side_have_a_plan():
    for entries in ((), (a_group("A"),), (a_host("A"),)):
        landscape = a_landscape(*entries)
        plan = written(landscape)
        assert (plan["status"], plan["exchanges"]) == ("optimal", [])
        assert faults(plan, landscape) == []


def test_a_plan_that_is_stopped_at_once_stands_and_tells_its_gap():
    landscape = a_landscape(a_group("A"), a_host("A"), a_group("B"), a_host("B"))

    plan = plan_exchanges(landscape, stop=lambda: True, hurry=lambda: True)

    assert plan.bound >= plan.objective
    assert faults(exchange_plan_as_written(plan, landscape, seconds=0), landscape) == []


def test_the_hard_share_holds_in_exchanges_too():
    few = a_group("A", people=4, fewer_opportunities=0), a_host("A", places=4)
    many = a_group("B", people=2, fewer_opportunities=2), a_host("B", places=4)
    apart = a_group("C", people=4), a_host("C", places=4)
    strict = Settings(reserve_mode="share")
    landscape = a_landscape(*few, *many, *apart, settings=strict)

    assert faults(written(landscape), landscape) == []
    assert plan_exchanges(landscape).ledger.people > 0


def _day(number):
    return date(2027, 5, number)
