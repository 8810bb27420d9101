"""Repairs: least movement first, then value, and who moves because of what."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hospes.pairing.check import violations
from hospes.pairing.codes import MOVES
from hospes.pairing.landscape import survey
from hospes.pairing.parties import Pin, Settings
from hospes.pairing.plan import make_plan
from hospes.pairing.plan_files import Given, PlanFile
from hospes.pairing.repair import repair
from hospes.pairing.stays import Stay
from tests.pairing import worlds
from tests.pairing.test_plan import every_plan, worth
from tests.pairing.worlds import TREES, a_landscape, a_market, a_wish, an_offer

PLAIN = Settings(reserve_mode="none", fairness="none")


def a_stay(wish="w1", offer="o1", people=6):
    return Stay(wish, offer, people, min(2, people), (worlds.date(2027, 5, 3), worlds.date(2027, 5, 23)))


def whole(key, organisation, **changes):
    return a_wish(key=key, organisation=organisation, smallest_part=None, **changes)


def placed(choice):
    return {stay.key: stay.people for stay in choice.ledger.stays.values()}


def reasons(found):
    return {move.wish: (move.moved, move.because.code) for move in found.choices[found.chosen].moves}


def test_a_group_whose_host_has_declined_goes_where_there_is_room_and_nobody_else_moves():
    landscape = a_landscape(
        whole("w1", "boras"), whole("w2", "kinna"), an_offer(places=6), an_offer(key="o2", places=6),
        an_offer(key="o3", places=6), settings=PLAIN,
    )  # fmt: skip

    found = repair(landscape, [a_stay(), a_stay("w2", "o2")], declined=[("w1", "o1")])

    assert placed(found.choices[0]) == {("w1", "o3"): 6, ("w2", "o2"): 6}
    assert found.choices[0].moved == ()
    assert reasons(found) == {"w1": (False, "declined")}
    assert found.declined == (("w1", "o1"),)


def test_what_moving_one_group_would_gain_is_told_and_not_done():
    """Only w2 may go to o3; w1 could take its place at o2."""
    picky = a_wish(smallest_part=None, refuses=worlds.Territories(organisations=frozenset({"bergen"})))
    landscape = a_landscape(
        picky, whole("w2", "kinna"), an_offer(places=6), an_offer(key="o2", places=6),
        an_offer(key="o3", places=6, organisation="bergen"), settings=PLAIN,
    )  # fmt: skip

    found = repair(landscape, [a_stay(), a_stay("w2", "o2")], declined=[("w1", "o1")])
    wider = repair(landscape, [a_stay(), a_stay("w2", "o2")], declined=[("w1", "o1")], most_moved=1)

    assert [(one.moved, one.people) for one in found.choices] == [((), 6), (("w2",), 12)]
    assert {stay.key for stay in found.plan.stays} == {("w2", "o2")}
    assert {stay.key for stay in wider.plan.stays} == {("w1", "o2"), ("w2", "o1")} or {
        stay.key for stay in wider.plan.stays
    } == {("w1", "o2"), ("w2", "o3")}
    assert reasons(wider) == {"w1": (False, "declined"), "w2": (True, "makes_room")}


def test_when_a_host_has_fewer_places_than_guests_as_few_as_possible_leave_it():
    wishes = [a_wish(key=f"w{number}", organisation=f"s{number}", people=2, smallest_part=2) for number in range(3)]
    before = [a_stay(wish.key, "o1", 2) for wish in wishes]
    landscape = a_landscape(*wishes, an_offer(places=4, groups=None), an_offer(key="o2", places=2), settings=PLAIN)

    found = repair(landscape, before)

    assert len(found.choices[0].moved) == 1
    assert found.plan.ledger.people == 6
    [(moved, because)] = reasons(found).values()
    assert (moved, because) == (True, "less_room")


def test_who_has_left_the_market_frees_its_place_for_who_was_at_home():
    landscape = a_landscape(whole("w2", "kinna"), an_offer(places=6), settings=PLAIN)

    found = repair(landscape, [a_stay()])

    assert reasons(found) == {"w1": (False, "gone"), "w2": (False, "new_place")}


def test_a_stay_that_is_kept_keeps_its_dates_and_one_outside_new_windows_does_not():
    period = (worlds.date(2027, 5, 10), worlds.date(2027, 5, 24))
    stay = replace(a_stay(), period=period)
    kept = repair(a_landscape(whole("w1", "boras"), an_offer(at_once=6), settings=PLAIN), [stay])
    later = an_offer(windows=((worlds.date(2027, 6, 1), worlds.date(2027, 6, 30)),))

    found = repair(a_landscape(whole("w1", "boras", windows=None), later, settings=PLAIN), [stay])

    assert [one.period for one in kept.plan.stays] == [period]
    assert reasons(found) == {"w1": (False, "other_dates")}


def test_fixed_stays_that_cannot_be_together_are_named():
    landscape = a_landscape(a_wish(), an_offer(places=3), pinned=(Pin("w1", "o1", 4),))

    found = repair(landscape, [])

    assert (found.plan.status, found.plan.conflict) == ("infeasible", (Pin("w1", "o1", 4),))


def as_file(found):
    pairs = tuple(
        Given(one.wish, one.offer, one.people, one.fewer_opportunities, *(one.period or (None, None)))
        for one in found.plan.stays
    )
    return PlanFile(pairs=pairs, exchanges=found.plan.exchanges)


@st.composite
def broken_plans(draw, most=3):
    """A plan, the market as it is now, and who declined."""
    before = draw(worlds.markets(most, fixed=False))
    plan = make_plan(survey(before, TREES))
    assume(plan.stays)
    declined = draw(st.frozensets(st.sampled_from([stay.key for stay in plan.stays]), max_size=2))
    offers = list(before.offers)
    if draw(st.booleans()):
        index = draw(st.integers(0, len(offers) - 1))
        offers[index] = replace(draw(worlds.offers()), key=offers[index].key)
    if draw(st.booleans()) and len(offers) > 1:
        offers.pop(draw(st.integers(0, len(offers) - 1)))
    wishes = list(before.wishes)
    if draw(st.booleans()):
        wishes[draw(st.integers(0, len(wishes) - 1))] = draw(worlds.wishes("w9"))
    after = replace(before, wishes=tuple(wishes), offers=tuple(offers), previous=frozenset(), forbidden=frozenset())
    return plan.stays, after, declined


@worlds.slowly
@given(broken_plans(4), st.integers(0, 2))
def test_every_repair_is_a_plan_that_may_stand(broken, most_moved):
    stays, market, declined = broken
    landscape = survey(market, TREES)

    found = repair(landscape, stays, declined=declined, most_moved=most_moved)

    assert not declined & set(found.plan.ledger.stays)
    for choice in found.choices:
        for move in choice.moves:
            assert set(move.because.facts) == set(MOVES[move.because.code])
    if found.plan.status != "infeasible":
        assert [one.code for one in violations(as_file(found), landscape)] == []
        assert [len(one.moved) for one in found.choices] == sorted({len(one.moved) for one in found.choices})


TOPICS = ["green-construction", "timber", "elderly-care"]


@st.composite
def crowded(draw):
    """Small groups and fewer places than people, some plan or other, and what has changed since."""
    sizes = st.sampled_from([1, 1, 2])
    wishes = []
    for number in range(draw(st.integers(2, 4))):
        people, topics = draw(sizes), frozenset({draw(st.sampled_from(TOPICS))})
        fewer, part = draw(st.integers(0, people)), draw(st.sampled_from([None, 1]))
        known = {"organisation": draw(st.sampled_from("ABC")), "people": people, "topics": topics}
        wishes.append(a_wish(key=f"w{number}", fewer_opportunities=fewer, smallest_part=part, **known))
    places = st.sampled_from([1, 2, 2, 3])
    offers = [
        an_offer(
            key=f"o{number}", organisation=f"h{number}", places=draw(places), largest_group=None,
            topics=frozenset({draw(st.sampled_from(TOPICS))}), groups=draw(st.sampled_from([None, None, 1])),
        )
        for number in range(3)
    ]  # fmt: skip
    pairs = [(wish.key, offer.key) for wish in wishes for offer in offers]
    forbidden = draw(st.frozensets(st.sampled_from(pairs), min_size=max(1, len(pairs) - 7), max_size=len(pairs) - 3))
    plain = replace(PLAIN, least_score=0, fairness=draw(st.sampled_from(["none", "first-match"])))
    before = a_market(*wishes, *offers, settings=plain, forbidden=forbidden)
    plans = sorted((sorted(plan.items()) for plan in every_plan(survey(before, TREES))), key=len, reverse=True)
    plan = plans[draw(st.integers(0, len(plans) // 2))]
    declined = draw(st.frozensets(st.sampled_from([pair for pair, _ in plan]), max_size=1)) if plan else frozenset()
    now = [replace(offer, places=max(1, offer.places - draw(st.integers(0, 1)))) for offer in offers]
    stays = [a_stay(*pair, people) for pair, people in plan]
    return stays, replace(before, offers=tuple(now)), declined


def moved_groups(stays, earlier):
    """By its definition: groups that gave up a stay they could have kept, or have fewer people there."""
    return {pair[0] for pair, stay in earlier.standing.items() if stays.get(pair, 0) < stay.people}


def best_by_moves(landscape, earlier):
    """The best that any plan reaches, by how many groups it moves."""
    best = {}
    for plan in every_plan(landscape):
        served = {landscape.wishes[wish].organisation for wish, _ in plan}
        fewer = sum(
            min(wish.fewer_opportunities, sum(people for pair, people in plan.items() if pair[0] == key))
            for key, wish in landscape.wishes.items()
        )
        fair = landscape.context.settings.fairness == "first-match"
        value = (len(served) if fair else 0, worth(plan, landscape), fewer)
        moved = len(moved_groups(plan, earlier))
        best[moved] = max(best.get(moved, value), value)
    return best


def test_no_plan_at_all_moves_fewer_groups_and_none_that_moves_as_few_is_better():
    seen = Counter()

    @worlds.quickly_counted
    @given(crowded())
    def holds(broken):
        stays, market, declined = broken

        found = repair(survey(market, TREES), stays, declined=declined, choices=9)

        landscape = survey(replace(market, forbidden=market.forbidden | declined), TREES)
        best = best_by_moves(landscape, found.earlier)
        fair = market.settings.fairness == "first-match"
        for choice in found.choices:
            served = choice.organisations_served if fair else 0
            reached = (served, choice.welfare, choice.ledger.fewer)
            assert reached == max(value for moved, value in best.items() if moved <= len(choice.moved))
            assert len(moved_groups(placed(choice), found.earlier)) == len(choice.moved)
            assert choice.proven
        assert len(found.choices[0].moved) == min(best)
        # And no further choice is missing: at most four groups can move here.
        reached = best[len(found.choices[-1].moved)]
        assert not [moved for moved, value in best.items() if value > reached]
        seen[len(found.choices)] += 1

    holds()
    assert seen[2] >= 2


@worlds.slowly
@given(broken_plans(4), st.integers(0, 2))
def test_in_a_large_market_the_part_that_is_opened_gives_plans_that_may_stand(broken, most_moved):
    stays, market, declined = broken
    landscape = survey(market, TREES)
    whole_market = repair(landscape, stays, declined=declined, most_moved=most_moved)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hospes.pairing.repair.WHOLE", 0)
        patch.setattr("hospes.pairing.repair.NEAR", 2)
        patch.setattr("hospes.pairing.repair.HOSTS", 1)
        found = repair(landscape, stays, declined=declined, most_moved=most_moved)

    assert found.plan.status == whole_market.plan.status
    if found.plan.status != "infeasible":
        assert [one.code for one in violations(as_file(found), landscape)] == []
        # Who holds everybody that could stay loses nothing by not looking at them.
        if not whole_market.choices[0].moved:
            assert found.choices[0].welfare == whole_market.choices[0].welfare


def ringed(key, organisation, country, **changes):
    wants = worlds.Territories(organisations=frozenset({organisation}))
    return a_wish(key=key, organisation=organisation, country=country, region=None, smallest_part=None,
                  returns="must", refuses=wants, **changes)  # fmt: skip


def test_a_broken_ring_is_closed_another_way_or_everybody_in_it_goes_home():
    """Borås hosts Vestland and Vestland hosts Borås; Stord could close the ring in place of Vestland."""
    wishes = ringed("w1", "boras", "SE"), ringed("w2", "vestland", "NO"), ringed("w3", "stord", "NO")
    at_boras = an_offer(key="o1", organisation="boras", country="SE", region=None, places=6)
    at_vestland, at_stord = an_offer(key="o2", places=6), an_offer(key="o3", organisation="stord", places=6)
    before = [a_stay("w1", "o2"), a_stay("w2", "o1")]
    both = a_landscape(*wishes, at_boras, at_vestland, at_stord, settings=PLAIN)
    alone = a_landscape(*wishes[:2], at_boras, at_vestland, settings=PLAIN)

    found = repair(both, before, declined=[("w1", "o2")])
    home = repair(alone, before, declined=[("w1", "o2")])

    assert {stay.key for stay in found.plan.stays} == {("w1", "o3"), ("w3", "o1")}
    assert reasons(found) == {"w1": (False, "declined"), "w2": (False, "ring_broken"), "w3": (False, "new_place")}
    assert len(found.plan.exchanges) == 1
    assert violations(as_file(found), both) == []
    assert home.plan.stays == ()
    assert reasons(home) == {"w1": (False, "declined"), "w2": (False, "ring_broken")}


def test_a_ring_that_nobody_broke_is_kept():
    wishes = ringed("w1", "boras", "SE"), ringed("w2", "vestland", "NO")
    hosts = an_offer(key="o1", organisation="boras", country="SE", region=None, places=6), an_offer(key="o2", places=6)
    other = a_wish(key="w3", organisation="kinna", smallest_part=None), an_offer(key="o3", organisation="stord")
    before = [a_stay("w1", "o2"), a_stay("w2", "o1"), a_stay("w3", "o3")]

    found = repair(a_landscape(*wishes, *hosts, *other, settings=PLAIN), before, declined=[("w3", "o3")])

    assert {("w1", "o2"), ("w2", "o1")} <= {stay.key for stay in found.plan.stays}
    assert reasons(found) == {"w3": (False, "declined")}
