"""The check shares nothing with the making of timetables, and misses nothing that is wrong."""

from dataclasses import replace

import pytest

from hospes.pairing.meetings.check import faults_of
from hospes.pairing.meetings.codes import FAULTS
from hospes.pairing.meetings.event import Meeting, Person
from hospes.pairing.meetings.timetable import make_timetable
from tests.pairing.meetings.events import a_large_event, an_event

PEOPLE = [Person("a", frozenset({"en"}), frozenset({0, 1}), 2), Person("e", frozenset({"fr"}))]
EVENT = an_event(["a>b must", "a>c like", "a>d like", "c>d no", "b>d like", "a>e like"], tables=2, people=PEOPLE)


WRONG = [
    ([("a", "b", 0, 0), ("b", "d", 1, 1)], []),
    ([("a", "z", 0, 0)], ["unknown_person"]),
    ([("a", "a", 0, 0)], ["meets_themselves"]),
    ([("a", "b", 9, 0)], ["unknown_slot"]),
    ([("a", "b", -1, 0)], ["unknown_slot"]),
    ([("a", "b", 0, 2)], ["unknown_table"]),
    ([("a", "b", 0, 0), ("a", "c", 0, 1)], ["person_twice"]),
    ([("a", "b", 0, 0), ("b", "a", 1, 0)], ["pair_twice"]),
    ([("a", "c", 0, 0), ("b", "d", 0, 0)], ["table_twice"]),
    ([("a", "b", 2, 0)], ["not_free"]),
    ([("a", "e", 0, 0)], ["no_common_language"]),
    ([("c", "d", 0, 0)], ["said_no"]),
    ([("b", "c", 0, 0)], ["nobody_asked"]),
    ([("a", "b", 0, 0), ("a", "c", 1, 0), ("a", "d", 2, 0)], ["not_free", "at_most_passed"]),
]


@pytest.mark.parametrize(("meetings", "codes"), WRONG)
def test_every_fault_has_its_code(meetings, codes):
    assert [fault.code for fault in faults_of(EVENT, [Meeting(*one) for one in meetings])] == codes


def test_every_code_of_the_list_is_told_somewhere_with_its_facts():
    told = {fault.code for meetings, _ in WRONG for fault in faults_of(EVENT, [Meeting(*one) for one in meetings])}

    assert told | {"fixed_missing"} == set(FAULTS)
    for meetings, _ in WRONG:
        for fault in faults_of(EVENT, [Meeting(*one) for one in meetings]):
            assert set(fault.facts) == set(FAULTS[fault.code])


def test_a_fixed_meeting_that_is_not_there_is_a_fault():
    event = replace(EVENT, fixed=(Meeting("b", "c", 0, 1),))

    assert [fault.code for fault in faults_of(event, [])] == ["fixed_missing"]
    assert faults_of(event, [Meeting("b", "c", 0, 1)]) == ()
    assert [fault.code for fault in faults_of(event, [Meeting("b", "c", 0, 0)])] == ["nobody_asked", "fixed_missing"]


def test_what_has_taken_place_is_no_longer_judged_by_what_people_say_now():
    assert faults_of(EVENT, [Meeting("c", "d", 0, 0)], past=1) == ()


@pytest.mark.parametrize("seed", range(5))
def test_a_timetable_with_one_meeting_changed_is_found_out(seed):
    event = a_large_event(12, 4, 4, hours=0.8, wishes=4, seed=seed)
    meetings = make_timetable(event).meetings
    assert faults_of(event, meetings) == ()

    for index, meeting in enumerate(meetings):
        others = [*meetings[:index], *meetings[index + 1 :]]
        near = next(other for other in others if other.slot != meeting.slot)
        assert faults_of(event, [*meetings, meeting])
        assert faults_of(event, [*others, meeting._replace(slot=near.slot, table=near.table)])
        assert faults_of(event, [*others, meeting._replace(b=near.a, slot=near.slot, table=3)])
