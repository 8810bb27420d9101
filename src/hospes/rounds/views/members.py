"""What members see of a round: what came of it in all, and what it means for their own entries."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hospes.core.paginate import paginate
from hospes.matchmaking.models import Entry
from hospes.organisations.http import MemberRequest
from hospes.rounds import rules
from hospes.rounds.choices import PinKind
from hospes.rounds.models import Outcome, Placement, Round, Run
from hospes.rounds.phrases import repairs as repair_phrases
from hospes.rounds.phrases import results
from hospes.rounds.queries import entries, fairness, placements, repairs
from hospes.rounds.queries import rounds as queries
from hospes.rounds.views.doors import round_or_404

WHY_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table of the fairness page."""

    words: str
    group: fairness.Group


@dataclass(frozen=True, slots=True)
class Own:
    """One's own entry: where it is placed, what stood in the way, and why not elsewhere."""

    outcome: Outcome
    stays: list[tuple[Placement, Entry, str]]
    because: list[str]
    others: list[str]
    # Why a repair gave it another stay.
    changed: str


@require_safe
def round_result(request: MemberRequest, pk: int) -> HttpResponse:
    """The fairness page: who got how much of what they asked for, and every decision by hand with its reason."""
    round_, run = _chosen(request, pk)
    tables = [
        (_("By kind of organisation"), _rows("kind", fairness.by_kind(run))),
        (_("By country"), _rows("country", fairness.by_country(run))),
        (_("By size of the group"), _rows("size", fairness.by_size(run))),
        (_("New and known organisations"), _rows("newness", fairness.by_newness(run))),
    ]
    may_run = rules.may_run_rounds(request.user)
    context = {
        "round": round_,
        "summary": run.summary,
        "asked": max(run.summary["people"] + run.summary["unplaced"], 1),
        "run": run,
        "proof": results.proof(run.summary),
        "bound": results.bound(run.summary),
        "tables": tables,
        "lengths": _rows("length", fairness.by_length(run)),
        "why": [results.why_at_home(code, groups) for code, groups in fairness.why_at_home(run)[:WHY_SHOWN]],
        "repairs": [repair_phrases.told_to_members(one.summary["repair"]) for one in repairs.repairs_before(run)],
        "may_run": may_run,
        "is_own_market": request.acting_for is not None,
        "pins": queries.pins_of(round_),
        "together": PinKind.TOGETHER,
        "answers": placements.answers_to(run),
    }
    return render(request, "rounds/round_result.html", context)


@require_safe
def round_ours(request: MemberRequest, pk: int) -> HttpResponse:
    """Why did we get this, why not that: in one line each."""
    round_, run = _chosen(request, pk)
    if request.acting_for is None:
        raise Http404
    page = paginate(placements.outcomes_of(run, request.acting_for), request)
    stays = placements.stays_of(run, [one.entry_id for one in page.items])
    named = placements.entries_named(page.items)
    changed = _changed(run, list(page.items))
    own = [_own(one, stays[one.entry_id], named, changed.get(str(one.entry.key), "")) for one in page.items]
    return render(request, "rounds/round_ours.html", {"round": round_, "page": page, "own": own})


def _chosen(request: MemberRequest, pk: int) -> tuple[Round, Run]:
    """The round and its chosen plan, without its file."""
    round_ = round_or_404(request, pk)
    run = queries.chosen_of(round_)
    if run is None:
        raise Http404
    return round_, run


def _changed(run: Run, outcomes: list[Outcome]) -> dict[str, str]:
    """Why the last repair gave some of these entries another stay, by their keys."""
    keys = {str(one.entry.key) for one in outcomes}
    moves = [one for one in run.summary.get("repair", {}).get("moves", ()) if one["wish"] in keys]
    named = entries.by_key(repair_phrases.keys_in({"moves": moves}))
    return {one["wish"]: repair_phrases.why_to_members(one["because"], named) for one in moves}


def _rows(by: str, groups: list[fairness.Group]) -> list[Row]:
    return [Row(results.group_label(by, group.code), group) for group in groups]


def _own(outcome: Outcome, stays: list[Placement], named: dict[str, Entry], changed: str) -> Own:
    entry = outcome.entry
    return Own(
        outcome,
        [(one, one.offer if one.wish_id == entry.pk else one.wish, results.period(one)) for one in stays],
        [results.barrier(found) for found in outcome.because[:4]],
        [
            results.why_not(other["code"], other["score"], named[other["entry"]])
            for other in outcome.others
            if other["entry"] in named
        ],
        changed,
    )
