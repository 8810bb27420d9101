"""The mailbox of the demo, and stopping mails from a mail."""

import pytest
from bs4 import BeautifulSoup

from hospes.mail import topics
from hospes.mail.actions import post
from hospes.mail.letter import Recipient
from hospes.mail.models import Muted, OutgoingMail
from tests.mail.letters import ANNA, letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def path_of(mail: OutgoingMail) -> str:
    return mail.stop_link.removeprefix("http://127.0.0.1:8000")


@pytest.mark.parametrize("address", ["/mailbox/", "/fr/mailbox/", "/mailbox/{}/", "/mailbox/{}/html/"])
def test_outside_the_demo_there_is_no_mailbox(client, settings, address: str) -> None:
    settings.DEMO = False
    mail = post(letter(), to=ANNA, topic="test")

    assert client.get(address.format(mail.pk)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_mailbox_asks_the_database_the_same_number_of_times(
    client, demo, django_assert_num_queries, count: int
) -> None:
    for number in range(count):
        post(letter(subject=f"Mail {number}"), to=ANNA, topic="test")

    with django_assert_num_queries(3):
        page = client.get("/mailbox/")

    found = [link.text for link in BeautifulSoup(page.content, "html.parser").select(".card h2")]
    assert found == [f"Mail {number}" for number in reversed(range(count))]


def test_the_mailbox_shows_the_mails_of_one_recipient(client, demo) -> None:
    post(letter(subject="For Anna"), to=ANNA, topic="test")
    post(letter(subject="For Ben"), to=Recipient("ben@example.org", "Ben"), topic="test")

    by_address, by_name = client.get("/mailbox/?to=anna@"), client.get("/mailbox/?to=ben")

    assert b"For Anna" in by_address.content
    assert b"For Ben" not in by_address.content
    assert b"For Ben" in by_name.content


@pytest.mark.parametrize(
    "query",
    ["?to=%00", "?to=" + "x" * 5000, "?to=%F0%9F%98%80", "?page=-1", "?page=99999999999999999999", "?to=%25_'--"],
)
def test_no_question_breaks_the_mailbox(client, demo, query: str) -> None:
    assert client.get(f"/mailbox/{query}").status_code == 200


def test_a_mail_is_shown_in_a_frame_that_can_run_nothing(client, demo) -> None:
    mail = post(letter(paragraphs=["<script>alert(1)</script>"]), to=ANNA, topic="test")

    page = client.get(f"/mailbox/{mail.pk}/")
    frame = client.get(f"/mailbox/{mail.pk}/html/")

    (iframe,) = BeautifulSoup(page.content, "html.parser").select("iframe")
    assert iframe["src"] == f"/mailbox/{mail.pk}/html/"
    assert iframe["sandbox"] == ["allow-top-navigation-by-user-activation"]
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    policy = frame["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "sandbox allow-top-navigation-by-user-activation" in policy
    assert frame["X-Frame-Options"] == "SAMEORIGIN"
    assert b"<script>" not in frame.content
    assert b'<base target="_top">' in frame.content


def test_opening_the_link_stops_nothing_and_the_button_does(client) -> None:
    topics.add({"test": "Mails of the tests"})
    path = path_of(post(letter(), to=ANNA, topic="test"))

    asked = client.get(path)
    before = Muted.objects.count()
    stopped = client.post(path)

    assert (asked.status_code, before, stopped.status_code, Muted.objects.count()) == (200, 0, 200, 1)
    assert b"Mails of the tests" in asked.content
    assert b"anna@example.org" not in asked.content


def test_a_mail_program_stops_a_topic_with_one_click_and_a_reader_takes_it_back(client) -> None:
    path = path_of(post(letter(), to=ANNA, topic="test"))

    client.post(path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    stopped = Muted.objects.count()
    client.post(path, {"again": "1"})

    assert (stopped, Muted.objects.count()) == (1, 0)


@pytest.mark.parametrize("signed", ["x", "a:b:c", "%00", "W10:1tPq:x"])
def test_a_link_that_we_did_not_make_is_answered_with_a_sentence(client, signed: str) -> None:
    page = client.post(f"/mail/stop/{signed}/")

    assert (page.status_code, Muted.objects.count()) == (404, 0)
