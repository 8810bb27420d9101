"""A mail is written once, in the reader's language, and only if what it tells is kept."""

import threading
from email import message_from_bytes, policy

import pytest
from django.db import connection, transaction

from hospes.mail.actions import mute, post, unmute
from hospes.mail.choices import MailStatus
from hospes.mail.letter import Recipient, absolute
from hospes.mail.models import OutgoingMail
from hospes.mail.rules import address_hash
from hospes.mail.sending import message, send_due
from tests.mail.letters import ANNA, letter, letter_in_their_language

pytestmark = pytest.mark.django_db


def test_the_letter_is_built_in_the_language_and_time_zone_of_its_reader() -> None:
    mail = post(letter_in_their_language, to=Recipient("m@example.org", "", "fr", "Asia/Tokyo"), topic="test")

    assert (mail.subject, mail.language) == ("Oui", "fr")
    assert "JST" in mail.text
    assert 'lang="fr"' in mail.html
    assert "http://127.0.0.1:8000/fr/x/" in mail.text


def test_a_reader_with_an_unknown_time_zone_still_gets_the_mail() -> None:
    mail = post(letter_in_their_language, to=Recipient("m@example.org", "", "en", "Mars/Base"), topic="test")

    assert mail.status == MailStatus.WAITING


def test_text_and_html_hold_the_same_parts() -> None:
    mail = post(
        letter(
            greeting="Hello Anna,",
            paragraphs=["One.", "Two."],
            facts=[("When", "May 2027")],
            quote="We would gladly come.",
            quote_language="sv",
            buttons=[("Answer now", "https://hospes.example/a/")],
            closing="Your Hospes",
            reason="You get this because you asked.",
        ),
        to=ANNA,
        topic="test",
    )

    for part in ("Hello Anna,", "One.", "Two.", "When", "May 2027", "We would gladly come.", "Answer now"):
        assert part in mail.text
        assert part in mail.html
    for part in ("https://hospes.example/a/", "Your Hospes", "You get this because you asked.", mail.stop_link):
        assert part in mail.text
        assert part in mail.html
    assert 'lang="sv"' in mail.html


def test_an_address_in_the_text_is_never_broken_over_lines() -> None:
    address = "https://hospes.example/" + "a" * 200

    mail = post(letter(buttons=[("Go", address)]), to=ANNA, topic="test")

    assert f"\n{address}\n" in mail.text


@pytest.mark.parametrize(
    "evil",
    ["<img src=x onerror=alert(1)>", "{{ settings.SECRET_KEY }}", "{user.password}", "%(name)999999s", "{% debug %}"],
)
def test_whatever_people_write_is_shown_as_they_wrote_it(evil: str) -> None:
    mail = post(letter(paragraphs=[evil], quote=evil, facts=[(evil, evil)]), to=ANNA, topic="test")

    assert evil in mail.text
    assert "<img" not in mail.html


@pytest.mark.parametrize(
    "evil", ["Hi\r\nBcc: x@example.org", "Hi\nX-Evil: 1", "Hi\rBcc: x", "a\x00b", "\ud800", "x" * 10_000, "\u202eabc"]
)
def test_a_subject_or_name_cannot_bring_a_header_in(evil: str) -> None:
    mail = post(letter(subject=f"S{evil}"), to=Recipient("anna@example.org", evil), topic="test")

    mail.refresh_from_db()
    wire = message_from_bytes(message(mail).message().as_bytes(), policy=policy.default)
    assert (wire["Bcc"], wire["X-Evil"]) == (None, None)
    assert [a.addr_spec for a in wire["To"].addresses] == ["anna@example.org"]
    assert len(mail.subject) <= 200


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@b@c", "x@example.org\nBcc: y@example.org", "a@example.org, b@example.org"]
)
def test_what_is_no_address_is_kept_as_failed_and_stops_nobody(address: str, mailoutbox) -> None:
    bad = post(letter(), to=Recipient(address), topic="test")
    post(letter(), to=ANNA, topic="test")

    sent = send_due()

    bad.refresh_from_db()
    assert (sent, bad.status, [mail.to for mail in mailoutbox]) == (
        1,
        MailStatus.FAILED,
        [['"Anna Åkesson" <anna@example.org>']],
    )


