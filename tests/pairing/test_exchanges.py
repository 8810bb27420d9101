"""Cycles and chains in a plan made by hand."""

import json

import pytest

from hospes.pairing.check import violations
from hospes.pairing.parties import Settings
from hospes.pairing.plan_files import read_plan
from tests.pairing.worlds import a_landscape, a_wish, an_offer

DATES = {"from": "2027-05-03", "to": "2027-05-23"}


def organisation(letter, country, **wish):
    """An organisation that sends two people and hosts as many."""
    return (
        a_wish(key=f"w{letter}", organisation=letter, country=country, region=None, people=2, returns="must", **wish),
        an_offer(key=f"o{letter}", organisation=letter, country=country, region=None, places=4),
    )


def judged(legs, *entries, settings=None, people=2):
    landscape = a_landscape(*entries, settings=settings or Settings())
    pairs = [{"wish": wish, "offer": offer, "people": people, **DATES} for wish, offer, _ in legs]
    plan = read_plan(json.dumps({"version": 1, "pairs": pairs, "exchanges": [legs]}).encode())
    return [(violation.code, violation.facts.get("because")) for violation in violations(plan, landscape)]


A, B, C = organisation("A", "SE"), organisation("B", "NO"), organisation("C", "ES")
HOST = an_offer(key="oH", organisation="H", country="GR", region=None, places=4)


@pytest.mark.parametrize(
    ("legs", "entries"),
    [
        ([["wA", "oB", 2], ["wB", "oA", 2]], (*A, *B)),
        ([["wA", "oB", 2], ["wB", "oC", 2], ["wC", "oA", 2]], (*A, *B, *C)),
        ([["wC", "oA", 2], ["wA", "oB", 2], ["wB", "oC", 2]], (*A, *B, *C)),
        ([["wA", "oH", 2], ["wB", "oA", 2]], (*A, *B, HOST)),
    ],
)
def test_a_cycle_closes_and_a_chain_starts_from_a_host_that_sends_nobody(legs, entries):
    assert judged(legs, *entries) == []


@pytest.mark.parametrize(
    ("legs", "entries"),
    [
        ([["wA", "oB", 2], ["wB", "oC", 2]], (*A, *B, *C)),
        ([["wA", "oB", 2]], (*A, *B)),
        ([["wB", "oA", 2], ["wA", "oH", 2]], (*A, *B, HOST)),
    ],
)
def test_legs_that_do_not_close_are_no_exchange(legs, entries):
    assert judged(legs, *entries) == [("exchange_broken", "not_linked")]


def test_a_cycle_is_no_longer_than_allowed():
    legs = [["wA", "oB", 2], ["wB", "oC", 2], ["wC", "oA", 2]]

    assert judged(legs, *A, *B, *C, settings=Settings(longest_cycle=2)) == [("exchange_broken", "length")]


def test_each_leg_takes_the_whole_group():
    legs = [["wA", "oB", 1], ["wB", "oA", 2]]

    assert ("exchange_broken", "not_a_whole_stay") in judged(legs, *A, *B)


def test_who_travels_only_in_exchange_is_accepted_in_one_and_refused_alone():
    landscape = a_landscape(*A, *B)
    alone = read_plan(
        json.dumps({"version": 1, "pairs": [{"wish": "wA", "offer": "oB", "people": 2, **DATES}]}).encode()
    )

    assert [violation.code for violation in violations(alone, landscape)] == ["only_in_exchange"]
