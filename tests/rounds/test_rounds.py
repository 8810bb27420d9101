"""A round: opened, frozen, planned, committed, closed. Each step only when it is its turn."""

import json
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from hospes.cli import pairing as engine
from hospes.journal.models import JournalLine
from hospes.mail.models import OutgoingMail
from hospes.matchmaking.actions import entries as entry_actions
from hospes.matchmaking.actions import introductions
from hospes.matchmaking.choices import IntroductionState, Side
from hospes.matchmaking.models import Entry, Introduction
from hospes.people.models import Person
from hospes.rounds.actions import pins, proposals, rounds, runs
from hospes.rounds.choices import PinKind, RoundState, RunState
from hospes.rounds.models import Outcome, Pin, Placement, Round
from hospes.rounds.queries import files, market
from hospes.rounds.queries.placements import answers_to
from hospes.rounds.rules import NotNowError
from tests.factories.introductions import facilitator, speaker, wish_and_offer
from tests.factories.people import PersonFactory
from tests.rounds.conftest import a_plan, a_round

Pair = tuple[Entry, Entry]


def test_only_facilitators_open_rounds(db: None) -> None:
    with pytest.raises(PermissionDenied):
        a_round(PersonFactory())


def test_an_empty_market_is_not_frozen(fiona: Person) -> None:
    with pytest.raises(NotNowError, match="market_is_empty"):
        rounds.freeze(a_round(fiona), by=fiona)


def test_formats_say_who_takes_part(fiona: Person, pair: Pair) -> None:
    other = next(code for code in ("STUDY_VISIT", "ONLINE_EXCHANGE", "JOB_SHADOWING") if code not in pair[0].formats)

    with pytest.raises(NotNowError, match="market_is_empty"):
        rounds.freeze(a_round(fiona, formats=[other]), by=fiona)
    assert rounds.freeze(a_round(fiona, formats=pair[0].formats[:1]), by=fiona).wishes == 1


def test_the_market_stays_as_it_was_when_it_was_frozen(planned: Round, fiona: Person, pair: Pair) -> None:
    Entry.objects.filter(pk=pair[0].pk).update(people=2)

    plan = a_plan(planned, fiona)

    assert plan.summary["people"] == 6


@pytest.mark.parametrize("rule", ["best", "stable"])
def test_the_plan_is_the_one_that_the_engine_makes_of_the_same_file(
    planned: Round, fiona: Person, tmp_path: Path, rule: str
) -> None:
    run = a_plan(planned, fiona, stable=rule == "stable")
    file, out = tmp_path / "market.json", tmp_path / "plan.json"
    file.write_bytes(files.file_of(run))

    assert engine.pair([str(file), "--rule", rule, "--out", str(out)]) == 0
    again, kept = json.loads(out.read_text()), market.plan_of(run)
    assert {**again, "seconds": 0} == kept
    assert engine.pair_check([str(file), str(out)]) == 0


def test_a_plan_says_what_it_means_for_each_entry(planned: Round, fiona: Person, pair: Pair) -> None:
    run = a_plan(planned, fiona)

    assert run.state == RunState.DONE
    placement = Placement.objects.get(run=run)
    assert (placement.wish_id, placement.offer_id, placement.people) == (pair[0].pk, pair[1].pk, 6)
    assert {one.entry_id: (one.placed, one.asked) for one in Outcome.objects.filter(run=run)} == {
        pair[0].pk: (6, 6),
        pair[1].pk: (6, 8),
    }


def test_what_is_kept_apart_is_not_placed_and_costs_what_it_costs(planned: Round, fiona: Person, pair: Pair) -> None:
    pins.pin(planned, *pair, kind=PinKind.APART, reason="They know each other already.", by=fiona)

    run = a_plan(planned, fiona)

    assert run.summary["people"] == 0
    assert [(one["choice"], one["people"]) for one in run.summary["prices"]][-1] == ("apart", 6)
    assert a_plan(planned, fiona, with_pins=False).summary["people"] == 6


