"""The board: what is possible now, who sees it, and proposing it with one click."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hospes.exchanges import finding
from hospes.exchanges.actions import searches
from hospes.exchanges.models import Possibility, Search
from hospes.exchanges.queries import possibilities
from hospes.matchmaking.actions import exchanges as actions
from hospes.matchmaking.actions import suggestions
from hospes.matchmaking.models import Exchange, Introduction
from hospes.people.models import Person
from tests.factories.exchanges import Partner, accepts, legs_of, partner, partners, proposed_exchange
from tests.factories.introductions import facilitator

pytestmark = pytest.mark.django_db
ONLY = {"countries": [], "regions": [], "organisations": []}


@pytest.fixture
def fiona() -> Person:
    return facilitator()


@pytest.fixture
def visit() -> Callable[[Person], Client]:
    def sign_in(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return sign_in


def compared() -> None:
    while suggestions.refresh():
        pass


def as_suggested(client: Client, address: str, **typed: Any) -> dict[str, Any]:
    """The form as it is filled in, and what is typed over it."""
    day = (timezone.localdate() + timedelta(days=10)).isoformat()
    form = client.get(address).context["form"]
    return {name: form[name].value() or "" for name in form.fields} | {"answer_by": day} | typed


def one_way_round() -> list[Partner]:
    """Three that suit each other only as a ring: each avoids the country of the one after it."""
    ring = partners(3)
    for number, one in enumerate(ring):
        one.wish.refuses = {**ONLY, "countries": [ring[(number + 1) % 3].organisation.country]}
        one.wish.save()
    compared()
    return ring


def test_a_ring_is_found_where_no_two_suit_each_other_both_ways(fiona, visit):
    ring = one_way_round()

    text = visit(fiona).get("/exchanges/").content.decode()

    assert "Ring of 3" in text
    for one in ring:
        assert one.organisation.name in text
    assert text.count('class="ring"') == 1


def test_opening_the_board_again_asks_little_of_the_database(fiona, visit, django_assert_max_num_queries):
    one_way_round()
    client = visit(fiona)
    client.get("/exchanges/")

    with django_assert_max_num_queries(45):
        client.get("/exchanges/")


def test_an_empty_board_says_what_an_exchange_needs(fiona, visit):
    assert "No exchange is possible now" in visit(fiona).get("/exchanges/").content.decode()


def test_who_does_not_want_to_host_in_return_stands_in_no_exchange(fiona, visit):
    ring = one_way_round()
    ring[0].wish.returns = "no"
    ring[0].wish.save()
    compared()

    assert "No exchange is possible now" in visit(fiona).get("/exchanges/").content.decode()


def test_the_whole_group_must_fit(fiona, visit):
    ring = one_way_round()
    ring[1].offer.places = 3
    ring[1].offer.save()
    compared()

    assert "No exchange is possible now" in visit(fiona).get("/exchanges/").content.decode()


def test_members_see_their_own_and_not_what_others_are_worth_to_each_other(visit):
    ring = one_way_round()
    stranger = partner(3, returns="no")

    text = visit(ring[0].person).get("/exchanges/").content.decode()
    theirs = visit(stranger.person).get("/exchanges/").content.decode()

    assert "Ring of 3" in text
    assert f"/pairs/{ring[1].wish.pk}/{ring[0].offer.pk}/" in text
    assert f"/pairs/{ring[2].wish.pk}/{ring[1].offer.pk}/" not in text
    assert "Propose it" not in text
    assert "Ring of 3" not in theirs


def test_a_facilitator_proposes_it_with_one_click(fiona, visit):
    one_way_round()
    client = visit(fiona)
    page = client.get("/exchanges/").content.decode()
    address = page.split('href="/exchanges/new/?')[1].split('"')[0]
    here = f"/exchanges/new/?{address}"

    answer = client.post(here, as_suggested(client, here, note="A ring!"), follow=True)

    exchange = Exchange.objects.get()
    assert answer.redirect_chain[-1][0] == exchange.get_absolute_url()
    assert Introduction.objects.filter(exchange=exchange).count() == 3
    assert set(Introduction.objects.values_list("people", flat=True)) == {4}
    # What is proposed is not offered again.
    assert "No exchange is possible now" in client.get("/exchanges/").content.decode()


def test_a_refusal_names_the_part_and_keeps_what_was_typed(fiona, visit):
    ring = one_way_round()
    client = visit(fiona)
    address = ".".join(f"{leg.wish.pk}-{leg.offer.pk}" for leg in legs_of(ring))
    proposed_exchange(ring)
    here = f"/exchanges/new/?legs={address}"

    answer = client.post(here, as_suggested(client, here, note="Kept"))

    assert answer.status_code == 400
    assert "School 1 to School 0: This pair has been proposed already" in answer.content.decode()
    assert "Kept" in answer.content.decode()


def test_people_and_days_of_a_part_can_be_changed_before_it_is_proposed(fiona, visit):
    ring = one_way_round()
    client = visit(fiona)
    here = "/exchanges/new/?legs=" + ".".join(f"{leg.wish.pk}-{leg.offer.pk}" for leg in legs_of(ring))
    typed = {"leg_1_people": 2, "leg_1_starts_on": "2027-05-03", "leg_1_ends_on": "2027-05-14"}

    client.post(here, as_suggested(client, here, **typed))

    first, changed, last = Introduction.objects.order_by("pk")
    assert (first.people, changed.people, last.people) == (4, 2, 4)
    assert (changed.starts_on, changed.ends_on) == (date(2027, 5, 3), date(2027, 5, 14))


@pytest.mark.parametrize(
    ("typed", "field", "fault"),
    [
        ({"leg_1_people": "70000"}, "leg_1_people", "Give a whole number"),
        ({"leg_1_people": "🚌"}, "leg_1_people", "Give a whole number"),
        # More than the group has: the rule of the entries, asked when it is proposed.
        ({"leg_1_people": "7"}, "leg_1_people", "School 2 to School 1: The group can send no more than this: 4 people"),
        ({"leg_2_ends_on": "2021-01-01"}, "leg_2_ends_on", "The stay ends before it starts"),
        ({"leg_2_ends_on": ""}, "leg_2_ends_on", "Give both days, or leave both empty"),
    ],
)
def test_what_is_wrong_with_a_part_stands_beside_its_field(fiona, visit, typed, field, fault):
    ring = one_way_round()
    client = visit(fiona)
    here = "/exchanges/new/?legs=" + ".".join(f"{leg.wish.pk}-{leg.offer.pk}" for leg in legs_of(ring))
    given = as_suggested(client, here, note="Kept", leg_0_people="3")

    answer = client.post(here, given | typed)

    form = answer.context["form"]
    assert answer.status_code == 400
    assert list(form.errors) == [field]
    assert fault in form.errors[field][0]
    assert (form["leg_0_people"].value(), form["note"].value()) == ("3", "Kept")
    assert not Exchange.objects.exists()


@pytest.mark.parametrize("legs", ["", "1", "1-2", "a-b.c-d", "1-2.3-4" * 30, "9" * 40 + "-1.2-3", "1-2.3-4\0"])
def test_a_strange_address_is_no_page(fiona, visit, legs):
    assert visit(fiona).get("/exchanges/new/", {"legs": legs}).status_code == 404


def test_entries_that_have_left_lead_back_to_the_board(fiona, visit):
    assert visit(fiona).get("/exchanges/new/?legs=1-2.3-4").status_code == 302


def test_members_propose_nothing(visit):
    ring = one_way_round()
    address = ".".join(f"{leg.wish.pk}-{leg.offer.pk}" for leg in legs_of(ring))

    assert visit(ring[0].person).post(f"/exchanges/new/?legs={address}", {}).status_code == 404


def test_a_large_market_is_searched_by_a_worker(fiona, visit, monkeypatch):
    one_way_round()
    monkeypatch.setattr(finding, "SMALL", 2)
    assert "has not begun yet" in visit(fiona).get("/exchanges/").content.decode()

    searches.look_again()
    searches.look_again()

    assert Search.objects.count() == 1
    assert [row.shape for row in Possibility.objects.all()] == ["ring"]
    text = visit(fiona).get("/exchanges/").content.decode()
    assert "Ring of 3" in text
    assert "As of" in text


def test_what_a_worker_found_goes_when_the_market_is_small_again(monkeypatch):
    one_way_round()
    monkeypatch.setattr(finding, "SMALL", 2)
    searches.look_again()
    monkeypatch.setattr(finding, "SMALL", 2_000)
    possibilities.cache.clear()

    searches.look_again()

    assert not Possibility.objects.exists()


def test_the_balance_counts_what_was_agreed_and_what_took_place(fiona, visit):
    ring = partners(2)
    exchange = proposed_exchange(ring)
    own = visit(ring[0].person)
    assert "Nobody has travelled from you" in own.get("/exchanges/balance/").content.decode()
    for one in ring:
        accepts(exchange, one)
    first = Introduction.objects.order_by("pk")[0]
    Introduction.objects.filter(pk=first.pk).update(state="realised")

    text = own.get("/exchanges/balance/").content.decode()
    everybody = visit(fiona).get("/exchanges/balance/").content.decode()

    assert "Of these, 0 have travelled and 4 were hosted" in text
    assert "School 1" not in text
    assert "4 agreed, 4 travelled" in everybody
    assert "4 agreed, 0 travelled" in everybody


def test_the_balance_stands_on_the_page_of_the_organisation_for_its_own_people_and_facilitators(fiona, visit):
    ring = partners(2)
    exchange = proposed_exchange(ring)
    for one in ring:
        accepts(exchange, one)
    here = ring[0].organisation.get_absolute_url()

    for reader in (visit(ring[0].person), visit(fiona)):
        text = reader.get(here).content.decode()
        assert "Sent and hosted" in text
        assert "Of these, 0 have travelled and 0 were hosted" in text
    for other in (visit(ring[1].person), Client()):
        assert "Sent and hosted" not in other.get(here).content.decode()


def test_a_broken_ring_is_closed_with_somebody_else(fiona, visit):
    ring = one_way_round()
    exchange = proposed_exchange(ring)
    # A fourth, in the country of the one that declines, with the same wish.
    other = partner(2)
    other.wish.refuses = ring[2].wish.refuses
    other.wish.save()
    actions.decline_exchange(
        exchange, organisation=ring[2].organisation, terms_version=2, by=ring[2].person, reason="capacity"
    )
    compared()
    client = visit(fiona)

    page = client.get(f"/exchanges/{exchange.pk}/").content.decode()
    assert "Close the ring another way" in page
    repair = client.get(f"/exchanges/{exchange.pk}/repair/").content.decode()

    assert "The best repair" in repair
    address = repair.split('href="/exchanges/new/?')[1].split('"')[0].replace("&amp;", "&")
    here = f"/exchanges/new/?{address}"
    client.post(here, as_suggested(client, here))
    mended = Exchange.objects.latest("pk")
    assert mended.instead_of == exchange
    assert other.organisation.pk in Introduction.objects.filter(exchange=mended).values_list(
        "wish__organisation", flat=True
    )
    assert "Another exchange was proposed in its place" in client.get(f"/exchanges/{exchange.pk}/").content.decode()


def test_a_ring_that_nobody_can_close_says_so(fiona, visit):
    ring = one_way_round()
    for one in ring:
        one.wish.returns = "must"
        one.wish.save()
    exchange = proposed_exchange(ring)
    actions.decline_exchange(
        exchange, organisation=ring[2].organisation, terms_version=2, by=ring[2].person, reason="capacity"
    )
    compared()

    assert "Nothing closes this ring now" in visit(fiona).get(f"/exchanges/{exchange.pk}/repair/").content.decode()
