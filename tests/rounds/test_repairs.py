"""A plan is repaired after declines: what was accepted stays, what moves is taken back, and nothing is lost."""

import json
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from hospes.cli import pairing as engine
from hospes.jobs.worker import do_everything
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
from tests.api.conftest import Program
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


def test_a_plan_that_stands_needs_no_repair(fiona: Person, market_of_two: list[tuple[Entry, Entry]]) -> None:
    round_, _run = committed(fiona)

    with pytest.raises(NotNowError, match="nothing_to_repair"):
        repairs.ask_for_repair(round_, by=fiona)


def test_only_facilitators_repair(fiona: Person, market_of_two: list[tuple[Entry, Entry]]) -> None:
    round_, run = committed(fiona)
    decline(Placement.objects.filter(run=run).first().introduction)

    with pytest.raises(PermissionDenied):
        repairs.ask_for_repair(round_, by=PersonFactory())


def test_of_two_facilitators_at_once_one_repairs(fiona: Person, market_of_two: list[tuple[Entry, Entry]]) -> None:
    another_host()
    round_, run = committed(fiona)
    decline(Placement.objects.filter(run=run).first().introduction)
    repair = repaired(round_, fiona)[0]
    repairs.carry_out_repair(repair, by=fiona)

    with pytest.raises(NotNowError):
        repairs.carry_out_repair(repair, by=facilitator())
    proposals.send_proposals(round_.pk)
    with pytest.raises(NotNowError, match="no_repair_to_carry_out"):
        repairs.carry_out_repair(repair, by=facilitator())
    assert Introduction.objects.count() == 3


@pytest.fixture
def choice_of_two(db: None, fiona: Person) -> tuple[Round, Run, Placement, Placement]:
    """A group of four at a host that only it could have too: the other group gains when it gives it up."""
    big, small = wishes_and_offers((6, 6), (4, 4))
    round_, run = committed(fiona)
    return round_, run, *Placement.objects.filter(run=run, wish__in=[big[0], small[0]]).order_by("-people")


def test_who_moves_gets_a_mail_that_explains_and_a_new_proposal(
    fiona: Person, choice_of_two: tuple[Round, Run, Placement, Placement]
) -> None:
    round_, _run, big, small = choice_of_two
    third = another_host()
    decline(big.introduction)
    repair = _moved_to(repaired(round_, fiona)[0], small, third)
    carried_out(repair, fiona)

    small.introduction.refresh_from_db()
    assert small.introduction.state == IntroductionState.WITHDRAWN
    mails = OutgoingMail.objects.filter(key__startswith=f"introduction-{small.introduction_id}-1-moved")
    assert mails.count() == 2
    assert all(round_.name in mail.text for mail in mails)
    assert Placement.objects.get(run=repair, offer=third).introduction.state == IntroductionState.PROPOSED


def _moved_to(repair: Run, stay: Placement, host: Entry) -> Run:
    """The same repair, in which this group goes to another host."""
    Placement.objects.filter(run=repair, wish=stay.wish_id).update(offer=host)
    return repair


def test_what_somebody_accepts_before_it_is_taken_back_stays(
    fiona: Person, choice_of_two: tuple[Round, Run, Placement, Placement]
) -> None:
    round_, _run, big, small = choice_of_two
    third = another_host()
    decline(big.introduction)
    repair = _moved_to(repaired(round_, fiona)[0], small, third)
    repairs.carry_out_repair(repair, by=fiona)
    accept(small.introduction, Side.WISH, Side.OFFER)
    proposals.send_proposals(round_.pk)

    small.introduction.refresh_from_db()
    assert small.introduction.state == IntroductionState.INTRODUCED
    kept = Placement.objects.get(run=repair, introduction=small.introduction)
    assert (kept.is_kept, kept.offer_id) == (True, small.offer_id)
    assert Placement.objects.get(run=repair, offer=third).refused == "no_room"
    round_.refresh_from_db()
    assert round_.state == RoundState.COMMITTED


