"""What accounts have done in the background: mails that must not tell whether an address is known, and tidying up."""

import time
from datetime import datetime

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils import timezone

from hospes.core import retention, terms
from hospes.core.limits import forget_old_counts
from hospes.core.models import LimitCount
from hospes.core.retention import Rows
from hospes.jobs.schedule import task
from hospes.people import actions
from hospes.people.addresses import ask_to_change_address
from hospes.people.models import ApiToken, BrowserSession, IdempotentAnswer, OneTimeLink, Person


@task()
def send_one_time_link(email: str) -> None:
    actions.send_one_time_link(email)


@task()
def send_password_reset(email: str) -> None:
    actions.send_password_reset(email)


@task()
def send_new_address(person_id: int, email: str) -> None:
    person = Person.objects.active().filter(pk=person_id).first()
    if person is not None:
        ask_to_change_address(person, email, by=person)


def _browsers(before: datetime) -> Rows:
    """Idle for too long, or older than any session may be."""
    longest = timezone.now() - settings.SESSION_LONGEST
    rows: Rows = BrowserSession.objects.filter(Q(seen_at__lt=before) | Q(started_at__lt=longest))
    return rows


retention.keep(terms.ONE_TIME_LINK, due=lambda before: OneTimeLink.objects.filter(created_at__lt=before))
retention.keep(terms.API_ANSWER, due=lambda before: IdempotentAnswer.objects.filter(made_at__lt=before))
retention.keep(
    terms.API_TOKEN,
    due=lambda before: ApiToken.objects.filter(Q(revoked_at__lt=before) | Q(expires_at__lt=before)),
)
# A session says by itself when it ends: some time after the browser was last seen.
retention.keep(terms.SESSION, due=lambda _before: Session.objects.filter(expire_date__lt=timezone.now()))
retention.keep(terms.BROWSER, due=_browsers)
retention.keep(
    terms.TRIES,
    due=lambda _before: LimitCount.objects.filter(ends__lte=int(time.time())),
    forget=lambda _rows: forget_old_counts(),
)
