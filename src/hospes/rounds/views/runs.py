"""Plans of a round: asked for, watched, read, compared, chosen."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hospes.core.paginate import paginate
from hospes.organisations.http import MemberRequest
from hospes.rounds import rules, tasks
from hospes.rounds.actions import rounds as round_actions
from hospes.rounds.actions import runs as actions
from hospes.rounds.choices import RunState, RunStep
from hospes.rounds.forms import RunForm
from hospes.rounds.models import Run
from hospes.rounds.phrases import results
from hospes.rounds.phrases.refusals import SENTENCES, refusal
from hospes.rounds.queries import entries, fairness, placements
from hospes.rounds.queries import rounds as queries
from hospes.rounds.rules import NotNowError
from hospes.rounds.views.doors import do, own_round, own_run
from hospes.rounds.views.repairs import clash_page, repair_page
from hospes.rounds.views.rounds import round_page

# The page of a plan that is being made asks again after so many seconds.
LOOK_AGAIN = 3
COMPARED_WITH = 10


@require_POST
def run_new(request: MemberRequest, pk: int) -> HttpResponse:
    round_ = own_round(request, pk)
    form = RunForm(request.POST)
    if not form.is_valid():
        return round_page(request, round_, form)
    try:
        with transaction.atomic():
            run = actions.ask_for_run(
                round_,
                by=request.user,
                note=form.cleaned_data["note"],
                settings=RunForm.settings_of(form.cleaned_data),
                with_pins=not form.cleaned_data["without_pins"],
                stable=form.cleaned_data["stable"],
            )
            tasks.make_plan.enqueue(run.pk)
    except NotNowError as error:
        messages.error(request, refusal(error))
        return redirect(round_)
    return redirect(run)


@require_safe
def run_detail(request: MemberRequest, pk: int, number: int) -> HttpResponse:
    run = own_run(request, pk, number)
    if rules.is_unfinished(run):
        return _progress(request, run)
    if run.state != RunState.DONE:
        return render(request, "rounds/run_over.html", {"run": run, "round": run.round})
    if "repair" in run.summary:
        show = clash_page if run.summary["status"] == "infeasible" else repair_page
        return show(request, run)
    summary = run.summary
    named = entries.by_key(
        [price[side] for price in summary["prices"] for side in ("wish", "offer") if side in price]
        + [key for leg in summary["conflict"] for key in leg[:2]]
    )
    others = queries.runs_of(run.round).filter(state=RunState.DONE).exclude(pk=run.pk)[:COMPARED_WITH]
    context = {
        "run": run,
        "round": run.round,
        "summary": summary,
        "asked": max(summary["people"] + summary["unplaced"], 1),
        "seats_most": max(summary["reserve"]["target"], summary["reserve"]["reached"], 1),
        "proof": results.proof(summary),
        "prices": [results.price(one, named) for one in summary["prices"]],
        "conflict": [(named.get(wish), named.get(offer), people) for wish, offer, people in summary["conflict"]],
        "others": others,
        "can_be_committed": rules.can_be_committed(run),
    }
    return render(request, "rounds/run_detail.html", context)


def _progress(request: MemberRequest, run: Run) -> HttpResponse:
    steps = list(RunStep)
    at = steps.index(RunStep(run.step))
    context: dict[str, Any] = {
        "run": run,
        "round": run.round,
        "step": at + 1,
        "steps": len(steps),
        # Steps that cannot say how far they are count as a whole.
        "value": at * 100 + (100 * run.done // run.total if run.total and run.state == RunState.RUNNING else 0),
        "most": len(steps) * 100,
    }
    answer = render(request, "rounds/run_progress.html", context)
    answer["Refresh"] = str(LOOK_AGAIN)
    return answer


@require_POST
def run_stop(request: MemberRequest, pk: int, number: int) -> HttpResponse:
    run = own_run(request, pk, number)
    return do(request, run.round, lambda: actions.stop_run(run, by=request.user), _("Stopped. Nothing was kept."))


@require_safe
def run_stays(request: MemberRequest, pk: int, number: int) -> HttpResponse:
    """Every stay of the plan, best pair first, with what became of its proposal."""
    run = _done(request, pk, number)
    page = paginate(placements.best_first(run), request)
    context = {
        "run": run,
        "round": run.round,
        "page": page,
        "is_set_up": rules.is_being_set_up(run.round),
        "only_in_exchange": SENTENCES["only_in_exchange"],
    }
    return render(request, "rounds/run_stays.html", context)


@require_safe
def run_not_placed(request: MemberRequest, pk: int, number: int) -> HttpResponse:
    """Groups of which somebody stays at home, and why."""
    run = _done(request, pk, number)
    page = paginate(placements.not_placed(run), request)
    named = placements.entries_named(page.items)
    rows = [
        (
            one,
            [results.barrier(found) for found in one.because[:4]],
            [
                (named[other["entry"]], results.why_not(other["code"], other["score"], named[other["entry"]]))
                for other in one.others
                if other["entry"] in named
            ],
        )
        for one in page.items
    ]
    context = {
        "run": run,
        "round": run.round,
        "page": page,
        "rows": rows,
        "is_set_up": rules.is_being_set_up(run.round),
        "only_in_exchange": SENTENCES["only_in_exchange"],
    }
    return render(request, "rounds/run_not_placed.html", context)


@require_safe
def run_compared(request: MemberRequest, pk: int, number: int, other: int) -> HttpResponse:
    """Two plans side by side: what changes, who gains, who loses."""
    run, before = _done(request, pk, number), _done(request, pk, other)
    page = paginate(fairness.differences(before, run), request)
    context = {
        "run": run,
        "before": before,
        "round": run.round,
        "page": page,
        "lines": _side_by_side(before.summary, run.summary),
    }
    return render(request, "rounds/run_compared.html", context)


def _side_by_side(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, Any, Any, Any]]:
    """Figures of two plans: words, before, after, difference."""
    figures = [
        (_("People placed"), "people"),
        (_("Stays"), "stays"),
        (_("Of them people with fewer opportunities"), "fewer_opportunities"),
        (_("People not placed"), "unplaced"),
        (_("Points in all"), "objective"),
    ]
    lines = [(words, before[name], after[name]) for words, name in figures]
    lines.append(
        (
            _("Organisations with at least one stay"),
            before["fairness"]["organisations_served"],
            after["fairness"]["organisations_served"],
        )
    )
    return [(words, first, second, round(second - first, 1)) for words, first, second in lines]


@require_http_methods(["GET", "HEAD", "POST"])
def run_commit(request: MemberRequest, pk: int, number: int) -> HttpResponse:
    """Says what will happen, and asks once more."""
    run = own_run(request, pk, number)
    if request.method != "POST":
        if not rules.can_be_committed(run):
            raise Http404
        return render(request, "rounds/run_commit.html", {"run": run, "round": run.round, "summary": run.summary})

    def commit() -> None:
        with transaction.atomic():
            round_ = round_actions.commit(run, by=request.user)
            tasks.send_proposals.enqueue(round_.pk)

    return do(request, run.round, commit, _("The plan is chosen. Proposals are going out."))


def _done(request: MemberRequest, pk: int, number: int) -> Run:
    run = own_run(request, pk, number)
    if run.state != RunState.DONE:
        raise Http404
    return run
