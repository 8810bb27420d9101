"""News go out by mail to those who agreed to it, and to nobody else."""

from datetime import timedelta

from django.utils import timezone

from hospes.jobs.schedule import scheduled
from hospes.outreach import actions

# News are mailed within this time after they were published, or not at all: nobody wants last month's.
FRESH = timedelta(days=2)


@scheduled("*/10 * * * *")
def mail_news() -> None:
    actions.mail_news(since=timezone.now() - FRESH)
