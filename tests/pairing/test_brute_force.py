"""Every plan of a small market is tried, with weeks, rings, fixed and earlier stays, and none is better than ours.

More examples than usual: HOSPES_EXAMPLES=5000 python -m pytest tests/pairing/test_brute_force.py
"""

import os
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import ceil

from hypothesis import given, settings
from hypothesis import strategies as st

from hospes.pairing.goals import arcs_of
from hospes.pairing.landscape import survey
from hospes.pairing.pins import shortest_stays
from hospes.pairing.plan import make_plan
from hospes.pairing.stays import weeks_of
from tests.pairing.exchange.rings import every_exchange, partnerships
from tests.pairing.worlds import SETTINGS, TREES, a_market, a_wish, an_offer, markets

often = settings(deadline=None, max_examples=int(os.environ.get("HOSPES_EXAMPLES", "60")), database=None)


def every_plan(landscape):
    """People for each pair, in every way that the market allows."""
    pins = {(pin.wish, pin.offer): pin.people for pin in landscape.market.pinned}
    hosts = {}
    for arc in arcs_of(landscape, in_exchange=True):
        hosts.setdefault(arc.wish.key, set()).add(arc.offer.key)
    for wish, offer in pins:
        if (wish, offer) in landscape.alive:
            hosts.setdefault(wish, set()).add(offer)
    rings = [ring for ring in every_exchange(landscape) if closes(ring, landscape)]
    ways = [ways_of(wish, sorted(hosts.get(key, ())), landscape, pins) for key, wish in landscape.wishes.items()]
    room = {key: (offer.places, offer.groups) for key, offer in landscape.offers.items()}
    for stays in combined(ways, 0, room):
        if weeks_hold(stays, landscape) and insisting_travel_in_rings(stays, landscape, rings):
            yield stays


def ways_of(wish, hosts, landscape, pins):
    """Each way to divide a group among its hosts."""
    sizes = []
    for host in hosts:
        offer, pair = landscape.offers[host], (wish.key, host)
        least, most = max(wish.part, offer.smallest_group, 1), min(wish.people, offer.most)
        free = [0, *range(least, most + 1)] if is_free(pair, landscape, pins) else [0]
        sizes.append([pins[pair]] if pair in pins and least <= pins[pair] <= most else [] if pair in pins else free)
    if any(pair[0] == wish.key and pair[1] not in hosts for pair in pins):
        return []
    found = []
    for people in product(*sizes):
        total = sum(people)
        if total == 0 or wish.least <= total <= wish.people:
            found.append({(wish.key, host): count for host, count in zip(hosts, people, strict=True) if count})
    return found


def is_free(pair, landscape, pins):
    """An open pair that waits for an answer is placed only where somebody has fixed it."""
    return pair in pins or landscape.alive[pair].placeable


def combined(ways, first, room):
    if first == len(ways):
        yield {}
        return
    for way in ways[first]:
        left = dict(room)
        for (_, offer), people in way.items():
            places, groups = left[offer]
            left[offer] = (places - people, None if groups is None else groups - 1)
        if all(places >= 0 and (groups is None or groups >= 0) for places, groups in left.values()):
            for rest in combined(ways, first + 1, left):
                yield way | rest


def weeks_hold(stays, landscape):
    """Whether all stays of each host that limits people at once find dates beside each other."""
    for key, offer in landscape.offers.items():
        if offer.at_once is None:
            continue
        here = [(landscape.wishes[pair[0]], people) for pair, people in stays.items() if pair[1] == key]
        choices = [
            [(people, () if period is None else weeks_of(period)) for period in shortest_stays(wish, offer)]
            for wish, people in here
        ]
        if not any(fits_at_once(chosen, offer.at_once) for chosen in product(*choices)):
            return False
    return True


def fits_at_once(chosen, most):
    present = Counter()
    for people, weeks in chosen:
        present.update(dict.fromkeys(weeks, people))
    return max(present.values(), default=0) <= most


def closes(ring, landscape):
    sending = {landscape.wishes[wish].organisation for wish, _ in ring}
    return sending == {landscape.offers[offer].organisation for _, offer in ring}


