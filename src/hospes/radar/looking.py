"""One look over the whole market: what a plan places, which hosts are missing, which questions would help most.

Nothing of the site is read here. A large market is looked at in a process of its own, which gives its memory back.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from hospes.jobs import apart
from hospes.pairing.again import Effort, effort_for, part_near, people_of
from hospes.pairing.changes import Change, changed
from hospes.pairing.deadline import Deadline
from hospes.pairing.distance import Trees
from hospes.pairing.landscape import Landscape, Stop, resurvey, survey
from hospes.pairing.parties import Market, Offer, Pair
from hospes.pairing.plan import make_plan
from hospes.pairing.planned import WORK
from hospes.pairing.questions import Question, best_first, questions, with_people
from hospes.pairing.radar import radar
from hospes.pairing.stays import Ledger
from hospes.pairing.written import entry_as_written
from hospes.radar.choices import QUICK

# A look that does not end by itself is ended after so many times its time, and so long for the process to begin.
PATIENCE, STARTING = 1.5, 60
QUESTIONS = 50
# Of so many of the best questions it is said what two of them place together.
TOGETHER = 4
GAPS = 10
# An answer for these belongs to the organisation, not to the entry.
NEVER_ASKED = frozenset({"region"})
# Fields of a missing host that say who it is, or what it has done.
NOBODYS = frozenset({"key", "organisation", "wants", "refuses", "new_links", "worked_with", "smallest_group"})
# After so long what is found is kept, however large the market is.
SECONDS = 1_200
# Of the time: when the plan has to be there, and of what is left then, when questions are no longer looked for, so that
# there is time to plan again with their answers.
PLANNING, ASKING = 1 / 2, 2 / 3


@dataclass(frozen=True, slots=True)
class Task:
    """`arrived`: keys of offers that came because somebody was invited, in the order in which they came."""

    market: Market
    arrived: tuple[str, ...] = ()
    seconds: float = SECONDS


@dataclass(frozen=True, slots=True)
class Gap:
    """A host that is missing, with its fields as a market file has them."""

    offer: Mapping[str, Any]
    places_people: int
    could_take: int
    wishes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question worth asking, and what a yes brings."""

    entry: str
    change: Change
    opens: tuple[Pair, ...]
    places_people: int | None
    # People that this question and another one place together, by the place of the other in the list.
    together: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """What was seen. `is_whole`: there was time for all of it; `has_pairs`: at least every pair was looked at."""

    people: int
    at_home: int
    gaps: tuple[Gap, ...]
    questions: tuple[Asked, ...]
    brought: Mapping[str, int]
    is_whole: bool
    has_pairs: bool


def look(task: Task, trees: Trees, goes_on: Callable[[], object] = lambda: None) -> Found | None:
    """Here when the market is small, else in another process; `goes_on` is called twice a second meanwhile, and ends it
    when it raises. None: it did not end when its time was up."""
    if len(task.market.wishes) + len(task.market.offers) <= QUICK:
        return seen(task, trees)
    end = time.monotonic() + task.seconds * PATIENCE + STARTING
    with apart.under_way(_look_apart, (task, trees)) as at_work:
        for told in at_work.news():
            goes_on()
            if told is not None:
                found: Found = told[1]
                return found
            if time.monotonic() > end:
                return None
    return None


def _look_apart(given: tuple[Task, Trees], tell: Callable[[str, Any], None]) -> None:
    tell("found", seen(*given))


def seen(task: Task, trees: Trees) -> Found:
    """The look itself: a plan, what each arrival brought, the hosts that are missing, the questions to ask."""
    stop = Deadline(task.seconds, time.monotonic)
    half = stop.part(PLANNING)
    brought = _brought(task, trees, half)
    landscape = survey(task.market, trees, stop=stop)
    ledger = make_plan(landscape, stop=half).ledger
    was_planned = not half()
    gaps = [
        Gap(_fields(one.offer), one.places_people, one.could_take, one.wishes)
        for one in radar(landscape, ledger, limit=GAPS, stop=stop)
        if one.places_people
    ]
    asked = tuple(_asked(landscape, ledger, stop))
    return Found(
        people=ledger.people,
        at_home=sum(ledger.people_left.values()),
        gaps=tuple(gaps),
        questions=asked,
        brought=brought,
        is_whole=was_planned and not stop(),
        has_pairs=not landscape.unseen,
    )


def _fields(offer: Offer) -> dict[str, Any]:
    """What is looked for; nobody's key."""
    return {name: value for name, value in entry_as_written(offer).items() if name not in NOBODYS}


# What an arrival brought


def _brought(task: Task, trees: Trees, stop: Stop) -> dict[str, int]:
    """How many more people each arrival lets the plan place, as each found the market: the promise, looked at again."""
    there = replace(task.market, offers=tuple(one for one in task.market.offers if one.key not in task.arrived))
    came = {one.key: one for one in task.market.offers}
    found = {}
    for key in task.arrived:
        with_it = replace(there, offers=(*there.offers, came[key]))
        people = None if stop() else _more(there, with_it, key, trees, stop)
        if people is not None:
            found[key] = people
        there = with_it
    return found


def _more(before: Market, after: Market, key: str, trees: Trees, stop: Stop) -> int | None:
    """People that a plan has more with this offer. The part of the plan near to it is solved before and after."""
    without, with_it = survey(before, trees, stop=stop), survey(after, trees, stop=stop)
    ledger = make_plan(without, stop=stop).ledger
    effort = effort_for(WORK, stop)
    pairs = [pair for pair, seen in with_it.only({*with_it.wishes, key}).alive.items() if seen.placeable]
    part = part_near(without, ledger, pairs, effort)
    first = people_of(without.only(part.keys), without, ledger, part, effort)
    second = people_of(with_it.only({*part.keys, key}), without, ledger, part, effort, changed=True)
    return None if first is None or second is None else max(0, second - first)


# Which questions to ask


def _asked(landscape: Landscape, ledger: Ledger, stop: Deadline) -> Iterator[Asked]:
    """The best questions, with what two of the first few bring together."""
    effort, asking = effort_for(WORK, stop), stop.part(ASKING)
    listed = [one for one in questions(landscape, limit=QUESTIONS, stop=asking) if one.field not in NEVER_ASKED]
    # Each is planned with by itself, and none when the time is up: then it says only which pairs a yes opens.
    found = best_first(
        counted for one in listed for counted in ((one,) if stop() else with_people((one,), landscape, ledger, effort))
    )
    together: dict[int, dict[int, int]] = {}
    for one, other in combinations(range(min(TOGETHER, len(found))), 2):
        people = None if stop() else _together(found[one], found[other], landscape, ledger, effort)
        if people is not None:
            together.setdefault(one, {})[other] = people
            together.setdefault(other, {})[one] = people
    for place, question in enumerate(found):
        yield Asked(question.ask, question.change, question.opens, question.places_people, together.get(place, {}))


def _together(one: Question, other: Question, landscape: Landscape, ledger: Ledger, effort: Effort) -> int | None:
    """How many more people the plan has after a yes to both; None for two answers of one entry."""
    if one.ask == other.ask:
        return None
    part = part_near(landscape, ledger, {*one.opens, *other.opens}, effort)
    before = people_of(landscape.only(part.keys), landscape, ledger, part, effort)
    answered = landscape.only(part.keys)
    for question in (one, other):
        answered = resurvey(answered, changed(landscape.entry(question.ask), question.change))
    after = people_of(answered, landscape, ledger, part, effort, changed=True)
    return None if before is None or after is None else max(0, after - before)
