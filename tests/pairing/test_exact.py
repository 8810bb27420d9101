"""No plan of a small market is better than ours, whichever way its people are placed."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from math import ceil

from hypothesis import given

from hospes.pairing.goals import Arc, arcs_of, organisations_served, welfare
from hospes.pairing.landscape import Landscape, survey
from hospes.pairing.parties import NOWHERE, Market, Territories
from hospes.pairing.plan import make_plan
from hospes.pairing.stays import Ledger
from tests.pairing.worlds import TREES, a_landscape, a_wish, an_offer, markets, quickly

# Reached goals in their order: reserve, organisations, welfare, people with fewer opportunities.
Worth = tuple[int, int, int, int]


def every_plan(landscape: Landscape) -> Iterator[Ledger]:
    """All plans of a market without limits per week: each pair with each number of people."""
    arcs = arcs_of(landscape)
    counts = [range(min(arc.wish.people or 0, arc.offer.most) + 1) for arc in arcs]
    for people in product(*counts):
        ledger = Ledger(landscape.wishes, landscape.offers)
        if all(fits(ledger, arc, count) for arc, count in zip(arcs, people, strict=True) if count):
            placed = {arc.wish.key: ledger.placed(arc.wish) for arc in arcs}
            if all(not placed[arc.wish.key] or placed[arc.wish.key] >= arc.wish.least for arc in arcs):
                yield ledger


def fits(ledger: Ledger, arc: Arc, people: int) -> bool:
    least = max(arc.wish.part, arc.offer.smallest_group)
    room = min(ledger.people_left[arc.wish.key], ledger.places_left[arc.offer.key], arc.offer.most)
    if not least <= people <= room or ledger.groups_left[arc.offer.key] == 0:
        return False
    ledger.take(ledger.dated_stay(arc.wish, arc.offer, people))
    return True


def worth(ledger: Ledger, landscape: Landscape, target: int) -> Worth:
    settings = landscape.context.settings
    served = len(organisations_served(ledger.stays.values(), landscape)) if settings.fairness == "first-match" else 0
    return min(ledger.fewer, target), served, welfare(ledger.stays.values(), landscape), ledger.fewer


@quickly
@given(markets(most=3, fixed=False))
def test_the_goals_are_reached_in_their_order_as_well_as_any_plan_reaches_them(market: Market) -> None:
    landscape = survey(market, TREES)
    if any(offer.at_once is not None for offer in market.offers) or any(wish.returns for wish in market.wishes):
        return
    plan = make_plan(landscape)
    settings = landscape.context.settings
    plans = list(every_plan(landscape))
    if settings.reserve_mode == "share":
        plans = [one for one in plans if one.fewer >= Fraction(settings.reserve) * one.people]
    free = max(worth(one, landscape, 0) for one in plans)
    target = 0
    if settings.reserve_mode == "seats":
        most = max(one.fewer for one in plans)
        # The plan without a reserve is one of these; ties may differ in how many people travel.
        targets = {
            min(ceil(Fraction(settings.reserve) * one.people), most)
            for one in plans
            if worth(one, landscape, 0) == free
        }
        assert min(plan.reserve.target, most) in targets
        target = plan.reserve.target
    assert worth(plan.ledger, landscape, target) == max(worth(one, landscape, target) for one in plans)
    assert plan.status == "optimal"
    assert plan.bound == plan.objective


def test_groups_that_insist_on_hosting_back_travel_in_a_ring() -> None:
    """Each of three hosts the next one's group; no two of them suit each other both ways."""
    everybody = {"people": 2, "smallest_part": 2, "fewer_opportunities": 0, "returns": "must", "wants": NOWHERE}
    offers = [
        an_offer(key=f"o-{here}", organisation=here, country=country, region=None, refuses=refusing(away))
        for here, country, away in (("a", "SE", "c"), ("b", "NO", "a"), ("c", "ES", "b"))
    ]
    wishes = [
        a_wish(key=f"w-{here}", organisation=here, country=country, region=None, **everybody)
        for here, country in (("a", "SE"), ("b", "NO"), ("c", "ES"))
    ]

    plan = make_plan(a_landscape(*wishes, *offers))

    assert {(stay.wish, stay.offer) for stay in plan.stays} == {("w-b", "o-a"), ("w-c", "o-b"), ("w-a", "o-c")}
    assert [sorted(legs) for legs in plan.exchanges] == [[("w-a", "o-c", 2), ("w-b", "o-a", 2), ("w-c", "o-b", 2)]]
    assert plan.status == "optimal"


def refusing(organisation: str) -> Territories:
    return Territories(organisations=frozenset({organisation}))


def test_a_group_that_insists_on_hosting_back_is_not_hosted_by_who_sends_nobody() -> None:
    assert make_plan(a_landscape(a_wish(returns="must"), an_offer())).stays == ()
