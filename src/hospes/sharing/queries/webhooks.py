"""Webhooks, and what was delivered to them."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from hospes.organisations.choices import Post
from hospes.organisations.models import Organisation
from hospes.people.models import Person
from hospes.people.rules import is_administrator
from hospes.sharing.choices import DeliveryStatus, WebhookStatus
from hospes.sharing.models import Delivery, Webhook


def webhooks_of(organisation: Organisation | None) -> QuerySet[Webhook]:
    return Webhook.objects.filter(organisation=organisation).order_by("pk")


def webhooks_for(person: Person) -> QuerySet[Webhook]:
    """Those that the person may change."""
    spoken_for = Organisation.objects.filter(
        posts__person=person, posts__ended_on=None, posts__post__in=[Post.REPRESENTATIVE, Post.DEPUTY]
    ).values("pk")
    mine = Q(organisation__in=spoken_for)
    if is_administrator(person):
        mine |= Q(organisation=None)
    return Webhook.objects.filter(mine).select_related("organisation")


def deliveries_of(webhook: Webhook) -> QuerySet[Delivery]:
    """The newest first."""
    return webhook.deliveries.defer("body").order_by("-pk")


def to_serve(now: datetime) -> QuerySet[Webhook]:
    """Webhooks with something due that nobody delivers just now."""
    due = Delivery.objects.filter(webhook=OuterRef("pk"), status=DeliveryStatus.WAITING, try_after__lte=now)
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    return Webhook.objects.filter(free, Exists(due), status=WebhookStatus.ACTIVE, try_after__lte=now).order_by("pk")


def next_due(webhook: Webhook, now: datetime) -> Delivery | None:
    waiting = webhook.deliveries.filter(status=DeliveryStatus.WAITING, try_after__lte=now)
    return waiting.order_by("try_after", "pk").first()
