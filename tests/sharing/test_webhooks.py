"""Receivers are told of what happened, once and signed, and one that does not answer holds nobody up."""

import hashlib
import hmac
import json
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from hospes.journal.models import JournalLine
from hospes.mail.models import OutgoingMail
from hospes.matchmaking.actions import entries, introductions
from hospes.matchmaking.choices import EntryKind
from hospes.sharing import rules
from hospes.sharing.actions import deliveries, webhooks
from hospes.sharing.choices import DeliveryStatus, Trouble, WebhookStatus
from hospes.sharing.events import BY_VERB, EVENTS
from hospes.sharing.models import Delivery, Webhook
from hospes.sharing.signatures import OLD_SECRET_LASTS, secret_of
from hospes.sharing.tasks import serve_webhook, tell_webhooks
from tests.factories.matchmaking import EntryFactory, full_values
from tests.factories.organisations import DeputyFactory, PostFactory, RepresentativeFactory
from tests.factories.people import PersonFactory
from tests.manners.files import ROOT
from tests.sharing import receiver as behaviours
from tests.sharing.receiver import Receiver

pytestmark = pytest.mark.django_db

ALL = [event.name for event in EVENTS]
PUBLIC = [event.name for event in EVENTS if not event.is_own]


@pytest.fixture
def post():
    return RepresentativeFactory(person__name="zz Rita", organisation__name="zz Our School")


def hooked(post, receiver: Receiver, events: list[str] = ALL) -> tuple[Webhook, str]:
    return webhooks.add_webhook(organisation=post.organisation, address=receiver.url, events=events, by=post.person)


def publish(**traits) -> None:
    facilitator = PersonFactory(facilitator=True)
    entries.publish_entry(EntryFactory(submitted=True, **traits), by=facilitator)


def work() -> None:
    """What the workers do in a round."""
    deliveries.read_journal()
    for webhook in deliveries.begin_turns(timezone.now()):
        deliveries.serve(webhook)


def signed_by(secret: str, header: str, body: bytes) -> bool:
    """What the guide tells receivers to do."""
    parts = [part.split("=", 1) for part in header.split(",")]
    moment = next(value for name, value in parts if name == "t")
    expected = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    return any(hmac.compare_digest(expected, value) for name, value in parts if name == "v1")


def test_a_receiver_is_told_of_a_published_entry_and_can_check_that_it_was_us(post, receiver: Receiver) -> None:
    _webhook, secret = hooked(post, receiver)
    publish(title="zz title", text="zz words", **{"fewer_opportunities": 2, "people": 6, "kind": EntryKind.WISH})

    work()

    (body,), (headers,) = receiver.bodies, receiver.headers
    told = json.loads(body)
    delivery = Delivery.objects.get()
    assert (delivery.status, delivery.last_status, delivery.tries) == (DeliveryStatus.DELIVERED, 204, 1)
    assert told["event"] == headers["Hospes-Event"] == "entry.published"
    assert told["id"] == headers["Hospes-Delivery"] == str(delivery.key)
    assert set(told["entry"]) == {"id", "kind", "organisation", "url", "api"}
    assert signed_by(secret, headers["Hospes-Signature"], body)
    assert not signed_by(secret, headers["Hospes-Signature"], body + b" ")
    assert not signed_by("whsec_other", headers["Hospes-Signature"], body)
    assert headers["Host"] == f"127.0.0.1:{receiver.port}"


def test_nothing_about_people_is_ever_told(post, receiver: Receiver) -> None:
    """The control: titles, names and counts of everything that happens begin with zz or are 4711."""
    hooked(post, receiver)
    facilitator = PersonFactory(facilitator=True, name="zz Felix")
    wish = EntryFactory(
        **{**full_values(EntryKind.WISH), "title": "zz wish", "people": 4711, "fewer_opportunities": 4711},
        kind="wish", submitted=True, organisation=post.organisation, contact=post.person,
    )  # fmt: skip
    entries.publish_entry(wish, by=facilitator)
    offer = EntryFactory(kind="offer", published=True, title="zz offer", places=4711)
    RepresentativeFactory(organisation=offer.organisation)
    answer_by = timezone.localdate() + timedelta(days=7)
    pair = introductions.propose(
        wish, offer, people=4711, starts_on=None, ends_on=None, answer_by=answer_by, note="zz note", by=facilitator
    )
    introductions.withdraw(pair, by=facilitator)

    work()

    told = b"\n".join(receiver.bodies)
    names = [json.loads(body)["event"] for body in receiver.bodies]
    assert names == ["entry.published", "introduction.proposed", "introduction.ended"]
    assert b"zz" not in told
    assert b"4711" not in told
    assert b"fewer" not in told


