"""From "open a round" to "closed", following only the screen; and what members read of it."""

import json
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from hospes.jobs.worker import do_everything
from hospes.matchmaking.choices import Side
from hospes.matchmaking.models import Entry, Introduction
from hospes.people.models import Person
from hospes.rounds.actions import pins, proposals, rounds
from hospes.rounds.models import Round, Run
from tests.factories.introductions import speaker
from tests.rounds.conftest import a_plan

Pair = tuple[Entry, Entry]
FORM = {
    "name": "Spring 2027",
    "answer_days": "14",
    "reserve": "20",
    "reserve_mode": "seats",
    "fairness": "first-match",
    "least_score": "30",
    "longest_cycle": "4",
    "place_open": "on",
}


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_a_facilitator_goes_from_open_to_closed(fiona: Person, pair: Pair) -> None:
    browser = as_(fiona)
    until = timezone.localdate() + timedelta(days=10)
    page = browser.post("/rounds/new/", FORM | {"entries_until": until.isoformat()}, follow=True)
    here = page.redirect_chain[-1][0]
    assert "Freeze the market" in page.text

    assert "Make a plan" in browser.post(f"{here}freeze/", follow=True).text
    page = browser.post(f"{here}plans/new/", {"note": "First try"}, follow=True)
    assert "It begins in a moment" in page.text
    assert page.headers["Refresh"]
    do_everything()
    page = browser.get(f"{here}plans/1/")
    assert "No other plan is better. This is proven." in page.text
    assert "<dt>Without one stay for everybody first</dt><dd>The plan would be as good.</dd>" in page.text

    assert pair[1].organisation.name in browser.get(f"{here}plans/1/stays/").text
    assert "Everybody is placed" in browser.get(f"{here}plans/1/not-placed/").text
    assert "1 proposal goes out by mail" in browser.get(f"{here}plans/1/commit/").text
    browser.post(f"{here}plans/1/commit/")
    do_everything()
    page = browser.get(here)
    assert "What came of the proposals" in page.text
    assert "Closed" in browser.post(f"{here}close/", follow=True).text


def test_members_read_what_came_of_it_and_what_it_means_for_them(planned: Round, fiona: Person, pair: Pair) -> None:
    pins.pin(planned, *pair, kind="together", reason="Agreed at the meeting.", by=fiona)
    rounds.commit(a_plan(planned, fiona), by=fiona)
    proposals.send_proposals(planned.pk)
    member = as_(speaker(Introduction.objects.get(), Side.WISH))

    result = member.get(f"/rounds/{planned.pk}/", follow=True)
    assert "By country" in result.text
    assert "Agreed at the meeting." in result.text
    ours = member.get(f"/rounds/{planned.pk}/ours/").text
    assert "6 of 6 people placed" in ours
    assert pair[1].organisation.name in ours


def test_members_see_nothing_of_a_round_that_is_being_planned(planned: Round, fiona: Person, pair: Pair) -> None:
    run = a_plan(planned, fiona)
    member = as_(speaker(Introduction(wish=pair[0], offer=pair[1]), Side.WISH))

    for address in ("", "result/", "ours/", "plans/1/", "plans/1/market.json", "plans/1/plan.json"):
        assert member.get(f"/rounds/{run.round_id}/{address}").status_code == 404


def test_a_group_that_stays_at_home_reads_why(planned: Round, fiona: Person, pair: Pair) -> None:
    pins.pin(planned, *pair, kind="apart", reason="They met last year.", by=fiona)
    a_plan(planned, fiona)

    page = as_(fiona).get(f"/rounds/{planned.pk}/plans/1/not-placed/").text

    assert "0 of 6 people placed" in page
    assert "One side does not want the other, or the pair is kept apart: 1 offer" in page


def test_two_plans_stand_side_by_side(planned: Round, fiona: Person, pair: Pair) -> None:
    pins.pin(planned, *pair, kind="apart", reason="They met last year.", by=fiona)
    a_plan(planned, fiona)
    a_plan(planned, fiona, with_pins=False, note="Without decisions by hand")

    page = as_(fiona).get(f"/rounds/{planned.pk}/plans/2/compared/1/").text

    assert pair[0].organisation.name in page
    assert "+6" in page


def test_pins_that_cannot_be_together_are_named(planned: Round, fiona: Person, pair: Pair) -> None:
    run = a_plan(planned, fiona)
    Run.objects.filter(pk=run.pk).update(
        summary=run.summary | {"status": "infeasible", "conflict": [[str(pair[0].key), str(pair[1].key), 6]]}
    )

    page = as_(fiona).get(f"/rounds/{planned.pk}/plans/1/").text

    assert "These cannot be together" in page
    assert pair[1].organisation.name in page


def test_a_pair_is_decided_on_the_page_with_a_reason(planned: Round, fiona: Person, pair: Pair) -> None:
    browser = as_(fiona)
    address = f"/rounds/{planned.pk}/pins/{pair[0].pk}/{pair[1].pk}/"

    assert browser.post(address, {"kind": "apart"}).status_code == 400
    page = browser.post(address, {"kind": "apart", "reason": "They met last year."}, follow=True).text
    assert "They met last year." in page
    pin = planned.pins.get()
    browser.post(f"/rounds/{planned.pk}/pins/{pin.pk}/release/")
    assert not planned.pins.exists()


def test_files_are_for_facilitators(planned: Round, fiona: Person) -> None:
    a_plan(planned, fiona)
    browser = as_(fiona)

    market = browser.get(f"/rounds/{planned.pk}/plans/1/market.json").getvalue()
    plan = browser.get(f"/rounds/{planned.pk}/plans/1/plan.json").getvalue()
    assert json.loads(market)["version"] == 1
    assert json.loads(plan)["status"] == "optimal"
