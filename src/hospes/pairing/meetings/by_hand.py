"""A meeting put somewhere by hand: who has to move for it, and who loses."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from hospes.pairing.findings import Facts
from hospes.pairing.meetings.event import Event, Meeting, in_order, two
from hospes.pairing.meetings.grid import barrier, gains


@dataclass(frozen=True, slots=True)
class Moved:
    """`event`: with the meeting fixed. `put`: the meeting. `moved`: others, before and after. `lost`: they have no
    place any more."""

    event: Event
    meetings: tuple[Meeting, ...]
    put: Meeting
    moved: tuple[tuple[Meeting, Meeting], ...] = ()
    lost: tuple[Meeting, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """Why the meeting cannot be there: a code of `codes.FAULTS` or `codes.REFUSED`."""

    code: str
    facts: Facts = field(default_factory=dict, hash=False)


class _RefusedError(Exception):
    def __init__(self, code: str, **facts: object) -> None:
        self.refused = Refused(code, facts)


def move(
    event: Event,
    meetings: Iterable[Meeting],
    pair: tuple[str, str],
    slot: int,
    *,
    table: int | None = None,
    past: int = 0,
) -> Moved | Refused:
    """The timetable with a meeting of this pair in this slot, new or moved there, and fixed from now on.

    Whoever is in the way gets another slot in which both are free, as early as there is one, else loses the
    meeting. Fixed meetings and those before slot `past` make no way. Nothing is stored: look, then decide.
    """
    try:
        return _Hand(event, tuple(meetings), pair, past).put(slot, table)
    except _RefusedError as refusal:
        return refusal.refused


class _Hand:
    def __init__(self, event: Event, meetings: tuple[Meeting, ...], pair: tuple[str, str], past: int) -> None:
        self.event, self.pair, self.past = event, pair, past
        for key in pair:
            if key not in event.person:
                raise _RefusedError("unknown_person", person=key)
        if pair[0] == pair[1]:
            raise _RefusedError("meets_themselves", person=pair[0])
        self.old = next((meeting for meeting in meetings if meeting.pair == two(*pair)), None)
        self.before = meetings
        self.held = {meeting for meeting in meetings if meeting is not self.old}
        self.lost: list[Meeting] = []

    def put(self, slot: int, table: int | None) -> Moved:
        self._check(slot, table)
        leaving = [meeting for meeting in self._in(slot) if set(self.pair) & {meeting.a, meeting.b}]
        self._send_away(leaving)
        self._check_numbers()
        put = Meeting(*self.pair, slot, self._table(slot, table))
        self.held.add(put)
        moved = [(meeting, self._elsewhere(meeting)) for meeting in in_order(self.lost)]
        fixed = (*(meeting for meeting in self.event.fixed if meeting.pair != put.pair), put)
        return Moved(
            replace(self.event, fixed=fixed),
            in_order(self.held),
            put,
            moved=tuple((was, now) for was, now in moved if now is not None),
            lost=tuple(was for was, now in moved if now is None),
        )

    def _check(self, slot: int, table: int | None) -> None:
        if not 0 <= slot < len(self.event.slots):
            raise _RefusedError("unknown_slot", slot=slot)
        if slot < self.past:
            raise _RefusedError("slot_has_gone_by", slot=slot)
        if self.old is not None and self.old.slot < self.past:
            raise _RefusedError("pair_twice", people=sorted(self.pair))
        if not self.event.most_tables or (table is not None and not 0 <= table < self.event.most_tables):
            raise _RefusedError("unknown_table", table=0 if table is None else table)
        for key in self.pair:
            if not self.event.is_free(key, slot):
                raise _RefusedError("not_free", person=key, slot=slot)
        forbidden = barrier(self.event, *self.pair)
        if forbidden is not None:
            raise _RefusedError(forbidden, people=sorted(self.pair))

    def _in(self, slot: int) -> list[Meeting]:
        return [meeting for meeting in in_order(self.held) if meeting.slot == slot]

    def _send_away(self, leaving: Iterable[Meeting]) -> None:
        for meeting in leaving:
            if meeting in self.event.fixed or meeting.slot < self.past:
                raise _RefusedError("fixed_in_the_way", meeting=list(meeting))
            self.held.remove(meeting)
            self.lost.append(meeting)

    def _least_wanted(self, meetings: Iterable[Meeting]) -> list[Meeting]:
        """The meeting that is given up most easily, if there is one."""
        free = [one for one in meetings if one not in self.event.fixed and one.slot >= self.past]
        return sorted(free, key=lambda one: (gains(self.event, one.pair), one))[:1]

    def _check_numbers(self) -> None:
        """Nobody gets more meetings than they asked for: the least wanted one goes."""
        counts = self._counts()
        for key in self.pair:
            at_most = self.event.person[key].at_most
            if at_most is not None and counts[key] >= at_most:
                least = self._least_wanted(one for one in self.held if key in (one.a, one.b))
                if not least or counts[key] > at_most:
                    raise _RefusedError("at_most_passed", person=key, meetings=counts[key] + 1, at_most=at_most)
                self._send_away(least)

    def _counts(self) -> Counter[str]:
        return Counter(key for meeting in self.held for key in (meeting.a, meeting.b))

    def _table(self, slot: int, table: int | None) -> int:
        """The table asked for, whose meeting takes another one; else the first free one."""
        taken = {meeting.table: meeting for meeting in self._in(slot)}
        if len(taken) >= self.event.most_tables:
            least = self._least_wanted(taken.values())
            self._send_away(least or list(taken.values())[:1])
            taken = {meeting.table: meeting for meeting in self._in(slot)}
        free = next(other for other in range(self.event.most_tables) if other not in taken)
        if table is None or table not in taken:
            return free if table is None else table
        if taken[table] in self.event.fixed:
            raise _RefusedError("fixed_in_the_way", meeting=list(taken[table]))
        self.held.remove(taken[table])
        self.held.add(taken[table]._replace(table=free))
        return table

    def _elsewhere(self, meeting: Meeting) -> Meeting | None:
        """The same pair in the first slot that is open for both."""
        counts = self._counts()
        for key in (meeting.a, meeting.b):
            at_most = self.event.person[key].at_most
            if at_most is not None and counts[key] >= at_most:
                return None
        for place in self._open(meeting):
            self.held.add(place)
            return place
        return None

    def _open(self, meeting: Meeting) -> Iterator[Meeting]:
        for slot in range(self.past, len(self.event.slots)):
            there = self._in(slot)
            busy = {key for other in there for key in (other.a, other.b)}
            free = all(self.event.is_free(key, slot) and key not in busy for key in (meeting.a, meeting.b))
            if free and len(there) < self.event.most_tables:
                taken = {other.table for other in there}
                table = next(other for other in range(self.event.most_tables) if other not in taken)
                yield Meeting(meeting.a, meeting.b, slot, table)
