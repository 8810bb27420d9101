"""A round from its opening to its close. Plans are in runs, fixed pairs in pins, proposals in proposals."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from hospes.journal.actions import record
from hospes.matchmaking.queries.market import published
from hospes.people.models import Person
from hospes.rounds import rules
from hospes.rounds.actions.freezing import keep_market
from hospes.rounds.actions.rings import number_rings
from hospes.rounds.actions.steps import hold, hold_for, is_set_up, nothing_runs
from hospes.rounds.choices import UNFINISHED, RoundState, RunState
from hospes.rounds.models import Round, Run
from hospes.rounds.queries import frozen
from hospes.rounds.rules import NotNowError

# A market of so many entries is frozen while the facilitator waits; a larger one by a worker.
AT_ONCE = 2_000
SETTINGS = (
    "name",
    "formats",
    "entries_until",
    "answer_days",
    "reserve",
    "reserve_mode",
    "fairness",
    "least_score",
    "place_open",
    "longest_cycle",
)


@transaction.atomic
def open_round(*, by: Person, **settings: Any) -> Round:
    """From now on everybody sees when entries are taken until."""
    if not rules.may_run_rounds(by):
        raise PermissionDenied
    opened = Round.objects.create(opened_by=by, **settings)
    record("round.opened", on=opened, by=by, facts=_told(opened))
    return opened


@transaction.atomic
def change_round(round_: Round, *, version: int, by: Person, **settings: Any) -> Round:
    """Other settings for the plans that are made from now on. A form opened on an older version is refused."""
    round_ = hold(round_)
    is_set_up(round_, by)
    if round_.version != version:
        raise NotNowError("changed_meanwhile")
    before = _told(round_)
    for name in SETTINGS:
        if name in settings:
            setattr(round_, name, settings[name])
    if round_.state != RoundState.OPEN and before["formats"] != round_.formats:
        raise NotNowError("market_is_frozen")
    round_.version += 1
    round_.save()
    after = _told(round_)
    changed = {name: after[name] for name in after if after[name] != before[name]}
    record("round.changed", on=round_, by=by, facts=changed)
    return round_


@transaction.atomic
def freeze(round_: Round, *, by: Person) -> Round:
    """Keep the market as it is now. Plans are made for it, whatever happens to the entries meanwhile.

    Reading a large market lasts: then the round is being frozen, and `freezing.carry_out` does it.
    """
    round_ = hold_for(round_, RoundState.PLANNING, by)
    if round_.state == RoundState.FREEZING:
        raise NotNowError("too_late", state=round_.state)
    if published().count() > AT_ONCE:
        round_.state, round_.wishes, round_.offers = RoundState.FREEZING, 0, 0
        round_.save()
        record("round.freezing", on=round_, by=by)
        return round_
    if not keep_market(round_, frozen.freeze(round_.formats), by=by):
        raise NotNowError("market_is_empty")
    return round_


@transaction.atomic
def thaw(round_: Round, *, by: Person) -> Round:
    """Take entries again. The plans that were made so far are forgotten; pins stay."""
    round_ = hold_for(round_, RoundState.OPEN, by)
    nothing_runs(round_)
    round_.runs.all().delete()
    round_.state, round_.frozen_at, round_.market, round_.wishes, round_.offers = RoundState.OPEN, None, b"", 0, 0
    round_.save()
    record("round.thawed", on=round_, by=by)
    return round_


@transaction.atomic
def commit(run: Run, *, by: Person) -> Round:
    """This plan it is. Proposals go out from now on; nothing in the plan changes any more."""
    round_ = hold_for(run.round, RoundState.SENDING, by)
    run = Run.objects.select_for_update(of=("self",)).defer("plan").select_related("round").get(pk=run.pk)
    nothing_runs(round_)
    if not rules.can_be_committed(run):
        raise NotNowError("no_plan_to_commit")
    run.is_chosen, round_.state = True, RoundState.SENDING
    run.save(update_fields=["is_chosen"])
    number_rings(run)
    round_.committed_by, round_.committed_at = by, timezone.now()
    round_.answer_by = rules.answer_by(round_, timezone.localdate())
    round_.save()
    facts = {"run": run.number, "stays": run.summary["stays"], "people": run.summary["people"]}
    record("round.committed", on=round_, by=by, facts=facts)
    return round_


@transaction.atomic
def close(round_: Round, *, by: Person) -> Round:
    """No more repairs. Introductions that are under way go on."""
    round_ = hold_for(round_, RoundState.CLOSED, by)
    round_.state, round_.closed_at = RoundState.CLOSED, timezone.now()
    round_.save()
    record("round.closed", on=round_, by=by)
    return round_


@transaction.atomic
def cancel(round_: Round, *, by: Person) -> Round:
    """The round does not take place. Nobody has been written to."""
    round_ = hold_for(round_, RoundState.CANCELLED, by)
    round_.runs.filter(state__in=UNFINISHED).update(state=RunState.STOPPED, ended_at=timezone.now())
    round_.state, round_.closed_at = RoundState.CANCELLED, timezone.now()
    round_.save()
    record("round.cancelled", on=round_, by=by)
    return round_


def _told(round_: Round) -> dict[str, Any]:
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name in SETTINGS
        if (value := getattr(round_, name)) is not None
    }
