"""What would raise a pair."""

import json
from dataclasses import replace
from datetime import date

from hypothesis import given

from hospes.pairing.assess import RANK, assess
from hospes.pairing.changes import changed_pair
from hospes.pairing.files import read_market
from hospes.pairing.parties import Territories
from hospes.pairing.raises import raises
from hospes.pairing.written import market_as_written
from tests.pairing import worlds
from tests.pairing.worlds import a_context, a_wish, an_offer


def proposed(wish, offer):
    found = raises(wish, offer, a_context(wish, offer), limit=100)
    return {(one.change.side, one.code): one for one in found}


def test_a_shorter_stay_lifts_the_barrier_of_dates():
    wish = a_wish(days=(5, 14), windows=((date(2027, 5, 1), date(2027, 5, 3)),))
    offer = an_offer(days=(1, 30))

    improvement = proposed(wish, offer)["wish", "shorter_stay"]

    assert improvement.change.facts == {"from": 5, "to": 3}
    assert (improvement.before.status, improvement.after.status) == ("impossible", "possible")
    assert improvement.after.pair_score == assess(replace(wish, days=(3, 14)), offer, a_context(wish, offer)).pair_score


def test_a_window_is_widened_by_as_few_days_as_possible():
    wish = a_wish(windows=((date(2027, 3, 20), date(2027, 4, 4)),))

    improvement = proposed(wish, an_offer())["wish", "wider_window"]

    assert improvement.change.facts == {"from": ["2027-03-20", "2027-04-04"], "to": ["2027-03-20", "2027-04-14"]}


def test_a_language_is_raised_on_one_side_or_eased_on_the_other():
    wish, offer = a_wish(languages={"en": "A1"}), an_offer(languages={"en": "B1"})

    found = proposed(wish, offer)

    assert found["wish", "higher_level"].change.facts == {"language": "en", "from": "A1", "to": "B1"}
    assert found["offer", "lower_level"].change.facts == {"language": "en", "from": "B1", "to": "A1"}


def test_a_host_is_asked_for_the_measures_that_are_missing_and_the_group_never_to_need_less():
    found = proposed(a_wish(needs=frozenset({"CAPTIONS", "DIETARY"})), an_offer())

    assert found["offer", "more_measures"].change.facts == {"measures": ["CAPTIONS", "DIETARY"], "count": 2}
    assert {field for _, field in ((one.change.side, one.change.field) for one in found.values())} == {"measures"}


def test_a_group_that_is_too_large_may_come_in_a_smaller_part_or_find_more_room():
    found = proposed(a_wish(people=9, smallest_part=9), an_offer(places=20, largest_group=6))

    assert found["wish", "smaller_part"].change.facts == {"from": 9, "to": 6}
    assert found["offer", "larger_groups"].change.facts == {"from": 6, "to": 9}


def test_a_group_that_is_too_small_may_grow_or_find_a_host_for_smaller_groups():
    found = proposed(a_wish(people=3), an_offer(smallest_group=5))

    assert found["wish", "more_people"].change.facts == {"from": 3, "to": 5}
    assert found["offer", "smaller_groups"].change.facts == {"from": 5, "to": 3}


def test_refusals_rules_and_ones_own_territory_are_never_argued_with():
    refusing = an_offer(refuses=Territories(countries=frozenset({"SE"})))
    at_home = an_offer(country="SE", region="SE231")

    assert proposed(a_wish(), refusing) == {}
    assert proposed(a_wish(), at_home) == {}


def test_nothing_is_proposed_where_two_barriers_stand():
    assert proposed(a_wish(formats=frozenset({"STUDY_VISIT"}), languages={"fr": "C2"}), an_offer()) == {}


@worlds.slowly
@given(worlds.wishes(), worlds.offers())
def test_the_promised_numbers_are_what_asking_again_gives_and_no_smaller_step_is_enough(wish, offer):
    context = a_context(wish, offer)
    before = assess(wish, offer, context)

    for improvement in raises(wish, offer, context, limit=100):
        after = assess(*changed_pair(wish, offer, improvement.change), context)
        assert improvement.after == after
        worth = [(RANK[one.status], one.pair_score, one.wish_score + one.offer_score) for one in (before, after)]
        assert worth[1][0] > worth[0][0] or (before.status != "impossible" and worth[1] > worth[0])


@worlds.slowly
@given(worlds.wishes(), worlds.offers())
def test_a_stay_one_day_less_short_would_not_have_been_enough(wish, offer):
    context = a_context(wish, offer)
    before = assess(wish, offer, context)

    for improvement in raises(wish, offer, context, limit=100):
        if improvement.code == "shorter_stay" and improvement.change.size > 1:
            least, most = improvement.change.value
            nearly = replace(improvement.change, value=(least + 1, most))
            after = assess(*changed_pair(wish, offer, nearly), context)
            assert (after.status, after.scores) == (before.status, before.scores)


@worlds.slowly
@given(worlds.wishes(), worlds.offers())
def test_an_entry_that_has_changed_is_still_one_that_a_market_file_may_hold(wish, offer):
    for improvement in raises(wish, offer, a_context(wish, offer), limit=100):
        market = worlds.a_market(*changed_pair(wish, offer, improvement.change))
        assert read_market(json.dumps(market_as_written(market)).encode(), worlds.TREES) == market


def test_sizes_change_in_the_direction_that_their_name_says():
    found = proposed(a_wish(people=4, smallest_part=4), an_offer(places=1))

    assert {key: one.change.facts for key, one in found.items()} == {
        ("wish", "smaller_part"): {"from": 4, "to": 1},
        ("offer", "more_places"): {"from": 1, "to": 4},
    }
