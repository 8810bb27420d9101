"""Tidying up behind imports, invitations and requests to join."""

from hospes.jobs.schedule import scheduled
from hospes.organisations import actions


@scheduled("17 4 * * *")
def forget_old_lists() -> None:
    actions.forget_old_pending()


@scheduled("27 4 * * *")
def forget_old_addresses() -> None:
    actions.forget_old_invitations()
    actions.forget_old_contacts()
