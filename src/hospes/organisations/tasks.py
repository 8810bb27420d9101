"""Tidying up behind imports."""

from hospes.jobs.schedule import scheduled
from hospes.organisations import actions


@scheduled("17 4 * * *")
def forget_old_lists() -> None:
    actions.forget_old_pending()
