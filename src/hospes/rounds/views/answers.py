"""Answers to the proposals of a round: who has not answered, who has, and what they said."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from hospes.core.paginate import paginate
from hospes.core.shapes import Tab
from hospes.organisations.http import MemberRequest
from hospes.rounds.models import Placement, Round, Run
from hospes.rounds.phrases import answers as phrases
from hospes.rounds.queries import answers as queries
from hospes.rounds.queries import rounds as round_queries
from hospes.rounds.views.doors import own_round


@dataclass(frozen=True, slots=True)
class Row:
    """One stay: what both sides said so far, and until when they may."""

    stay: Placement
    lines: list[str]


@require_safe
def round_answers(request: MemberRequest, pk: int) -> HttpResponse:
    round_ = own_round(request, pk)
    run = round_queries.chosen_of(round_)
    if run is None:
        raise Http404
    tab = request.GET.get("show", "")
    if tab not in queries.TABS:
        tab = ""
    page = paginate(queries.stays_by_answer(run, tab), request)
    context = {
        "round": round_,
        "run": run,
        "page": page,
        "rows": [Row(stay, phrases.lines(stay)) for stay in page.items],
        "tabs": _tabs(round_, run, tab),
    }
    return render(request, "rounds/round_answers.html", context)


def _tabs(round_: Round, run: Run, current: str) -> list[Tab]:
    here, counts = reverse("rounds:round-answers", args=[round_.pk]), queries.counts(run)
    words = {
        "": pgettext("stays", "All"),
        "waiting": _("Wait for an answer"),
        "introduced": _("Introduced"),
        "nothing": _("Came to nothing"),
    }
    return [
        Tab(label, f"{here}?show={tab}" if tab else here, tab == current, counts[tab]) for tab, label in words.items()
    ]
