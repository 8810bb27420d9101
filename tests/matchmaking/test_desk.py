"""The facilitator's desk: what is in which column, for whom."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from hospes.matchmaking.actions import introductions, suggestions
from hospes.matchmaking.choices import DeclineReason, EntryStatus, Side, Standing
from hospes.matchmaking.models import Entry, PairSetAside, SuggestedPair
from hospes.matchmaking.queries import suggestions as suggestion_queries
from tests.factories.introductions import (
    changed,
    facilitator,
    hosting_organisation,
    proposed,
    speaker,
    wish_and_offer,
)
from tests.factories.markets import a_market_of, count_rows
from tests.factories.matchmaking import EntryFactory
from tests.factories.organisations import RepresentativeFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
DESK = "/desk/"


def column(client, code):
    page = BeautifulSoup(client.get(DESK).content, "html.parser")
    section = page.find("section", attrs={"aria-labelledby": f"column-{code}"})
    return [heading.get_text(strip=True) for heading in section.find_all("h3")] if section else None


@pytest.fixture
def at_desk(client):
    client.force_login(facilitator())
    return client


# For whom


@pytest.mark.parametrize("role", ["", "steering_group", "reviewer", "administrator"])
def test_for_everybody_else_the_desk_is_not_there(client, role):
    person = PersonFactory(role=role) if role else RepresentativeFactory().person
    client.force_login(person)

    assert client.get(DESK).status_code == 404
    assert client.get(reverse("matchmaking:desk-column", args=["ready"])).status_code == 404
    assert client.post(reverse("matchmaking:question-ask"), {"question": "x"}).status_code == 404


def test_a_visitor_is_asked_to_sign_in(client):
    assert client.get(DESK).status_code == 302


@pytest.mark.parametrize("role", ["facilitator", "secretariat"])
def test_facilitators_and_the_secretariat_work_here(client, role):
    client.force_login(PersonFactory(role=role))

    assert client.get(DESK).status_code == 200


# Columns


def test_an_empty_desk_says_so(at_desk):
    assert "The desk is empty" in at_desk.get(DESK).content.decode()


def test_a_possible_pair_is_ready_to_introduce(at_desk):
    wish, offer = wish_and_offer()

    assert column(at_desk, "ready") == [f"{wish.organisation.name} and {offer.organisation.name}"]


def test_a_pair_that_one_answer_would_open_is_a_near_miss_with_its_question(at_desk):
    wish_and_offer(offer={"languages": None})

    page = at_desk.get(DESK).content.decode()

    assert "1 question today would open 1 pair." in page
    assert len(column(at_desk, "near")) == 1
    assert column(at_desk, "ready") == []


def test_a_question_that_was_asked_has_no_second_button(at_desk):
    wish_and_offer(offer={"languages": None})
    page = BeautifulSoup(at_desk.get(DESK).content, "html.parser")
    signed = page.find("input", attrs={"name": "question"})["value"]

    after = at_desk.post(reverse("matchmaking:question-ask"), {"question": signed}, follow=True).content.decode()

    assert "Question asked" in after
    assert 'name="question"' not in after


def test_a_proposal_waits_for_an_answer_and_leaves_the_ready_column(at_desk):
    wish, offer = wish_and_offer()
    proposed(wish, offer, people=6)

    assert len(column(at_desk, "waiting")) == 1
    assert column(at_desk, "ready") == []


def test_an_entry_that_nobody_checked_is_new(at_desk):
    entry = EntryFactory(submitted=True)

    assert column(at_desk, "new") == [entry.organisation.name]


def test_a_pair_that_a_side_asked_for_comes_first(at_desk):
    wish, offer = wish_and_offer()
    weaker = EntryFactory(kind="offer", published=True, full=True, organisation=hosting_organisation())
    changed(weaker, {"topics": ["wood-furniture"]})
    assert column(at_desk, "ready")[0].endswith(offer.organisation.name)

    suggestions.say_interested(wish, weaker, by=wish.organisation.posts.first().person)

    assert column(at_desk, "ready")[0].endswith(weaker.organisation.name)
    assert "Asked to be introduced" in at_desk.get(DESK).content.decode()


def test_a_pair_set_aside_with_a_reason_is_gone_until_it_is_brought_back(at_desk):
    wish, offer = wish_and_offer()
    address = reverse("matchmaking:pair-set-aside", args=[wish.pk, offer.pk])
    assert at_desk.post(address, {"reason": ""}).status_code == 200
    assert not PairSetAside.objects.exists()

    at_desk.post(address, {"reason": "They met last year."})
    assert column(at_desk, "ready") is None

    at_desk.post(reverse("matchmaking:pair-bring-back", args=[wish.pk, offer.pk]))
    assert len(column(at_desk, "ready")) == 1


def test_after_a_decline_both_come_back_for_others(at_desk):
    wish, offer = wish_and_offer()
    other = EntryFactory(kind="offer", published=True, full=True, organisation=hosting_organisation())
    introduction = proposed(wish, offer, people=6)
    assert column(at_desk, "ready") == []

    introductions.decline(
        introduction, side=Side.OFFER, terms_version=1, by=speaker(introduction, Side.OFFER), reason=DeclineReason.DATES
    )

    assert column(at_desk, "ready") == [f"{wish.organisation.name} and {other.organisation.name}"]


def test_an_entry_that_left_the_market_leaves_the_desk_at_once(at_desk):
    _wish, offer = wish_and_offer()
    assert len(column(at_desk, "ready")) == 1

    Entry.objects.filter(pk=offer.pk).update(status=EntryStatus.PAUSED)
    assert column(at_desk, "ready") is None

    yesterday = timezone.localdate() - timedelta(days=1)
    Entry.objects.filter(pk=offer.pk).update(status=EntryStatus.PUBLISHED, valid_until=yesterday)
    assert column(at_desk, "ready") is None


def test_every_key_has_its_button(at_desk):
    wish_and_offer()

    card = BeautifulSoup(at_desk.get(DESK).content, "html.parser").find(attrs={"data-keys-card": True})

    assert {button["data-key"] for button in card.find_all(attrs={"data-key": True})} == {"a", "d"}
    assert all(button.name in ("a", "button") for button in card.find_all(attrs={"data-key": True}))


@pytest.mark.parametrize("code", ["new", "waiting", "near", "ready"])
def test_every_column_has_a_page_of_its_own(at_desk, code):
    wish_and_offer()

    assert at_desk.get(reverse("matchmaking:desk-column", args=[code])).status_code == 200


def test_a_column_that_is_none_is_not_there(at_desk):
    assert at_desk.get("/desk/nonsense/").status_code == 404


def questions_asked(client, django_assert_max_num_queries, most):
    with django_assert_max_num_queries(most) as asked:
        client.get(DESK)
    return len(asked)


def test_the_desk_asks_the_database_the_same_number_of_times_however_many_cards(at_desk, django_assert_max_num_queries):
    counts = []
    for _ in range(2):
        for _ in range(2):
            wish_and_offer()
        EntryFactory(submitted=True)
        at_desk.get(DESK)
        counts.append(questions_asked(at_desk, django_assert_max_num_queries, 40))

    assert counts[0] == counts[1]


# Hundreds of entries


def test_the_desk_asks_the_database_no_more_often_when_the_market_grows(at_desk, django_assert_max_num_queries):
    entries = a_market_of(300, organisations=40)
    suggestions.refresh(limit=300)
    count_rows()
    at_desk.get(DESK)

    with django_assert_max_num_queries(60):
        page = at_desk.get(DESK)

    assert page.status_code == 200
    assert SuggestedPair.objects.filter(standing=Standing.POSSIBLE).count() > len(entries)


def test_suggestions_look_at_counterparts_only(django_assert_max_num_queries):
    wish = next(entry for entry in a_market_of(300, organisations=40) if entry.kind == "wish")

    with django_assert_max_num_queries(10):
        found = suggestion_queries.suggestions_for(wish)

    assert found.best
    assert {one.other.kind for one in found.best} == {"offer"}
