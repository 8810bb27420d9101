"""Project ideas that seek partners, and the consortium of one."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hospes.consortia import rules
from hospes.consortia.choices import IdeaState, PartnerState
from hospes.consortia.drawing import picture
from hospes.consortia.forms import NoteForm, ReplyForm
from hospes.consortia.letters import readers_of
from hospes.consortia.models import Partner
from hospes.consortia.phrases import fit as fit_phrases
from hospes.consortia.phrases import pages
from hospes.consortia.queries import fit, roles
from hospes.consortia.queries.roles import RoleStanding
from hospes.consortia.views.doors import idea_or_404
from hospes.core.paginate import paginate
from hospes.journal.queries import lines_on, told
from hospes.matchmaking.models import Entry
from hospes.matchmaking.queries.recipients import recipients_for
from hospes.organisations.http import PublicRequest

_HISTORY_ON_PAGE = 30
# Roles for which organisations are suggested on the page of the consortium; each has a page with more.
_SUGGESTED_ROLES, _SUGGESTED = 5, 3


@login_not_required
@require_safe
def idea_list(request: PublicRequest) -> HttpResponse:
    """Everybody sees which partners are sought; who acts for an organisation also which roles suit it."""
    today = timezone.localdate()
    page = paginate(roles.ideas(today), request)
    numbers = roles.numbers_of(page.items)
    own = request.acting_for
    context = {
        "page": page,
        "cards": [pages.idea_card(entry, numbers.get(entry.pk, (0, 0)), today) for entry in page.items],
        "fits": [fit_phrases.card(one) for one in fit.roles_for(own, today)] if own else [],
        "parts": list(roles.part_of(own)[:10]) if own else [],
        "own": own,
    }
    return render(request, "consortia/idea_list.html", context)


@login_not_required
@require_safe
def idea_detail(request: PublicRequest, pk: int) -> HttpResponse:
    entry = idea_or_404(request, pk)
    today = timezone.localdate()
    consortium = roles.consortium_of(entry)
    standings = roles.standings_of(consortium) if consortium else []
    state = roles.state_of(entry, standings, today)
    leads = rules.may_lead(request.user, entry)
    accepted = [partner for one in standings for partner in one.accepted]
    context: dict[str, Any] = {
        "entry": entry,
        "state": state,
        "state_kind": pages.IDEA_KINDS[state],
        "next_step": pages.next_step(
            state, leads=leads, missing=sum(one.missing for one in standings), has_roles=bool(standings)
        ),
        "days_left": pages.days_left(entry.deadline, today),
        "roles": [_card(request, entry, one, number, state) for number, one in enumerate(standings, 1)],
        "picture": picture(standings),
        "leads": leads,
        "may_have_roles": leads and rules.can_have_roles(entry, today),
        "note_form": NoteForm(),
        "reply_form": ReplyForm(),
    }
    if leads and state == IdeaState.SEEKING:
        context["suggestions"] = _suggestions(standings)
    if consortium and rules.is_in(consortium, request.organisations, accepted):
        context["contacts"] = _contacts(entry, accepted)
    if consortium and leads:
        everybody = [partner for one in standings for partner in (*one.accepted, *one.waiting, *one.over)]
        unnamed = rules.unnamed_to(request.user, everybody, request.organisations)
        context["history"] = told(lines_on(consortium)[:_HISTORY_ON_PAGE], unnamed)
    return render(request, "consortia/idea_detail.html", context)


def _card(request: PublicRequest, entry: Entry, one: RoleStanding, number: int, state: IdeaState) -> pages.RoleCard:
    own = request.acting_for
    stands = any(partner.organisation_id == own.pk for partner in (*one.accepted, *one.waiting)) if own else False
    can_apply = state == IdeaState.SEEKING and bool(one.missing) and not stands
    return pages.RoleCard(
        standing=one,
        number=number,
        status=str(one.state.label),
        status_kind=pages.STATUS_KINDS[one.state],
        facts=pages.facts_of(one.role),
        partners=[
            line for partner in (*one.accepted, *one.waiting) if (line := _line(request, entry, partner)) is not None
        ],
        may_apply=can_apply and rules.may_apply(request.user, entry, own),
    )


def _line(request: PublicRequest, entry: Entry, partner: Partner) -> pages.PartnerLine | None:
    """None for a partner of whom this reader is told nothing."""
    if not rules.may_see_partner(request.user, partner, entry, request.organisations):
        return None
    is_own = partner.organisation_id in {one.pk for one in request.organisations}
    concerned = is_own or rules.may_lead(request.user, entry)
    waits = partner.state in (PartnerState.ASKED, PartnerState.APPLIED)
    return pages.PartnerLine(
        partner=partner,
        name=str(partner),
        organisation=partner.organisation,
        is_own=is_own,
        may_answer=concerned and waits and rules.may_answer(request.user, partner, entry),
        may_withdraw=concerned and rules.may_withdraw(request.user, partner, entry),
    )


def _suggestions(standings: list[RoleStanding]) -> list[tuple[RoleStanding, list[fit_phrases.FitCard]]]:
    today = timezone.localdate()
    missing = [one for one in standings if one.missing][:_SUGGESTED_ROLES]
    found = fit.organisations_for_each([one.role for one in missing], today, _SUGGESTED)
    return [(one, [fit_phrases.card(fits) for fits in row]) for one, row in zip(missing, found, strict=True)]


def _contacts(entry: Entry, accepted: list[Partner]) -> list[pages.Contact]:
    """Whom to write to: for the lead and its partners alone."""
    lead = pages.Contact(entry.organisation.name, [(one.name, one.email) for one in recipients_for(entry)])
    others = {one.organisation_id: one.organisation for one in accepted if one.organisation is not None}
    return [
        lead,
        *(pages.Contact(one.name, [(who.name, who.email) for who in readers_of(one)]) for one in others.values()),
    ]
