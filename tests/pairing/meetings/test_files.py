"""Every fault of an event file is named by its place."""

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hospes.pairing.meetings import files
from hospes.pairing.meetings.event import Meeting, Person, Wish
from hospes.pairing.meetings.files import read_event, read_meetings
from hospes.pairing.strict_json import FileError
from tests.pairing.meetings.events import quickly

EXAMPLE = {
    "version": 1,
    "slots": [["2027-05-03T09:00", "2027-05-03T09:20"], ["2027-05-03T09:20", "2027-05-03T09:40"]],
    "tables": 2,
    "people": [
        {"key": "anna", "languages": ["en", "sv"], "free": [0, 1], "at_most": 2},
        {"key": "bo", "languages": {"en": "B1"}},
        {"key": "carmen"},
    ],
    "wishes": [{"from": "anna", "to": "bo", "want": "must"}, {"from": "bo", "to": "carmen", "want": "no"}],
    "fixed": [["anna", "bo", 1, 0]],
}


def read(**changes):
    return read_event(json.dumps(EXAMPLE | changes).encode())


def test_an_event_is_read_whole():
    event = read()

    assert event.people == (
        Person("anna", frozenset({"en", "sv"}), frozenset({0, 1}), 2),
        Person("bo", frozenset({"en"})),
        Person("carmen"),
    )
    assert event.wishes == (Wish("anna", "bo", "must"), Wish("bo", "carmen", "no"))
    assert (event.tables, event.fixed, len(event.slots)) == (2, (Meeting("anna", "bo", 1, 0),), 2)


def test_what_is_missing_is_unknown_and_an_empty_list_is_none():
    event = read_event(b'{"version": 1, "slots": [], "people": [{"key": "anna", "free": [], "languages": []}]}')

    assert event.people == (Person("anna", frozenset(), frozenset()),)
    assert (event.tables, event.wishes, event.fixed) == (None, (), ())


@pytest.mark.parametrize("slots", [[["09:00", "09:20"], ["09:20", "09:40"]], [["2027-05-03T09:00:00Z"] * 2]])
def test_slots_are_moments_or_times_of_a_day(slots):
    if slots[0][0] == slots[0][1]:
        slots = [[slots[0][0], "2027-05-03T11:20:00+02:00"], ["2027-05-03T11:20:00+02:00", "2027-05-03T10:00:00Z"]]

    assert len(read(slots=slots).slots) == 2


