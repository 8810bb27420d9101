"""Entries: the catalogue for everybody, drafts and changes for those who act for an organisation."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Status

from hospes.core.api.auth import Token, gated
from hospes.core.api.lists import ListOf, page_of
from hospes.core.api.shapes import possible_id
from hospes.core.api.tags import require_match, tagged
from hospes.matchmaking.actions import entries as actions
from hospes.matchmaking.api.entry_bodies import EntryChanges, EntryDraft, values_of
from hospes.matchmaking.api.entry_filters import EntryQuery, said_no, wanted_of, without_flags
from hospes.matchmaking.api.entry_shown import EntryShown, entries_shown, entry_shown
from hospes.matchmaking.models import Entry, EntryQuerySet
from hospes.matchmaking.queries import catalogue
from hospes.matchmaking.queries.entries import visible_entries, writable_entries
from hospes.matchmaking.queries.found import found_now
from hospes.matchmaking.queries.moderation import to_check
from hospes.matchmaking.rules.entries import may_moderate
from hospes.organisations.api.acting import ApiRequest, TokenRequest, must_act_for, with_token
from hospes.organisations.api.organisations import found
from hospes.organisations.models import Organisation
from hospes.organisations.rules import acts_for
from hospes.people.rules import is_facilitator
from hospes.people.scopes import Scope

router = Router(tags=["entries"])


@router.get(
    "/entries",
    response=ListOf[EntryShown],
    exclude_unset=True,
    summary="Entries on the market",
    openapi_extra={"x-refusals": [403]},
)
def entry_list(request: ApiRequest, asked: Query[EntryQuery]) -> ListOf[EntryShown]:
    """As the catalogue lists them: the newest first. With `status`: one's own in these states, and published ones."""
    if asked.to_check:
        rows = catalogue.narrowed(_to_check(request), wanted_of(asked))
    elif asked.status:
        base = visible_entries(request.user, request.organisations).filter(status__in=asked.status)
        rows = catalogue.narrowed(base, wanted_of(asked)).order_by("-changed_at", "-pk")
    else:
        return _on_market(request, asked, timezone.localdate())
    rows = without_flags(rows, asked)
    if asked.organisation:
        rows = rows.filter(organisation__in=[possible_id(pk) for pk in asked.organisation])
    return page_of(rows, asked, request, lambda entries: entries_shown(request, entries), ListOf[EntryShown])


def _to_check(request: ApiRequest) -> EntryQuerySet:
    if not may_moderate(request.user):
        raise PermissionDenied
    return to_check().select_related("organisation", "contact")


def _on_market(request: ApiRequest, asked: EntryQuery, today: date) -> ListOf[EntryShown]:
    found = found_now(wanted_of(asked), today, related=("organisation", "contact")).saying_no(said_no(asked))
    if asked.organisation:
        theirs = Entry.objects.filter(organisation__in=[possible_id(pk) for pk in asked.organisation])
        found = found.only(theirs.values_list("pk", flat=True))
    return page_of(found, asked, request, lambda entries: entries_shown(request, entries), ListOf[EntryShown])


@router.get("/entries/{int:entry_id}", response=EntryShown, exclude_unset=True, summary="One entry")
def entry_detail(request: ApiRequest, entry_id: int, response: HttpResponse) -> EntryShown:
    return tagged(response, entry_shown(request, readable(request, entry_id)))


def may_draft(request: HttpRequest) -> None:
    """Who acts for nobody drafts nothing; facilitators also write for those who phone."""
    asked = with_token(request)
    if not is_facilitator(asked.user):
        must_act_for(asked)


@router.post(
    "/entries",
    response={201: EntryShown},
    exclude_unset=True,
    auth=Token(Scope.ENTRIES, gate=may_draft),
    summary="Draft an entry",
    openapi_extra={"x-refusals": [404]},
)
def entry_draft(request: TokenRequest, body: EntryDraft, response: HttpResponse) -> Status[EntryShown]:
    organisation = _organisation_of(request, body)
    values = values_of(body, organisation)
    if "contact" not in values and acts_for(request.user, organisation):
        values["contact"] = request.user
    entry = actions.draft_entry(
        organisation=organisation, kind=body.kind, values=values, by=request.user, acting_for=request.acting_for
    )
    response["Location"] = f"{request.path}/{entry.pk}"
    return Status(201, tagged(response, entry_shown(request, entry)))


def writable(request: HttpRequest, entry_id: int) -> Entry:
    """What one may not see is not there; what one sees and may not change is forbidden."""
    asked = with_token(request)
    entry = readable(asked, entry_id)
    mine = writable_entries(asked.user, asked.organisations)
    if not mine.filter(pk=entry.pk).exists():
        raise PermissionDenied
    return entry


@router.patch(
    "/entries/{int:entry_id}",
    response=EntryShown,
    exclude_unset=True,
    auth=Token(Scope.ENTRIES, gate=writable),
    summary="Change an entry",
)
def entry_change(request: TokenRequest, entry_id: int, body: EntryChanges, response: HttpResponse) -> EntryShown:
    """Send only what changes, with the ETag in `If-Match`. A published entry stays published."""
    entry = gated(request, Entry)
    with transaction.atomic():
        hold(entry)
        require_match(request, entry_shown(request, entry))
        actions.change_entry(
            entry,
            values=values_of(body, entry.organisation),
            version=entry.version,
            by=request.user,
            acting_for=request.acting_for,
        )
    return tagged(response, entry_shown(request, entry))


def hold(entry: Entry) -> None:
    """Read it anew and hold its row, with what is shown of it."""
    rows = Entry.objects.select_for_update(of=("self",)).select_related("organisation", "contact")
    entry.refresh_from_db(from_queryset=rows)


def readable(request: ApiRequest, entry_id: int) -> Entry:
    entry = _rows(request).filter(pk=possible_id(entry_id)).first()
    if entry is None:
        raise Http404
    return entry


def _rows(request: ApiRequest) -> EntryQuerySet:
    return visible_entries(request.user, request.organisations)


def _organisation_of(request: TokenRequest, body: EntryDraft) -> Organisation:
    """The token's own; a facilitator may name another, as when somebody phones."""
    if body.organisation is None:
        return must_act_for(request)
    organisation = found(body.organisation)
    if organisation not in request.organisations and not is_facilitator(request.user):
        raise PermissionDenied
    return organisation
