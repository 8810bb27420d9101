"""What questions promised, and what came of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from hospes.matchmaking.choices import IntroductionState
from hospes.matchmaking.models import Introduction, Question

Pair = tuple[int, int]
# Sums are of the questions of so long.
A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Step:
    """How far one introduction came."""

    at: datetime
    is_introduced: bool
    is_realised: bool
    people: int


@dataclass(frozen=True, slots=True)
class Result:
    """One question: pairs and people that were promised, pairs that the answer opened, and what became of these."""

    promised: int
    promised_people: int | None
    # None while nobody has answered.
    opened: int | None
    proposed: int
    introduced: int
    realised: int
    # People of the stays that were realised.
    people: int


@dataclass(frozen=True, slots=True)
class Sums:
    """The same of all questions of a year."""

    asked: int
    answered: int
    promised: int
    promised_people: int
    opened: int
    proposed: int
    introduced: int
    realised: int
    people: int


Steps = dict[Pair, list[Step]]


def asked_questions() -> QuerySet[Question]:
    """Every question, the newest first."""
    return Question.objects.select_related("entry__organisation", "asked_by").order_by("-asked_at", "-pk")


def results_of(questions: Iterable[Question]) -> list[Result]:
    """In the same order. One query."""
    listed = list(questions)
    pairs = {pair for question in listed for pair in _opened(question)}
    steps = _steps(Q(wish__in={wish for wish, _ in pairs}, offer__in={offer for _, offer in pairs})) if pairs else {}
    return [_result(question, steps) for question in listed]


def sums() -> Sums:
    """Of the questions that were asked within a year. Two queries: an opened pair has an entry that was asked."""
    since = timezone.now() - A_YEAR
    recent = Question.objects.filter(asked_at__gte=since)
    about = recent.exclude(answered_at=None).order_by()
    steps = _steps(
        Q(Exists(about.filter(entry=OuterRef("wish")))) | Q(Exists(about.filter(entry=OuterRef("offer")))), since=since
    )
    rows = [_result(one, steps) for one in recent.only(*_READ).iterator(chunk_size=500)]
    return Sums(
        asked=len(rows),
        answered=sum(one.opened is not None for one in rows),
        promised=sum(one.promised for one in rows),
        promised_people=sum(one.promised_people or 0 for one in rows),
        opened=sum(one.opened or 0 for one in rows),
        proposed=sum(one.proposed for one in rows),
        introduced=sum(one.introduced for one in rows),
        realised=sum(one.realised for one in rows),
        people=sum(one.people for one in rows),
    )


_READ = ("promised_pairs", "promised_people", "opened_pairs", "answered_at")


def _opened(question: Question) -> Iterator[Pair]:
    return ((wish, offer) for wish, offer in question.opened_pairs or ())


def _steps(which: Q, since: datetime | None = None) -> Steps:
    rows = Introduction.objects.filter(which)
    if since is not None:
        rows = rows.filter(proposed_at__gte=since)
    found: Steps = {}
    for wish, offer, at, introduced_at, state, people in rows.values_list(
        "wish_id", "offer_id", "proposed_at", "introduced_at", "state", "people"
    ):
        is_realised = state == IntroductionState.REALISED
        found.setdefault((wish, offer), []).append(Step(at, introduced_at is not None, is_realised, people or 0))
    return found


def _result(question: Question, steps: Steps) -> Result:
    """What was proposed before the answer is none of its doing."""
    answered = question.answered_at
    after = [
        [step for step in steps.get(pair, ()) if answered is not None and step.at >= answered]
        for pair in _opened(question)
    ]
    return Result(
        promised=len(question.promised_pairs),
        promised_people=question.promised_people,
        opened=None if answered is None else len(question.opened_pairs or ()),
        proposed=sum(bool(one) for one in after),
        introduced=sum(any(step.is_introduced for step in one) for one in after),
        realised=sum(any(step.is_realised for step in one) for one in after),
        people=sum(step.people for one in after for step in one if step.is_realised),
    )
