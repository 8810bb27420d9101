"""Adding webhooks, changing them, and their secrets."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hospes.journal.actions import record
from hospes.journal.queries import head
from hospes.organisations.models import Organisation
from hospes.people.models import Person
from hospes.sharing import rules
from hospes.sharing.addresses import AddressRefusedError, judged, read
from hospes.sharing.choices import DeliveryStatus, WebhookStatus
from hospes.sharing.events import events_for
from hospes.sharing.models import Delivery, Webhook
from hospes.sharing.phrases import refusal
from hospes.sharing.signatures import OLD_SECRET_LASTS, secret_of


@transaction.atomic
def add_webhook(
    *, organisation: Organisation | None, address: str, events: Iterable[str], by: Person
) -> tuple[Webhook, str]:
    """A new webhook, and its secret, which is shown this once. It is told of what happens from now on."""
    if not rules.may_keep_webhooks(by, organisation):
        raise PermissionDenied
    _refuse_while_off()
    if not rules.may_add_more(organisation):
        message = _("There are %(number)s webhooks already, which is as many as there can be. Remove one first.")
        raise ValidationError(message, params={"number": rules.MOST_WEBHOOKS})
    refuse_address(address)
    webhook = Webhook.objects.create(
        organisation=organisation,
        address=address,
        events=_known(events, organisation),
        made_by=by,
        since_sequence=head()[0],
    )
    record("webhook.added", on=webhook, by=by, acting_for=organisation)
    return webhook, secret_of(webhook)


@transaction.atomic
def change_webhook(webhook: Webhook, *, address: str, events: Iterable[str], by: Person) -> None:
    _refuse_others(webhook, by)
    _refuse_while_off()
    refuse_address(address)
    webhook.address, webhook.events = address, _known(events, webhook.organisation)
    webhook.save(update_fields=["address", "events"])
    record("webhook.changed", on=webhook, by=by, acting_for=webhook.organisation)


@transaction.atomic
def renew_secret(webhook: Webhook, *, by: Person) -> str:
    """A new secret. The old one stays valid for a week, so that the receiver can change over without a gap."""
    _refuse_others(webhook, by)
    webhook = Webhook.objects.select_for_update().get(pk=webhook.pk)
    webhook.generation += 1
    webhook.old_secret_until = timezone.now() + OLD_SECRET_LASTS
    webhook.save(update_fields=["generation", "old_secret_until"])
    record("webhook.secret_renewed", on=webhook, by=by, acting_for=webhook.organisation)
    return secret_of(webhook)


@transaction.atomic
def pause_webhook(webhook: Webhook, *, by: Person) -> None:
    """Nothing is sent and nothing is kept for later. What waits is given up."""
    _refuse_others(webhook, by)
    if Webhook.objects.filter(pk=webhook.pk, status=WebhookStatus.ACTIVE).update(status=WebhookStatus.PAUSED):
        give_up_waiting(webhook)
        record("webhook.paused", on=webhook, by=by, acting_for=webhook.organisation)


@transaction.atomic
def resume_webhook(webhook: Webhook, *, by: Person) -> None:
    """Go on with what happens from now on."""
    _refuse_others(webhook, by)
    stopped = Webhook.objects.filter(pk=webhook.pk).exclude(status=WebhookStatus.ACTIVE)
    if stopped.update(
        status=WebhookStatus.ACTIVE,
        failures=0,
        failing_since=None,
        try_after=timezone.now(),
        since_sequence=head()[0],
    ):
        record("webhook.resumed", on=webhook, by=by, acting_for=webhook.organisation)


@transaction.atomic
def remove_webhook(webhook: Webhook, *, by: Person) -> None:
    _refuse_others(webhook, by)
    record("webhook.removed", on=webhook, by=by, acting_for=webhook.organisation)
    webhook.delete()


def give_up_waiting(webhook: Webhook) -> None:
    Delivery.objects.filter(webhook=webhook, status=DeliveryStatus.WAITING).update(status=DeliveryStatus.FAILED)


def refuse_address(address: str) -> None:
    """Raise `ValidationError` with a sentence for an address that nothing may be sent to. Opens no connection."""
    try:
        judged(read(address))
    except AddressRefusedError as refused:
        raise ValidationError({"address": refusal(refused)}) from refused


def _refuse_while_off() -> None:
    if not rules.are_webhooks_on():
        raise ValidationError(_("Webhooks are switched off in this installation."))


def _known(events: Iterable[str], organisation: Organisation | None) -> list[str]:
    allowed = [event.name for event in events_for(organisation)]
    chosen = set(events)
    if not chosen or not chosen <= set(allowed):
        raise ValidationError({"events": _("Choose at least one event from the list.")})
    return [name for name in allowed if name in chosen]


def _refuse_others(webhook: Webhook, by: Person) -> None:
    if not rules.may_change(by, webhook):
        raise PermissionDenied
