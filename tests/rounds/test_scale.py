"""A market that is large: frozen by a worker, kept some rows at a time, found again without being read whole."""

import gzip
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hospes.jobs.worker import do_everything
from hospes.matchmaking.models import Entry
from hospes.people.models import Person
from hospes.rounds import tasks
from hospes.rounds.actions import freezing, keeping, pins, rounds, runs
from hospes.rounds.choices import RoundState, RunState
from hospes.rounds.models import Outcome, Round, Run
from hospes.rounds.packed import keys_among, pieces, with_more
from hospes.rounds.queries import frozen
from tests.factories.introductions import wish_and_offer
from tests.rounds.conftest import a_round
from tests.rounds.markets import some_market

Pair = tuple[Entry, Entry]


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two entries count as many."""
    monkeypatch.setattr(rounds, "AT_ONCE", 1)
    monkeypatch.setattr(frozen, "SAID_EVERY", 1)
    monkeypatch.setattr(freezing, "NOTE_EVERY_SECONDS", 0)


def test_a_large_market_is_frozen_by_a_worker(fiona: Person, pair: Pair, large: None) -> None:
    round_ = tasks.freeze(a_round(fiona), by=fiona)
    assert (round_.state, round_.frozen_at) == (RoundState.FREEZING, None)

    do_everything()

    round_ = Round.objects.get(pk=round_.pk)
    assert (round_.state, round_.wishes, round_.offers) == (RoundState.PLANNING, 1, 1)
    assert round_.frozen_at is not None


def test_a_freezing_that_was_cancelled_keeps_nothing(fiona: Person, pair: Pair, large: None) -> None:
    round_ = tasks.freeze(a_round(fiona), by=fiona)
    rounds.cancel(round_, by=fiona)

    do_everything()

    round_ = Round.objects.get(pk=round_.pk)
    assert (round_.state, round_.market) == (RoundState.CANCELLED, b"")


def test_a_large_market_in_which_nobody_takes_part_is_open_again(fiona: Person, pair: Pair, large: None) -> None:
    other = next(code for code in ("STUDY_VISIT", "ONLINE_EXCHANGE", "JOB_SHADOWING") if code not in pair[0].formats)
    round_ = tasks.freeze(a_round(fiona, formats=[other]), by=fiona)

    do_everything()

    assert Round.objects.get(pk=round_.pk).state == RoundState.OPEN


def test_a_round_that_no_task_speaks_of_goes_on(fiona: Person, pair: Pair, large: None) -> None:
    round_ = rounds.freeze(a_round(fiona), by=fiona)

    tasks.go_on_with_rounds.call()
    do_everything()

    assert Round.objects.get(pk=round_.pk).state == RoundState.PLANNING


def test_a_plan_that_no_task_speaks_of_is_given_up(planned: Round, fiona: Person) -> None:
    run = runs.ask_for_run(planned, by=fiona)

    tasks.go_on_with_rounds.call()

    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert run.problem


def test_what_a_worker_wrote_is_gone_when_another_begins_anew(planned: Round, fiona: Person, pair: Pair) -> None:
    run = runs.ask_for_run(planned, by=fiona)
    Run.objects.filter(pk=run.pk).update(state=RunState.RUNNING, tries=1)
    Outcome.objects.create(run=run, entry=pair[0], asked=6, placed=3)
    first = keeping.Keeping(Run.objects.get(pk=run.pk))

    runs.carry_out(run.pk)

    assert [one.placed for one in Outcome.objects.filter(run=run, entry=pair[0])] == [6]
    with pytest.raises(keeping.RunIsOverError):
        first.take("stays", [])


def test_many_rows_are_written_with_as_many_queries_as_few(fiona: Person) -> None:
    some_market(4)
    planned = rounds.freeze(a_round(fiona), by=fiona)
    run = runs.ask_for_run(planned, by=fiona)
    Run.objects.filter(pk=run.pk).update(state=RunState.RUNNING, tries=1)
    coming = keeping.Keeping(Run.objects.get(pk=run.pk))
    coming.take("plan", {"summary": {}, "most_moved": 0})
    made = {"asked": 3, "placed": 3, "suits": 1, "because": [], "others": []}
    rows = [made | {"entry": str(entry.key)} for entry in Entry.objects.all()]

    asked = []
    for some in (rows[:1], rows[1:]):
        with CaptureQueriesContext(connection) as queries:
            coming.take("outcomes", some)
        asked.append(len(queries))

    assert asked[0] == asked[1]
    assert Outcome.objects.filter(run=run).count() == len(rows) == 8


def test_only_pins_of_entries_in_the_frozen_market_are_given(planned: Round, fiona: Person, pair: Pair) -> None:
    later = wish_and_offer()
    pins.pin(planned, *pair, kind="apart", reason="No.", by=fiona)
    pins.pin(planned, pair[0], later[1], kind="apart", reason="No.", by=fiona)

    run = runs.ask_for_run(planned, by=fiona)

    assert run.pins["forbidden"] == [[str(pair[0].key), str(pair[1].key)]]


def test_files_are_read_piece_by_piece_as_they_were_written() -> None:
    market = {"version": 1, "wishes": [{"key": f"w{number}"} for number in range(100_000)], "offers": []}
    packed = gzip.compress(json.dumps(market).encode())

    assert json.loads(b"".join(pieces(packed))) == market
    assert json.loads(b"".join(with_more(packed, {"settings": {"reserve": 0.2}}))) == market | {
        "settings": {"reserve": 0.2}
    }
    assert max(map(len, pieces(packed))) < 300_000
    assert keys_among(packed, ["w0", "w99999", "w100000"]) == {"w0", "w99999"}
