"""Every sign-in is one line of the security log, good or refused, and names nobody but by their key."""

import logging

import pytest

from tests.factories.people import AuthenticatorFactory, PersonFactory
from tests.people.doors import come_in, is_in, send_password

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(caplog):
    caplog.set_level(logging.INFO, logger="hospes.security")
    return lambda: [line.msg for line in caplog.records if line.name == "hospes.security"]


def test_who_came_in_and_how_is_one_line(client, lines):
    person = PersonFactory(signs_in=True)

    send_password(client, person)

    assert is_in(client)
    (line,) = lines()
    assert (line["event"], line["person"], line["ways"]) == ("signed in", str(person.key), ["password"])
    assert person.email not in str(line)


def test_with_a_second_factor_it_is_one_line_after_both(client, lines):
    person = PersonFactory(signs_in=True)
    AuthenticatorFactory(user=person)

    send_password(client, person)
    assert lines() == []
    come_in(client, person)

    assert [line["ways"] for line in lines()] == [["mfa", "password"]]


def test_a_wrong_password_is_another_line(client, lines):
    send_password(client, PersonFactory(signs_in=True), password="not the one")

    assert [line["event"] for line in lines()] == ["wrong password"]


def test_a_door_that_is_shut_to_somebody_is_a_line_with_their_key(client, caplog):
    caplog.set_level(logging.INFO, logger="hospes.request")
    person = PersonFactory(signs_in=True)
    come_in(client, person)
    caplog.clear()

    for path in ("/people/", "/todo/"):
        client.get(path)
    client.logout()
    client.get("/nothing-here/")

    refused = {line.msg["path"]: line.msg.get("refused") for line in caplog.records if line.name == "hospes.request"}
    assert refused == {"/people/": str(person.key), "/todo/": None, "/nothing-here/": None}
