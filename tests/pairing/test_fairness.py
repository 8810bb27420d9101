"""Envy, tables and the nearest offer: what is told about those who are placed and those who are not."""

from collections import Counter

import pytest
from hypothesis import given

from hospes.pairing.assess import assess, standing
from hospes.pairing.changes import changed_pair
from hospes.pairing.fairness import envy, tables
from hospes.pairing.landscape import survey
from hospes.pairing.left_at_home import in_the_way, nearest_offers
from hospes.pairing.parties import Settings
from hospes.pairing.plan import make_plan
from hospes.pairing.stays import Ledger, Stay
from tests.pairing import worlds
from tests.pairing.worlds import TREES, a_landscape, a_wish, an_offer

PLAIN = Settings(reserve_mode="none", fairness="none")


def booked(landscape, *stays):
    ledger = Ledger(landscape.wishes, landscape.offers)
    for wish, offer, people in stays:
        ledger.take(Stay(wish, offer, people, 0, None))
    return ledger


def test_a_group_envies_who_has_the_stay_that_it_would_rather_have():
    """Both like o1 better, and only one can be there."""
    wishes = a_wish(people=4), a_wish(key="w2", organisation="kinna", people=4)
    hosts = an_offer(places=4), an_offer(key="o2", places=4, topics=frozenset({"timber"}))
    landscape = a_landscape(*wishes, *hosts, settings=PLAIN)

    assert envy(booked(landscape, ("w1", "o1", 4), ("w2", "o2", 4)), landscape) == [("w2", "w1")]
    assert envy(booked(landscape, ("w1", "o1", 4)), landscape) == [("w2", "w1")]
    assert envy(booked(landscape), landscape) == []


@pytest.mark.parametrize(
    ("changes", "offer"),
    [
        ({"organisation": "boras"}, {}),  # its own organisation
        ({"people": 3, "smallest_part": 3}, {}),  # a stay of four is too large
        ({"people": 8, "smallest_part": 8}, {"largest_group": 8}),  # or too small
        ({"languages": {}}, {}),  # it could not have gone there
    ],
)
def test_nobody_envies_a_stay_that_it_could_not_have_had_or_that_its_own_have(changes, offer):
    other = a_wish(**{"key": "w2", "organisation": "kinna", "people": 4, "fewer_opportunities": 0, **changes})
    landscape = a_landscape(a_wish(people=4), other, an_offer(places=8, **offer), settings=PLAIN)

    assert envy(booked(landscape, ("w1", "o1", 4)), landscape) == []


def by_definition(ledger, landscape):
    found = set()
    for wish in landscape.wishes.values():
        own = [landscape.alive[pair].scores.wish for pair in ledger.stays if pair[0] == wish.key]
        for other, offer in ledger.stays:
            seen = landscape.alive.get((wish.key, offer))
            if seen is None or not seen.placeable or (wish.key, offer) in ledger.stays or wish.returns == "must":
                continue
            fits = wish.part <= ledger.stays[other, offer].people <= wish.people
            stranger = landscape.wishes[other].organisation != wish.organisation
            if fits and stranger and (not own or min(own) < seen.scores.wish):
                found.add((wish.key, other))
    return sorted(found)


@worlds.quickly
@given(worlds.markets(fixed=False))
def test_envy_is_what_its_definition_says(market):
    landscape = survey(market, TREES)
    ledger = make_plan(landscape).ledger

    assert envy(ledger, landscape) == by_definition(ledger, landscape)


@worlds.quickly
@given(worlds.markets())
def test_every_table_counts_everybody_once(market):
    landscape = survey(market, TREES)
    ledger = make_plan(landscape).ledger

    found = tables(ledger, landscape)

    assert set(found) == {"country", "size", "experience", "profile", "organisation"}
    for rows in found.values():
        assert sum(row["people"] for row in rows) == sum(wish.people for wish in market.wishes)
        assert sum(row["placed"] for row in rows) == ledger.people
        assert sum(row["groups"] for row in rows) == len(market.wishes)
        assert len({row["of"] for row in rows}) == len(rows)
        assert all(row["share"] == round(row["placed"] / row["people"], 4) for row in rows)


def test_who_has_worked_with_nobody_in_this_market_is_a_newcomer():
    known = a_wish(worked_with=frozenset({"vestland"})), a_wish(key="w2", organisation="kinna")
    landscape = a_landscape(*known, an_offer(), settings=PLAIN)

    rows = tables(booked(landscape, ("w1", "o1", 6)), landscape)["experience"]

    assert [(row["of"], row["people"], row["placed"]) for row in rows] == [("newcomer", 6, 0), ("worked_before", 6, 6)]


# Those at home


@worlds.quickly
@given(worlds.markets(fixed=False))
def test_barriers_counted_in_columns_are_those_counted_pair_by_pair(market):
    landscape = survey(market, TREES)
    ledger = Ledger(landscape.wishes, landscape.offers)

    slowly = in_the_way(ledger, landscape)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hospes.pairing.left_at_home.FEW", 0)
        quickly = in_the_way(ledger, landscape)

    assert quickly == slowly
    for key, codes in slowly.items():
        wish = landscape.wishes[key]
        stand = Counter(
            code for offer in landscape.offers.values() for code in standing(wish, offer, landscape.context)
        )
        assert {code: count for code, count in codes.items() if code in stand} == stand


def test_the_nearest_offer_is_the_one_with_the_least_in_the_way():
    far = an_offer(key="o1", languages={"fr": "C1"}, formats=frozenset({"STUDY_VISIT"}))
    near = an_offer(key="o2", languages={"en": "B2"})
    unsure = an_offer(key="o3", formats=None)
    full = an_offer(key="o4", places=6)
    other = a_wish(key="w0", organisation="kinna", smallest_part=None)

    def nearest(*offers):
        landscape = a_landscape(a_wish(smallest_part=None), other, *offers, settings=PLAIN)
        ledger = booked(landscape, *([("w0", "o4", 6)] if full in offers else []))
        found = nearest_offers(ledger, landscape)["w1"]
        return found.offer, [one.code for one in found.because]

    assert nearest(far) == ("o1", ["no_common_format", "no_common_language"])
    assert nearest(far, near) == ("o2", ["no_common_language"])
    assert nearest(far, near, unsure) == ("o3", ["format_unknown"])
    assert nearest(far, near, unsure, full) == ("o4", ["no_room_left"])


@worlds.quickly
@given(worlds.markets(fixed=False))
def test_the_change_that_is_named_for_the_nearest_offer_opens_the_pair(market):
    landscape = survey(market, TREES)
    ledger = make_plan(landscape).ledger

    for key, nearest in nearest_offers(ledger, landscape).items():
        assert ledger.people_left[key]
        assert nearest.because
        if nearest.change is None:
            continue
        pair = changed_pair(landscape.wishes[key], landscape.offers[nearest.offer], nearest.change.change)
        assert assess(*pair, landscape.context).status != "impossible"
        assert assess(*pair, landscape.context).pair_score == nearest.change.after.pair_score


def test_a_group_of_which_some_are_placed_hears_of_another_offer():
    landscape = a_landscape(a_wish(), an_offer(places=4), an_offer(key="o2", languages={"en": "B2"}), settings=PLAIN)
    ledger = make_plan(landscape).ledger

    assert nearest_offers(ledger, landscape)["w1"].offer == "o2"
