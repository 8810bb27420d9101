"""Tidying up behind notices."""

from hospes.jobs.schedule import scheduled
from hospes.moderation import actions


@scheduled("37 4 * * *")
def forget_old_senders() -> None:
    actions.forget_old_senders()
