"""What accounts have done in the background: mails that must not tell whether an address is known, and tidying up."""

from importlib import import_module

from django.conf import settings
from django.utils import timezone

from hospes.jobs.schedule import scheduled, task
from hospes.people import actions
from hospes.people.models import OneTimeLink
from hospes.people.repeats import forget_old_answers


@task()
def send_one_time_link(email: str) -> None:
    actions.send_one_time_link(email)


@task()
def send_password_reset(email: str) -> None:
    actions.send_password_reset(email)


@scheduled("41 * * * *")
def forget_api_answers() -> None:
    forget_old_answers()


@scheduled("29 3 * * *")
def forget_what_has_ended() -> None:
    """Sessions and one-time links that open nothing any more."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    OneTimeLink.objects.filter(expires_at__lt=timezone.now()).delete()
