"""What accounts have done in the background: mails that must not tell whether an address is known, and tidying up."""

from django.contrib.sessions.models import Session
from django.utils import timezone

from hospes.core import retention, terms
from hospes.jobs.schedule import task
from hospes.people import actions
from hospes.people.models import ApiToken, IdempotentAnswer, OneTimeLink


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


@scheduled("17 * * * *")
def forget_what_sign_in_left() -> None:
    """Browsers that are signed in no more, and counts of tries whose window has ended."""
    forget_old_sessions()
    forget_old_counts()


retention.keep(terms.ONE_TIME_LINK, due=lambda before: OneTimeLink.objects.filter(created_at__lt=before))
retention.keep(terms.API_ANSWER, due=lambda before: IdempotentAnswer.objects.filter(made_at__lt=before))
retention.keep(terms.API_KEY, due=lambda before: ApiToken.objects.filter(revoked_at__lt=before))
# A session says by itself when it ends: two weeks after the sign-in, later when it was used meanwhile.
retention.keep(terms.SESSION, due=lambda _before: Session.objects.filter(expire_date__lt=timezone.now()))
