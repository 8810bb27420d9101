"""Guesses at the doors: bounded for whoever guesses, and no trouble for anybody else."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.db import connection
from django.test import Client

from hospes.core.models import LimitCount
from hospes.people.guessing import MAILS_FROM_A_PLACE, PASSWORDS, PASSWORDS_FROM_A_PLACE
from tests.factories.people import PASSWORD, PersonFactory
from tests.people.doors import LOGIN, come_in, is_in, send_password

pytestmark = pytest.mark.django_db
HERE, THERE = {"REMOTE_ADDR": "192.0.2.1"}, {"REMOTE_ADDR": "198.51.100.2"}
NOON = "2026-11-23T12:00:05Z"


@pytest.fixture
def noon():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def guess(person, times, **place):
    client = Client()
    return [send_password(client, person, "wrong", **place).status_code for _ in range(times)]


def test_thirty_wrong_passwords_are_ten(noon, caplog):
    person = PersonFactory(signs_in=True)

    assert guess(person, 30, **HERE) == [200] * PASSWORDS + [429] * (30 - PASSWORDS)
    refused = send_password(Client(), person, **HERE)
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 15 * 60
    assert b"too many wrong passwords" in refused.content
    assert caplog.text.count("too many guesses") == 1
    assert caplog.text.count("'event': 'wrong password'") == PASSWORDS
    assert person.email not in caplog.text


def test_what_one_typed_is_still_there_and_the_password_is_not(noon):
    person = PersonFactory(signs_in=True)
    guess(person, PASSWORDS, **HERE)

    page = send_password(Client(), person, "my-secret-guess", **HERE).content.decode()

    assert person.email in page
    assert "my-secret-guess" not in page


def test_a_stranger_elsewhere_locks_nobody_out(noon):
    person = PersonFactory(signs_in=True)
    guess(person, 30, **HERE)

    assert send_password(Client(), person, **THERE).status_code == 302


def test_after_ten_minutes_one_may_try_again(noon):
    person = PersonFactory(signs_in=True)
    guess(person, 30, **HERE)
    noon.shift(599)
    assert send_password(Client(), person, **HERE).status_code == 429
    noon.shift(1)

    assert send_password(Client(), person, **HERE).status_code == 302


def test_in_ones_own_browser_a_strangers_guesses_do_not_count_even_from_the_same_network(noon):
    person, colleague = PersonFactory(signs_in=True), PersonFactory(signs_in=True)
    own = Client(REMOTE_ADDR=HERE["REMOTE_ADDR"])
    come_in(own, person)
    own.post("/accounts/logout/")
    guess(person, 30, **HERE)
    for _ in range(3):
        guess(colleague, 30, **HERE)

    assert come_in(own, person).status_code == 302
    assert is_in(own)


def test_in_ones_own_browser_guesses_are_bounded_too(noon):
    person = PersonFactory(signs_in=True)
    own = Client()
    come_in(own, person)
    own.post("/accounts/logout/")

    answers = [send_password(own, person, "wrong").status_code for _ in range(PASSWORDS + 2)]

    assert answers == [200] * PASSWORDS + [429] * 2


@pytest.mark.parametrize("cookie", ["", "x", "a:b:c", "x" * 4000])
def test_a_made_up_device_is_none(noon, cookie):
    person = PersonFactory(signs_in=True)
    guess(person, 30, **HERE)
    client = Client()
    client.cookies["hospes_device"] = cookie

    assert send_password(client, person, **HERE).status_code == 429


def test_the_device_of_another_account_is_none_for_this_one(noon):
    person, mallory = PersonFactory(signs_in=True), PersonFactory(signs_in=True)
    client = Client(REMOTE_ADDR=HERE["REMOTE_ADDR"])
    come_in(client, mallory)
    client.post("/accounts/logout/")
    guess(person, 30, **HERE)

    assert send_password(client, person).status_code == 429


def test_many_accounts_from_one_place_are_bounded(noon):
    people = PersonFactory.create_batch(30)

    answers = [guess(person, 1, **HERE)[0] for person in people]

    assert answers == [200] * PASSWORDS_FROM_A_PLACE + [429] * (30 - PASSWORDS_FROM_A_PLACE)


def test_right_passwords_of_a_whole_office_are_not_guesses(noon):
    people = PersonFactory.create_batch(30, signs_in=True)

    assert {send_password(Client(), person, **HERE).status_code for person in people} == {302}


def test_an_unknown_address_is_counted_like_a_known_one(noon):
    answers = []
    for email in (PersonFactory(signs_in=True).email, "nobody@hospes.example"):
        LimitCount.objects.all().delete()
        client = Client()
        answers.append(
            [client.post(LOGIN, {"login": email, "password": "x"}).status_code for _ in range(PASSWORDS + 2)]
        )

    assert answers[0] == answers[1]


def test_a_false_sender_in_the_header_is_no_way_around(noon):
    person = PersonFactory(signs_in=True)

    answers = [
        send_password(Client(), person, "wrong", **HERE, headers={"X-Forwarded-For": f"203.0.113.{number}"}).status_code
        for number in range(30)
    ]

    assert answers.count(429) == 30 - PASSWORDS


def test_behind_our_own_front_each_sender_counts_for_itself(noon, settings):
    settings.PROXIES = 1
    person = PersonFactory(signs_in=True)
    front = {"REMOTE_ADDR": "127.0.0.1"}
    stranger = {"headers": {"X-Forwarded-For": "6.6.6.6, 192.0.2.1"}}
    for _ in range(30):
        send_password(Client(), person, "wrong", **front, **stranger)

    assert send_password(Client(), person, **front, **stranger).status_code == 429
    assert (
        send_password(Client(), person, **front, headers={"X-Forwarded-For": "6.6.6.6, 192.0.2.9"}).status_code == 302
    )


@pytest.mark.django_db(transaction=True)
def test_a_hundred_guesses_at_the_same_instant_are_ten():
    person = PersonFactory(signs_in=True)

    def one(_number):
        try:
            return send_password(Client(), person, "wrong", **HERE).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as strangers:
        answers = list(strangers.map(one, range(100)))

    assert (answers.count(200), answers.count(429)) == (PASSWORDS, 100 - PASSWORDS)


@pytest.mark.parametrize("url", ["/accounts/link/", "/accounts/password/reset/"])
def test_mails_that_one_place_asks_for_are_bounded(noon, url):
    client = Client()

    answers = [
        client.post(url, {"email": f"somebody{number}@hospes.example"}) for number in range(MAILS_FROM_A_PLACE + 2)
    ]

    assert [answer.status_code for answer in answers] == [302] * MAILS_FROM_A_PLACE + [429] * 2
    assert int(answers[-1]["Retry-After"]) <= 600
    assert client.post(url, {"email": "x@hospes.example"}, **THERE).status_code == 302


def test_ones_own_password_is_guessed_at_no_more_often_inside(client, noon):
    """At an open screen: before a change, and at the page for a new password."""
    person = PersonFactory(signs_in=True)
    come_in(client, person)

    again = [client.post("/account/sign-in/again/", {"password": "wrong"}).status_code for _ in range(PASSWORDS + 1)]
    words = {"oldpassword": PASSWORD, "password1": "another-long-one-8", "password2": "another-long-one-8"}

    assert again == [200] * PASSWORDS + [429]
    assert client.post("/accounts/password/change/", words).status_code == 429


@pytest.mark.parametrize("password", ["password12", "1234567890", "qwertyuiop", "short", "person1@hospes.example"])
def test_a_password_that_anybody_would_try_first_is_refused(client, password):
    person = PersonFactory(signs_in=True, email="person1@hospes.example")
    come_in(client, person)

    page = client.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": password, "password2": password}
    )

    assert page.status_code == 200
    assert page.context["form"].errors