def test_introductions_are_told_to_the_two_sides_and_to_nobody_else(post, receiver: Receiver) -> None:
    hooked(post, receiver)
    administrator = PersonFactory(administrator=True)
    webhooks.add_webhook(organisation=None, address=receiver.url, events=PUBLIC, by=administrator)
    wish, offer = EntryFactory(kind="wish", published=True), EntryFactory(kind="offer", published=True)
    for entry in (wish, offer):
        RepresentativeFactory(organisation=entry.organisation)
    answer_by = timezone.localdate() + timedelta(days=7)
    introductions.propose(
        wish, offer, people=2, starts_on=None, ends_on=None, answer_by=answer_by, by=PersonFactory(facilitator=True)
    )

    work()

    assert (receiver.bodies, Delivery.objects.count()) == ([], 0)


def test_the_partnership_cannot_listen_to_introductions(receiver: Receiver) -> None:
    administrator = PersonFactory(administrator=True)

    with pytest.raises(ValidationError):
        webhooks.add_webhook(
            organisation=None, address=receiver.url, events=["introduction.proposed"], by=administrator
        )


def test_a_draft_that_nobody_saw_is_not_told(post, receiver: Receiver) -> None:
    hooked(post, receiver)
    draft = EntryFactory(organisation=post.organisation)
    entries.change_entry(draft, values={"title": "Other"}, version=1, by=post.person)
    entries.withdraw_entry(draft, by=post.person)

    work()

    assert receiver.bodies == []


def test_what_was_before_the_webhook_and_during_a_pause_is_not_told(post, receiver: Receiver) -> None:
    publish()
    webhook, _secret = hooked(post, receiver)
    webhooks.pause_webhook(webhook, by=post.person)
    publish()
    work()
    webhooks.resume_webhook(webhook, by=post.person)
    publish(title="After")

    work()

    assert len(receiver.bodies) == 1


def test_a_line_is_delivered_once_however_often_the_journal_is_read(post, receiver: Receiver) -> None:
    hooked(post, receiver)
    publish()

    work()
    from hospes.sharing.models import JournalMark

    JournalMark.objects.update(sequence=0)
    work()

    assert len(receiver.bodies) == 1


def test_each_event_has_verbs_that_the_journal_knows() -> None:
    from hospes.journal.phrases import known

    assert set(BY_VERB) <= known()


@pytest.mark.parametrize(
    ("behave", "trouble", "status"),
    [
        (behaviours.answering(500), Trouble.STATUS, 500),
        (behaviours.answering(404), Trouble.STATUS, 404),
        (behaviours.answering(301, "Location: http://127.0.0.1:9/"), Trouble.REDIRECT, 301),
        (behaviours.nonsense, Trouble.NOT_HTTP, None),
        (behaviours.endless_headers, Trouble.NOT_HTTP, None),
    ],
)
def test_an_answer_that_is_no_yes_is_tried_later(post, receiver: Receiver, behave, trouble: str, status) -> None:
    webhook, _secret = hooked(post, receiver)
    receiver.behave = behave
    publish()

    work()
    work()

    delivery = Delivery.objects.get()
    webhook.refresh_from_db()
    assert (delivery.status, delivery.last_trouble, delivery.last_status) == (DeliveryStatus.WAITING, trouble, status)
    assert (delivery.tries, receiver.connections) == (1, 1)
    assert webhook.try_after > timezone.now() + timedelta(seconds=20)


