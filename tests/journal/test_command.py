"""`hospes journal`: who did what with a record between two moments, on a shell."""

import json

import pytest
import time_machine

from hospes.cli import main
from hospes.journal import phrases
from hospes.journal.actions import record
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import PersonFactory

phrases.add({"t.seen_to": "It was seen to."})
pytestmark = pytest.mark.django_db


@pytest.fixture
def history():
    """Four lines of November 2026; Brussels is an hour ahead of UTC."""
    anna, region, other = PersonFactory(name="Anna"), OrganisationFactory(name="Kerval"), OrganisationFactory()
    for moment, on, by in (
        ("2026-11-19T22:59:59Z", region, anna),
        ("2026-11-19T23:00:00Z", region, anna),
        ("2026-11-21T12:00:00Z", other, anna),
        ("2026-11-23T22:59:59Z", region, None),
    ):
        with time_machine.travel(moment, tick=False):
            record("t.seen_to", on=on, by=by, facts={"n": 1})
    return anna, region


def told(capsys, *words):
    status = main(["journal", *words, "--json"])
    return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_record_between_two_days_both_of_them_whole(history, capsys):
    _anna, region = history

    status, lines = told(capsys, "--about", f"organisation:{region.pk}", "--from", "2026-11-20", "--to", "2026-11-23")

    assert status == 0
    assert [line["at"][:10] for line in lines] == ["2026-11-19", "2026-11-23"]
    assert [line["actor"] for line in lines] == ["Anna", None]


def test_a_moment_is_read_on_the_clock_of_brussels_or_with_its_own_zone(history, capsys):
    until = told(capsys, "--to", "2026-11-19T23:59:59")[1]
    with_zone = told(capsys, "--to", "2026-11-19T22:59:59+00:00")[1]

    assert [line["at"] for line in until] == [line["at"] for line in with_zone] == ["2026-11-19T22:59:59+00:00"]


def test_what_one_person_did_by_address_or_by_key(history, capsys):
    anna, _region = history

    by_address, by_key = told(capsys, "--by", anna.email)[1], told(capsys, "--by", str(anna.key))[1]

    assert len(by_address) == 3
    assert by_address == by_key


def test_for_eyes_each_line_has_its_sentence(history, capsys):
    assert main(["journal"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert len(said) == 4
    assert all("It was seen to." in line for line in said)
    assert "the site, a command or a visitor" in said[-1]


def test_where_nothing_fits_it_says_so_and_that_reading_leaves_no_line(history, capsys):
    assert main(["journal", "--about", "entry:1"]) == 0
    assert "Reading leaves no line" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("--about", "nothing:1"), 2),
        (("--about", "entry"), 2),
        (("--about", "person:nobody@region.example"), 1),
        (("--by", "nobody@region.example"), 1),
        (("--by", "x"), 2),
        (("--from", "yesterday"), 2),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_line(db, capsys, words, status):
    assert main(["journal", *words]) == status
    assert capsys.readouterr().err.count("\n") == 1