def insisting_travel_in_rings(stays, landscape, rings):
    """Whether rings can be laid over the stays, each stay in one at most, that hold every group that insists."""
    insisting = {pair for pair in stays if landscape.wishes[pair[0]].returns == "must"}
    if not insisting:
        return True
    whole = {pair for pair, people in stays.items() if people == landscape.wishes[pair[0]].people}
    pins = {(pin.wish, pin.offer) for pin in landscape.market.pinned}
    usable = [frozenset(ring) for ring in rings if set(ring) <= whole - pins]

    def covers(left, free):
        if not left:
            return True
        one = min(left)
        return any(covers(left - ring, free - ring) for ring in usable if one in ring and ring <= free)

    return insisting <= whole and covers(frozenset(insisting), frozenset(whole))


def worth(stays, landscape, target):
    """What is reached of each goal in their order: reserve, organisations, welfare, people with fewer opportunities."""
    market, rules = landscape.market, landscape.context.settings
    placed = Counter()
    for (wish, _), people in stays.items():
        placed[wish] += people
    fewer = sum(min(people, landscape.wishes[wish].fewer_opportunities) for wish, people in placed.items())
    served = len({landscape.wishes[wish].organisation for wish in placed}) if rules.fairness == "first-match" else 0
    gained = 0
    for (wish, offer), people in stays.items():
        since = landscape.wishes[wish].since
        days = max(0, (market.as_of - since).days) if since is not None else 0
        gained += people * (landscape.alive[wish, offer].scores.pair + min(100, rules.waiting * days))
    dropped = sum(pair in landscape.alive and pair not in stays for pair in market.previous)
    return min(fewer, target), served, gained - rules.change_cost * dropped, fewer


def is_best(market):
    """Asserts that our plan reaches the goals in their order as well as any; whether it has stays."""
    landscape = survey(market, TREES)
    rules = landscape.context.settings
    plan = make_plan(landscape)
    plans = list(every_plan(landscape))
    people = [sum(one.values()) for one in plans]
    if rules.reserve_mode == "share":
        share = Fraction(rules.reserve)
        plans = [one for one, count in zip(plans, people, strict=True) if worth(one, landscape, 0)[3] >= share * count]
    if plan.status == "infeasible":
        assert plans == [] or any(landscape.wishes[pin.wish].returns == "must" for pin in market.pinned)
        return False
    ours = {stay.key: stay.people for stay in plan.stays}
    assert ours in plans
    assert plan.status == "optimal"
    assert plan.objective == plan.bound == worth(ours, landscape, 0)[2]
    if rules.reserve_mode == "seats":
        most, free = max(worth(one, landscape, 0)[3] for one in plans), max(worth(one, landscape, 0) for one in plans)
        targets = {
            min(ceil(Fraction(rules.reserve) * count), most)
            for one, count in zip(plans, people, strict=True)
            if worth(one, landscape, 0) == free
        }
        assert min(plan.reserve.target, most) in targets
    best = max(worth(one, landscape, plan.reserve.target) for one in plans)
    assert worth(ours, landscape, plan.reserve.target) == best
    return bool(ours)


@often
@given(markets(most=3))
def test_no_plan_with_limits_per_week_fixed_and_earlier_stays_is_better(market):
    is_best(market)


@often
@given(partnerships(most=4), SETTINGS, st.randoms(use_true_random=False))
def test_no_plan_that_mixes_rings_with_one_way_stays_is_better(market, rules, chance):
    wishes = tuple(replace(wish, fewer_opportunities=chance.randint(0, wish.people)) for wish in market.wishes)
    is_best(
        replace(
            market,
            wishes=wishes[:4],
            offers=market.offers[:4],
            pinned=(),
            previous=frozenset(),
            settings=replace(rules, least_score=0),
        )
    )


def test_the_brute_force_itself_sees_plans():
    """Otherwise the properties above would hold of empty markets."""
    assert is_best(a_market(a_wish(people=3, smallest_part=1), an_offer(places=2), an_offer(key="o2", at_once=1)))