PEOPLE, WISHES, FIXED = EXAMPLE["people"], EXAMPLE["wishes"], EXAMPLE["fixed"]
FAULTS = [
    ({"version": 2}, "version: must be one of 1, not 2."),
    ({"tabels": 2}, 'tabels: is not a known key. Did you mean "tables"?'),
    ({"slots": None}, "slots: must not be null."),
    ({"slots": {}}, "slots: must be a list, not an object."),
    ({"slots": [["09:00"]]}, 'slots[0]: must be a start and an end, such as ["2027-05-03T09:00", "2027-05-03T09:20"].'),
    ({"slots": [["09:20", "09:00"]]}, "slots[0]: ends before it begins."),
    ({"slots": [["09:00", "2027-05-03T09:20"]]}, "slots[0]: one moment has a day or a time zone, the other has none."),
    ({"slots": [["25:00", "26:00"]]}, 'slots[0][0]: "25:00" is not a moment of the calendar.'),
    ({"slots": [["2027-02-30T09:00", 3]]}, 'slots[0][0]: "2027-02-30T09:00" is not a moment of the calendar.'),
    (
        {"slots": [["9", "10"]]},
        'slots[0][0]: must be a moment such as 2027-05-03T09:00, or a time such as 09:00, not "9".',
    ),
    (
        {"slots": [["09:00", "10:00"], ["09:30", "10:30"]]},
        "slots[1]: begins before slots[0] has ended. Slots stand in their order.",
    ),
    (
        {"slots": [["09:00", "10:00"], ["2027-05-03T10:00Z", "2027-05-03T11:00Z"]]},
        "slots[1]: has a day or a time zone where earlier slots have none, or has none where they do.",
    ),
    ({"slots": [["09:00", "09:20"]] * 101}, "slots: may have 100 items at most."),
    ({"tables": -1}, "tables: must be from 0 to 1000000."),
    ({"tables": 10**400}, "tables: must be from 0 to 1000000."),
    ({"tables": True}, "tables: must be a whole number, not true."),
    ({"people": [{"key": "x"}] * 2_001}, "people: may have 2000 items at most."),
    ({"people": [{}]}, "people[0].key: is missing."),
    ({"people": [{"key": ""}]}, "people[0].key: must have 1 to 200 characters."),
    ({"people": [{"key": "a\u0000"}]}, "people[0].key: has a character that cannot be shown."),
    ({"people": [*PEOPLE, {"key": "bo"}]}, 'people[3].key: "bo" is the key of people[1] too.'),
    (
        {"people": [{"key": "x", "free": [0, 2]}]},
        "people[0].free[1]: there is no slot 2: they are numbered from 0 to 1.",
    ),
    ({"people": [{"key": "x", "free": [1, 1]}]}, "people[0].free[1]: 1 is named twice."),
    ({"people": [{"key": "x", "free": "all"}]}, 'people[0].free: must be a list, not "all".'),
    ({"people": [{"key": "x", "at_most": 1.5}]}, 'people[0].at_most: must be a whole number, not "1.5".'),
    ({"people": [{"key": "x", "languages": ["English"]}]}, "people[0].languages[0]: must be a code such as en"),
    ({"people": [{"key": "x", "languages": {"en": "fluent"}}]}, "people[0].languages.en: must be one of"),
    ({"wishes": [{"from": "anna", "to": "zoe", "want": "like"}]}, 'wishes[0].to: there is no person "zoe".'),
    ({"wishes": [{"from": "anna", "to": "anna", "want": "like"}]}, "wishes[0].to: nobody meets themselves."),
    (
        {"wishes": [*WISHES, {"from": "anna", "to": "bo", "want": "no"}]},
        'wishes[2]: is the second wish from "anna" to "bo".',
    ),
    ({"wishes": [{"from": "anna", "to": "bo", "want": "love"}]}, 'wishes[0].want: must be one of "must", "like", "no"'),
    ({"fixed": [["anna", "bo", 1]]}, "fixed[0]: must be [person, other person, slot, table]."),
    ({"fixed": [["anna", "zoe", 1, 0]]}, 'fixed[0][1]: there is no person "zoe".'),
    ({"fixed": [["bo", "bo", 1, 0]]}, "fixed[0][1]: nobody meets themselves."),
    ({"fixed": [["anna", "bo", 2, 0]]}, "fixed[0][2]: there is no slot 2: they are numbered from 0 to 1."),
    ({"fixed": [["anna", "bo", 1, 2]]}, "fixed[0][3]: there is no table 2: they are numbered from 0 to 1."),
    ({"fixed": [["anna", "bo", 1, 0]], "tables": 0}, "fixed[0][3]: there is no table 0: the event has none."),
]


@pytest.mark.parametrize(("changes", "said"), FAULTS)
def test_a_fault_is_told_in_one_line_with_its_place(changes, said):
    with pytest.raises(FileError) as problem:
        read(**changes)

    assert str(problem.value).startswith(said)
    assert "\n" not in str(problem.value)


def test_a_name_given_twice_is_refused():
    with pytest.raises(FileError, match=r"people\[0\]\.key: is given twice\."):
        read_event(b'{"version": 1, "slots": [], "people": [{"key": "a", "key": "b"}]}')
    with pytest.raises(FileError, match=r"tables: is given twice\."):
        read_event(b'{"version": 1, "slots": [], "people": [], "tables": 1, "tables": 2}')


@pytest.mark.parametrize("raw", [b"", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"version": NaN}', b"null"])
def test_what_is_no_event_file_at_all_is_refused(raw):
    with pytest.raises(FileError):
        read_event(raw)


HOSTILE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


def places(value, path=()):
    yield path
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from places(value[key], (*path, key))


@quickly
@given(st.sampled_from([path for path in places(EXAMPLE) if path]), HOSTILE)
def test_any_value_in_any_place_is_read_or_refused(path, value):
    event = copy.deepcopy(EXAMPLE)
    inside = event
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = value

    try:
        found = read_event(json.dumps(event).encode())
    except FileError as problem:
        assert str(problem).startswith(str(path[0])) or path[0] in {"people", "slots", "tables"}
    else:
        assert len(found.slots) <= files.MOST_SLOTS


def test_the_meetings_of_a_timetable_are_read_and_nothing_else_of_it():
    event = read()
    timetable = {"version": 1, "status": "optimal", "meetings": [["bo", "carmen", 0, 1]], "anything": {}}

    assert read_meetings(json.dumps(timetable).encode(), event) == (Meeting("bo", "carmen", 0, 1),)
    with pytest.raises(FileError, match=r"meetings\[0\]\[0\]: there is no person"):
        read_meetings(b'{"version": 1, "meetings": [["zoe", "bo", 0, 1]]}', event)
