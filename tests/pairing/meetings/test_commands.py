"""`hospes meetings`, as a function of its arguments."""

import json

import pytest

from hospes.pairing.meetings.commands import meetings
from hospes.pairing.meetings.timetable import Timetable
from tests.pairing.meetings.test_files import EXAMPLE


@pytest.fixture
def event(tmp_path):
    path = tmp_path / "event.json"
    path.write_text(json.dumps(EXAMPLE))
    return path


def test_an_event_gives_a_timetable_with_every_key_of_the_contract(event, tmp_path, capsys):
    out = tmp_path / "timetable.json"

    assert meetings([str(event), "--out", str(out), "--time-limit", "5", "--seed", "3", "--work", "2"]) == 0

    said = capsys.readouterr()
    found = json.loads(out.read_text())
    assert (said.out, said.err) == ("", "")
    assert (found["version"], found["status"], found["meetings"]) == (1, "optimal", [["anna", "bo", 1, 0]])
    assert (found["objective"], found["bound"], found["gap"]) == (1, 1, 0)
    assert (found["unmet"], found["conflict"], found["seed"], found["work"]) == ([], [], 3, 2)
    assert found["totals"]["musts"] == {"asked": 1, "met": 1}
    assert found["totals"]["people"] == {"anna": 1, "bo": 1, "carmen": 0}
    assert found["seconds"] >= 0


def test_the_timetable_goes_to_the_screen_when_no_file_is_named(event, capsys):
    assert meetings([str(event)]) == 0
    assert json.loads(capsys.readouterr().out)["totals"]["meetings"] == 1


def test_a_timetable_that_has_begun_is_made_anew_from_a_slot_on(event, tmp_path, capsys):
    before = tmp_path / "before.json"
    before.write_text('{"version": 1, "meetings": [["anna", "bo", 0, 0]]}')
    later = EXAMPLE | {"fixed": [], "wishes": [*EXAMPLE["wishes"], {"from": "carmen", "to": "anna", "want": "like"}]}
    event.write_text(json.dumps(later))

    assert meetings([str(event), "--previous", str(before), "--from-slot", "1"]) == 0

    assert json.loads(capsys.readouterr().out)["meetings"] == [["anna", "bo", 0, 0], ["anna", "carmen", 1, 0]]


def test_fixed_meetings_that_clash_are_said_in_one_line(event, capsys):
    event.write_text(json.dumps(EXAMPLE | {"fixed": [["anna", "bo", 1, 0], ["anna", "carmen", 1, 1]]}))

    assert meetings([str(event)]) == 0

    said = capsys.readouterr()
    found = json.loads(said.out)
    assert (found["status"], found["meetings"], found["unmet"]) == ("infeasible", [], [])
    assert found["conflict"] == [["anna", "bo", 1, 0], ["anna", "carmen", 1, 1]]
    assert said.err == (
        "hospes meetings: the fixed meetings cannot be together. "
        "Release one of: anna with bo in slot 1, anna with carmen in slot 1.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere.json"], "nowhere.json: No such file or directory."),
        (["."], "Is a directory."),
        ([], "the following arguments are required: EVENT.json"),
        ([".", "--work", "-1"], "argument --work: must be a whole number from 0"),
        ([".", "--seed", "x"], "argument --seed: must be a whole number from 0"),
        ([".", "--time-limit", "0"], "argument --time-limit: must be a number of seconds above 0"),
    ],
)
def test_a_mistaken_command_ends_with_exit_code_2_and_says_what_to_mend(arguments, said, capsys):
    assert meetings(arguments) == 2
    assert said in capsys.readouterr().err


def test_a_slot_to_begin_from_needs_the_timetable_that_has_begun(event, capsys):
    assert meetings([str(event), "--from-slot", "1"]) == 2
    assert capsys.readouterr().err == (
        "hospes meetings: --from-slot: needs --previous, the timetable that has begun.\n"
    )


def test_a_fault_of_the_file_is_one_line_with_its_place(event, capsys):
    event.write_text(json.dumps(EXAMPLE | {"tables": "two"}))

    assert meetings([str(event)]) == 2
    assert capsys.readouterr().err == 'hospes meetings: tables: must be a whole number, not "two".\n'


def test_ten_thousand_people_are_refused_in_one_line(event, capsys):
    event.write_text(json.dumps(EXAMPLE | {"people": [{"key": str(number)} for number in range(10_000)]}))

    assert meetings([str(event)]) == 2
    assert capsys.readouterr().err == "hospes meetings: people: may have 2000 items at most.\n"


def test_help_shows_an_example(capsys):
    assert meetings(["--help"]) == 0
    assert "hospes meetings event.json" in capsys.readouterr().out


def test_an_empty_timetable_has_no_gap():
    assert Timetable("optimal").gap == 0
