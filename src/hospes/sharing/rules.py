"""Who may give things out, and when."""

from datetime import timedelta

from django.conf import settings

from hospes.organisations.models import Organisation
from hospes.organisations.rules import speaks_for
from hospes.people.rules import Visitor, is_administrator
from hospes.sharing.choices import DeliveryStatus, WebhookStatus
from hospes.sharing.models import Delivery, Webhook

MOST_WEBHOOKS = 10
# Pauses between the tries of one delivery: together a little less than a day.
PAUSES = tuple(timedelta(seconds=seconds) for seconds in (30, 120, 480, 1920, 7200, 14400, 14400, 14400, 14400, 14400))
MOST_TRIES = len(PAUSES) + 1
# How long a receiver may fail without a break before its webhook is stopped.
STOPPED_AFTER = timedelta(days=3)
# What happened longer ago is not told any more: webhooks were switched off, or nobody worked.
OLD_NEWS = timedelta(days=1)


def are_webhooks_on() -> bool:
    """The administrator of the installation allows them."""
    return bool(settings.WEBHOOKS)


def may_keep_webhooks(person: Visitor, organisation: Organisation | None) -> bool:
    """Representative and deputy for their organisation, administrators for the whole partnership."""
    return is_administrator(person) if organisation is None else speaks_for(person, organisation)


def may_change(person: Visitor, webhook: Webhook) -> bool:
    return may_keep_webhooks(person, webhook.organisation)


def may_add_more(organisation: Organisation | None) -> bool:
    return Webhook.objects.filter(organisation=organisation).count() < MOST_WEBHOOKS


def can_be_tested(webhook: Webhook) -> bool:
    return are_webhooks_on() and webhook.status == WebhookStatus.ACTIVE


def can_be_sent_again(delivery: Delivery) -> bool:
    return can_be_tested(delivery.webhook) and delivery.status != DeliveryStatus.WAITING


def rest_after(failures: int) -> timedelta:
    """For how long a webhook rests after so many failures in a row: half a minute to a quarter of an hour."""
    doubled: int = 2 ** min(failures - 1, 10)
    return min(timedelta(seconds=30) * doubled, timedelta(minutes=15))
