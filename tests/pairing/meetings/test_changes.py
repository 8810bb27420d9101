"""Late arrivals, no-shows and changed minds: what has been stays, what can stay stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hospes.pairing.meetings.changes import Changes, replan
from hospes.pairing.meetings.check import faults_of
from hospes.pairing.meetings.event import Meeting, Person, Wish
from hospes.pairing.meetings.report import unmet
from hospes.pairing.meetings.timetable import make_timetable
from hospes.pairing.strict_json import FileError
from tests.pairing.meetings.events import KEYS, a_large_event, an_event, events, quickly


@quickly
@given(
    events(most_wishes=12),
    st.integers(0, 3),
    st.frozensets(st.sampled_from(KEYS), max_size=2),
    st.lists(st.sampled_from([Wish("f", "a", "must"), Wish("a", "f", "like"), Wish("b", "f", "no")]), unique=True),
)
def test_what_has_been_stays_and_nothing_that_may_stay_is_lost(event, from_slot, gone, wishes):
    before = make_timetable(event).meetings
    changes = Changes(people=(Person("f"),), gone=gone, wishes=tuple(wishes))

    found = replan(event, before, from_slot, changes)

    now = found.timetable.meetings
    assert faults_of(found.event, now, past=from_slot) == ()
    assert [one for one in now if one.slot < from_slot] == [one for one in before if one.slot < from_slot]
    assert not any({one.a, one.b} & gone for one in now if one.slot >= from_slot)
    assert all({one.a, one.b} & gone for one in found.lost)
    assert {one.pair for one in now} == {one.pair for one in before} - {one.pair for one in found.lost} | {
        one.pair for one in found.gained
    }
    assert found.timetable.objective <= found.timetable.bound


@quickly
@given(events(), st.integers(0, 3))
def test_where_nothing_has_changed_nothing_moves(event, from_slot):
    before = make_timetable(event)

    found = replan(event, before.meetings, from_slot, Changes())

    assert found.timetable.meetings == before.meetings
    assert (found.moved, found.lost, found.gained) == ((), (), ())


def test_who_arrives_late_gets_free_slots_and_nobody_moves():
    event = an_event(["a>b like", "c>d like"])
    before = make_timetable(event).meetings
    changes = Changes(people=(Person("e"),), wishes=(Wish("e", "a", "must"), Wish("b", "e", "like")))

    found = replan(event, before, 1, changes)

    assert (found.moved, found.lost) == ((), ())
    assert [meeting.pair for meeting in found.gained] == [("a", "e"), ("b", "e")]
    assert min(meeting.slot for meeting in found.gained) == 1


def test_one_meeting_makes_way_for_a_must_when_it_has_another_free_slot():
    event = an_event(["a>b like"], people=[Person("c", free=frozenset({0})), Person("a"), Person("b")])
    before = (Meeting("a", "b", 0, 0),)

    found = replan(event, before, 0, Changes(wishes=(Wish("c", "a", "must"),)))

    assert found.timetable.meetings == (Meeting("a", "c", 0, 0), Meeting("a", "b", 1, 0))
    assert found.moved == ((Meeting("a", "b", 0, 0), Meeting("a", "b", 1, 0)),)
    assert found.lost == ()


def test_nobody_makes_way_for_a_must_where_a_meeting_would_be_lost():
    event = an_event(["a>b like"], count=1, people=[Person("c")])
    before = (Meeting("a", "b", 0, 0),)

    found = replan(event, before, 0, Changes(wishes=(Wish("c", "a", "must"),)))

    assert found.timetable.meetings == before
    assert found.timetable.objective < found.timetable.bound
    assert [(one.wish.by, one.code) for one in unmet(found.event, found.timetable)] == [("c", "lost_to_others")]


def test_a_meeting_whose_hour_is_no_longer_free_finds_another():
    event = an_event(["a>b like"])
    before = make_timetable(event).meetings

    found = replan(event, before, 0, Changes(people=(Person("a", free=frozenset({2})),)))

    assert found.moved == ((Meeting("a", "b", 0, 0), Meeting("a", "b", 2, 0)),)


def test_a_fixed_meeting_of_somebody_who_is_gone_is_released():
    event = an_event(["a>b like", "a>c like"], fixed=[Meeting("a", "b", 2, 0)])

    found = replan(event, make_timetable(event).meetings, 1, Changes(gone=frozenset({"b"})))

    assert found.event.fixed == ()
    assert [meeting.pair for meeting in found.lost] == [("a", "b")]


def test_fixed_meetings_that_can_no_longer_be_are_told():
    event = an_event(["a>b like"], fixed=[Meeting("a", "b", 2, 0)])

    found = replan(event, make_timetable(event).meetings, 1, Changes(people=(Person("a", free=frozenset({1})),)))

    assert (found.timetable.status, found.timetable.conflict) == ("infeasible", event.fixed)


def test_a_wish_about_somebody_unknown_is_refused_by_its_place():
    event = an_event(["a>b like"])

    with pytest.raises(FileError, match=r'wishes\[1\]\.to: there is no person "z"\.'):
        replan(event, (), 0, Changes(wishes=(Wish("a", "z", "like"),)))


def test_a_day_with_many_changes_moves_few():
    event = a_large_event(24, 6, 8, hours=0.8, wishes=4)
    before = make_timetable(event, work=4).meetings
    gone = frozenset({"p0001", "p0002", "p0020"})
    late = tuple(Person(f"late{number}") for number in range(3))
    wishes = tuple(Wish(person.key, f"p{number:04}", "must") for person in late for number in range(5, 15, 3))

    found = replan(event, before, 2, Changes(late, gone, wishes), work=4)

    ahead = [meeting for meeting in before if meeting.slot >= 2]
    assert faults_of(found.event, found.timetable.meetings, past=2) == ()
    assert all({meeting.a, meeting.b} & gone for meeting in found.lost)
    assert found.gained
    assert len(found.moved) <= len(ahead) // 5
    turned = replan(event, before[::-1], 2, Changes(late[::-1], gone, wishes[::-1]), work=4)
    assert turned.timetable == found.timetable
