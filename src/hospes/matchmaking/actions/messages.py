"""The thread between two sides that were introduced."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from hospes.journal.actions import record
from hospes.matchmaking.actions import introductions_steps as steps
from hospes.matchmaking.choices import Side
from hospes.matchmaking.letters import messages as letters
from hospes.matchmaking.models import Introduction, Message
from hospes.matchmaking.rules import introductions as rules
from hospes.organisations.models import Organisation
from hospes.people.models import Person


@transaction.atomic
def write_message(
    introduction: Introduction, *, text: str, by: Person, acting_for: Organisation | None = None
) -> Message:
    """Write into the thread. Everybody on the other side, and for a facilitator both sides, get a mail."""
    introduction = steps.take(introduction)
    if not rules.may_write(by, introduction):
        if rules.may_see(by, introduction):
            raise rules.RefusedError("thread_is_closed", state=introduction.state)
        raise PermissionDenied
    side = _side_of(introduction, by, acting_for)
    message = Message.objects.create(introduction=introduction, side=side or "", author=by, text=text)
    for reader in [rules.other(side)] if side else list(Side):
        letters.post_message(message, reader)
    record("introduction.message", on=introduction, by=by, acting_for=acting_for, facts={"message": message.pk})
    return message


def _side_of(introduction: Introduction, by: Person, acting_for: Organisation | None) -> Side | None:
    """The side that the person writes for: that of the acting organisation first."""
    chosen = rules.side_of(acting_for, introduction)
    if chosen and rules.is_on_side(by, introduction, chosen):
        return chosen
    return next((side for side in Side if rules.is_on_side(by, introduction, side)), None)
