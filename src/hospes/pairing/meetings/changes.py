"""An event that has begun: late arrivals, people who do not come, and moves by hand.

What has taken place stays. What stands ahead stays where it can; only free slots are planned anew.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from hospes.pairing.meetings.choice import choose
from hospes.pairing.meetings.conflict import conflict
from hospes.pairing.meetings.event import Event, Meeting, Person, Two, Wish, in_order
from hospes.pairing.meetings.files import check_event
from hospes.pairing.meetings.grid import Grid, barrier, bits, gains, grid_of
from hospes.pairing.meetings.neighbourhood import Step
from hospes.pairing.meetings.placing import NEVER, Placing
from hospes.pairing.meetings.timetable import WORK, Timetable, judged, never, seated, timetable_around, unseen
from hospes.pairing.solver import Stop


@dataclass(frozen=True, slots=True)
class Changes:
    """`people`: new ones, and known ones whose hours, languages or limits are others now. `gone`: keys of those
    who come to no further meeting. `wishes`: new ones, and known ones that are others now."""

    people: tuple[Person, ...] = ()
    gone: frozenset[str] = frozenset()
    wishes: tuple[Wish, ...] = ()


@dataclass(frozen=True, slots=True)
class Replanned:
    """`moved`: meetings before and after. `lost`: they are no more. `gained`: their pairs had none before."""

    event: Event
    timetable: Timetable
    moved: tuple[tuple[Meeting, Meeting], ...] = ()
    lost: tuple[Meeting, ...] = ()
    gained: tuple[Meeting, ...] = ()


def replan(
    event: Event,
    before: Iterable[Meeting],
    from_slot: int,
    changes: Changes,
    *,
    seed: int = 0,
    work: int = WORK,
    stop: Stop = never,
    step: Step = unseen,
) -> Replanned:
    """The timetable after changes, from a slot on.

    Everything before that slot and everything fixed stays. Of the rest stays whatever still may. Free slots
    are filled as well as possible. A meeting that lost its place, and a must that found none, gets one
    where it takes no more than moving those in its way to slots in which they are free.
    """
    before = tuple(before)
    event = changed_event(event, changes, from_slot)
    past = tuple(meeting for meeting in before if meeting.slot < from_slot)
    fixed = tuple(meeting for meeting in event.fixed if meeting.slot >= from_slot)
    clash = conflict(replace(event, fixed=fixed), held=past)
    if clash:
        return Replanned(event, Timetable("infeasible", conflict=clash, past=from_slot))
    stay = _staying(event, (*past, *fixed), [meeting for meeting in before if meeting.slot >= from_slot])
    kept = (*past, *fixed, *stay)
    filled = timetable_around(event, kept, first=from_slot, seed=seed, work=work, stop=stop, step=step)
    grid = grid_of(event, (*past, *fixed), first=from_slot)
    wanted = {meeting.pair for meeting in before}
    meetings = _rescued(event, (*past, *fixed), grid, filled.meetings, wanted)
    timetable = judged(event, meetings, (*past, *fixed), grid, choose(grid, stop=stop), from_slot)
    return _compared(event, timetable, before)


def changed_event(event: Event, changes: Changes, from_slot: int) -> Event:
    """The event as it is now. Fixed meetings ahead of people who are gone are released."""
    people = event.person | {person.key: person for person in changes.people}
    seen = frozenset(range(min(from_slot, len(event.slots))))
    for key in changes.gone & people.keys():
        free = people[key].free
        people[key] = replace(people[key], free=seen if free is None else free & seen)
    wishes = {(wish.by, wish.to): wish for wish in (*event.wishes, *changes.wishes)}
    fixed = (
        meeting for meeting in event.fixed if meeting.slot < from_slot or not changes.gone & {meeting.a, meeting.b}
    )
    found = replace(event, people=tuple(people.values()), wishes=tuple(wishes.values()), fixed=tuple(fixed))
    check_event(found)
    return found


def _staying(event: Event, certain: tuple[Meeting, ...], ahead: list[Meeting]) -> list[Meeting]:
    """The meetings ahead that may stay where they are, the most wanted first where not all may."""
    seats = {(key, meeting.slot) for meeting in certain for key in (meeting.a, meeting.b)}
    tables = {(meeting.slot, meeting.table) for meeting in certain}
    met = {meeting.pair for meeting in certain}
    counts = Counter(key for meeting in certain for key in (meeting.a, meeting.b))
    found = []
    for meeting in sorted(ahead, key=lambda meeting: (*(-gain for gain in gains(event, meeting.pair)), meeting)):
        own = {(meeting.a, meeting.slot), (meeting.b, meeting.slot)}
        table = (meeting.slot, meeting.table)
        if meeting.pair in met or own & seats or table in tables or not _may_meet(event, meeting, counts):
            continue
        seats |= own
        tables.add(table)
        met.add(meeting.pair)
        counts.update((meeting.a, meeting.b))
        found.append(meeting)
    return found


def _may_meet(event: Event, meeting: Meeting, counts: Counter[str]) -> bool:
    for key in (meeting.a, meeting.b):
        at_most = event.person[key].at_most
        if not event.is_free(key, meeting.slot) or (at_most is not None and counts[key] >= at_most):
            return False
    return any(gains(event, meeting.pair)) and barrier(event, meeting.a, meeting.b) is None


def _rescued(
    event: Event, certain: tuple[Meeting, ...], grid: Grid, meetings: Iterable[Meeting], wanted: set[Two]
) -> tuple[Meeting, ...]:
    """The timetable with a place for what would be lost, where moving others to free slots is enough."""
    placing, tables, settled = Placing(grid), dict[tuple[int, int], int](), set(certain)
    number_of = {(grid.keys[link.a], grid.keys[link.b]): number for number, link in enumerate(grid.links)}
    for meeting in meetings:
        if meeting not in settled:
            placing.put(number_of[meeting.pair], meeting.slot)
            tables[number_of[meeting.pair], meeting.slot] = meeting.table
    for number in sorted(range(len(grid.links)), key=lambda number: (-grid.worth[number], number)):
        link = grid.links[number]
        is_owed = link.musts or (grid.keys[link.a], grid.keys[link.b]) in wanted
        if placing.slot[number] == NEVER and is_owed and placing.has_room(link.a) and placing.has_room(link.b):
            _make_way(placing, number)
    return in_order([*certain, *seated(event, certain, placing, tables)])


def _make_way(placing: Placing, number: int) -> None:
    """Puts a link in by moving as few others as possible, each to a slot in which both are free."""
    link = placing.grid.links[number]
    ways: list[tuple[int, int]] = []
    for slot in bits(link.slots):
        rivals = {placing.at[person][slot] for person in (link.a, link.b) if slot in placing.at[person]}
        if rivals or placing.has_table(slot):
            ways.append((len(rivals), slot))
    for _, slot in sorted(ways):
        leaving = sorted({placing.at[person][slot] for person in (link.a, link.b) if slot in placing.at[person]})
        for rival in leaving:
            placing.take(rival)
        placing.put(number, slot)
        moved = []
        for rival in leaving:
            others = [other for other in placing.open_slots(rival) if other != slot]
            if others:
                placing.put(rival, others[0])
                moved.append(rival)
        if len(moved) == len(leaving):
            return
        for rival in moved:
            placing.take(rival)
        placing.take(number)
        for rival in leaving:
            placing.put(rival, slot)


def _compared(event: Event, timetable: Timetable, before: tuple[Meeting, ...]) -> Replanned:
    was = {meeting.pair: meeting for meeting in before}
    now = {meeting.pair: meeting for meeting in timetable.meetings}
    moved = in_order(meeting for pair, meeting in now.items() if pair in was and meeting[2:] != was[pair][2:])
    return Replanned(
        event,
        timetable,
        moved=tuple((was[meeting.pair], meeting) for meeting in moved),
        lost=in_order(meeting for pair, meeting in was.items() if pair not in now),
        gained=in_order(meeting for pair, meeting in now.items() if pair not in was),
    )
