"""Every mail goes out at least once, and one that cannot go out stops no other."""

import signal
import threading
import time
from collections import Counter
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from hospes.core import retention
from hospes.mail.actions import post
from hospes.mail.choices import MailStatus
from hospes.mail.letter import Recipient
from hospes.mail.models import OutgoingMail
from hospes.mail.queries import failed
from hospes.mail.sending import LEASE, MOST_TRIES, claim, send_due
from tests.core.installations import Installation
from tests.mail.letters import ANNA, letter
from tests.mail.smtp_sink import Sink, smtp_sink


@pytest.fixture
def sink(settings):
    with smtp_sink() as found:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", found.port, 5
        yield found


def someone(number: int) -> Recipient:
    return Recipient(f"p{number}@example.org", f"P {number}")


@pytest.mark.django_db
def test_a_mail_goes_out_with_text_and_html(sink: Sink) -> None:
    mail = post(letter(paragraphs=["Grüße"]), to=ANNA, topic="test", reply_to="ben@example.org")

    assert send_due() == 1

    mail.refresh_from_db()
    (wire,) = sink.mails
    assert (mail.status, mail.tries, wire["Message-ID"]) == (MailStatus.SENT, 1, mail.message_id)
    assert wire["Reply-To"] == "ben@example.org"
    assert [part.get_content_type() for part in wire.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert send_due() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("reply", ["421 later", "451 greylisted", "550 no such user", "hang up"])
def test_a_mail_that_is_refused_is_tried_later_and_the_others_flow(sink: Sink, reply: str) -> None:
    refused = post(letter(), to=someone(1), topic="test")
    taken = post(letter(), to=someone(2), topic="test")
    sink.answer = lambda recipient: reply if recipient == "p1@example.org" else "250 taken"

    send_due()

    refused.refresh_from_db()
    taken.refresh_from_db()
    assert (refused.status, refused.tries, taken.status) == (MailStatus.WAITING, 1, MailStatus.SENT)
    assert refused.try_after > timezone.now() + timedelta(seconds=20)
    assert refused.last_error


@pytest.mark.django_db
def test_a_server_that_hangs_after_the_mail_holds_nobody_and_the_others_flow(sink: Sink, settings) -> None:
    settings.EMAIL_TIMEOUT = 1
    hung = post(letter(), to=someone(1), topic="test")
    sink.seconds_before_the_answer = 2.5
    send_due()
    sink.seconds_before_the_answer = 0
    taken = post(letter(), to=someone(2), topic="test")

    send_due()

    hung.refresh_from_db()
    taken.refresh_from_db()
    assert (hung.status, hung.tries, taken.status) == (MailStatus.WAITING, 1, MailStatus.SENT)


@pytest.mark.django_db
def test_where_the_server_has_no_tls_and_must_the_mail_waits_and_no_word_of_it_leaves(sink: Sink, settings) -> None:
    settings.EMAIL_USE_TLS = True
    mail = post(letter(), to=ANNA, topic="test")

    send_due()

    mail.refresh_from_db()
    assert (mail.status, sink.received) == (MailStatus.WAITING, [])


@pytest.mark.django_db
def test_one_poisoned_mail_stops_no_other_and_ends_where_people_see_it(sink: Sink) -> None:
    """A line feed in a header makes the library refuse the whole mail, each time."""
    poison = post(letter(), to=someone(1), topic="test")
    OutgoingMail.objects.filter(pk=poison.pk).update(subject="a\nBcc: x@example.org")
    for number in range(2, 5):
        post(letter(), to=someone(number), topic="test")

    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _turn in range(MOST_TRIES + 1):
            send_due()
            clock.shift(timedelta(hours=5))

    poison.refresh_from_db()
    assert list(failed()) == [poison]
    assert sorted(to for (to,) in sink.recipients) == ["p2@example.org", "p3@example.org", "p4@example.org"]
    assert all(len(mail.get_all("To")) == 1 and mail["Bcc"] is None for mail in sink.mails)


@pytest.mark.django_db
def test_a_mail_that_can_never_be_sent_ends_as_failed_after_so_many_tries(sink: Sink) -> None:
    sink.answer = lambda _recipient: "550 never"
    mail = post(letter(), to=ANNA, topic="test")

    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _turn in range(MOST_TRIES + 3):
            send_due()
            clock.shift(timedelta(hours=5))

    mail.refresh_from_db()
    assert (mail.status, mail.tries, sink.received) == (MailStatus.FAILED, MOST_TRIES, [])
    assert "550" in mail.last_error


@pytest.mark.django_db
def test_a_mail_that_kills_its_senders_is_given_up_too(sink: Sink) -> None:
    mail = post(letter(), to=ANNA, topic="test")

    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _turn in range(MOST_TRIES):
            assert claim() is not None
            clock.shift(LEASE + timedelta(seconds=1))
        send_due()

    mail.refresh_from_db()
    assert (mail.status, sink.received) == (MailStatus.FAILED, [])


@pytest.mark.django_db
def test_mail_waits_while_the_server_is_away(settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 2
    mail = post(letter(), to=ANNA, topic="test")

    assert send_due() == 0

    mail.refresh_from_db()
    assert mail.status == MailStatus.WAITING


@pytest.mark.django_db
def test_a_claimed_mail_is_nobody_elses_until_the_lease_ends() -> None:
    post(letter(), to=ANNA, topic="test")
    first = claim()

    with time_machine.travel(timezone.now() + LEASE - timedelta(seconds=5)):
        meanwhile = claim()
    with time_machine.travel(timezone.now() + LEASE + timedelta(seconds=5)):
        afterwards = claim()

    assert first is not None
    assert meanwhile is None
    assert afterwards is not None
    assert afterwards.message_id == first.message_id


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_each_mail_once(sink: Sink) -> None:
    for number in range(20):
        post(letter(), to=someone(number), topic="test")

    def send() -> None:
        send_due()
        connection.close()

    senders = [threading.Thread(target=send) for _number in range(2)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join(timeout=60)

    assert sorted(to for (to,) in sink.recipients) == sorted(f"p{number}@example.org" for number in range(20))
    assert set(OutgoingMail.objects.values_list("status", flat=True)) == {MailStatus.SENT}


@pytest.mark.django_db
def test_words_and_address_of_old_mail_are_forgotten_and_its_key_is_not() -> None:
    old = post(letter(), to=ANNA, topic="test", key="old")
    send_due()
    young = post(letter(), to=ANNA, topic="test", key="young")
    OutgoingMail.objects.filter(pk=old.pk).update(written_at=timezone.now() - timedelta(days=91))

    retention.keep_all(timezone.now())

    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.address, old.text, old.html, old.subject, old.key) == ("", "", "", "", "old")
    assert young.address == ANNA.address


def test_no_mail_is_lost_when_the_worker_is_killed_while_sending(installation: Installation) -> None:
    with smtp_sink() as sink:
        sink.seconds_before_the_answer = 0.1
        installation.python(
            "from tests.mail.letters import letter\n"
            "from hospes.mail.actions import post\n"
            "from hospes.mail.letter import Recipient\n"
            "for n in range(30): post(letter(), to=Recipient(f'p{n}@example.org'), topic='test')"
        )
        kills = 3
        for kill in range(kills):
            worker = installation.start("worker", "--interval", "0.1", HOSPES_EMAIL_URL=sink.url)
            wait_until(lambda kill=kill: len(sink.received) >= (kill + 1) * 6)
            worker.send_signal(signal.SIGKILL)
            worker.wait(timeout=10)
            # Three minutes pass.
            installation.ask(
                "UPDATE mail_outgoingmail SET leased_until = '2020-01-01 00:00:00+00' WHERE status = 'sending'"
            )
        installation.start("worker", "--interval", "0.1", HOSPES_EMAIL_URL=sink.url)
        wait_until(lambda: installation.ask("SELECT count(*) FROM mail_outgoingmail WHERE status <> 'sent'") == [(0,)])

        arrived = Counter(mail["To"] for mail in sink.mails)
        ids = {mail["Message-ID"] for mail in sink.mails}
        assert set(arrived) == {f"p{number}@example.org" for number in range(30)}
        assert arrived.total() - 30 <= kills
        assert len(ids) == 30


def wait_until(condition, seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.1)
