"""From a line of the journal to the receivers, each with its own patience.

The journal is read after the fact, line by line: what was rolled back was never written, and a worker that is
killed reads on where the last one stopped. Each delivery arrives at least once, with the same id each time.
"""

import json
import time
import uuid
from datetime import datetime, timedelta

import structlog
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from hospes.jobs.actions import hold
from hospes.journal.actions import record
from hospes.journal.models import JournalLine
from hospes.journal.queries import head
from hospes.people.models import Person
from hospes.sharing import events, letters, rules
from hospes.sharing.actions.webhooks import give_up_waiting
from hospes.sharing.addresses import AddressRefusedError, read
from hospes.sharing.choices import DeliveryStatus, Trouble, WebhookStatus
from hospes.sharing.models import Delivery, JournalMark, Webhook
from hospes.sharing.queries import webhooks as webhook_queries
from hospes.sharing.sending import Outcome, send
from hospes.sharing.signatures import signature

log = structlog.stdlib.get_logger("hospes.sharing")

READER = "webhooks"
AT_ONCE = 200
# One worker serves one webhook for so long, then others have their turn.
TURN_SECONDS = 20.0
LEASE = timedelta(minutes=2)


def read_journal() -> int:
    """Write the deliveries for what happened since the last time. Says how many lines were read."""
    last = head()[0]
    mark = JournalMark.objects.filter(reader=READER).first()
    if mark is not None and mark.sequence >= last:
        return 0
    return _read_on(last)


@transaction.atomic
def _read_on(last: int) -> int:
    live = list(Webhook.objects.filter(status=WebhookStatus.ACTIVE).order_by("pk"))
    mark, _made = JournalMark.objects.select_for_update().get_or_create(reader=READER, defaults={"sequence": 0})
    # Where nobody listens nothing is read, and nothing is made up for later.
    first = min((one.since_sequence for one in live), default=last)
    begin = max(mark.sequence, first)
    lines = list(JournalLine.objects.filter(sequence__gt=begin).order_by("sequence")[:AT_ONCE]) if live else []
    fresh = [line for line in lines if line.at > timezone.now() - rules.OLD_NEWS]
    made = [
        _delivery(webhook, told)
        for told in events.told(fresh)
        for webhook in live
        if told.event.name in webhook.events
        and told.line.sequence > webhook.since_sequence
        and _concerns(webhook, told)
    ]
    Delivery.objects.bulk_create(made, ignore_conflicts=True)
    mark.sequence = lines[-1].sequence if lines else max(begin, last)
    mark.save(update_fields=["sequence"])
    return len(lines)


def _concerns(webhook: Webhook, told: events.Told) -> bool:
    return told.organisations is None or webhook.organisation_id in told.organisations


def _delivery(webhook: Webhook, told: events.Told) -> Delivery:
    key = uuid.uuid4()
    thing = events.thing_of(told.line)
    body = events.body_of(told.event.name, str(key), told.line.at.isoformat(), told.about, thing)
    return Delivery(key=key, webhook=webhook, event=told.event.name, sequence=told.line.sequence, body=json.dumps(body))


def begin_turns(now: datetime) -> list[int]:
    """Take the webhooks with something due that are in nobody's hands. Enqueue them in the same transaction."""
    taken = []
    for webhook in webhook_queries.to_serve(now):
        free = Q(leased_until=None) | Q(leased_until__lt=now)
        if Webhook.objects.filter(free, pk=webhook.pk).update(leased_until=now + LEASE):
            taken.append(webhook.pk)
    return taken


def serve(webhook_id: int) -> int:
    """Deliver what is due to one webhook, until something goes wrong or its turn is over. Says how many arrived."""
    arrived = 0
    end = time.monotonic() + TURN_SECONDS
    try:
        while time.monotonic() < end:
            webhook = Webhook.objects.select_related("organisation").filter(pk=webhook_id).first()
            if webhook is None or not rules.can_be_tested(webhook):
                break
            delivery = webhook_queries.next_due(webhook, timezone.now())
            if delivery is None:
                break
            outcome = _try(webhook, delivery)
            note(webhook, delivery, outcome)
            if not outcome.arrived:
                break
            arrived += 1
    finally:
        Webhook.objects.filter(pk=webhook_id).update(leased_until=None)
    return arrived


