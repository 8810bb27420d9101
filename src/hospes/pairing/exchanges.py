"""Cycles and chains of a plan: "I host you, you host me"."""

from collections.abc import Iterator
from itertools import pairwise

from hospes.pairing.landscape import Landscape
from hospes.pairing.plan_files import Leg, PlanFile

Fault = tuple[str, dict[str, object]]


def groups_in_exchange(plan: PlanFile) -> frozenset[str]:
    return frozenset(wish for legs in plan.exchanges for wish, _, _ in legs)


def exchange_faults(plan: PlanFile, landscape: Landscape) -> Iterator[Fault]:
    """What is wrong with each exchange: every leg is a stay of the plan and takes the whole group, a
    group is in one exchange at most, no more legs than allowed, and the legs close into a cycle or
    start from a host that sends nobody."""
    people = {(given.wish, given.offer): given.people for given in plan.pairs}
    seen: set[str] = set()
    for number, legs in enumerate(plan.exchanges):
        where = f"exchanges[{number}]"
        for wish, offer, count in legs:
            if people.get((wish, offer)) != count or landscape.wishes[wish].people != count:
                yield where, {"because": "not_a_whole_stay", "wish": wish}
            if wish in seen:
                yield where, {"because": "group_twice", "wish": wish}
            seen.add(wish)
        if not 1 <= len(legs) <= landscape.context.settings.longest_cycle:
            yield where, {"because": "length", "most": landscape.context.settings.longest_cycle}
        elif not _closes(legs, landscape) and not _starts_from_a_host(legs, landscape):
            yield where, {"because": "not_linked"}


def _closes(legs: tuple[Leg, ...], landscape: Landscape) -> bool:
    """Each organisation sends once and hosts once: one round through all of them."""
    hosted_by = {_sender(leg, landscape): _host(leg, landscape) for leg in legs}
    if len(legs) < 2 or len(hosted_by) < len(legs):
        return False
    first = here = next(iter(hosted_by))
    for _ in legs[1:]:
        here = hosted_by.get(here, first)
        if here == first:
            return False
    return hosted_by.get(here) == first


def _starts_from_a_host(legs: tuple[Leg, ...], landscape: Landscape) -> bool:
    """The first host sends nobody; whoever it hosts is the host of the next leg, and so on."""
    senders = {wish.organisation for wish in landscape.wishes.values()}
    linked = all(_host(after, landscape) == _sender(before, landscape) for before, after in pairwise(legs))
    return linked and _host(legs[0], landscape) not in senders


def _sender(leg: Leg, landscape: Landscape) -> str:
    return landscape.wishes[leg[0]].organisation


def _host(leg: Leg, landscape: Landscape) -> str:
    return landscape.offers[leg[1]].organisation
