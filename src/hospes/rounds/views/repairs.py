"""Repairs of a plan: asked for, looked at, carried out."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hospes.organisations.http import MemberRequest
from hospes.rounds import rules, tasks
from hospes.rounds.actions import repairs as actions
from hospes.rounds.models import Run
from hospes.rounds.phrases import repairs as phrases
from hospes.rounds.phrases import results
from hospes.rounds.phrases.refusals import refusal
from hospes.rounds.queries import entries, since
from hospes.rounds.queries import repairs as queries
from hospes.rounds.queries import rounds as round_queries
from hospes.rounds.rules import NotNowError
from hospes.rounds.views.doors import do, own_round, own_run

# So many changes and broken stays stand on the page of a repair; all of them are in its file.
SHOWN = 100


@require_POST
def repair_new(request: MemberRequest, pk: int) -> HttpResponse:
    round_ = own_round(request, pk)
    try:
        with transaction.atomic():
            run = actions.ask_for_repair(round_, by=request.user)
            tasks.make_plan.enqueue(run.pk)
    except NotNowError as error:
        messages.error(request, refusal(error))
        return redirect(round_)
    return redirect(run)


def repair_page(request: MemberRequest, run: Run) -> HttpResponse:
    """The choices side by side, and what this one changes."""
    repair = run.summary["repair"]
    chosen = round_queries.chosen_of(run.round)
    named = entries.by_key(phrases.keys_in(repair))
    changed = phrases.changes(repair, named)
    before = round_queries.repaired_by(run)
    context: dict[str, Any] = {
        "run": run,
        "round": run.round,
        "summary": run.summary,
        "proof": phrases.proof(repair),
        "before": before,
        "choices": _choices(run),
        "broken": [(one, phrases.ending(one)) for one in since.broken(before)[:SHOWN]] if before else [],
        "moved": [one for one in changed if one.is_moved][:SHOWN],
        "placed": [one for one in changed if not one.is_moved and one.after][:SHOWN],
        "at_home": [one for one in changed if not one.is_moved and not one.after][:SHOWN],
        "kept": queries.kept_after_all(run)[:SHOWN] if run.is_chosen else [],
        "effect": queries.effect_of(run),
        "can_be_carried_out": rules.can_be_carried_out(run, chosen),
    }
    return render(request, "rounds/repair_detail.html", context)


def clash_page(request: MemberRequest, run: Run) -> HttpResponse:
    """Stays that must not move, and that cannot be together any more: each with the introduction to open."""
    pairs = [(wish, offer, people) for wish, offer, people in run.summary["conflict"]]
    named = entries.by_key(key for pair in pairs for key in pair[:2])
    before = queries.stays_before(run, [pair[:2] for pair in pairs])
    clash = [(named.get(wish), named.get(offer), people, before.get((wish, offer))) for wish, offer, people in pairs]
    context = {"run": run, "round": run.round, "proof": results.proof(run.summary), "clash": clash}
    return render(request, "rounds/repair_clash.html", context)


def _choices(run: Run) -> list[dict[str, Any]]:
    """The choices that were found together, each with what it gains over the one that moves fewest."""
    found = list(queries.choices_of(run))
    figures = [_figures(one) for one in found]
    return [
        {
            "run": one,
            "is_here": one.pk == run.pk,
            "words": phrases.movement(len(mine["moved"])),
            "gain": phrases.gain(mine, figures[0]) if number else "",
            "served": mine["organisations_served"],
        }
        for number, (one, mine) in enumerate(zip(found, figures, strict=True))
    ]


def _figures(run: Run) -> dict[str, Any]:
    figures: dict[str, Any] = next(one for one in run.summary["repair"]["choices"] if one["chosen"])
    return figures


@require_http_methods(["GET", "HEAD", "POST"])
def repair_carry_out(request: MemberRequest, pk: int, number: int) -> HttpResponse:
    """Says what will happen, and asks once more."""
    run = own_run(request, pk, number)
    if request.method != "POST":
        if not rules.can_be_carried_out(run, round_queries.chosen_of(run.round)):
            raise Http404
        context = {
            "run": run,
            "round": run.round,
            "effect": queries.effect_of(run),
            "day": rules.answer_by(run.round, timezone.localdate()),
        }
        return render(request, "rounds/repair_carry_out.html", context)

    def carry_out() -> None:
        with transaction.atomic():
            round_ = actions.carry_out_repair(run, by=request.user)
            tasks.send_proposals.enqueue(round_.pk)

    return do(request, run.round, carry_out, _("The plan is repaired. Mails are going out."))
