"""Everybody chooses which mails come, and when; what could not be brought is seen."""

import pytest
from bs4 import BeautifulSoup

from hospes.following.choices import DIGEST
from hospes.following.models import Reader
from hospes.mail.actions import post
from hospes.mail.choices import MailStatus, Way
from hospes.mail.letter import Letter
from hospes.mail.models import Muted, OutgoingMail, Preferred
from hospes.mail.rules import way_for
from hospes.mail.sending import send_due
from hospes.people.letters import reader
from tests.factories.people import PersonFactory
from tests.site import BACKEND

pytestmark = pytest.mark.django_db
PAGE = "/account/notifications/"


@pytest.fixture
def person(client):
    found = PersonFactory()
    client.force_login(found, backend=BACKEND)
    return found


def boxes(client) -> dict[str, list[str]]:
    soup = BeautifulSoup(client.get(PAGE).content, "html.parser")
    found: dict[str, list[str]] = {}
    for box in soup.select('main input[type="radio"]'):
        found.setdefault(str(box["name"]), []).append(str(box["value"]))
    return found


def chosen(client) -> dict[str, str]:
    soup = BeautifulSoup(client.get(PAGE).content, "html.parser")
    return {str(box["name"]): str(box["value"]) for box in soup.select('main input[type="radio"][checked]')}


def letter() -> Letter:
    return Letter(subject="Something")


def test_nobody_has_to_choose_and_the_digest_comes_weekly(client, person) -> None:
    found = chosen(client)

    assert found["rhythm"] == "weekly"
    assert found["topic_saved-searches"] == "digest"
    assert found["topic_messages"] == "at_once"


def test_what_asks_for_an_answer_cannot_wait_and_what_is_only_read_cannot_come_at_once(client, person) -> None:
    found = boxes(client)

    assert found["topic_questions"] == ["at_once", "never"]
    assert found["topic_news"] == ["digest", "never"]
    assert found["topic_messages"] == ["at_once", "digest", "never"]
    assert "topic_introductions" not in found
    assert "topic_entries-to-check" not in found


def test_facilitators_choose_about_their_desk_too(client) -> None:
    client.force_login(PersonFactory(facilitator=True), backend=BACKEND)

    assert "topic_entries-to-check" in boxes(client)


def test_a_choice_is_kept_and_taken_back(client, person) -> None:
    values = chosen(client) | {"rhythm": "daily", "topic_messages": "digest", "topic_news": "never"}
    client.post(PAGE, values)
    after = chosen(client)
    client.post(PAGE, after | {"rhythm": "none", "topic_messages": "at_once", "topic_news": "digest"})

    assert {name: after[name] for name in ("rhythm", "topic_messages", "topic_news")} == {
        "rhythm": "daily", "topic_messages": "digest", "topic_news": "never",
    }  # fmt: skip
    assert Preferred.objects.count() == 0
    assert list(Muted.objects.values_list("topic", flat=True)) == [DIGEST]
    assert Reader.objects.get().rhythm == "daily"


def test_the_choice_holds_for_the_next_mail(person) -> None:
    before = post(letter, to=reader(person), topic="messages")
    Preferred.objects.create(address_hash=hash_of(person), topic="messages", way=Way.DIGEST)
    held = post(letter, to=reader(person), topic="messages")
    needed = post(letter, to=reader(person), topic="messages", unsubscribe=False)

    assert [mail.status for mail in (before, held, needed)] == [MailStatus.WAITING, MailStatus.HELD, MailStatus.WAITING]
    assert send_due() == 2


def hash_of(person) -> str:
    from hospes.mail.rules import address_hash

    return address_hash(person.email)


def test_a_choice_that_the_topic_does_not_have_counts_for_nothing(person) -> None:
    Preferred.objects.create(address_hash=hash_of(person), topic="questions", way=Way.DIGEST)

    assert way_for(person.email, "questions") == Way.AT_ONCE


def test_one_click_in_the_digest_stops_it_and_the_page_shows_it(client, person) -> None:
    mail = post(letter, to=reader(person), topic=DIGEST)
    path = mail.stop_link.removeprefix("http://127.0.0.1:8000")

    looked = client.get(path)
    before = chosen(client)["rhythm"]
    stopped = client.post(path, {"List-Unsubscribe": "One-Click"})

    assert (looked.status_code, before, chosen(client)["rhythm"]) == (200, "weekly", "none")
    assert b"/account/notifications/" in stopped.content


@pytest.mark.parametrize("value", ["", "x", "\x00", "hourly"])
def test_what_cannot_be_chosen_is_refused_and_nothing_is_lost(client, person, value: str) -> None:
    answer = client.post(PAGE, chosen(client) | {"topic_messages": value, "rhythm": "daily"})

    assert (answer.status_code, Reader.objects.count(), Preferred.objects.count()) == (200, 0, 0)
    soup = BeautifulSoup(answer.content, "html.parser")
    assert soup.select_one('input[name="rhythm"][value="daily"][checked]')


def test_administrators_see_what_could_not_be_brought_but_not_what_it_said(client) -> None:
    client.force_login(PersonFactory(administrator=True), backend=BACKEND)
    lost = post(lambda: Letter(subject="zz subject", paragraphs=["zz words"]), to=reader(PersonFactory()), topic="x")
    OutgoingMail.objects.update(status=MailStatus.FAILED, last_error="550 no such user", tries=8)

    page = client.get("/mail/undelivered/").content
    client.post(f"/mail/undelivered/{lost.pk}/again/")

    lost.refresh_from_db()
    assert lost.address.encode() in page
    assert b"550 no such user" in page
    assert b"zz" not in page
    assert (lost.status, lost.tries) == (MailStatus.WAITING, 0)


def test_one_that_was_forgotten_is_not_sent_again(client) -> None:
    client.force_login(PersonFactory(administrator=True), backend=BACKEND)
    mail = OutgoingMail.objects.create(topic="x", address="", subject="", text="", html="", status=MailStatus.FAILED)

    client.post(f"/mail/undelivered/{mail.pk}/again/")

    mail.refresh_from_db()
    assert mail.status == MailStatus.FAILED
