"""Webhooks are served by themselves, and what was delivered is forgotten after a while."""

from django.db import transaction
from django.utils import timezone

from hospes.core import retention, terms
from hospes.jobs.schedule import every_round, task
from hospes.sharing import rules
from hospes.sharing.actions import deliveries
from hospes.sharing.choices import DeliveryStatus
from hospes.sharing.models import Delivery
from hospes.sharing.queries.webhooks import to_serve

retention.keep(
    terms.DELIVERY,
    due=lambda before: Delivery.objects.filter(made_at__lt=before).exclude(status=DeliveryStatus.WAITING),
)


@task(priority=-10)
def serve_webhook(webhook_id: int) -> None:
    """After everything else: a receiver that hangs holds a worker for five seconds, then rests."""
    deliveries.serve(webhook_id)


@every_round
def tell_webhooks() -> None:
    if not rules.are_webhooks_on():
        return
    deliveries.read_journal()
    now = timezone.now()
    if not to_serve(now).exists():
        return
    with transaction.atomic():
        for webhook in deliveries.begin_turns(now):
            serve_webhook.enqueue(webhook)
