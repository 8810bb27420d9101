"""Answering an exchange: from the mail without an account, on its page, and by program."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hospes.mail.models import OutgoingMail
from hospes.matchmaking.actions import exchanges as actions
from hospes.matchmaking.models import Exchange
from hospes.matchmaking.queries.introductions import todo_for
from hospes.people.actions import make_api_token
from hospes.people.scopes import Scope
from tests.factories.exchanges import Partner, accepts, partners, parts_of, proposed_exchange
from tests.factories.introductions import facilitator

pytestmark = pytest.mark.django_db


@pytest.fixture
def ring() -> list[Partner]:
    return partners(3)


def link(one: Partner, kind: str = "proposal") -> str:
    """Where the mail leads, as a path."""
    mail = OutgoingMail.objects.filter(key__contains=f"-{kind}-", address=one.person.email).latest("pk")
    path: str = mail.link.split("/exchange-answer/")[1].split("?")[0]
    return f"/exchange-answer/{path}"


def signed_in(one: Partner) -> Client:
    client = Client()
    client.force_login(one.person)
    return client


# From the mail


def test_opening_the_link_changes_nothing_and_shows_the_ring(ring):
    exchange = proposed_exchange(ring)

    text = Client().get(f"{link(ring[0])}?answer=accept").content.decode()

    assert "Would you like to take part in this exchange?" in text
    assert 'class="ring"' in text
    assert "You host 4 people from School 1" in text
    assert "You send 4 people to School 2" in text
    assert [part.state for part in parts_of(exchange)] == ["proposed"] * 3


def test_three_presses_introduce_everybody(ring):
    exchange = proposed_exchange(ring)

    for one in ring:
        answer = Client().post(link(one), {"answer": "accept"}, follow=True)
        assert answer.status_code == 200

    assert "The exchange is agreed" in answer.content.decode()
    assert ring[0].person.email not in answer.content.decode()
    exchange.refresh_from_db()
    assert exchange.state == "agreed"


def test_declining_needs_a_reason_and_a_part(ring):
    exchange = proposed_exchange(ring)

    refused = Client().post(link(ring[1]), {"answer": "decline", "decline-comment": "Not in autumn"})
    assert "Not in autumn" in refused.content.decode()
    exchange.refresh_from_db()
    assert exchange.state == "waiting"

    part = parts_of(exchange)[0]
    Client().post(
        link(ring[1]),
        {"answer": "decline", "decline-part": part.pk, "decline-reason": "dates", "decline-comment": "Not in autumn"},
    )
    exchange.refresh_from_db()
    assert exchange.state == "declined"
    assert "The exchange has ended" in Client().get(link(ring[0])).content.decode()


def test_other_terms_by_mail_ask_the_other_side_anew(ring):
    exchange = proposed_exchange(ring)
    accepts(exchange, ring[0])
    part = parts_of(exchange)[0]
    terms = {f"counter-{part.pk}-people": "3", f"counter-{part.pk}-starts_on": "", f"counter-{part.pk}-ends_on": ""}

    answer = Client().post(link(ring[1]), {"answer": "counter", "part": part.pk, **terms}, follow=True)

    assert answer.status_code == 200
    assert parts_of(exchange)[0].people == 3
    stale = Client().get(link(ring[0])).content.decode()
    assert "Your mail is about older terms" in stale
    assert Client().post(link(ring[0]), {"answer": "accept"}).status_code == 409
    Client().post(link(ring[0], "countered"), {"answer": "accept"})
    assert parts_of(exchange)[0].offer_accepted_at is not None


@pytest.mark.parametrize("token", ["nothing", "a" * 3000, "WyJh:bc:de"])
def test_a_link_that_we_did_not_make_opens_nothing(token):
    answer = Client().get(f"/exchange-answer/{token}/")

    assert answer.status_code == 404


def test_a_link_ends_with_the_post_of_its_reader(ring):
    proposed_exchange(ring)
    address = link(ring[0])
    ring[0].person.is_active = False
    ring[0].person.save()

    assert Client().get(address).status_code == 404


# On the page


def test_the_page_answers_for_all_parts_and_says_who_is_missing(ring):
    exchange = proposed_exchange(ring)
    client = signed_in(ring[0])
    page = client.get(f"/exchanges/{exchange.pk}/").content.decode()
    assert "Accept your parts" in page

    client.post(f"/exchanges/{exchange.pk}/accept/", {"terms_version": "2"})

    page = client.get(f"/exchanges/{exchange.pk}/").content.decode()
    assert "We wait for the answer of" in page
    assert "You have accepted" in page
    assert "Person 1" not in page


def test_a_part_leads_to_its_exchange(ring):
    exchange = proposed_exchange(ring)
    client = signed_in(ring[0])
    part = parts_of(exchange)[0]

    page = client.get(f"/introductions/{part.pk}/").content.decode()
    waiting = todo_for(ring[0].person, ring[0].organisation)

    assert f"/exchanges/{exchange.pk}/" in page
    assert "Accept in the exchange" in page
    assert [one.url for one in waiting] == [f"/exchanges/{exchange.pk}/"]


def test_strangers_find_no_such_page(ring):
    exchange = proposed_exchange(ring)
    stranger = partners(1)[0]

    assert signed_in(stranger).get(f"/exchanges/{exchange.pk}/").status_code == 404
    assert signed_in(stranger).post(f"/exchanges/{exchange.pk}/accept/", {"terms_version": "2"}).status_code == 404


# By program


def by_token(person: Any, organisation: Any = None) -> dict[str, str]:
    number = organisation.pk if organisation is not None else None
    scopes = [Scope.READ, Scope.INTRODUCTIONS]
    _row, secret = make_api_token(person, name="a program", by=person, organisation_id=number, scopes=scopes)
    return {"Authorization": f"Bearer {secret}"}


def test_programs_propose_read_and_answer(ring):
    desk = by_token(facilitator())
    legs = [{"wish": ring[(at + 1) % 3].wish.pk, "offer": ring[at].offer.pk, "people": 4} for at in range(3)]
    body = {"legs": legs, "answer_by": "2126-12-07"}
    client = Client()

    def ask(verb: str, path: str, headers: dict[str, str], body: Any = None) -> Any:
        return client.generic(
            verb, f"/api/v1{path}", json.dumps(body or {}), content_type="application/json", headers=headers
        )

    assert ask("POST", "/exchanges", desk, body).status_code == 400
    soon = (timezone.localdate() + timedelta(days=9)).isoformat()
    made = ask("POST", "/exchanges", desk, {**body, "answer_by": soon})
    assert made.status_code == 201, made.content
    number = made.json()["id"]
    for one in ring:
        mine = by_token(one.person, one.organisation)
        read = ask("GET", f"/exchanges/{number}", mine).json()
        assert sum(leg["introduction"] is not None for leg in read["legs"]) == 2
        done = ask("POST", f"/exchanges/{number}/accept", mine, {"terms_version": read["terms_version"]})
        assert done.status_code == 200
    assert done.json()["state"] == "agreed"
    assert ask("POST", f"/exchanges/{number}/withdraw", desk).status_code == 409
    assert ask("GET", "/exchanges", desk).json()["count"] == 1


def test_an_answer_by_program_counts_only_for_what_was_read(ring):
    exchange = proposed_exchange(ring)
    mine = by_token(ring[0].person, ring[0].organisation)
    client = Client()
    tag = client.get(f"/api/v1/exchanges/{exchange.pk}", headers=mine).headers["ETag"]
    accepts(exchange, ring[1])

    answer = client.post(
        f"/api/v1/exchanges/{exchange.pk}/accept",
        json.dumps({"terms_version": 2}),
        content_type="application/json",
        headers={**mine, "If-Match": tag},
    )

    assert answer.status_code == 412
    assert Exchange.objects.get().state == "waiting"
    assert (
        actions.accept_exchange(exchange, organisation=ring[0].organisation, terms_version=2, by=ring[0].person).state
        == "waiting"
    )
