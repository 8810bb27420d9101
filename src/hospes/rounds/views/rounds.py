"""Rounds: the list, one round as a facilitator works on it, and its steps."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hospes.core.paginate import paginate
from hospes.core.shapes import Step
from hospes.matchmaking.queries.market import published
from hospes.organisations.http import MemberRequest
from hospes.reference.choices import Format
from hospes.rounds import rules, tasks
from hospes.rounds.actions import rounds as actions
from hospes.rounds.choices import RoundState, RunState
from hospes.rounds.forms import RoundForm, RunForm
from hospes.rounds.models import Round
from hospes.rounds.phrases.refusals import refusal
from hospes.rounds.queries import placements, repairs, since
from hospes.rounds.queries import rounds as queries
from hospes.rounds.rules import NotNowError
from hospes.rounds.views.doors import do, is_member, own_round, round_or_404

RUNS_SHOWN, PINS_SHOWN = 10, 50
# The page of a round that a worker has in hand asks again after so many seconds.
LOOK_AGAIN = 5


@require_safe
def round_list(request: MemberRequest) -> HttpResponse:
    """Facilitators see all rounds, members those whose plan was chosen. For others there is no such page."""
    if not rules.may_run_rounds(request.user) and not is_member(request):
        raise Http404
    page = paginate(queries.visible_to(request.user, is_member=is_member(request)), request)
    context = {"page": page, "may_run": rules.may_run_rounds(request.user), "open_round": queries.next_open()}
    return render(request, "rounds/round_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def round_new(request: MemberRequest) -> HttpResponse:
    if not rules.may_run_rounds(request.user):
        raise Http404
    form = RoundForm(request.POST or None, initial=RoundForm.first())
    if form.is_valid():
        return redirect(actions.open_round(by=request.user, **form.settings))
    return render(request, "rounds/round_form.html", {"form": form}, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def round_change(request: MemberRequest, pk: int) -> HttpResponse:
    round_ = own_round(request, pk)
    form = RoundForm(request.POST or None, initial=RoundForm.of(round_))
    if form.is_valid():
        version = form.cleaned_data["version"] or round_.version
        try:
            actions.change_round(round_, version=version, by=request.user, **form.settings)
        except NotNowError as error:
            form.add_error(None, refusal(error))
        else:
            messages.success(request, _("Saved. The next plan uses these settings."))
            return redirect(round_)
    context = {"form": form, "round": round_}
    return render(request, "rounds/round_form.html", context, status=400 if form.errors else 200)


@require_safe
def round_detail(request: MemberRequest, pk: int) -> HttpResponse:
    """The facilitator's workshop. Members are led to what came of it."""
    round_ = round_or_404(request, pk)
    if not rules.may_run_rounds(request.user):
        return redirect("rounds:round-result", pk)
    return round_page(request, round_, RunForm())


def round_page(request: MemberRequest, round_: Round, run_form: RunForm) -> HttpResponse:
    """The workshop; with what is wrong in the form for a plan, if something is."""
    runs = list(queries.runs_of(round_)[:RUNS_SHOWN])
    done = [run for run in runs if run.state == RunState.DONE]
    chosen = queries.chosen_of(round_)
    context: dict[str, Any] = {
        "round": round_,
        "steps": steps_of(round_),
        "formats": [str(Format(code).label) for code in round_.formats if code in Format.values],
        "runs": runs,
        "best": done[0] if done else None,
        "before_best": done[1] if len(done) > 1 else None,
        "under_way": next((run for run in runs if rules.is_unfinished(run)), None),
        "pins": queries.pins_of(round_)[:PINS_SHOWN],
        "is_set_up": rules.is_being_set_up(round_),
        "run_form": run_form,
        "chosen": chosen,
        "answers": placements.answers_to(chosen) if chosen else None,
        "broken": since.broken(chosen).count() if chosen else 0,
        "repair": repairs.latest_of(round_, chosen) if chosen else None,
    }
    if round_.state == RoundState.FREEZING:
        context |= {"read": round_.wishes + round_.offers, "entries": published().count()}
    elif round_.state == RoundState.SENDING and chosen is not None:
        context |= placements.sent_of(chosen)
    answer = render(request, "rounds/round_detail.html", context, status=400 if run_form.errors else 200)
    if round_.state in (RoundState.FREEZING, RoundState.SENDING):
        answer["Refresh"] = str(LOOK_AGAIN)
    return answer


def steps_of(round_: Round) -> list[Step]:
    """Where the round stands on its way."""
    way = [RoundState.OPEN, RoundState.PLANNING, RoundState.SENDING, RoundState.COMMITTED, RoundState.CLOSED]
    if round_.state == RoundState.CANCELLED:
        return [Step("stopped", RoundState.CANCELLED.label)]
    here = way.index(RoundState.OPEN if round_.state == RoundState.FREEZING else RoundState(round_.state))
    last = len(way) - 1
    return [
        Step("done" if at < here or at == here == last else "now" if at == here else "ahead", state.label)
        for at, state in enumerate(way)
    ]


@require_POST
def round_freeze(request: MemberRequest, pk: int) -> HttpResponse:
    """A large market is frozen by a worker; the page of the round says how far it is."""
    round_ = own_round(request, pk)
    try:
        round_ = tasks.freeze(round_, by=request.user)
    except NotNowError as error:
        messages.error(request, refusal(error))
    else:
        if round_.state == RoundState.PLANNING:
            messages.success(request, _("The market is frozen. Now make a plan."))
    return redirect(round_)


@require_POST
def round_thaw(request: MemberRequest, pk: int) -> HttpResponse:
    round_ = own_round(request, pk)
    return do(request, round_, lambda: actions.thaw(round_, by=request.user), _("The round takes entries again."))


@require_http_methods(["GET", "HEAD", "POST"])
def round_cancel(request: MemberRequest, pk: int) -> HttpResponse:
    """Asks once more."""
    round_ = own_round(request, pk)
    if request.method != "POST":
        return render(request, "rounds/round_cancel.html", {"round": round_})
    return do(request, round_, lambda: actions.cancel(round_, by=request.user), _("The round is cancelled."))


@require_http_methods(["GET", "HEAD", "POST"])
def round_close(request: MemberRequest, pk: int) -> HttpResponse:
    """Says what closing means, and asks once more."""
    round_ = own_round(request, pk)
    if request.method != "POST":
        chosen = queries.chosen_of(round_)
        if chosen is None or not rules.can_become(round_, RoundState.CLOSED):
            raise Http404
        context = {"round": round_, "answers": placements.answers_to(chosen)}
        return render(request, "rounds/round_close.html", context)
    return do(request, round_, lambda: actions.close(round_, by=request.user), _("The round is closed."))
