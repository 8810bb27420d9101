"""A plan is repaired after declines: what was accepted stays, what moves is taken back, and nothing is lost."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

from hospes.cli import pairing as engine
from hospes.journal.models import JournalLine
from hospes.mail.models import OutgoingMail
from hospes.matchmaking.actions import entries as entry_actions
from hospes.matchmaking.actions import introductions
from hospes.matchmaking.choices import IntroductionState, Side
from hospes.matchmaking.models import Entry, Introduction
from hospes.people.models import Person
from hospes.rounds.actions import pins, proposals, repairs, rounds, runs
from hospes.rounds.choices import RoundState, RunKind, RunState
from hospes.rounds.models import Outcome, Placement, Round, Run
from hospes.rounds.queries import files, market
from hospes.rounds.queries.placements import answers_to
from hospes.rounds.rules import NotNowError
from tests.factories.introductions import facilitator, speaker, wish_and_offer
from tests.factories.people import PersonFactory
from tests.rounds.conftest import a_plan, a_round

GROUP = {"smallest_part": None, "least_people": None, "fewer_opportunities": 0}
HOST = {"smallest_group": None, "largest_group": None, "groups": None, "at_once": None}


def wishes_and_offers(*sizes: tuple[int, int]) -> list[tuple[Entry, Entry]]:
    return [
        wish_and_offer(wish={"people": people, **GROUP}, offer={"places": places, **HOST}) for people, places in sizes
    ]


def committed(by: Person) -> tuple[Round, Run]:
    """A round of everything on the market, whose proposals have gone out."""
    round_ = rounds.freeze(a_round(by, reserve=0, reserve_mode="none"), by=by)
    run = a_plan(round_, by)
    rounds.commit(run, by=by)
    proposals.send_proposals(round_.pk)
    round_.refresh_from_db()
    run.refresh_from_db()
    return round_, run


def repaired(round_: Round, by: Person) -> list[Run]:
    """The choices of a repair, least movement first."""
    asked = repairs.ask_for_repair(round_, by=by)
    runs.carry_out(asked.pk)
    return list(Run.objects.filter(round=round_, repairs=asked.repairs).order_by("most_moved"))


def carried_out(run: Run, by: Person) -> None:
    repairs.carry_out_repair(run, by=by)
    proposals.send_proposals(run.round_id)
    run.refresh_from_db()
    run.round.refresh_from_db()


def decline(introduction: Introduction) -> None:
    by = speaker(introduction, Side.OFFER)
    introductions.decline(introduction, side=Side.OFFER, terms_version=1, by=by, reason="dates")


def accept(introduction: Introduction, *sides: Side) -> None:
    for side in sides:
        introductions.accept(introduction, side=side, terms_version=1, by=speaker(introduction, side))


def stays(run: Run) -> set[tuple[int, int]]:
    return set(Placement.objects.filter(run=run).values_list("wish_id", "offer_id"))


@pytest.fixture
def market_of_two(db: None) -> list[tuple[Entry, Entry]]:
    """Two groups of four, and three hosts with four places: one place is left for whoever is declined."""
    return wishes_and_offers((4, 4), (4, 4))


def another_host() -> Entry:
    spare, offer = wish_and_offer(wish={"people": 1, **GROUP}, offer={"places": 4, **HOST})
    entry_actions.withdraw_entry(spare, by=speaker(Introduction(wish=spare, offer=offer), Side.WISH))
    return offer


def test_who_was_declined_goes_to_a_host_with_room_and_nobody_else_moves(
    fiona: Person, market_of_two: list[tuple[Entry, Entry]]
) -> None:
    another_host()
    round_, run = committed(fiona)
    first, second = Placement.objects.filter(run=run).order_by("pk")
    accept(second.introduction, Side.WISH, Side.OFFER)
    decline(first.introduction)

    repair = repaired(round_, fiona)[0]
    carried_out(repair, fiona)

    assert repair.kind == RunKind.REPAIR
    assert repair.summary["repair"]["moved"] == 0
    assert (second.wish_id, second.offer_id) in stays(repair)
    assert (first.wish_id, first.offer_id) not in stays(repair)
    new = Placement.objects.get(run=repair, wish=first.wish_id)
    assert new.introduction.state == IntroductionState.PROPOSED
    assert new.introduction.answer_by == repair.round.answer_by
    assert Placement.objects.get(run=repair, wish=second.wish_id).introduction == second.introduction
    assert repair.round.state == RoundState.COMMITTED
    assert repair.is_chosen
    assert Introduction.objects.count() == 3


def test_the_engine_makes_the_same_repair_of_the_same_files(
    fiona: Person, market_of_two: list[tuple[Entry, Entry]], tmp_path: Path
) -> None:
    another_host()
    round_, run = committed(fiona)
    decline(Placement.objects.filter(run=run).first().introduction)

    for repair in repaired(round_, fiona):
        file, before, out = (tmp_path / name for name in ("market.json", "earlier.json", "plan.json"))
        file.write_bytes(files.file_of(repair))
        before.write_bytes(files.earlier_of(repair))
        asked = [str(file), str(before), "--moves", str(repair.most_moved), "--out", str(out)]
        assert engine.repair(asked) == 0
        assert {**json.loads(out.read_text()), "seconds": 0} == market.plan_of(repair)
        assert engine.pair_check([str(file), str(out)]) == 0
