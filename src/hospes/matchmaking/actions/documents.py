"""Entries as the search finds them: their words, their organisation's, and every code they are narrowed by."""

from collections.abc import Iterable, Iterator, Sequence

from django.db import connection

from hospes.matchmaking.actions import terms
from hospes.matchmaking.choices import EntryKind, EntryStatus
from hospes.matchmaking.models import Entry
from hospes.organisations.choices import Membership
from hospes.search import sources
from hospes.search.drafts import Draft, coded, said

ENTRY = "entry"
# Fields whose "no" is said, too: what was never answered is neither.
SAID_NO = "no"


def drafts_of(entries: Sequence[int]) -> Iterator[Draft]:
    for entry in Entry.objects.select_related("organisation").filter(pk__in=entries).order_by("pk"):
        yield draft_of(entry)


def draft_of(entry: Entry, known: Iterable[tuple[str, str]] | None = None) -> Draft:
    """Titles and names first: who answers there is listed before the others. `known`: its terms, where one has them."""
    organisation = entry.organisation
    spoken = organisation.languages[0] if organisation.languages else ""
    support = [part for one in entry.support for part in (one["amount"], one["eligibility"])]
    return Draft(
        kind=ENTRY,
        object_id=entry.pk,
        is_public=entry.status == EntryStatus.PUBLISHED,
        heading=said((entry.title, entry.language), (organisation.name, spoken)),
        body=said(
            (" ".join([entry.text, entry.call, entry.partners_sought, *support]), entry.language),
            (organisation.town, ""),
        ),
        codes=coded(_codes(entry, terms.terms_of(entry) if known is None else known)),
        since=entry.published_at,
    )


def _codes(entry: Entry, known: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    organisation = entry.organisation
    yield "kind", entry.kind
    yield from known
    yield from ((SAID_NO, flag) for flag in terms.FLAGS if getattr(entry, flag) is False)
    # The region by which the map counts it: level 2, or the widest that is known.
    yield "spot", f"{organisation.country}-{organisation.territory[:4]}"
    if organisation.membership == Membership.SUSPENDED:
        yield "held", "suspended"
    if entry.valid_until is not None:
        yield "until", entry.valid_until.isoformat()
    if ends_on := _ends_on(entry):
        yield "ends", ends_on


def _ends_on(entry: Entry) -> str:
    day = entry.deadline if entry.kind == EntryKind.IDEA and entry.deadline else entry.valid_until
    return day.isoformat() if day else ""


def hold_entries_of(organisations: Sequence[str]) -> None:
    """The entries that `refresh_entries_of` changes, before the journal is taken; their editors take it after them."""
    if connection.features.has_select_for_update:
        rows = Entry.objects.filter(organisation__in=[int(pk) for pk in organisations]).order_by("pk")
        list(rows.select_for_update(no_key=True).values_list("pk", flat=True))


def refresh_entries_of(organisation: int) -> None:
    """When an organisation moves or takes another name, its entries stand elsewhere and suit others."""
    if not Entry.objects.filter(organisation=organisation).exists():
        return
    entries = Entry.objects.select_related("organisation").prefetch_related("terms").filter(organisation=organisation)
    known = []
    for entry in entries.order_by("pk"):
        terms.rebuild(entry)
        known.append(entry.pk)
    sources.refresh(ENTRY, known)
    Entry.objects.filter(pk__in=known).update(paired_at=None)
