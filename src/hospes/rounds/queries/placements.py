"""Stays of a plan, and what became of the proposals for them."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from hospes.matchmaking.choices import UNDER_WAY, WAITING, IntroductionState
from hospes.matchmaking.models import Entry, Introduction
from hospes.organisations.models import Organisation
from hospes.rounds.models import Outcome, Placement, Round, Run
from hospes.rounds.queries.entries import by_key
from hospes.rounds.queries.since import OVER


def best_first(run: Run) -> QuerySet[Placement]:
    """The stays of a plan, with their two entries and their proposal."""
    rows = Placement.objects.filter(run=run).order_by("-pair_score", "pk")
    return rows.select_related("wish__organisation", "offer__organisation", "introduction")


def not_sent(round_: Round) -> QuerySet[Placement]:
    """Stays of the chosen plan for which nothing went out yet."""
    return Placement.objects.filter(run__round=round_, run__is_chosen=True, introduction=None, refused="").order_by(
        "pk"
    )


def leaving(round_: Round) -> QuerySet[Introduction]:
    """Introductions of the plan before a repair that nobody has ended and that the repaired plan does not have."""
    chosen = Run.objects.filter(round=round_, is_chosen=True).exclude(repairs=None)
    kept = Placement.objects.filter(run__in=chosen).exclude(introduction=None).values("introduction")
    before = Placement.objects.filter(run__in=chosen.values("repairs")).exclude(introduction=None)
    found = Introduction.objects.filter(pk__in=before.values("introduction")).exclude(pk__in=kept)
    return found.exclude(state__in=OVER).order_by("pk")


def sent_of(run: Run) -> dict[str, int]:
    """How many stays of the chosen plan were seen to, of how many."""
    stays = Placement.objects.filter(run=run)
    return {"sent": stays.exclude(introduction=None, refused="").count(), "stays": stays.count()}


def not_placed(run: Run) -> QuerySet[Outcome]:
    """Wishes of which nobody travels, or not everybody; those with most people left first."""
    rows = Outcome.objects.filter(run=run, entry__kind="wish").exclude(because=[])
    return rows.select_related("entry__organisation").order_by("placed", "-asked", "pk")


def empty_hosts(run: Run) -> QuerySet[Outcome]:
    """Offers without a single guest."""
    rows = Outcome.objects.filter(run=run, entry__kind="offer", placed=0)
    return rows.select_related("entry__organisation").order_by("-asked", "pk")


def outcomes_of(run: Run, organisation: Organisation) -> QuerySet[Outcome]:
    """What a plan means for the entries of one organisation."""
    rows = Outcome.objects.filter(run=run, entry__organisation=organisation)
    return rows.select_related("entry__organisation").order_by("entry__kind", "pk")


def stays_of(run: Run, entries: list[int]) -> dict[int, list[Placement]]:
    """The stays of some entries, by entry. One query."""
    found: dict[int, list[Placement]] = {pk: [] for pk in entries}
    for placement in best_first(run).filter(Q(wish__in=entries) | Q(offer__in=entries)):
        for pk in (placement.wish_id, placement.offer_id):
            if pk in found:
                found[pk].append(placement)
    return found


def entries_named(outcomes: list[Outcome]) -> dict[str, Entry]:
    """The other entries that outcomes name, by key. One query."""
    return by_key(other["entry"] for outcome in outcomes for other in outcome.others)


@dataclass(frozen=True, slots=True)
class Answers:
    """What became of the proposals of a committed plan. `nothing`: all stays that will not be."""

    stays: int
    proposed: int
    waiting: int
    introduced: int
    declined: int
    expired: int
    refused: int
    nothing: int


def answers_to(run: Run) -> Answers:
    def of(*states: IntroductionState) -> Count:
        return Count("pk", filter=Q(introduction__state__in=states))

    over = (IntroductionState.REALISED, IntroductionState.NOT_REALISED)
    found = Placement.objects.filter(run=run).aggregate(
        stays=Count("pk"),
        nothing=Count("pk", filter=Q(introduction__state__in=OVER) | ~Q(refused="")),
        proposed=Count("introduction"),
        waiting=of(*WAITING),
        introduced=of(*UNDER_WAY, *over),
        declined=of(IntroductionState.DECLINED, IntroductionState.WITHDRAWN, IntroductionState.FELL_THROUGH),
        expired=of(IntroductionState.EXPIRED),
        refused=Count("pk", filter=~Q(refused="")),
    )
    return Answers(**found)