def test_a_button_needs_a_whole_address() -> None:
    with pytest.raises(ValueError, match="absolute"):
        post(letter(buttons=[("Go", "javascript:alert(1)")]), to=ANNA, topic="test")


def test_the_same_key_writes_one_mail() -> None:
    first = post(letter(), to=ANNA, topic="test", key="introduction-1-proposed-7")
    second = post(letter(subject="Other"), to=ANNA, topic="test", key="introduction-1-proposed-7")

    assert first.pk == second.pk
    assert OutgoingMail.objects.get().subject == "A host for your group"


def test_a_rolled_back_action_sends_nothing(mailoutbox) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        post(letter(), to=ANNA, topic="test")
        raise RuntimeError

    assert (send_due(), mailoutbox, OutgoingMail.objects.count()) == (0, [], 0)


def test_headers_let_a_mail_program_stop_the_topic_and_know_the_mail_again() -> None:
    mail = post(letter(), to=ANNA, topic="test", key="k")

    wire = message(mail).message()

    assert wire["Message-ID"] == mail.message_id == OutgoingMail(key="k").message_id
    assert wire["List-Unsubscribe"] == f"<{mail.stop_link}>"
    assert wire["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert wire["Content-Language"] == "en"


def test_a_mail_that_an_account_needs_cannot_be_stopped(mailoutbox) -> None:
    mute(hashed_address=address_hash(ANNA.address), topic="sign-in")

    mail = post(letter(), to=ANNA, topic="sign-in", unsubscribe=False)

    assert (mail.stop_link, send_due(), len(mailoutbox)) == ("", 1, 1)
    assert "List-Unsubscribe" not in mailoutbox[0].extra_headers


def test_who_stopped_a_topic_gets_no_more_of_it_until_they_say_again(mailoutbox) -> None:
    waiting = post(letter(), to=ANNA, topic="messages")
    hashed = address_hash("ANNA@example.org ")

    mute(hashed_address=hashed, topic="messages")
    later = post(letter(), to=ANNA, topic="messages")
    other = post(letter(), to=ANNA, topic="introductions")
    send_due()
    unmute(hashed_address=hashed, topic="messages")
    again = post(letter(), to=ANNA, topic="messages")

    states = []
    for mail in (waiting, later, other, again):
        mail.refresh_from_db()
        states.append(mail.status)
    assert states == [MailStatus.MUTED, MailStatus.MUTED, MailStatus.SENT, MailStatus.WAITING]


@pytest.mark.parametrize(
    ("path", "language", "address"),
    [
        ("/entries/1/", "en", "/entries/1/"),
        ("/entries/1/", "sv", "/sv/entries/1/"),
        ("/fr/entries/1/?a=1", "sv", "/sv/entries/1/?a=1"),
        ("/fr/entries/1/", "en", "/entries/1/"),
        ("/", "fr", "/fr/"),
    ],
)
def test_addresses_in_mails_carry_the_readers_language(path: str, language: str, address: str) -> None:
    assert absolute(path, language) == f"http://127.0.0.1:8000{address}"


@pytest.mark.django_db(transaction=True)
def test_two_who_post_with_one_key_at_the_same_moment_write_one_mail() -> None:
    together = threading.Barrier(4)
    found: list[int] = []

    def write() -> None:
        together.wait(timeout=20)
        found.append(post(letter(), to=ANNA, topic="test", key="only-once").pk)
        connection.close()

    writers = [threading.Thread(target=write) for _number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=30)

    assert len(found) == 4
    assert OutgoingMail.objects.count() == len(set(found)) == 1
