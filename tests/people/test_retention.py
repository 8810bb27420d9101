"""What has ended is forgotten on its day, and not a day before."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.utils import timezone

from hospes.moderation.choices import NoticeStatus
from hospes.moderation.models import Notice
from hospes.moderation.tasks import forget_old_senders
from hospes.organisations.models import Invitation, JoinRequest
from hospes.organisations.tasks import forget_old_addresses
from hospes.people.actions import make_one_time_link
from hospes.people.models import OneTimeLink
from hospes.people.tasks import forget_what_has_ended
from tests.factories.organisations import InvitationFactory, JoinRequestFactory
from tests.factories.outreach import NoticeFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def counts() -> tuple[int, ...]:
    named = JoinRequest.objects.exclude(contact_name=""), Notice.objects.exclude(contact_name="")
    kept = Session.objects.all(), OneTimeLink.objects.all(), Invitation.objects.all()
    return tuple(rows.count() for rows in (*kept, *named))


@pytest.mark.parametrize(
    ("later", "left"),
    [
        (timedelta(minutes=14), (1, 1, 1, 1, 1)),
        (timedelta(minutes=16), (1, 0, 1, 1, 1)),
        (timedelta(days=13), (1, 0, 1, 1, 1)),
        (timedelta(days=15), (0, 0, 1, 1, 1)),
        (timedelta(days=103), (0, 0, 1, 1, 1)),
        (timedelta(days=105), (0, 0, 0, 1, 1)),
        (timedelta(days=364), (0, 0, 0, 1, 1)),
        (timedelta(days=366), (0, 0, 0, 0, 0)),
    ],
)
def test_each_kind_goes_on_its_day(client, later: timedelta, left: tuple[int, ...]) -> None:
    now = timezone.now()
    client.force_login(PersonFactory())
    make_one_time_link(PersonFactory())
    InvitationFactory(expires_at=now + timedelta(days=14))
    JoinRequestFactory(status="declined", decided_at=now, contact_name="Nora")
    NoticeFactory(status=NoticeStatus.DECIDED, decided_at=now, contact_name="Nils", contact_email="n@hospes.example")

    with time_machine.travel(now + later, tick=False):
        for task in (forget_what_has_ended, forget_old_addresses, forget_old_senders):
            task.call()

    assert counts() == left
