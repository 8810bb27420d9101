"""Judges any plan, whoever made it, by the same barriers and scores that suggestions go by.

First whether the market allows the stays; then whether what the plan says of itself is true.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from hospes.pairing.assess import assess, is_placeable
from hospes.pairing.earlier import with_earlier, without_declined
from hospes.pairing.exchanges import exchange_faults, groups_in_exchange
from hospes.pairing.findings import Facts
from hospes.pairing.greedy import share_holds
from hospes.pairing.landscape import Landscape
from hospes.pairing.parties import Entry, Pair, Side
from hospes.pairing.plan import make_plan
from hospes.pairing.plan_files import Given, PlanFile
from hospes.pairing.statements import false_statements
from hospes.pairing.stays import Ledger, weeks_of


@dataclass(frozen=True, slots=True)
class Violation:
    """What is wrong, where in the plan file, and the facts."""

    code: str
    where: str
    facts: Facts = field(default_factory=dict, hash=False)


def violations(plan: PlanFile, landscape: Landscape) -> list[Violation]:
    """Everything that is wrong with a plan; nothing when the plan may stand."""
    found = list(_not_in_the_market(plan, landscape))
    if found:
        return found
    landscape = judged_in(plan, landscape)
    found = [*_of_single_stays(plan, landscape), *_of_groups(plan, landscape), *_of_hosts(plan, landscape)]
    found += _of_pins(plan, landscape)
    found += [Violation("exchange_broken", where, facts) for where, facts in exchange_faults(plan, landscape)]
    if found:
        return found
    ledger = ledger_of(plan, landscape)
    if not share_holds(landscape, ledger):
        found.append(Violation("share_not_reached", "pairs", {"asked": float(landscape.context.settings.reserve)}))
    found += [
        Violation("said_otherwise", where, {"said": said, "counted": counted})
        for where, said, counted in false_statements(plan, ledger, landscape)
    ]
    return found


def judged_in(plan: PlanFile, landscape: Landscape) -> Landscape:
    """The landscape with the plan's own pairs, however many better ones there are, and without those
    that were declined before it was repaired."""
    declined = plan.said.get("repair", {}).get("declined", ())
    return with_earlier(without_declined(landscape, declined), (given.stay for given in plan.pairs))


def ledger_of(plan: PlanFile, landscape: Landscape) -> Ledger:
    """The plan's stays, booked."""
    ledger = Ledger(landscape.wishes, landscape.offers)
    for given in plan.pairs:
        ledger.take(given.stay)
    return ledger


def _not_in_the_market(plan: PlanFile, landscape: Landscape) -> Iterator[Violation]:
    """Keys that the market does not have, and pairs that are named twice."""
    seen: set[Pair] = set()
    for index, given in enumerate(plan.pairs):
        where = f"pairs[{index}]"
        yield from _unknown(where, given.wish, given.offer, landscape)
        if (given.wish, given.offer) in seen:
            yield Violation("pair_twice", where, {"wish": given.wish, "offer": given.offer})
        seen.add((given.wish, given.offer))
    for number, legs in enumerate(plan.exchanges):
        for index, (wish, offer, _) in enumerate(legs):
            yield from _unknown(f"exchanges[{number}][{index}]", wish, offer, landscape)
    for index, (wish, offer, _) in enumerate(plan.said.get("conflict", ())):
        yield from _unknown(f"conflict[{index}]", wish, offer, landscape)
    for index, left in enumerate(plan.said.get("unplaced", ())):
        if left["wish"] not in landscape.wishes:
            yield Violation("unknown_wish", f"unplaced[{index}].wish", {"key": left["wish"]})
    for index, (wish, offer) in enumerate(plan.said.get("repair", {}).get("declined", ())):
        yield from _unknown(f"repair.declined[{index}]", wish, offer, landscape)
    for index, question in enumerate(plan.said.get("questions", ())):
        if question["ask"] not in landscape.wishes and question["ask"] not in landscape.offers:
            yield Violation("unknown_entry", f"questions[{index}].ask", {"key": question["ask"]})


def _unknown(where: str, wish: str, offer: str, landscape: Landscape) -> Iterator[Violation]:
    if wish not in landscape.wishes:
        yield Violation("unknown_wish", where, {"key": wish})
    if offer not in landscape.offers:
        yield Violation("unknown_offer", where, {"key": offer})


