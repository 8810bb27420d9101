"""Rounds, plans and pins as programs read and write them; and which of them one reaches."""

from datetime import date, datetime
from typing import Annotated

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Field

from hospes.core.api.auth import gated
from hospes.core.api.bodies import Body, Day, OneOf
from hospes.core.api.problems import ProblemError, means
from hospes.core.api.shapes import Shown, possible_id
from hospes.core.api.tags import honour_match
from hospes.organisations.api.acting import TokenRequest, with_token
from hospes.reference.choices import Format
from hospes.rounds import rules
from hospes.rounds.actions import steps
from hospes.rounds.choices import Fairness, PinKind, ReserveMode, RoundState, RunKind, RunState
from hospes.rounds.models import Pin, Round, Run
from hospes.rounds.phrases.refusals import refusal
from hospes.rounds.queries import rounds as queries
from hospes.rounds.rules import NotNowError


@means(NotNowError)
def _too_late(error: NotNowError) -> ProblemError:
    return ProblemError("conflict", refusal(error))


class RoundShown(Shown):
    """A round of the whole market."""

    id: int
    name: str
    state: RoundState
    formats: list[str] = Field(description="Formats that take part; empty for all.")
    entries_until: date
    answer_days: int
    reserve: int = Field(description="Seats for people with fewer opportunities, in %.")
    reserve_mode: ReserveMode
    fairness: Fairness
    least_score: int
    place_open: bool
    longest_cycle: int = Field(description="Organisations in one exchange, at most.")
    opened_at: datetime
    frozen_at: datetime | None
    wishes: int
    offers: int
    answer_by: date | None
    committed_at: datetime | None
    closed_at: datetime | None


class NewRound(Body):
    name: str = Field(min_length=1, max_length=140, examples=["Spring 2027"])
    entries_until: Day = Field(examples=["2026-12-15"])
    formats: list[Annotated[str, OneOf(*Format.values)]] = Field([], max_length=30)
    answer_days: int = Field(14, ge=3, le=90)
    reserve: int = Field(20, ge=0, le=100)
    reserve_mode: Annotated[str, OneOf(*ReserveMode.values)] = Field("seats")
    fairness: Annotated[str, OneOf(*Fairness.values)] = Field("first-match")
    least_score: int = Field(30, ge=0, le=100)
    place_open: bool = True
    longest_cycle: int = Field(4, ge=2, le=10)


class RoundChanges(Body):
    """Fields left out stay as they are."""

    name: str = Field("", min_length=1, max_length=140, examples=["Spring 2027"])
    entries_until: Day = Field(default_factory=timezone.localdate)
    formats: list[Annotated[str, OneOf(*Format.values)]] = Field([], max_length=30)
    answer_days: int = Field(14, ge=3, le=90)
    reserve: int = Field(20, ge=0, le=100)
    reserve_mode: Annotated[str, OneOf(*ReserveMode.values)] = Field("seats")
    fairness: Annotated[str, OneOf(*Fairness.values)] = Field("first-match")
    least_score: int = Field(30, ge=0, le=100)
    place_open: bool = True
    longest_cycle: int = Field(4, ge=2, le=10)


class RunShown(Shown):
    """A plan of a round, and how far it is."""

    number: int
    kind: RunKind
    repairs: int | None = Field(description="`number` of the plan that a repair starts from.")
    moved: int | None = Field(description="Groups that a repair moves although their stay was possible.")
    note: str
    state: RunState
    asked_at: datetime
    ended_at: datetime | None
    is_chosen: bool
    people: int | None = Field(description="People placed.")
    stays: int | None
    unplaced: int | None = Field(description="People not placed.")
    objective: float | None = Field(description="Points in all.")
    bound: float | None = Field(description="No plan has more points than this.")


class NewRun(Body):
    note: str = Field("", max_length=140)
    without_reserve: bool = False
    without_fairness: bool = False
    without_pins: bool = False
    stable: bool = Field(False, description="A plan in which no two would both rather have each other, to compare.")


class PinShown(Shown):
    """Two entries that were put together, or kept apart, by hand."""

    id: int
    wish: int = Field(description="`id` of the wish.")
    offer: int = Field(description="`id` of the offer.")
    kind: PinKind
    people: int | None
    reason: str
    at: datetime


class NewPin(Body):
    wish: int = Field(description="`id` of a wish.")
    offer: int = Field(description="`id` of an offer.")
    kind: Annotated[str, OneOf(*PinKind.values)]
    reason: str = Field(min_length=1, max_length=500, description="Members read it.", examples=["They met already."])
    people: int | None = Field(None, ge=1, description="When together; left out: the whole group.")


class Choice(Body):
    run: int = Field(description="`number` of a plan that is done.", examples=[2])


# What one reaches


def visible(request: TokenRequest) -> QuerySet[Round]:
    """All for facilitators; for members those whose plan was chosen."""
    return queries.visible_to(request.user, is_member=request.acting_for is not None)


def one(request: TokenRequest, round_id: int) -> Round:
    found = visible(request).filter(pk=possible_id(round_id)).first()
    if found is None:
        raise Http404
    return found


def only_facilitators(request: HttpRequest) -> None:
    if not rules.may_run_rounds(with_token(request).user):
        raise PermissionDenied


def seen(request: HttpRequest, round_id: int) -> Round:
    """For gates: those that one sees, and only for facilitators."""
    found = one(with_token(request), round_id)
    only_facilitators(request)
    return found


def run_seen(request: HttpRequest, round_id: int, number: int) -> Run:
    found = queries.run_of(seen(request, round_id), possible_id(number))
    if found is None:
        raise Http404
    return found


# Held, and only as it was read. Call these within a transaction


def held(request: TokenRequest) -> Round:
    """The round that the gate found; with `If-Match` only as it was read."""
    round_ = gated(request, Round)
    if "If-Match" in request.headers:
        round_.refresh_from_db(from_queryset=Round.objects.select_for_update().defer("market"))
        honour_match(request, round_shown(round_))
    return round_


def held_run(request: TokenRequest) -> Run:
    """The plan that the gate found; with `If-Match` only as it was read. The round is held first, as everywhere."""
    run = gated(request, Run)
    if "If-Match" in request.headers:
        steps.hold(run.round)
        run.refresh_from_db(fields=["state"], from_queryset=Run.objects.select_for_update(of=("self",)))
        again = queries.run_of(run.round, run.number)
        assert again is not None
        honour_match(request, run_shown(again))
    return run


# Shown


def round_shown(round_: Round) -> RoundShown:
    return RoundShown(**{name: getattr(round_, name) for name in RoundShown.model_fields})


def run_shown(run: Run) -> RunShown:
    plain = ("number", "kind", "note", "state", "asked_at", "ended_at", "is_chosen")
    figures = ("people", "stays", "unplaced", "objective", "bound")
    own = {name: getattr(run, name) for name in plain} | {name: run.summary.get(name) for name in figures}
    repair = run.summary.get("repair", {})
    return RunShown(**own, repairs=run.repairs.number if run.repairs else None, moved=repair.get("moved"))


def pin_shown(pin: Pin) -> PinShown:
    return PinShown(
        id=pin.pk,
        wish=pin.wish_id,
        offer=pin.offer_id,
        kind=PinKind(pin.kind),
        people=pin.people,
        reason=pin.reason,
        at=pin.at,
    )
