"""A new address for one's account."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hospes.jobs.worker import do_everything
from hospes.journal.models import JournalLine
from hospes.mail.models import OutgoingMail
from hospes.people import actions
from hospes.people.models import Person
from tests.factories.people import PASSWORD, PersonFactory
from tests.people.doors import LOGIN, come_in, is_in

pytestmark = pytest.mark.django_db
PAGE, NEW = "/account/address/", "new@hospes.example"


@pytest.fixture
def person(client):
    one = PersonFactory(signs_in=True, email="old@hospes.example")
    come_in(client, one)
    return one


def asked(client, new: str = NEW) -> str:
    """Ask, let the worker write, and answer with the link in the new mailbox."""
    assert client.post(PAGE, {"email": new}).status_code == 302
    do_everything()
    mail = OutgoingMail.objects.filter(address=new).latest("pk")
    return re.search(r"https?://[^/]+(/\S*accounts/address/\S+)", mail.text)[1]


def test_the_link_in_the_new_mailbox_changes_the_address_when_its_button_is_pressed(client, person):
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    link, other = asked(client), Client()

    assert other.get(link).status_code == 200
    person.refresh_from_db()
    assert person.email == "old@hospes.example"
    other.post(link)

    person.refresh_from_db()
    assert person.email == NEW
    assert NEW in person.search_words
    assert not EmailAddress.objects.exists()
    assert not is_in(client)
    assert "person.address_changed" in JournalLine.objects.values_list("verb", flat=True)
    assert client.post(LOGIN, {"login": "old@hospes.example", "password": PASSWORD}).status_code == 200
    assert client.post(LOGIN, {"login": NEW, "password": PASSWORD}).status_code == 302


def test_the_old_mailbox_is_told_before_and_after(client, person):
    Client().post(asked(client))

    old = OutgoingMail.objects.filter(address="old@hospes.example").order_by("pk")
    assert [mail.subject for mail in old] == ["Your address is about to change", "Your address was changed"]


def test_a_link_works_once(client, person):
    link = asked(client)
    Client().post(link)

    assert Client().post(link).status_code == 410


@pytest.mark.parametrize("change", ["password", "sessions", "an hour", "deactivated"])
def test_a_link_is_dead_after(client, person, change):
    link, later = asked(client), timezone.now()
    if change == "password":
        actions.change_password(person, "another-long-one-8")
    elif change == "sessions":
        actions.sign_out_everywhere(person, by=person)
    elif change == "deactivated":
        actions.deactivate_person(person, by=PersonFactory(administrator=True))
    else:
        later += timedelta(hours=1, seconds=1)

    with time_machine.travel(later):
        assert Client().post(link).status_code == 410
    assert not Person.objects.filter(email=NEW).exists()


@pytest.mark.parametrize("token", ["x", "a:b:c", "%00", "🙂", "x" * 3000])
def test_a_made_up_link_is_refused(client, token):
    assert client.post(f"/accounts/address/{token}/").status_code in (404, 410)


def test_links_sent_before_the_change_are_dead(client, person):
    one_time = actions.make_one_time_link(person)
    actions.send_password_reset(person.email)
    reset = re.search(r"https?://[^/]+(/\S*reset/key/\S+)", OutgoingMail.objects.latest("pk").text)[1]
    Client().post(asked(client))

    assert client.post(f"/accounts/link/{one_time}/").status_code == 410
    assert client.get(reset, follow=True).context["token_fail"]


def test_whether_an_address_is_taken_is_told_in_its_mailbox_alone(client, person):
    taken = PersonFactory(email="taken@hospes.example")
    PersonFactory(email="closed@hospes.example", deactivated=True)
    answers = []
    for new in ("free@hospes.example", "Taken@hospes.example", "closed@hospes.example"):
        with CaptureQueriesContext(connection) as work:
            page = client.post(PAGE, {"email": new})
        answers.append((page.status_code, page.url, len(work)))
    do_everything()

    assert len(set(answers)) == 1
    assert OutgoingMail.objects.get(address=taken.email).subject == "You already have an account"
    assert not OutgoingMail.objects.filter(address="closed@hospes.example").exists()


def test_an_address_taken_meanwhile_is_not_taken_twice(client, person):
    link = asked(client)
    PersonFactory(email="NEW@hospes.example")

    assert Client().post(link).status_code == 410
    person.refresh_from_db()
    assert person.email == "old@hospes.example"


@pytest.mark.parametrize(
    "typed", ["", "x", "a@b", "a\x00@b.eu", "a@b.eu\r\nBcc: c@d.eu", "x" * 300 + "@b.eu", "old@hospes.example"]
)
def test_a_bad_address_is_refused_beside_the_field(client, person, typed):
    page = client.post(PAGE, {"email": typed})

    assert page.status_code == 200
    assert page.context["form"].errors["email"]
    assert not OutgoingMail.objects.exists()