def test_what_is_put_together_is_placed_in_every_plan(planned: Round, fiona: Person, pair: Pair) -> None:
    pins.pin(planned, *pair, kind=PinKind.TOGETHER, people=6, reason="Agreed at the meeting.", by=fiona)

    run = a_plan(planned, fiona)

    assert run.pins["pinned"] == [[str(pair[0].key), str(pair[1].key), 6]]
    assert Placement.objects.get(run=run).people == 6


def test_more_people_than_the_group_has_cannot_be_put_together(planned: Round, fiona: Person, pair: Pair) -> None:
    with pytest.raises(NotNowError, match="pin_does_not_fit"):
        pins.pin(planned, *pair, kind=PinKind.TOGETHER, people=7, reason="All of them.", by=fiona)


def test_a_group_that_travels_only_in_exchange_is_not_put_together_with_one_host(
    planned: Round, fiona: Person, pair: Pair
) -> None:
    Entry.objects.filter(pk=pair[0].pk).update(returns="must")
    pair[0].refresh_from_db()

    with pytest.raises(NotNowError, match="only_in_exchange"):
        pins.pin(planned, *pair, kind=PinKind.TOGETHER, reason="Please.", by=fiona)


def test_the_second_facilitator_is_told_that_a_pair_is_decided(planned: Round, fiona: Person, pair: Pair) -> None:
    pins.pin(planned, *pair, kind=PinKind.APART, reason="No.", by=fiona)

    with pytest.raises(NotNowError, match="pinned_already"):
        pins.pin(planned, *pair, kind=PinKind.TOGETHER, reason="Yes.", by=facilitator())
    assert Pin.objects.get().reason == "No."


def test_settings_are_not_overwritten_unseen(fiona: Person) -> None:
    opened = a_round(fiona)
    rounds.change_round(opened, version=1, by=facilitator(), least_score=50)

    with pytest.raises(NotNowError, match="changed_meanwhile"):
        rounds.change_round(opened, version=1, by=fiona, reserve=0)
    opened.refresh_from_db()
    assert (opened.least_score, opened.reserve) == (50, 20)


def test_one_plan_is_made_at_a_time(planned: Round, fiona: Person) -> None:
    runs.ask_for_run(planned, by=fiona)

    with pytest.raises(NotNowError, match="a_plan_is_being_made"):
        runs.ask_for_run(planned, by=fiona)


def test_a_stopped_plan_is_not_made(planned: Round, fiona: Person) -> None:
    run = runs.ask_for_run(planned, by=fiona)
    runs.stop_run(run, by=fiona)

    runs.carry_out(run.pk)

    run.refresh_from_db()
    assert run.state == RunState.STOPPED
    assert not Placement.objects.exists()


def test_a_plan_whose_worker_was_killed_is_made_anew(planned: Round, fiona: Person) -> None:
    run = runs.ask_for_run(planned, by=fiona)
    type(run).objects.filter(pk=run.pk).update(state=RunState.RUNNING, step="plan")

    runs.carry_out(run.pk)

    assert Placement.objects.filter(run=run).count() == 1


def test_taking_entries_again_forgets_the_plans_and_keeps_what_was_decided(
    planned: Round, fiona: Person, pair: Pair
) -> None:
    pins.pin(planned, *pair, kind=PinKind.APART, reason="No.", by=fiona)
    a_plan(planned, fiona)

    rounds.thaw(planned, by=fiona)

    planned.refresh_from_db()
    assert (planned.state, planned.runs.count(), planned.pins.count()) == (RoundState.OPEN, 0, 1)


