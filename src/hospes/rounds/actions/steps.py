"""What every step of a round does first: hold its row, and ask who, and when."""

from django.core.exceptions import PermissionDenied

from hospes.people.models import Person
from hospes.rounds import rules
from hospes.rounds.choices import UNFINISHED, RoundState
from hospes.rounds.models import Round
from hospes.rounds.rules import NotNowError


def hold(round_: Round) -> Round:
    """The round as it is now, held until the transaction ends. Of two at once the second waits here."""
    return Round.objects.select_for_update().defer("market").get(pk=round_.pk)


def hold_for(round_: Round, state: RoundState, by: Person) -> Round:
    """Hold the round, and make sure that it may take this step."""
    held = hold(round_)
    if not rules.may_run_rounds(by):
        raise PermissionDenied
    if not rules.can_become(held, state):
        raise NotNowError("too_late", state=held.state)
    return held


def is_set_up(round_: Round, by: Person) -> None:
    """Settings, pins and plans: only facilitators, and only until a plan is committed."""
    if not rules.may_run_rounds(by):
        raise PermissionDenied
    if not rules.is_being_set_up(round_):
        raise NotNowError("too_late", state=round_.state)


def nothing_runs(round_: Round) -> None:
    """One plan at a time. Call it with the round held."""
    if round_.runs.filter(state__in=UNFINISHED).exists():
        raise NotNowError("a_plan_is_being_made")
