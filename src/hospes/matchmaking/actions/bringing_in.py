"""Entries that come in from a file: made ready to be written with many others, or changed because the file says so."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from hospes.journal.actions import record
from hospes.matchmaking.actions import terms
from hospes.matchmaking.actions.steps import hold
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
def bring_change(entry: Entry, values: Mapping[str, Any], *, by: Person | None) -> list[str]:
    """Change some fields of an entry because the file that it came from says otherwise now."""
    hold(entry)
    if by is not None and not rules.may_write_for(by, entry.organisation):
        raise PermissionDenied
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
    if entry.first_published_at and set(changed) & set(rules.WORDS) and (by is None or not rules.may_moderate(by)):
        entry.unchecked_since = entry.unchecked_since or timezone.now()
    entry.version += 1
    entry.save()
    terms.rebuild(entry)
    record(
        "entry.import_changed",
        by=by,
        on=entry,
        acting_for=entry.organisation,
        facts={"fields": changed, "version": entry.version},
    )
    return changed