def test_committing_proposes_every_stay_to_both_sides(planned: Round, fiona: Person, pair: Pair) -> None:
    run = a_plan(planned, fiona)
    rounds.commit(run, by=fiona)
    proposals.send_proposals(planned.pk)

    planned.refresh_from_db()
    introduction = Introduction.objects.get()
    assert planned.state == RoundState.COMMITTED
    assert (introduction.wish, introduction.offer, introduction.people) == (*pair, 6)
    assert introduction.answer_by == planned.answer_by
    assert Placement.objects.get(run=run).introduction == introduction
    assert OutgoingMail.objects.count() >= 2


def test_sending_twice_proposes_once(planned: Round, fiona: Person) -> None:
    rounds.commit(a_plan(planned, fiona), by=fiona)
    proposals.send_proposals(planned.pk)
    proposals.send_proposals(planned.pk)

    assert Introduction.objects.count() == 1


def test_what_left_the_market_meanwhile_is_told_and_not_proposed(planned: Round, fiona: Person, pair: Pair) -> None:
    run = a_plan(planned, fiona)
    member = speaker(Introduction(wish=pair[0], offer=pair[1]), Side.WISH)
    entry_actions.withdraw_entry(pair[0], by=member)
    rounds.commit(run, by=fiona)
    proposals.send_proposals(planned.pk)

    planned.refresh_from_db()
    assert Placement.objects.get(run=run).refused == "not_on_the_market"
    assert planned.state == RoundState.COMMITTED
    assert answers_to(run).refused == 1


def test_a_plan_that_places_nobody_is_not_chosen(planned: Round, fiona: Person, pair: Pair) -> None:
    pins.pin(planned, *pair, kind=PinKind.APART, reason="No.", by=fiona)

    with pytest.raises(NotNowError, match="no_plan_to_commit"):
        rounds.commit(a_plan(planned, fiona), by=fiona)


def test_nothing_is_decided_by_hand_after_the_plan_is_chosen(planned: Round, fiona: Person, pair: Pair) -> None:
    rounds.commit(a_plan(planned, fiona), by=fiona)

    with pytest.raises(NotNowError, match="too_late"):
        pins.pin(planned, *pair, kind=PinKind.APART, reason="No.", by=fiona)
    with pytest.raises(NotNowError, match="too_late"):
        rounds.cancel(planned, by=fiona)


def test_answers_are_counted(planned: Round, fiona: Person) -> None:
    run = a_plan(planned, fiona)
    rounds.commit(run, by=fiona)
    proposals.send_proposals(planned.pk)
    introduction = Introduction.objects.get()
    introductions.decline(
        introduction, side=Side.OFFER, terms_version=1, by=speaker(introduction, Side.OFFER), reason="dates"
    )

    assert Introduction.objects.get().state == IntroductionState.DECLINED
    assert (answers_to(run).declined, answers_to(run).waiting) == (1, 0)


def test_every_step_is_in_the_journal(planned: Round, fiona: Person) -> None:
    rounds.commit(a_plan(planned, fiona), by=fiona)
    proposals.send_proposals(planned.pk)
    rounds.close(planned, by=fiona)

    verbs = JournalLine.objects.filter(verb__startswith="round.").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == [
        "round.opened",
        "round.frozen",
        "round.run_asked",
        "round.run_done",
        "round.committed",
        "round.sent",
        "round.closed",
    ]


def test_who_has_a_stay_already_is_not_placed_once_more(fiona: Person, pair: Pair) -> None:
    introductions.propose(*pair, people=6, answer_by=timezone.localdate(), by=fiona)
    wish, offer = wish_and_offer(wish={"people": 3, "smallest_part": None, "least_people": None}, offer={"places": 1})
    round_ = rounds.freeze(a_round(fiona), by=fiona)

    run = a_plan(round_, fiona)

    entries = market.frozen_of(run)
    assert str(pair[0].key) not in {one["key"] for one in entries["wishes"]}
    assert {one["key"]: one["places"] for one in entries["offers"]} == {str(pair[1].key): 2, str(offer.key): 1}
    assert str(wish.key) in {one["key"] for one in entries["wishes"]}
