"""Timetables against every other timetable of small events, and against their bound in larger ones."""

from dataclasses import replace

import pytest
from hypothesis import assume, given

from hospes.pairing.meetings.check import faults_of
from hospes.pairing.meetings.codes import GOALS
from hospes.pairing.meetings.conflict import conflict
from hospes.pairing.meetings.event import Meeting, Person
from hospes.pairing.meetings.timetable import make_timetable
from tests.pairing.meetings.events import KEYS, a_large_event, an_event, best_of_all, events, goals_of, quickly


def placed(timetable):
    return [(meeting.pair, meeting.slot) for meeting in timetable.meetings]


@quickly
@given(events())
def test_no_timetable_of_a_small_event_is_better(event):
    timetable = make_timetable(event)

    assert faults_of(event, timetable.meetings) == ()
    assert goals_of(event, placed(timetable)) == best_of_all(event)
    assert (timetable.status, timetable.proven) == ("optimal", GOALS[:4])
    assert (timetable.objective, timetable.gap) == (timetable.bound, 0)


@quickly
@given(events(fixed=True))
def test_fixed_meetings_stay_and_the_rest_is_the_best_around_them(event):
    assume(not conflict(event))

    timetable = make_timetable(event)

    assert set(event.fixed) <= set(timetable.meetings)
    assert faults_of(event, timetable.meetings) == ()
    assert goals_of(event, placed(timetable)) == best_of_all(event)


@quickly
@given(events())
def test_the_order_of_arrival_changes_nothing(event):
    turned = replace(event, people=event.people[::-1], wishes=event.wishes[::-1])

    assert make_timetable(turned) == make_timetable(event)


@quickly
@given(events())
def test_other_names_change_no_goal(event):
    names = dict(zip(KEYS, "nmlkj", strict=True))
    renamed = replace(
        event,
        people=tuple(replace(person, key=names[person.key]) for person in event.people),
        wishes=tuple(replace(wish, by=names[wish.by], to=names[wish.to]) for wish in event.wishes),
    )

    assert goals_of(renamed, placed(make_timetable(renamed))) == goals_of(event, placed(make_timetable(event)))


LARGER = [
    pytest.param({"hours": 1, "two_sides": True}, id="two sides, free all day"),
    pytest.param({"hours": 1}, id="one crowd, free all day"),
    pytest.param({"hours": 0.6}, id="hours differ"),
    pytest.param({"hours": 0.5, "two_sides": True}, id="two sides, hours differ"),
]


@pytest.mark.parametrize("kind", LARGER)
def test_a_larger_timetable_has_no_clash_and_stays_under_its_bound(kind):
    event = a_large_event(30, 8, 9, wishes=6, **kind)

    timetable = make_timetable(event, work=4)

    assert faults_of(event, timetable.meetings) == ()
    assert timetable.musts <= timetable.most_musts
    assert timetable.objective <= timetable.bound
    assert timetable.gap <= 0.001
    assert timetable == make_timetable(event, work=4)


@pytest.mark.parametrize("two_sides", [True, False])
def test_when_everybody_is_free_all_day_the_timetable_is_best_at_once(two_sides):
    event = a_large_event(60, 10, 20, hours=1, two_sides=two_sides)

    timetable = make_timetable(event, work=0)

    assert (timetable.status, timetable.proven) == ("optimal", GOALS[:4])
    assert faults_of(event, timetable.meetings) == ()


def test_more_work_is_never_worse():
    event = a_large_event(40, 8, 12, hours=0.5, two_sides=True, wishes=8)

    found = [make_timetable(event, work=work).objective for work in (0, 1, 3)]

    assert found == sorted(found)
    assert found[0] < found[-1]


def test_when_time_is_up_there_is_a_timetable_all_the_same():
    event = a_large_event(40, 8, 12, hours=0.6, wishes=8)

    timetable = make_timetable(event, stop=lambda: True)

    assert timetable.meetings
    assert timetable.status == "limit"
    assert timetable.objective <= timetable.bound
    assert faults_of(event, timetable.meetings) == ()


