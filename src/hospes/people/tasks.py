"""What accounts have done in the background: mails that must not tell whether an address is known, and tidying up."""

from hospes.jobs.schedule import scheduled, task
from hospes.people import actions
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
