"""A move by hand says who moves and who loses, and leaves everybody else alone."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hospes.pairing.meetings.by_hand import Moved, Refused, move
from hospes.pairing.meetings.check import faults_of
from hospes.pairing.meetings.codes import FAULTS, REFUSED
from hospes.pairing.meetings.conflict import conflict
from hospes.pairing.meetings.event import Meeting, Person
from hospes.pairing.meetings.timetable import make_timetable
from tests.pairing.meetings.events import KEYS, an_event, events, quickly

EVENT = an_event(["a>b like", "c>d must", "a>d like", "b>d no"], tables=2)
STANDS = (Meeting("a", "b", 0, 0), Meeting("c", "d", 0, 1), Meeting("a", "d", 1, 0))


@quickly
@given(
    events(most_wishes=12, fixed=True),
    st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)),
    st.integers(-1, 3),
    st.sampled_from([None, 0, 1]),
    st.integers(0, 2),
)
def test_whatever_is_moved_there_is_no_clash_and_every_meeting_is_accounted_for(event, pair, slot, table, past):
    assume(not conflict(event))
    before = make_timetable(event).meetings

    found = move(event, before, pair, slot, table=table, past=past)

    if isinstance(found, Refused):
        assert set(found.facts) == set((FAULTS | REFUSED)[found.code])
        return
    assert faults_of(found.event, found.meetings) == ()
    assert found.put in found.meetings
    assert (found.put.slot, found.put.pair) == (slot, tuple(sorted(pair)))
    assert [one for one in found.meetings if one.slot < past] == [one for one in before if one.slot < past]
    was, now = ({one.pair: one for one in listed} for listed in (before, found.meetings))
    assert set(was) - set(now) == {one.pair for one in found.lost}
    assert set(now) - set(was) <= {found.put.pair}
    others = {pair for pair in now if pair in was and now[pair].slot != was[pair].slot}
    assert others - {found.put.pair} == {after.pair for _, after in found.moved}


def test_who_is_in_the_way_takes_the_next_free_slot():
    found = move(EVENT, STANDS, ("a", "c"), 0)

    assert isinstance(found, Moved)
    assert found.put == Meeting("a", "c", 0, 0)
    assert found.moved == (
        (Meeting("a", "b", 0, 0), Meeting("a", "b", 2, 0)),
        (Meeting("c", "d", 0, 1), Meeting("c", "d", 2, 1)),
    )
    assert found.lost == ()
    assert found.event.fixed == (found.put,)


def test_who_finds_no_other_slot_loses():
    found = move(an_event(["a>b like", "c>d like"], count=1), STANDS[:2], ("a", "c"), 0)

    assert isinstance(found, Moved)
    assert (found.meetings, found.lost) == ((Meeting("a", "c", 0, 0),), STANDS[:2])


def test_a_full_slot_gives_up_its_least_wanted_meeting():
    event = an_event(["a>b like", "c>d must", "e>f like"], tables=2)

    found = move(event, STANDS[:2], ("e", "f"), 0)

    assert isinstance(found, Moved)
    assert found.moved == ((Meeting("a", "b", 0, 0), Meeting("a", "b", 1, 0)),)


def test_somebody_with_enough_meetings_loses_the_least_wanted_one():
    event = an_event(["a>b like", "c>d must", "a>d like"], people=[Person("d", at_most=2)])

    found = move(event, STANDS, ("b", "d"), 2)

    assert isinstance(found, Moved)
    assert found.lost == (Meeting("a", "d", 1, 0),)


def test_the_meeting_at_the_table_asked_for_takes_another_table():
    event = an_event(["a>b like", "c>d must"], tables=2)

    found = move(event, (Meeting("a", "b", 1, 0), Meeting("c", "d", 0, 0)), ("c", "d"), 1, table=0)

    assert isinstance(found, Moved)
    assert found.meetings == (Meeting("c", "d", 1, 0), Meeting("a", "b", 1, 1))
    assert (found.moved, found.lost) == ((), ())


@pytest.mark.parametrize(
    ("pair", "slot", "more", "code"),
    [
        (("a", "z"), 0, {}, "unknown_person"),
        (("a", "a"), 0, {}, "meets_themselves"),
        (("a", "c"), 3, {}, "unknown_slot"),
        (("a", "c"), 0, {"table": 2}, "unknown_table"),
        (("a", "c"), 0, {"past": 1}, "slot_has_gone_by"),
        (("a", "b"), 2, {"past": 1}, "pair_twice"),
        (("b", "d"), 2, {}, "said_no"),
        (("b", "e"), 2, {}, "not_free"),
        (("a", "f"), 2, {}, "no_common_language"),
        (("b", "g"), 2, {}, "at_most_passed"),
        (("c", "b"), 2, {}, "fixed_in_the_way"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(pair, slot, more, code):
    people = [
        Person("a", frozenset({"en"})),
        Person("e", free=frozenset({0})),
        Person("f", frozenset({"fr"})),
        Person("g", at_most=0),
    ]
    fixed = Meeting("c", "e", 2, 1)
    event = an_event(["a>b like", "c>d must", "a>d like", "b>d no"], tables=2, people=people, fixed=[fixed])

    found = move(event, (*STANDS, fixed), pair, slot, **more)

    assert isinstance(found, Refused)
    assert found.code == code
    assert set(found.facts) == set((FAULTS | REFUSED)[code])