def _of_single_stays(plan: PlanFile, landscape: Landscape) -> Iterator[Violation]:
    pinned = {(pin.wish, pin.offer) for pin in landscape.market.pinned}
    in_exchange = groups_in_exchange(plan)
    for index, given in enumerate(plan.pairs):
        where = f"pairs[{index}]"
        wish, offer = landscape.wishes[given.wish], landscape.offers[given.offer]
        found = assess(wish, offer, landscape.context)
        for barrier in found.barriers:
            yield Violation("barrier", where, {"code": barrier.code, "facts": dict(barrier.facts)})
        if found.status == "open" and not is_placeable(found, landscape.context) and found.key not in pinned:
            codes = [unknown.code for unknown in found.unknowns if unknown.opens]
            yield Violation("answer_first", where, {"unknown": codes})
        if wish.returns == "must" and wish.key not in in_exchange:
            yield Violation("only_in_exchange", where, {"wish": wish.key})
        least, most = max(wish.part, offer.smallest_group), min(wish.people or 0, offer.most)
        if not least <= given.people <= most:
            size = {"people": given.people, "least": least, "most": most}
            yield Violation("wrong_size", f"{where}.people", size)
        if given.fewer_opportunities is not None and given.fewer_opportunities > given.people:
            facts = {"wish": wish.key, "people": given.fewer_opportunities, "most": given.people}
            yield Violation("too_many_fewer", f"{where}.fewer_opportunities", facts)
        yield from _of_dates(where, given, (("wish", wish), ("offer", offer)))


def _of_dates(where: str, given: Given, sides: tuple[tuple[str, Entry], ...]) -> Iterator[Violation]:
    known = all(entry.windows is not None and entry.days is not None for _, entry in sides)
    if given.start is None or given.end is None:
        if known:
            yield Violation("dates_missing", where)
        return
    days = (given.end - given.start).days + 1
    for side, entry in sides:
        if entry.days is not None and not entry.days[0] <= days <= entry.days[1]:
            facts = {"side": side, "days": days, "least": entry.days[0], "most": entry.days[1]}
            yield Violation("wrong_length", f"{where}.to", facts)
        windows = entry.windows
        if windows is not None and not any(start <= given.start and given.end <= end for start, end in windows):
            facts = {"side": side, "from": given.start.isoformat(), "to": given.end.isoformat()}
            yield Violation("outside_windows", f"{where}.from", facts)


def _of_groups(plan: PlanFile, landscape: Landscape) -> Iterator[Violation]:
    """Sums over the stays of each wish."""
    for key, own in _by(plan, "wish").items():
        wish = landscape.wishes[key]
        people, facts = sum(given.people for given in own), {"wish": key}
        if people > (wish.people or 0):
            yield Violation("too_many_people", "pairs", {**facts, "people": people, "most": wish.people})
        if people < wish.least:
            yield Violation("too_few_in_all", "pairs", {**facts, "people": people, "least": wish.least})
        if any(given.fewer_opportunities is None for given in own):
            continue
        fewer = sum(given.fewer_opportunities or 0 for given in own)
        if fewer > wish.fewer_opportunities:
            yield Violation("too_many_fewer", "pairs", {**facts, "people": fewer, "most": wish.fewer_opportunities})
        others = (wish.people or 0) - wish.fewer_opportunities
        if people - fewer > others:
            yield Violation("too_many_others", "pairs", {**facts, "people": people - fewer, "most": others})


def _of_hosts(plan: PlanFile, landscape: Landscape) -> Iterator[Violation]:
    """Sums over the stays at each offer."""
    for key, own in _by(plan, "offer").items():
        offer = landscape.offers[key]
        people, facts = sum(given.people for given in own), {"offer": key}
        if people > (offer.places or 0):
            yield Violation("too_many_guests", "pairs", {**facts, "people": people, "most": offer.places})
        if offer.groups is not None and len(own) > offer.groups:
            yield Violation("too_many_groups", "pairs", {**facts, "groups": len(own), "most": offer.groups})
        if offer.at_once is None:
            continue
        present: Counter[int] = Counter()
        for given in own:
            if given.start is not None and given.end is not None:
                present.update(dict.fromkeys(weeks_of((given.start, given.end)), given.people))
        for week, there in sorted(present.items()):
            if there > offer.at_once:
                monday = date.fromordinal(week * 7 + 1).isoformat()
                yield Violation(
                    "too_many_at_once", "pairs", {**facts, "week": monday, "people": there, "most": offer.at_once}
                )


def _by(plan: PlanFile, side: Side) -> dict[str, list[Given]]:
    found: dict[str, list[Given]] = {}
    for given in plan.pairs:
        found.setdefault(getattr(given, side), []).append(given)
    return found


def _of_pins(plan: PlanFile, landscape: Landscape) -> list[Violation]:
    if plan.said.get("status") == "infeasible":
        if plan.pairs or make_plan(landscape, work=0).status != "infeasible":
            return [Violation("not_infeasible", "status")]
        return []
    people = {(given.wish, given.offer): given.people for given in plan.pairs}
    return [
        Violation("pin_broken", "pairs", {"wish": pin.wish, "offer": pin.offer, "people": pin.people})
        for pin in landscape.market.pinned
        if people.get((pin.wish, pin.offer)) != pin.people
    ]
