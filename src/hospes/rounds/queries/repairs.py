"""Repairs of a plan: their choices, and what each would take back, propose and leave as it is."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from hospes.matchmaking.choices import WAITING, IntroductionState
from hospes.rounds.choices import RunKind, RunState
from hospes.rounds.models import Placement, Round, Run
from hospes.rounds.queries.rounds import runs_of


def choices_of(run: Run) -> QuerySet[Run]:
    """The choices that were found together with this repair, the one that moves fewest first."""
    found = Run.objects.filter(repairs=run.repairs_id, started_at=run.started_at, state=RunState.DONE)
    return found.defer("plan").order_by("most_moved", "number")


def latest_of(round_: Round, chosen: Run) -> Run | None:
    """The newest repair of the plan that holds now: under way, or done."""
    found = runs_of(round_).filter(kind=RunKind.REPAIR, repairs=chosen.pk)
    return found.exclude(state__in=[RunState.STOPPED, RunState.FAILED]).order_by("-asked_at", "number").first()


def repairs_before(run: Run) -> list[Run]:
    """The repairs that led to this plan, the first one first; one query each, and there are few."""
    found: list[Run] = []
    at: Run | None = run
    while at is not None and at.repairs_id is not None:
        found.append(at)
        at = runs_of(at.round).filter(pk=at.repairs_id).first()
    return found[::-1]


@dataclass(frozen=True, slots=True)
class Effect:
    """What carrying a repair out does to the proposals. `in_exchanges`: those left that wait as part of an exchange."""

    taken_back: int
    new: int
    kept: int
    in_exchanges: int


def effect_of(run: Run) -> Effect:
    """As things stand now: somebody may still answer before the repair is carried out."""
    same = Placement.objects.filter(run=run, wish=OuterRef("wish"), offer=OuterRef("offer"))
    before = Placement.objects.filter(run=run.repairs_id).exclude(introduction=None)
    free = Q(introduction__state=IntroductionState.PROPOSED, introduction__exchange=None)
    taken_back = before.filter(free).exclude(Exists(same.filter(people=OuterRef("people")))).count()
    alike = before.filter(wish=OuterRef("wish"), offer=OuterRef("offer"))
    alike = alike.filter(~free | Q(people=OuterRef("people"))).exclude(
        introduction__state=IntroductionState.FELL_THROUGH
    )
    stays = Placement.objects.filter(run=run)
    kept = stays.filter(Exists(alike)).count()
    in_exchanges = before.filter(introduction__state__in=WAITING).exclude(introduction__exchange=None).count()
    return Effect(taken_back, stays.count() - kept, kept, in_exchanges)


def stays_before(run: Run, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Placement]:
    """Stays of the plan that a repair starts from, by the keys of their two entries."""
    asked = set(pairs)
    rows = Placement.objects.filter(run=run.repairs_id, wish__key__in={wish for wish, _offer in asked})
    rows = rows.select_related("wish__organisation", "offer__organisation", "introduction")
    found = {(str(stay.wish.key), str(stay.offer.key)): stay for stay in rows}
    return {pair: stay for pair, stay in found.items() if pair in asked}


def kept_after_all(run: Run) -> QuerySet[Placement]:
    """Stays that were to move and that somebody accepted before."""
    rows = Placement.objects.filter(run=run, is_kept=True)
    return rows.select_related("wish__organisation", "offer__organisation", "introduction").order_by("pk")
