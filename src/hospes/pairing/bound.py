"""How good any plan could be at most, so that the gap to ours is honest.

Hosts are given prices per place and groups pick what pays best: whatever the prices, the sum is at
least the welfare of every plan (Lagrangian relaxation of the places). A few rounds move the prices
towards the smallest sum. Whole numbers throughout, so the bound never errs by rounding.
"""

from hospes.pairing.goals import MOST_WAITING, Arc, welfare
from hospes.pairing.landscape import Landscape, Stop, never
from hospes.pairing.pins import with_pins
from hospes.pairing.stays import Ledger

FINE = 1_000
ROUNDS = 100
EFFORT = 3_000_000


def upper_bound(landscape: Landscape, arcs: list[Arc], reached: int, *, stop: Stop = never) -> int:
    """Tenths that no plan over these pairs can pass. `reached` is what a plan has. Fixed stays count as
    they are, and take their people and places away."""
    fixed = with_pins(landscape)
    settled = welfare(fixed.stays.values(), landscape) + _cost_of_all_changes(fixed, landscape)
    reached -= settled
    arcs = [arc for arc in arcs if arc.key not in fixed.stays]
    people = {arc.wish.key: fixed.people_left[arc.wish.key] for arc in arcs}
    places = {arc.offer.key: _places(arc, fixed) for arc in arcs}
    choices: dict[str, list[tuple[int, str]]] = {}
    for arc in arcs:
        choices.setdefault(arc.wish.key, []).append((arc.value * FINE, arc.offer.key))
    prices = dict.fromkeys(places, 0)
    best = sum(count * max(value for value, _ in choices[key]) for key, count in people.items())
    for _ in range(max(5, min(ROUNDS, EFFORT // max(1, len(arcs))))):
        if stop():
            break
        total, wanted = _relaxed(people, places, choices, prices)
        best = min(best, total)
        slope = {key: wanted[key] - places[key] for key in places if wanted[key] > places[key] or prices[key]}
        steepness = sum(step * step for step in slope.values())
        if not steepness or best <= reached * FINE:
            break
        for key, step in slope.items():
            prices[key] = max(0, prices[key] + (total - reached * FINE) * step // steepness)
    unseen = sum((landscape.wishes[key].people or 0) * (1_000 + MOST_WAITING) for key in landscape.unseen)
    return settled + best // FINE + unseen


def _cost_of_all_changes(fixed: Ledger, landscape: Landscape) -> int:
    """What `welfare` took off the fixed stays for earlier ones, which other stays may yet keep."""
    dropped = sum(pair in landscape.alive and pair not in fixed.stays for pair in landscape.market.previous)
    return landscape.context.settings.change_cost * dropped


def _places(arc: Arc, fixed: Ledger) -> int:
    places, groups = fixed.places_left[arc.offer.key], fixed.groups_left[arc.offer.key]
    return places if groups is None else min(places, groups * arc.offer.most)


def _relaxed(
    people: dict[str, int], places: dict[str, int], choices: dict[str, list[tuple[int, str]]], prices: dict[str, int]
) -> tuple[int, dict[str, int]]:
    """The sum at these prices, and how many people want to go where."""
    total = sum(prices[key] * count for key, count in places.items())
    wanted = dict.fromkeys(places, 0)
    for wish, options in choices.items():
        gain, offer = max((value - prices[key], key) for value, key in options)
        if gain > 0:
            total += gain * people[wish]
            wanted[offer] += people[wish]
    return total, wanted