@pytest.mark.parametrize(
    "event",
    [
        an_event([]),
        an_event(["a>b must"], count=0),
        an_event(["a>b must"], tables=0),
        an_event(["a>b must", "b>a no"]),
        an_event(["a>b must"], people=[Person("a", at_most=0)]),
        an_event(["a>b must"], people=[Person("a", free=frozenset())]),
        an_event(["a>b must"], people=[Person("a", languages=frozenset())]),
        an_event(["a>b must"], people=[Person("a", languages=frozenset({"en"})), Person("b", frozenset({"fr"}))]),
    ],
)
def test_where_nobody_can_meet_the_empty_timetable_is_the_best(event):
    if event.person.get("a", Person("a")).languages == frozenset():
        event = replace(event, people=(event.person["a"], Person("b", languages=frozenset({"fr"}))))

    timetable = make_timetable(event)

    assert (timetable.status, timetable.meetings, timetable.bound) == ("optimal", (), 0)


def test_a_must_goes_before_any_number_of_likes():
    wishes = ["a>b must", *(f"{one}>{other} like" for one in "ab" for other in "cdefg")]

    timetable = make_timetable(an_event(wishes, count=1, tables=1))

    assert timetable.meetings == (Meeting("a", "b", 0, 0),)


def test_who_likes_each_other_goes_before_who_is_only_liked():
    timetable = make_timetable(an_event(["a>b like", "c>b like", "b>c like"], count=1))

    assert timetable.meetings == (Meeting("b", "c", 0, 0),)


def test_where_wishes_weigh_the_same_everybody_gets_a_turn():
    event = an_event(["a>b like", "c>b like", "d>b like", "d>a like"], count=2, tables=1)

    timetable = make_timetable(event)

    assert {key for meeting in timetable.meetings for key in meeting.pair} == {"a", "b", "c", "d"}


def test_meetings_are_as_early_as_they_can_be():
    timetable = make_timetable(an_event(["a>b like", "c>d like"], tables=1))

    assert [meeting.slot for meeting in timetable.meetings] == [0, 1]


@pytest.mark.parametrize(
    ("fixed", "people", "clash"),
    [
        ([("a", "b", 0, 0), ("c", "d", 1, 1)], [], []),
        ([("a", "b", 0, 0), ("a", "c", 0, 1), ("c", "d", 1, 0)], [], [("a", "b", 0, 0), ("a", "c", 0, 1)]),
        ([("a", "b", 0, 0), ("c", "d", 0, 0)], [], [("a", "b", 0, 0), ("c", "d", 0, 0)]),
        ([("a", "b", 0, 0), ("b", "a", 1, 0)], [], [("a", "b", 0, 0), ("b", "a", 1, 0)]),
        ([("a", "b", 0, 0), ("a", "e", 1, 0)], [], [("a", "e", 1, 0)]),
        ([("a", "b", 0, 0)], [Person("a", free=frozenset({1}))], [("a", "b", 0, 0)]),
        ([("a", "b", 0, 0)], [Person("a", frozenset({"en"})), Person("b", frozenset({"fr"}))], [("a", "b", 0, 0)]),
        ([("a", "b", 0, 0)], [Person("b", at_most=0)], [("a", "b", 0, 0)]),
        (
            [("a", "b", 0, 0), ("a", "c", 1, 0), ("a", "d", 2, 0)],
            [Person("a", at_most=1)],
            [("a", "b", 0, 0), ("a", "c", 1, 0)],
        ),
    ],
)
def test_fixed_meetings_that_cannot_be_are_told_as_the_smallest_set(fixed, people, clash):
    event = an_event(["a>b like", "c>d like", "e>a no"], people=people, fixed=[Meeting(*one) for one in fixed])

    timetable = make_timetable(event)

    assert timetable.conflict == tuple(Meeting(*one) for one in clash)
    assert timetable.status == ("infeasible" if clash else "optimal")
    for one in clash:
        released = replace(event, fixed=tuple(meeting for meeting in event.fixed if meeting != Meeting(*one)))
        assert set(conflict(released)) != set(timetable.conflict)