@pytest.mark.parametrize("behave", [behaviours.hanging, behaviours.dribbling])
def test_a_receiver_that_does_not_come_to_an_end_is_cut_off(post, receiver: Receiver, behave, monkeypatch) -> None:
    monkeypatch.setattr("hospes.sharing.sending.SECONDS", 1.0)
    hooked(post, receiver)
    receiver.behave = behave
    publish()

    work()

    delivery = Delivery.objects.get()
    assert (delivery.last_trouble, delivery.last_status) == (Trouble.SLOW, None)


def test_of_an_enormous_answer_nothing_is_read_but_the_first_lines(post, receiver: Receiver) -> None:
    hooked(post, receiver)
    receiver.behave = behaviours.enormous
    publish()

    work()

    assert Delivery.objects.get().status == DeliveryStatus.DELIVERED


def test_a_receiver_that_is_not_there_holds_up_no_other(post, receiver: Receiver) -> None:
    gone = RepresentativeFactory()
    dead = Receiver(port=1)
    hooked(gone, dead)
    hooked(post, receiver)
    publish()

    work()

    states = dict(Delivery.objects.values_list("webhook__organisation", "last_trouble"))
    assert states == {gone.organisation.pk: Trouble.CONNECTION, post.organisation.pk: ""}
    assert len(receiver.bodies) == 1


def test_a_receiver_that_answers_500_for_ever_is_given_up_after_a_day_and_stopped_after_three(
    post, receiver: Receiver
) -> None:
    webhook, _secret = hooked(post, receiver)
    receiver.behave = behaviours.answering(500)
    publish()
    first = None

    with time_machine.travel(timezone.now(), tick=False) as clock:
        for hour in range(24 * 4):
            if hour == 26:
                first = Delivery.objects.earliest("pk")
            if hour % 20 == 19:
                publish()
            for _minute in range(4):
                work()
                clock.shift(timedelta(minutes=15))

    webhook.refresh_from_db()
    assert first is not None
    assert (first.status, first.tries) == (DeliveryStatus.FAILED, rules.MOST_TRIES)
    assert webhook.status == WebhookStatus.STOPPED
    (mail,) = OutgoingMail.objects.filter(topic="webhooks")
    assert (mail.address, receiver.url in mail.text) == (post.person.email, True)
    assert JournalLine.objects.filter(verb="webhook.stopped").count() == 1
    assert not Delivery.objects.filter(status=DeliveryStatus.WAITING).exists()


def test_a_delivery_that_failed_is_sent_again_with_the_same_id_and_body(post, receiver: Receiver) -> None:
    webhook, _secret = hooked(post, receiver)
    receiver.behave = behaviours.answering(500)
    publish()
    work()
    Delivery.objects.update(status=DeliveryStatus.FAILED)
    receiver.behave = behaviours.answering(200)

    deliveries.send_again(Delivery.objects.get(), by=post.person)
    work()

    first, second = receiver.bodies
    assert first == second
    assert receiver.headers[0]["Hospes-Delivery"] == receiver.headers[1]["Hospes-Delivery"]
    webhook.refresh_from_db()
    assert (webhook.failures, webhook.failing_since) == (0, None)


def test_a_test_event_arrives(post, receiver: Receiver) -> None:
    webhook, secret = hooked(post, receiver)

    deliveries.send_test(webhook, by=post.person)
    work()

    assert json.loads(receiver.bodies[0])["event"] == "test"
    assert signed_by(secret, receiver.headers[0]["Hospes-Signature"], receiver.bodies[0])


def test_for_a_week_after_the_secret_was_renewed_both_are_valid(post, receiver: Receiver) -> None:
    webhook, old = hooked(post, receiver)
    new = webhooks.renew_secret(webhook, by=post.person)

    deliveries.send_test(webhook, by=post.person)
    work()
    with time_machine.travel(timezone.now() + OLD_SECRET_LASTS + timedelta(minutes=1), tick=False):
        deliveries.send_test(webhook, by=post.person)
        work()

    within, after = ((h["Hospes-Signature"], b) for h, b in zip(receiver.headers, receiver.bodies, strict=True))
    assert old != new
    assert [signed_by(one, *within) for one in (old, new)] == [True, True]
    assert [signed_by(one, *after) for one in (old, new)] == [False, True]