def _try(webhook: Webhook, delivery: Delivery) -> Outcome:
    body = delivery.body.encode()
    headers = {
        "Hospes-Event": delivery.event,
        "Hospes-Delivery": str(delivery.key),
        "Hospes-Signature": signature(webhook, body, timezone.now()),
    }
    try:
        target = read(webhook.address)
    except AddressRefusedError:
        return Outcome(trouble=Trouble.ADDRESS)
    return send(target, body, headers)


@transaction.atomic
def note(webhook: Webhook, delivery: Delivery, outcome: Outcome) -> None:
    """Write down how a try ended, and when the next one comes."""
    hold()
    now = timezone.now()
    tries = delivery.tries + 1
    values = {
        "tries": tries,
        "last_tried_at": now,
        "last_status": outcome.status,
        "last_trouble": outcome.trouble,
        "milliseconds": outcome.milliseconds,
    }
    mine = Delivery.objects.filter(pk=delivery.pk, status=DeliveryStatus.WAITING)
    if outcome.arrived:
        mine.update(status=DeliveryStatus.DELIVERED, **values)
        Webhook.objects.filter(pk=webhook.pk).update(failures=0, failing_since=None, try_after=now)
        return
    if tries >= rules.MOST_TRIES:
        mine.update(status=DeliveryStatus.FAILED, **values)
    else:
        mine.update(try_after=now + rules.PAUSES[tries - 1], **values)
    log.warning("webhook failed", webhook=webhook.pk, delivery=delivery.pk, tries=tries, trouble=outcome.trouble)
    since = webhook.failing_since or now
    Webhook.objects.filter(pk=webhook.pk).update(
        failures=F("failures") + 1, failing_since=since, try_after=now + rules.rest_after(webhook.failures + 1)
    )
    if now - since >= rules.STOPPED_AFTER:
        _stop(webhook)


def _stop(webhook: Webhook) -> None:
    """Nobody answered for days: stop, and tell those who keep it."""
    if Webhook.objects.filter(pk=webhook.pk, status=WebhookStatus.ACTIVE).update(status=WebhookStatus.STOPPED):
        give_up_waiting(webhook)
        letters.tell_stopped(webhook)
        record("webhook.stopped", on=webhook, by=None)


@transaction.atomic
def send_test(webhook: Webhook, *, by: Person) -> Delivery:
    """Send an event that means nothing, to see that it arrives."""
    if not rules.may_change(by, webhook):
        raise PermissionDenied
    if not rules.can_be_tested(webhook):
        raise ValidationError(_("This webhook does not run now. Let it go on first."))
    key, now = uuid.uuid4(), timezone.now()
    body = events.body_of(events.TEST, str(key), now.isoformat(), {"id": webhook.pk}, "webhook")
    delivery = Delivery.objects.create(key=key, webhook=webhook, event=events.TEST, body=json.dumps(body))
    Webhook.objects.filter(pk=webhook.pk).update(try_after=now)
    return delivery


@transaction.atomic
def send_again(delivery: Delivery, *, by: Person) -> None:
    """Send the same once more, under the same id, with all its tries."""
    if not rules.may_change(by, delivery.webhook):
        raise PermissionDenied
    if not rules.can_be_sent_again(delivery):
        raise ValidationError(_("This cannot be sent again now."))
    now = timezone.now()
    Delivery.objects.filter(pk=delivery.pk).update(status=DeliveryStatus.WAITING, tries=0, try_after=now)
    Webhook.objects.filter(pk=delivery.webhook_id).update(try_after=now)
