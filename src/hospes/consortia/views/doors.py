"""What pages of consortia have in common: which idea one reaches, and how a step is answered."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from hospes.consortia import rules
from hospes.consortia.models import Consortium, Partner, Role
from hospes.consortia.phrases.refusals import refusal
from hospes.consortia.rules import RefusedError
from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.models import Entry
from hospes.matchmaking.queries.entries import visible_entries
from hospes.organisations.http import MemberRequest, PublicRequest


def idea_or_404(request: PublicRequest | MemberRequest, pk: int) -> Entry:
    """A project idea that the reader may see; those that were published stay readable for who takes part."""
    seen = visible_entries(request.user, request.organisations).filter(kind=EntryKind.IDEA)
    found = seen.filter(pk=pk).first()
    return found or get_object_or_404(_taken_part(request), pk=pk)


def _taken_part(request: PublicRequest | MemberRequest) -> QuerySet[Entry]:
    """Ideas in whose consortium one of the reader's organisations stands."""
    mine = Partner.objects.standing().filter(organisation__in=request.organisations)
    rows = Entry.objects.select_related("organisation", "contact").filter(kind=EntryKind.IDEA)
    return rows.filter(consortium__roles__partners__in=mine).distinct()


def own_idea(request: MemberRequest, pk: int) -> Entry:
    """An idea as its lead sees it. For others there is no such page."""
    rows = Entry.objects.select_related("organisation", "contact").filter(kind=EntryKind.IDEA)
    entry = get_object_or_404(rows, pk=pk)
    if not rules.may_lead(request.user, entry):
        raise Http404
    return entry


def role_of(entry: Entry, pk: int) -> Role:
    role = get_object_or_404(Role.objects.select_related("consortium"), pk=pk, consortium__entry=entry)
    role.consortium.entry = entry
    return role


def partner_of(entry: Entry, pk: int) -> Partner:
    rows = Partner.objects.select_related("role__consortium", "organisation")
    partner = get_object_or_404(rows, pk=pk, role__consortium__entry=entry)
    partner.role.consortium.entry = entry
    return partner


def do(request: MemberRequest, entry: Entry, verb: Callable[[], object], done: str) -> HttpResponse:
    """Do it and say so, or say why not; then back to the consortium."""
    try:
        verb()
    except RefusedError as error:
        messages.error(request, refusal(error))
    else:
        messages.success(request, done)
    return redirect(Consortium(entry=entry))
