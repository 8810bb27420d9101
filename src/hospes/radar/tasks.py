"""When the market is looked over, and when invited addresses are forgotten."""

from hospes.core import retention, terms
from hospes.jobs.schedule import LONG, scheduled, task
from hospes.radar.actions import invitations
from hospes.radar.actions import look as actions
from hospes.radar.models import GapInvitation

retention.keep(
    terms.GAP_INVITATION,
    due=lambda before: GapInvitation.objects.filter(sent_at__lt=before).exclude(email=""),
    forget=invitations.forget_addresses,
)


@task(queue_name=LONG)
def look_when_changed() -> None:
    actions.look_when_changed()


@task(queue_name=LONG)
def look() -> None:
    actions.look()


@scheduled("*/5 * * * *")
def look_soon() -> None:
    """Every five minutes: when something has changed. A large market waits for the night."""
    if actions.is_worth_a_look():
        look_when_changed.enqueue()


@scheduled("15 3 * * *")
def look_at_night() -> None:
    """Whatever its size: periods come nearer, and entries end."""
    look.enqueue()
