"""The best counterparts of an entry, and those that almost fit."""

from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from hospes.pairing.assess import assess
from hospes.pairing.context import context_of
from hospes.pairing.parties import Territories
from hospes.pairing.suggest import suggest
from tests.pairing import worlds
from tests.pairing.worlds import TREES, a_context, a_wish, an_offer


def test_the_best_counterpart_comes_first_and_ties_go_by_key():
    wish = a_wish()
    offers = an_offer(key="o3", topics=frozenset({"timber"})), an_offer(key="o2"), an_offer(key="o1")

    best = suggest(wish, offers, a_context(wish, *offers)).best

    assert [(pair.offer, pair.pair_score) for pair in best] == [("o1", 870), ("o2", 870), ("o3", 670)]


def test_an_offer_finds_wishes_in_the_same_way():
    offer, wishes = an_offer(), (a_wish(), a_wish(key="w2", topics=frozenset({"timber"})))

    best = suggest(offer, wishes, a_context(*wishes, offer)).best

    assert [pair.wish for pair in best] == ["w1", "w2"]


def test_an_entry_about_which_little_is_known_has_suggestions_all_the_same():
    bare = a_wish(
        **dict.fromkeys(("region", "profile", "formats", "topics", "fields", "languages", "windows", "days", "needs"))
    )

    [pair] = suggest(bare, [an_offer()], a_context(bare, an_offer())).best

    assert pair.status == "open"
    assert {unknown.code for unknown in pair.unknowns} == {
        "dates_unknown",
        "field_unknown",
        "format_unknown",
        "language_unknown",
        "needs_unknown",
        "profile_unknown",
        "topics_unknown",
    }


def test_a_single_barrier_makes_a_near_miss_and_two_do_not():
    wish = a_wish()
    late = an_offer(key="late", windows=((date(2028, 5, 1), date(2028, 6, 1)),))
    late_and_mute = an_offer(key="mute", windows=late.windows, languages={"no": "C1"})

    found = suggest(wish, [late, late_and_mute], a_context(wish, late, late_and_mute))

    assert found.best == ()
    assert [(pair.offer, [barrier.code for barrier in pair.barriers]) for pair in found.near] == [
        ("late", ["no_common_dates"])
    ]


def test_a_refusal_is_no_near_miss():
    wish, offer = a_wish(), an_offer(refuses=Territories(countries=frozenset({"SE"})))

    found = suggest(wish, [offer], a_context(wish, offer))

    assert (found.best, found.near) == ((), ())


def test_entries_of_the_same_side_are_passed_over():
    wish, other = a_wish(), a_wish(key="w2", organisation="kinna")

    assert suggest(wish, [other], a_context(wish, other)).best == ()


@worlds.quickly
@given(worlds.markets())
def test_no_suggestion_breaks_a_barrier(market):
    context = context_of(market, TREES)
    offers = {offer.key: offer for offer in market.offers}

    for wish in market.wishes:
        found = suggest(wish, market.offers, context)
        assert all(not assess(wish, offers[pair.offer], context).barriers for pair in found.best)
        assert all(pair.barriers for pair in found.near)
        possible = {key for key, offer in offers.items() if assess(wish, offer, context).status != "impossible"}
        assert possible == {pair.offer for pair in found.best}


@worlds.quickly
@given(worlds.markets(), st.integers())
def test_order_of_arrival_changes_nothing(market, seed):
    context = context_of(market, TREES)
    shuffled = Random(seed).sample(market.offers, len(market.offers))

    for wish in market.wishes:
        assert suggest(wish, shuffled, context) == suggest(wish, market.offers, context)
