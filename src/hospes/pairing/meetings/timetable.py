"""The timetable of an event: the bound, a start, and ever better neighbourhoods."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from hospes.pairing.meetings.choice import Choice, choose
from hospes.pairing.meetings.codes import GOALS
from hospes.pairing.meetings.colouring import coloured, shared_slots
from hospes.pairing.meetings.conflict import conflict
from hospes.pairing.meetings.ejection import place_chosen
from hospes.pairing.meetings.event import Event, Meeting, in_order
from hospes.pairing.meetings.goals import people_reached, squares
from hospes.pairing.meetings.grid import Grid, gains, grid_of, wanted_pairs
from hospes.pairing.meetings.neighbourhood import Step, improve
from hospes.pairing.meetings.placing import Placing
from hospes.pairing.meetings.polish import bring_forward, even_out
from hospes.pairing.meetings.whole import goals_in_reach, solve_whole, tightened
from hospes.pairing.solver import Stop

# Neighbourhoods solved, when nobody says otherwise, and steps of the search before them.
WORK = 60
STEPS = 10_000
# Neighbourhoods without a gain, after which an event that is small enough is solved whole.
PATIENCE = 12


def never() -> bool:
    return False


def unseen(done: int) -> None:
    """Nobody watches the work."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """`musts`, `likes`: reached. `most_musts`: no timetable passes it; `most_likes`: none that reaches `musts` does.

    `must_worth` makes one number of both goals. `proven`: the goals in which no timetable can be better.
    """

    status: Literal["optimal", "limit", "infeasible"]
    meetings: tuple[Meeting, ...] = ()
    musts: int = 0
    likes: int = 0
    most_musts: int = 0
    most_likes: int = 0
    must_worth: int = 1
    proven: tuple[str, ...] = ()
    conflict: tuple[Meeting, ...] = ()
    past: int = 0

    @property
    def objective(self) -> int:
        return self.musts * self.must_worth + self.likes

    @property
    def bound(self) -> int:
        return self.most_musts * self.must_worth + self.most_likes

    @property
    def gap(self) -> float:
        return (self.bound - self.objective) / self.bound if self.bound else 0.0


def make_timetable(
    event: Event, *, seed: int = 0, work: int = WORK, stop: Stop = never, step: Step = unseen
) -> Timetable:
    """The best timetable that so much work finds. Fixed meetings are in it, or it is infeasible."""
    clash = conflict(event)
    if clash:
        return Timetable("infeasible", conflict=clash)
    return timetable_around(event, event.fixed, seed=seed, work=work, stop=stop, step=step)


def timetable_around(
    event: Event,
    kept: Iterable[Meeting],
    *,
    first: int = 0,
    seed: int = 0,
    work: int = WORK,
    stop: Stop = never,
    step: Step = unseen,
) -> Timetable:
    """The best timetable in which the meetings of `kept` stay as they are and others use slots from `first` on."""
    kept = tuple(kept)
    grid = grid_of(event, kept, first=first)
    placing = Placing(grid)
    choice = choose(grid, stop=stop)
    choice, goals = _solve(placing, choice, seed=seed, work=work, stop=stop, step=step)
    meetings = in_order([*kept, *seated(event, kept, placing)])
    return _timetable(event, kept, meetings, choice, grid, goals, first)


def _solve(placing: Placing, choice: Choice, *, seed: int, work: int, stop: Stop, step: Step) -> tuple[Choice, int]:
    """Fills the timetable; gives its bounds, and the number of goals, from the first, proven best."""
    grid = placing.grid
    slots = shared_slots(grid)
    if slots is None or not coloured(placing, choice.links, slots):
        place_chosen(placing, choice.links, steps=STEPS, seed=seed, stop=stop)
        placing.fill()
    even_out(placing, stop=stop)
    if proven_by(placing, choice) < 2:
        choice = tightened(grid, choice, stop=stop)
        bound = choice.musts * grid.must_worth + choice.likes
        patience = PATIENCE if goals_in_reach(grid) else None
        improve(placing, rounds=work, bound=bound, seed=seed, stop=stop, step=step, patience=patience)
        even_out(placing, stop=stop)
    proven, goals = proven_by(placing, choice), goals_in_reach(grid)
    if proven < goals and work and not stop():
        proven = max(solve_whole(placing, goals, stop=stop), proven_by(placing, choice))
    bring_forward(placing, stop=stop)
    return choice, proven


def proven_by(placing: Placing, choice: Choice) -> int:
    """How many goals, from the first, reach what no timetable passes."""
    links = [placing.grid.links[number] for number, _ in placing.placed()]
    counts = [placing.meetings_of(person) for person in range(len(placing.grid.keys))]
    held = [
        sum(link.musts for link in links) == choice.musts,
        sum(link.likes for link in links) == choice.likes,
        people_reached(placing.grid, counts) == choice.reached,
        squares(placing.grid, counts) == choice.even,
    ]
    return held.index(False) if False in held else len(held)


def judged(
    event: Event, meetings: Sequence[Meeting], kept: Iterable[Meeting], grid: Grid, choice: Choice, past: int
) -> Timetable:
    """A timetable with its bounds, when `kept` is given and everything else of the grid is open."""
    number_of = {(grid.keys[link.a], grid.keys[link.b]): number for number, link in enumerate(grid.links)}
    kept = set(kept)
    placing = Placing(grid)
    for meeting in meetings:
        if meeting not in kept:
            placing.put(number_of[meeting.pair], meeting.slot)
    return _timetable(event, tuple(kept), meetings, choice, grid, proven_by(placing, choice), past)


def _timetable(
    event: Event,
    kept: Iterable[Meeting],
    meetings: Sequence[Meeting],
    choice: Choice,
    grid: Grid,
    goals: int,
    past: int,
) -> Timetable:
    before = sums(event, kept)
    musts, likes = sums(event, meetings)
    most_musts, most_likes = choice.musts + before[0], choice.likes + before[1]
    if goals >= 1:
        most_musts = musts
    elif musts < most_musts:
        most_likes = before[1] + choice.most_likes
    if goals >= 2:
        most_likes = likes
    return Timetable(
        "optimal" if goals >= 2 else "limit",
        tuple(meetings),
        musts,
        likes,
        most_musts,
        most_likes,
        1 + sum(gains(event, pair)[1] for pair in wanted_pairs(event)),
        GOALS[:goals],
        past=past,
    )


def sums(event: Event, meetings: Iterable[Meeting]) -> tuple[int, int]:
    """The musts and the likes that meetings fulfil."""
    found = [gains(event, meeting.pair) for meeting in meetings]
    return sum(musts for musts, _ in found), sum(likes for _, likes in found)


def seated(
    event: Event, kept: Iterable[Meeting], placing: Placing, before: Mapping[tuple[int, int], int] | None = None
) -> list[Meeting]:
    """The meetings of a placing, at the tables that are left in each slot; `before`: the table that a link
    has had in a slot, and keeps."""
    keys, links, had = placing.grid.keys, placing.grid.links, before or {}
    taken: dict[int, set[int]] = {}
    for meeting in kept:
        taken.setdefault(meeting.slot, set()).add(meeting.table)
    found = []
    for slot, numbers in enumerate(placing.in_slot):
        used = taken.get(slot, set()) | {had[number, slot] for number in numbers if (number, slot) in had}
        tables = (table for table in range(event.most_tables) if table not in used)
        for number in sorted(numbers):
            table = had[number, slot] if (number, slot) in had else next(tables)
            found.append(Meeting(keys[links[number].a], keys[links[number].b], slot, table))
    return found


def counts_of(event: Event, meetings: Iterable[Meeting]) -> dict[str, int]:
    """How many meetings everybody has."""
    counts = Counter(key for meeting in meetings for key in (meeting.a, meeting.b))
    return {person.key: counts[person.key] for person in event.people}
