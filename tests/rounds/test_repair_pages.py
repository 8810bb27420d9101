"""What a facilitator reads when a repair cannot be, leaves an exchange alone, or a group cannot be put together."""

import pytest
from django.test import Client

from hospes.matchmaking.models import Entry, Introduction
from hospes.people.models import Person
from hospes.rounds.models import Outcome, Placement, Round, Run
from tests.factories.exchanges import partners, proposed_exchange
from tests.rounds.conftest import a_plan
from tests.rounds.test_repairs import another_host, committed, decline, repaired, wishes_and_offers

WHY = "This group travels only if its organisation can host in return"


@pytest.fixture
def broken(fiona: Person, db: None) -> tuple[Round, Placement, Placement]:
    """A committed plan of two stays, of which the first was declined."""
    wishes_and_offers((4, 4), (4, 4))
    another_host()
    round_, run = committed(fiona)
    first, second = Placement.objects.filter(run=run).order_by("pk")
    decline(first.introduction)
    return round_, first, second


def as_(person: Person) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


def test_stays_that_cannot_be_together_are_named_with_the_introduction_to_end(
    fiona: Person, broken: tuple[Round, Placement, Placement]
) -> None:
    round_, first, second = broken
    repair = repaired(round_, fiona)[0]
    pair = [str(second.wish.key), str(second.offer.key), second.people]
    Run.objects.filter(pk=repair.pk).update(summary=repair.summary | {"status": "infeasible", "conflict": [pair]})
    browser = as_(fiona)

    page = browser.get(f"/rounds/{round_.pk}/plans/2/").text

    assert "There is no repair yet" in page
    assert "Release one of them" not in page
    assert f'href="/introductions/{second.introduction_id}/"' in page
    assert first.offer.organisation.name not in page
    # What the page says to do next can be done.
    browser.post(f"/introductions/{second.introduction_id}/withdraw/")
    assert browser.post(f"/rounds/{round_.pk}/repairs/new/", follow=True).headers["Refresh"]


def test_a_repair_says_that_it_leaves_waiting_exchanges_where_they_are(
    fiona: Person, broken: tuple[Round, Placement, Placement]
) -> None:
    round_, _first, second = broken
    exchange = proposed_exchange(partners(2), by=fiona)
    Introduction.objects.filter(pk=second.introduction_id).update(exchange=exchange)
    repair = repaired(round_, fiona)[0]
    browser, words = as_(fiona), "1 stay is part of an exchange that waits for answers. A repair leaves it where it is"

    for address in (f"/rounds/{round_.pk}/plans/{repair.number}/", f"/rounds/{round_.pk}/plans/2/carry-out/"):
        assert words in browser.get(address).text
    assert Placement.objects.filter(run=repair, wish=second.wish, offer=second.offer).exists()
    Introduction.objects.filter(pk=second.introduction_id).update(exchange=None)
    assert words not in browser.get(f"/rounds/{round_.pk}/plans/{repair.number}/").text


def test_a_group_that_travels_only_in_exchange_is_not_offered_to_be_put_together(
    fiona: Person, planned: Round, pair: tuple[Entry, Entry]
) -> None:
    wish, offer = pair
    run = a_plan(planned, fiona)
    others = [{"entry": str(offer.key), "code": "no_room_left", "score": 700}]
    Outcome.objects.filter(run=run, entry=wish).update(placed=0, because=[{"code": "no_room"}], others=others)
    browser, pinning = as_(fiona), f"/rounds/{planned.pk}/pins/{wish.pk}/{offer.pk}/"
    pages = [f"/rounds/{planned.pk}/plans/1/{name}/" for name in ("stays", "not-placed")]
    assert all("Put together" in browser.get(page).text for page in pages)

    Entry.objects.filter(pk=wish.pk).update(returns="must")

    for page in pages:
        text = browser.get(page).text
        assert "Put together" not in text
        assert text.count(WHY) == 1
    page = browser.get(f"{pinning}?kind=together").text
    assert 'value="together"' not in page
    assert WHY in page
    refused = browser.post(pinning, {"kind": "together", "reason": "They asked for it."})
    assert refused.status_code == 400
    assert WHY in refused.text
    browser.post(pinning, {"kind": "apart", "reason": "They met last year."})
    assert planned.pins.get().kind == "apart"
