"""The market of a round is frozen: at once when it is small, else by a worker while the site goes on."""

from time import monotonic

from django.db import transaction
from django.utils import timezone

from hospes.jobs.actions import HandedBackError, is_told_to_stop
from hospes.jobs.actions import hold as hold_task
from hospes.journal.actions import record
from hospes.people.models import Person
from hospes.rounds.actions.steps import hold
from hospes.rounds.choices import RoundState
from hospes.rounds.models import Round
from hospes.rounds.queries import frozen

NOTE_EVERY_SECONDS = 1.0


def carry_out(pk: int) -> None:
    """Read the whole market. May be called again after a worker was killed: it begins anew."""
    round_ = Round.objects.defer("market").filter(pk=pk, state=RoundState.FREEZING).first()
    if round_ is None:
        return
    noted = 0.0

    def note(wishes: int, offers: int) -> None:
        nonlocal noted
        if is_told_to_stop():
            raise HandedBackError
        if monotonic() > noted + NOTE_EVERY_SECONDS:
            noted = monotonic()
            Round.objects.filter(pk=pk, state=RoundState.FREEZING).update(wishes=wishes, offers=offers)

    _keep(round_, frozen.freeze(round_.formats, note))


@transaction.atomic
def _keep(round_: Round, read: frozen.Frozen) -> None:
    hold_task()
    round_ = hold(round_)
    if round_.state != RoundState.FREEZING:
        return
    if not keep_market(round_, read, by=None):
        round_.state, round_.wishes, round_.offers = RoundState.OPEN, 0, 0
        round_.save(update_fields=["state", "wishes", "offers"])
        record("round.not_frozen", on=round_, by=None)


def keep_market(round_: Round, read: frozen.Frozen, *, by: Person | None) -> bool:
    """The round, which is held, has its market from now on. Not when there is nobody to pair."""
    if not read.wishes or not read.offers:
        return False
    round_.market, round_.wishes, round_.offers = read.file, read.wishes, read.offers
    round_.state, round_.frozen_at = RoundState.PLANNING, timezone.now()
    round_.save(update_fields=["market", "wishes", "offers", "state", "frozen_at"])
    record("round.frozen", on=round_, by=by, facts={"wishes": read.wishes, "offers": read.offers})
    return True