def test_a_repair_that_stopped_half_way_goes_on_where_it_stopped(
    fiona: Person, choice_of_two: tuple[Round, Run, Placement, Placement], monkeypatch: pytest.MonkeyPatch
) -> None:
    round_, _run, big, small = choice_of_two
    third = another_host()
    decline(big.introduction)
    repair = _moved_to(repaired(round_, fiona)[0], small, third)
    repairs.carry_out_repair(repair, by=fiona)

    def killed(_pk: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(proposals, "_send", killed)
        with pytest.raises(KeyboardInterrupt):
            proposals.send_proposals(round_.pk)
    small.introduction.refresh_from_db()
    assert small.introduction.state == IntroductionState.WITHDRAWN
    proposals.send_proposals(round_.pk)

    assert Placement.objects.get(run=repair, offer=third).introduction is not None
    assert Introduction.objects.filter(wish=small.wish_id).count() == 2


def test_an_entry_that_left_the_market_is_told_and_not_placed_again(
    fiona: Person, market_of_two: list[tuple[Entry, Entry]]
) -> None:
    another_host()
    round_, run = committed(fiona)
    stay = Placement.objects.filter(run=run).first()
    introductions.withdraw(stay.introduction, by=fiona)
    entry_actions.withdraw_entry(stay.wish, by=speaker(stay.introduction, Side.WISH))

    repair = repaired(round_, fiona)[0]

    assert repair.state == RunState.DONE
    assert not Placement.objects.filter(run=repair, wish=stay.wish_id).exists()
    outcome = Outcome.objects.get(run=repair, entry=stay.wish_id)
    assert (outcome.placed, outcome.because) == (0, [{"code": "gone"}])


def test_a_stay_agreed_on_other_terms_belongs_to_the_repaired_plan(fiona: Person, db: None) -> None:
    wishes_and_offers((6, 6), (4, 4))
    another_host()
    round_, run = committed(fiona)
    big, small = Placement.objects.filter(run=run).order_by("-people")
    introductions.counter(
        big.introduction,
        side=Side.OFFER,
        terms_version=1,
        by=speaker(big.introduction, Side.OFFER),
        people=5,
        starts_on=None,
        ends_on=None,
    )
    decline(small.introduction)

    repair = repaired(round_, fiona)[0]
    carried_out(repair, fiona)

    kept = Placement.objects.get(run=repair, introduction=big.introduction)
    assert kept.people == 5
    assert Outcome.objects.get(run=repair, entry=big.wish_id).placed == 5
    assert repair.summary["people"] == 9
    assert answers_to(repair).proposed == 2


def test_a_second_repair_does_not_ask_again_who_declined_before_the_first(
    fiona: Person, market_of_two: list[tuple[Entry, Entry]]
) -> None:
    another_host()
    round_, run = committed(fiona)
    first = Placement.objects.filter(run=run).first()
    decline(first.introduction)
    repair = repaired(round_, fiona)[0]
    carried_out(repair, fiona)
    again = Placement.objects.get(run=repair, wish=first.wish_id)
    decline(again.introduction)

    asked = repairs.ask_for_repair(repair.round, by=fiona)

    assert asked.repairs == repair
    pairs = {(str(one.wish.key), str(one.offer.key)) for one in (first, again)}
    assert {(wish, offer) for wish, offer in asked.since["declined"]} == pairs


def test_a_pair_that_was_put_together_and_declined_is_free_again(
    fiona: Person, market_of_two: list[tuple[Entry, Entry]]
) -> None:
    another_host()
    wish, offer = market_of_two[0]
    round_ = a_round(fiona, reserve=0, reserve_mode="none")
    pins.pin(round_, wish, offer, kind="together", reason="Agreed at the meeting.", by=fiona)
    rounds.freeze(round_, by=fiona)
    run = a_plan(round_, fiona)
    rounds.commit(run, by=fiona)
    proposals.send_proposals(round_.pk)
    decline(Placement.objects.get(run=run, wish=wish, offer=offer).introduction)

    repair = repaired(round_, fiona)[0]

    assert repair.summary["status"] != "infeasible"
    assert Placement.objects.get(run=repair, wish=wish).offer_id != offer.pk


def test_a_repair_stands_in_the_journal(fiona: Person, market_of_two: list[tuple[Entry, Entry]]) -> None:
    another_host()
    round_, run = committed(fiona)
    decline(Placement.objects.filter(run=run).first().introduction)
    carried_out(repaired(round_, fiona)[0], fiona)

    verbs = list(JournalLine.objects.filter(verb__startswith="round.").order_by("pk").values_list("verb", flat=True))
    assert verbs[-4:] == ["round.repair_asked", "round.run_done", "round.repaired", "round.sent"]


def test_a_repair_is_stopped_like_any_plan(fiona: Person, market_of_two: list[tuple[Entry, Entry]]) -> None:
    round_, run = committed(fiona)
    decline(Placement.objects.filter(run=run).first().introduction)
    asked = repairs.ask_for_repair(round_, by=fiona)
    runs.stop_run(asked, by=fiona)
    runs.carry_out(asked.pk)

    asked.refresh_from_db()
    assert asked.state == RunState.STOPPED


# Pages


def test_a_facilitator_goes_from_a_decline_to_a_repair_by_the_page(
    fiona: Person, market_of_two: list[tuple[Entry, Entry]]
) -> None:
    another_host()
    round_, run = committed(fiona)
    first = Placement.objects.filter(run=run).first()
    decline(first.introduction)
    browser, here = Client(), f"/rounds/{round_.pk}/"
    browser.force_login(fiona)

    assert "Find a repair" in browser.get(here).text
    answers = browser.get(f"{here}answers/?show=nothing").text
    assert "declined: The dates do not suit us." in answers
    page = browser.post(f"{here}repairs/new/", follow=True)
    assert page.headers["Refresh"]
    do_everything()
    page = browser.get(f"{here}plans/2/").text
    assert "1 new proposal goes out" in page
    assert first.wish.organisation.name in page
    assert "1 stay is left as it is." in browser.get(f"{here}plans/2/carry-out/").text
    browser.post(f"{here}plans/2/carry-out/")
    do_everything()
    assert "Next: wait for the answers" in browser.get(here).text
    assert "This is the plan that holds now." in browser.get(f"{here}plans/2/").text
    assert "no repair is made any more" in browser.get(f"{here}close/").text


def test_members_read_how_much_a_repair_changed_and_not_who_declined(
    fiona: Person, market_of_two: list[tuple[Entry, Entry]]
) -> None:
    another_host()
    round_, run = committed(fiona)
    first, second = Placement.objects.filter(run=run).order_by("pk")
    decline(first.introduction)
    carried_out(repaired(round_, fiona)[0], fiona)
    member = Client()
    member.force_login(speaker(second.introduction, Side.WISH))

    result = member.get(f"/rounds/{round_.pk}/result/").text
    assert "1 group gets another stay." in result
    assert first.offer.organisation.name not in result
    assert "By how many hosts suit the group" in result
    concerned = Client()
    concerned.force_login(speaker(first.introduction, Side.WISH))
    assert "Changed by a repair: The proposal came to nothing" in concerned.get(f"/rounds/{round_.pk}/ours/").text


def test_a_repair_is_asked_for_and_carried_out_by_program(
    fiona: Person, market_of_two: list[tuple[Entry, Entry]]
) -> None:
    another_host()
    round_, run = committed(fiona)
    decline(Placement.objects.filter(run=run).first().introduction)
    asking = Program(fiona)

    asked = asking.post(f"/rounds/{round_.pk}/repair", {})
    assert asked.status_code == 202
    runs.carry_out(Run.objects.get(round=round_, number=asked.json()["number"]).pk)
    shown = asking.get(f"/rounds/{round_.pk}/runs/2").json()
    assert (shown["kind"], shown["repairs"], shown["moved"]) == ("repair", 1, 0)
    assert asking.post(f"/rounds/{round_.pk}/commit", {"run": 2}).status_code == 200
    assert asking.post(f"/rounds/{round_.pk}/commit", {"run": 2}).status_code == 409
    assert Run.objects.get(round=round_, number=2).is_chosen