def test_after_the_installation_changed_its_own_key_a_receiver_still_knows_us(
    post, receiver: Receiver, settings
) -> None:
    webhook, secret = hooked(post, receiver)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-of-this-installation-0123456789"

    deliveries.send_test(webhook, by=post.person)
    work()

    assert signed_by(secret, receiver.headers[0]["Hospes-Signature"], receiver.bodies[0])


def test_the_guide_names_every_event() -> None:
    guide = (ROOT / "docs/guides/webhooks.md").read_text(encoding="utf-8")

    assert [name for name in [*ALL, "test"] if f"`{name}`" not in guide] == []


def test_no_secret_is_in_the_database(post, receiver: Receiver) -> None:
    webhook, secret = hooked(post, receiver)

    kept = " ".join(str(value) for value in Webhook.objects.filter(pk=webhook.pk).values().get().values())

    assert secret == secret_of(webhook)
    assert secret not in kept
    assert secret.removeprefix("whsec_") not in kept


@pytest.mark.parametrize("address", ["https://127.0.0.1/", "http://receiver.example.eu/", "https://u:p@a.example.eu/"])
def test_an_address_that_is_refused_is_never_saved(post, webhooks_on, no_socket, address: str) -> None:
    with pytest.raises(ValidationError):
        webhooks.add_webhook(organisation=post.organisation, address=address, events=ALL, by=post.person)

    assert (Webhook.objects.count(), no_socket) == (0, [])


def test_where_webhooks_are_off_nothing_is_added_and_nothing_is_sent(post, receiver: Receiver, settings) -> None:
    hooked(post, receiver)
    publish()
    settings.WEBHOOKS = False

    tell_webhooks()
    work()
    with pytest.raises(ValidationError):
        hooked(post, receiver)

    assert receiver.connections == 0


def test_the_round_hands_each_webhook_to_one_worker(post, receiver: Receiver) -> None:
    webhook, _secret = hooked(post, receiver)
    publish()
    deliveries.read_journal()
    now = timezone.now()

    first, second = deliveries.begin_turns(now), deliveries.begin_turns(now)
    abandoned = deliveries.begin_turns(now + deliveries.LEASE + timedelta(seconds=1))

    assert (first, second, abandoned) == ([webhook.pk], [], [webhook.pk])
    assert serve_webhook.priority < 0


def test_only_those_who_speak_for_an_organisation_keep_its_webhooks(post, receiver: Receiver) -> None:
    organisation = post.organisation
    deputy, member = DeputyFactory(organisation=organisation).person, PostFactory(organisation=organisation).person
    others = [
        member,
        RepresentativeFactory().person,
        PersonFactory(administrator=True),
        PersonFactory(secretariat=True),
    ]
    webhook, _secret = hooked(post, receiver)

    for other in others:
        with pytest.raises(PermissionDenied):
            webhooks.add_webhook(organisation=organisation, address=receiver.url, events=ALL, by=other)
        with pytest.raises(PermissionDenied):
            webhooks.renew_secret(webhook, by=other)
        with pytest.raises(PermissionDenied):
            deliveries.send_test(webhook, by=other)
    webhooks.remove_webhook(webhook, by=deputy)

    assert Webhook.objects.count() == 0


def test_loopback_is_refused_where_a_real_secret_and_host_are_set(tmp_path) -> None:
    import os
    import subprocess
    import sys

    environment = os.environ | {
        "HOSPES_DATA_DIR": str(tmp_path), "HOSPES_SECRET_KEY": "x" * 60,
        "HOSPES_ALLOWED_HOSTS": "hospes.example.eu", "HOSPES_WEBHOOKS_LOOPBACK": "1", "DJANGO_SETTINGS_MODULE": "",
    }  # fmt: skip

    done = subprocess.run(
        [sys.executable, "-c", "import hospes.settings"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode != 0
    assert "HOSPES_WEBHOOKS_LOOPBACK" in done.stderr
