"""Rounds and their plans, as lists show them."""

from django.db.models import QuerySet

from hospes.people.rules import Visitor
from hospes.rounds import rules
from hospes.rounds.choices import RoundState
from hospes.rounds.models import Pin, Round, Run


def visible_to(person: Visitor, *, is_member: bool) -> QuerySet[Round]:
    """Newest first; without the market, which is large."""
    rounds = Round.objects.defer("market").select_related("opened_by").order_by("-opened_at", "-pk")
    if rules.may_run_rounds(person):
        return rounds
    return rounds.filter(state__in=rules.SHOWN_TO_MEMBERS) if is_member else rounds.none()


def runs_of(round_: Round) -> QuerySet[Run]:
    """The plans of a round, newest first, without their files."""
    rows = Run.objects.filter(round=round_).defer("plan", "repairs__plan").select_related("asked_by", "repairs")
    return rows.order_by("-number")


def run_of(round_: Round, number: int) -> Run | None:
    found = runs_of(round_).filter(number=number).first()
    if found is not None:
        found.round = round_
    return found


def repaired_by(run: Run) -> Run | None:
    """The plan that a repair starts from."""
    found = runs_of(run.round).filter(repaired_by=run).first()
    if found is not None:
        found.round = run.round
    return found


def chosen_of(round_: Round) -> Run | None:
    """The plan whose stays are proposed."""
    return runs_of(round_).filter(is_chosen=True).first()


def pins_of(round_: Round) -> QuerySet[Pin]:
    rows = Pin.objects.filter(round=round_).order_by("-at", "-pk")
    return rows.select_related("wish__organisation", "offer__organisation", "by")


def next_open() -> Round | None:
    """The round that takes entries now, the next to be frozen first."""
    rounds = Round.objects.defer("market").filter(state=RoundState.OPEN)
    return rounds.order_by("entries_until", "pk").first()
