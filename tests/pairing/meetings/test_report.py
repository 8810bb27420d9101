"""Why a wish is not fulfilled, in codes of a closed list."""

import pytest
from hypothesis import assume, given

from hospes.pairing.meetings.codes import UNMET
from hospes.pairing.meetings.conflict import conflict
from hospes.pairing.meetings.event import Meeting, Person
from hospes.pairing.meetings.report import timetable_as_written, unmet
from hospes.pairing.meetings.timetable import Timetable, make_timetable
from tests.pairing.meetings.events import an_event, events, quickly

EN, FR = frozenset({"en"}), frozenset({"fr"})
REASONS = [
    ("said_no", an_event(["a>b must", "b>a no"]), 0),
    ("no_common_language", an_event(["a>b like"], people=[Person("a", EN), Person("b", FR)]), 0),
    (
        "no_common_slot",
        an_event(["a>b like"], people=[Person("a", free=frozenset({0})), Person("b", free=frozenset({2}))]),
        0,
    ),
    ("no_slot_left", an_event(["a>b like"], people=[Person("a", free=frozenset({0}))]), 1),
    ("at_most_reached", an_event(["a>b like", "a>c must"], people=[Person("a", at_most=1)]), 0),
    ("lost_to_others", an_event(["a>b like", "a>c must"], count=1), 0),
    ("tables_full", an_event(["a>b like", "c>d must"], count=1, tables=1), 0),
]


@pytest.mark.parametrize(("code", "event", "past"), REASONS)
def test_each_reason_is_told_where_it_holds(code, event, past):
    meetings = make_timetable(event).meetings if not past else ()

    found = unmet(event, Timetable("limit", meetings, past=past))

    assert [one.code for one in found] == [code]


def test_every_code_of_the_list_is_told_somewhere():
    assert {code for code, _, _ in REASONS} == set(UNMET)


@quickly
@given(events(fixed=True))
def test_every_wish_is_fulfilled_or_has_a_reason_of_the_list(event):
    assume(not conflict(event))
    timetable = make_timetable(event)

    found = unmet(event, timetable)

    met = {meeting.pair for meeting in timetable.meetings}
    asked = [wish for wish in event.wishes if wish.want != "no"]
    fulfilled = [wish for wish in asked if tuple(sorted((wish.by, wish.to))) in met]
    assert len(fulfilled) + len(found) == len(asked)
    for one in found:
        assert set(one.facts) == set(UNMET[one.code])
    totals = timetable_as_written(event, timetable, seconds=0, seed=0, work=0)["totals"]
    assert totals["musts"]["met"] + totals["likes"]["met"] == len(fulfilled)
    assert sum(totals["people"].values()) == 2 * totals["meetings"]


def test_the_file_says_who_said_no_and_whose_number_is_full():
    event = an_event(["a>b must", "b>a no", "a>c like", "a>d must"], people=[Person("a", at_most=1)])

    written = timetable_as_written(event, make_timetable(event), seconds=0.5, seed=0, work=0)

    assert written["meetings"] == [list(Meeting("a", "d", 0, 0))]
    assert written["unmet"] == [
        {"from": "a", "to": "b", "want": "must", "because": {"code": "said_no", "by": ["b"]}},
        {"from": "a", "to": "c", "want": "like", "because": {"code": "at_most_reached", "people": ["a"]}},
    ]


def test_the_worked_example_of_the_documentation_is_as_it_says():
    people = [
        Person("a", frozenset({"sv", "en"})),
        Person("b", EN, at_most=2),
        Person("c", frozenset({"es", "en"}), frozenset({1, 2})),
        Person("d", frozenset({"es"})),
    ]
    wishes = ["a>b must", "b>a like", "c>b must", "d>c like", "d>b like", "e>b like", "e>a like", "a>e no", "e>d like"]
    event = an_event(wishes, tables=2, people=people, fixed=[Meeting("a", "c", 2, 0)])

    timetable = make_timetable(event)

    assert (timetable.status, timetable.must_worth, timetable.objective, timetable.bound) == ("optimal", 8, 19, 19)
    assert {(one.wish.by, one.wish.to): one.code for one in unmet(event, timetable)} == {
        ("d", "c"): "lost_to_others",
        ("e", "b"): "at_most_reached",
        ("d", "b"): "no_common_language",
        ("e", "a"): "said_no",
    }
