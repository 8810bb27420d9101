"""Entries that come in from a file: made ready to be written with many others, or changed because the file says so."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from hospes.journal.actions import Told, record_many
from hospes.matchmaking.actions import terms
from hospes.matchmaking.choices import EntryKind, EntryStatus
from hospes.matchmaking.models import Entry
from hospes.matchmaking.rules import entries as rules
from hospes.matchmaking.rules.values import FIELDS_OF, refuse_contradictions, refuse_wrong_values
from hospes.organisations.models import Organisation
from hospes.people.models import Person


def ready_entry(
    organisation: Organisation, kind: EntryKind, values: Mapping[str, Any], *, at: datetime, submitted: bool
) -> Entry:
    """An entry as it will be kept, not saved yet: a draft, or waiting to be checked. Wrong values are refused."""
    refuse_wrong_values(kind, values)
    refuse_contradictions(values)
    entry = Entry(organisation=organisation, kind=kind.value, created_at=at, changed_at=at, **values)
    entry.search_words = terms.search_words(entry)
    entry.status = EntryStatus.DRAFT.value
    if submitted and rules.is_welcome(organisation) and not rules.missing_for_submission(entry):
        entry.status, entry.submitted_at = EntryStatus.SUBMITTED.value, at
    return entry


@transaction.atomic
def bring_changes(asked: Mapping[int, tuple[int, Mapping[str, Any]]], *, by: Person | None) -> int:
    """Change fields of some hundred entries because the file that they came from says otherwise now.

    `asked`: by the entry's number, the version that was compared, and the new values. Returns how many changed.
    """
    rows = Entry.objects.select_for_update(of=("self",)).select_related("organisation").filter(pk__in=asked)
    held = list(rows.order_by("pk"))
    _refuse_others({entry.organisation for entry in held}, by)
    if len(held) < len(asked):
        raise Entry.DoesNotExist
    changed = {entry: fields for entry in held if (fields := _changed(entry, *asked[entry.pk], by=by))}
    if not changed:
        return 0
    names = sorted({name for fields in changed.values() for name in fields})
    Entry.objects.bulk_update(changed, [*names, "version", "unchecked_since", "search_words", "changed_at"])
    terms.rebuild_some(list(changed))
    told = [
        Told(entry, entry.organisation, {"fields": fields, "version": entry.version})
        for entry, fields in changed.items()
    ]
    return record_many("entry.import_changed", told, by=by)


def _refuse_others(organisations: Iterable[Organisation], by: Person | None) -> None:
    if by is not None and not all(rules.may_write_for(by, organisation) for organisation in organisations):
        raise PermissionDenied


def _changed(entry: Entry, version: int, values: Mapping[str, Any], *, by: Person | None) -> list[str]:
    """Give the entry its new values; nothing is written yet. Says which fields are others now."""
    if entry.version != version:
        raise rules.StaleEntryError(entry)
    if not rules.can_be_changed(entry):
        raise rules.NotNowError(entry)
    kind = EntryKind(entry.kind)
    refuse_wrong_values(kind, values)
    refuse_contradictions({name: getattr(entry, name) for name in FIELDS_OF[kind]} | dict(values))
    changed = sorted(name for name, value in values.items() if getattr(entry, name) != value)
    if not changed:
        return []
    for name in changed:
        setattr(entry, name, values[name])
    now = timezone.now()
    if entry.first_published_at and set(changed) & set(rules.WORDS) and (by is None or not rules.may_moderate(by)):
        entry.unchecked_since = entry.unchecked_since or now
    entry.version, entry.changed_at, entry.search_words = entry.version + 1, now, terms.search_words(entry)
    return changed
