"""Webhooks and a calendar of the world in which pages are opened."""

from typing import Any

from hospes.organisations.models import Organisation
from hospes.people.models import Person
from hospes.sharing.actions.calendar import make_calendar_link
from hospes.sharing.choices import DeliveryStatus
from hospes.sharing.models import Delivery, Webhook

WEBHOOK_CANARY = "zzwebhookcanary"


def add_shared(places: dict[str, dict[str, Any]], ours: Organisation, speaker: Person) -> None:
    """A webhook of ours, one of the partnership, what was delivered, and a calendar."""
    address = f"https://{WEBHOOK_CANARY}.example.eu/hook"
    hook = Webhook.objects.create(organisation=ours, address=address, events=["entry.published"], made_by=speaker)
    places["our webhook"] = {"pk": hook.pk}
    paused = Webhook.objects.create(organisation=ours, address=address, events=["news.published"], status="paused")
    places["our paused webhook"] = {"pk": paused.pk}
    sent = Delivery.objects.create(webhook=hook, event="test", body="{}", status=DeliveryStatus.FAILED)
    places["what our webhook was told"] = {"pk": sent.pk}
    shared = Webhook.objects.create(address="https://receiver.example.eu/hook", events=["news.published"])
    places["the partnership's webhook"] = {"pk": shared.pk}
    places["link to a calendar"] = {"token": make_calendar_link(speaker, by=speaker)}
