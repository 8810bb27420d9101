"""What is missing in the market, and one gap closely."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hospes.core.paginate import paginate
from hospes.matchmaking.choices import EntryStatus
from hospes.matchmaking.phrases.cards import card
from hospes.organisations.http import MemberRequest, PublicRequest
from hospes.radar import phrases, rules, tasks
from hospes.radar.forms import InviteForm, LinkForm
from hospes.radar.models import Gap
from hospes.radar.queries import missing as queries

GROUPS_SHOWN, ARRIVALS_SHOWN = 6, 50


@login_not_required
@require_safe
def gap_list(request: PublicRequest) -> HttpResponse:
    """For everybody. Visitors read neither what support groups need nor who invited whom."""
    see_groups = rules.may_see_groups(request.user, request.acting_for)
    rows = [
        {"gap": gap, "sentence": phrases.sentence(gap.offer, gap.places_people, for_members=see_groups)}
        for gap in queries.current()
    ]
    context = {
        "rows": rows,
        "look": queries.last_look(),
        "see_groups": see_groups,
        "may_invite": rules.may_invite(request.user, request.acting_for),
        "may_look_again": rules.may_look_again(request.user),
        "came": queries.what_came() if see_groups else None,
    }
    return render(request, "radar/gap_list.html", context)


@require_POST
def look_again(request: MemberRequest) -> HttpResponse:
    if not rules.may_look_again(request.user):
        raise Http404
    tasks.look.enqueue()
    messages.success(request, _("The market is looked over now. Come back to this page in a minute."))
    return redirect("radar:gap-list")


@login_not_required
@require_safe
def gap_detail(request: PublicRequest, pk: int) -> HttpResponse:
    return gap_page(request, get_object_or_404(Gap, pk=pk))


def gap_page(
    request: PublicRequest | MemberRequest,
    gap: Gap,
    *,
    form: InviteForm | None = None,
    link: str = "",
    status: int = 200,
) -> HttpResponse:
    """The gap; with what is wrong in the form, or with the link that was asked for."""
    see_groups = rules.may_see_groups(request.user, request.acting_for)
    may_invite = rules.may_invite(request.user, request.acting_for)
    groups = queries.groups_of(gap) if see_groups else None
    context = {
        "gap": gap,
        "headline": phrases.headline(gap.offer, gap.places_people),
        "facts": phrases.facts(gap.offer, for_members=see_groups),
        "groups": [card(entry) for entry in groups[:GROUPS_SHOWN]] if groups is not None else [],
        "may_invite": may_invite,
        "form": (form or InviteForm(initial={"language": request.LANGUAGE_CODE})) if may_invite else None,
        "link_form": LinkForm(initial={"language": request.LANGUAGE_CODE}, prefix="link") if may_invite else None,
        "link": link,
        "now": timezone.now(),
        "arrivals": _arrivals(request, gap) if see_groups else [],
        "page": paginate(queries.invitations_of(gap, request.user, request.acting_for), request) if may_invite else (),
    }
    return render(request, "radar/gap_detail.html", context, status=status)


def _arrivals(request: PublicRequest | MemberRequest, gap: Gap) -> list[dict[str, Any]]:
    """What others are still writing is counted and not named."""
    return [
        {"row": row, "is_public": row.entry.status == EntryStatus.PUBLISHED}
        for row in queries.arrivals_of(gap)[:ARRIVALS_SHOWN]
    ]
