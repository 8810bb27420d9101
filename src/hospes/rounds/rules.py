"""Who may do what with a round, and when."""

from datetime import date, timedelta

from hospes.matchmaking.choices import Returns
from hospes.matchmaking.models import Entry
from hospes.people.rules import Visitor, is_facilitator
from hospes.rounds.choices import NEXT_ROUND, UNFINISHED, RoundState, RunKind, RunState
from hospes.rounds.models import Round, Run

# States in which members see what came of a round.
SHOWN_TO_MEMBERS = (RoundState.COMMITTED, RoundState.CLOSED)


class NotNowError(Exception):
    """Something cannot be done now. `code` says why; phrases/refusals.py has the sentence."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def may_run_rounds(person: Visitor) -> bool:
    return is_facilitator(person)


def may_see(person: Visitor, round_: Round, *, is_member: bool) -> bool:
    """Facilitators see every round, members what came of it."""
    return may_run_rounds(person) or (is_member and round_.state in SHOWN_TO_MEMBERS)


def can_become(round_: Round, state: RoundState) -> bool:
    return state in NEXT_ROUND[RoundState(round_.state)]


def is_being_set_up(round_: Round) -> bool:
    """Settings and pins may still change."""
    return round_.state in (RoundState.OPEN, RoundState.FREEZING, RoundState.PLANNING)


def can_be_put_together(wish: Entry) -> bool:
    """Who travels only in an exchange cannot be fixed at one host: the other half would be left open."""
    return wish.returns != Returns.MUST


def is_unfinished(run: Run) -> bool:
    return run.state in UNFINISHED


def can_be_committed(run: Run) -> bool:
    """A plan that is there, of a round that is being planned, and that places somebody."""
    return run.round.state == RoundState.PLANNING and run.state == RunState.DONE and bool(run.summary.get("stays"))


def can_be_carried_out(run: Run, chosen: Run | None) -> bool:
    """A repair of the plan that holds now, that is there, and that keeps somebody placed."""
    return (
        run.round.state == RoundState.COMMITTED
        and run.kind == RunKind.REPAIR
        and run.state == RunState.DONE
        and chosen is not None
        and run.repairs_id == chosen.pk
        and bool(run.summary.get("stays"))
    )


def answer_by(round_: Round, today: date) -> date:
    return today + timedelta(days=round_.answer_days)
