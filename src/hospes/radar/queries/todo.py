"""Invitations to host that wait for a person."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from hospes.core.todo import TodoItem
from hospes.organisations.models import Organisation
from hospes.people.models import Person
from hospes.radar import phrases, rules
from hospes.radar.queries import missing


def todo_for(person: Person, acting_for: Organisation | None) -> Iterator[TodoItem]:
    """The filled-in form waits for whoever was invited by mail, as soon as they act for an organisation."""
    if acting_for is None:
        return
    for one in missing.waiting_for(person):
        title = phrases.headline(one.offer, one.promised)
        address = reverse("radar:invited", args=[rules.invitation_token(one)])
        yield TodoItem(title, address, timezone.localdate(one.expires_at))
