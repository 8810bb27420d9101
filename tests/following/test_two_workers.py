"""Two workers at the same moment tell nobody twice."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from hospes.following.actions.digests import tell_everybody
from hospes.following.choices import DIGEST
from hospes.following.models import Reader
from hospes.mail.models import OutgoingMail
from tests.factories.outreach import NewsFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_workers_at_once_write_one_digest_for_each_reader() -> None:
    now = timezone.now().replace(hour=11)
    before = now - timedelta(days=10)
    for _number in range(12):
        Reader.objects.create(person=PersonFactory(), weekly_on=before.date(), told_up_to=before)
    NewsFactory(published_at=now - timedelta(days=1))
    together, written = threading.Barrier(2), []

    def work() -> None:
        together.wait()
        try:
            written.append(tell_everybody(now))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _worker in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)

    addresses = OutgoingMail.objects.filter(topic=DIGEST).values_list("address", flat=True)
    assert sorted(written) == [0, 12]
    assert len(set(addresses)) == len(addresses) == 12
