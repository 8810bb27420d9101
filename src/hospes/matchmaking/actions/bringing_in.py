"""Entries that come in from a file, many at once. What a form does one by one, in few questions to the database."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from hospes.core.bulk import insert_rows
from hospes.journal.actions import Told, record, record_many
from hospes.matchmaking.actions import terms
from hospes.matchmaking.actions.steps import hold
from hospes.matchmaking.choices import EntryKind, EntryStatus
from hospes.matchmaking.models import Entry, EntryTerm
from hospes.matchmaking.rules import entries as rules
from hospes.matchmaking.rules.values import FIELDS_OF, refuse_contradictions, refuse_wrong_values
from hospes.organisations.models import Organisation
from hospes.people.models import Person


def entry_from(organisation: Organisation, kind: EntryKind, values: Mapping[str, Any]) -> Entry:
    """An entry that is not saved yet. Wrong values are refused, as everywhere."""
    refuse_wrong_values(kind, values)
    refuse_contradictions(values)
    return Entry(organisation=organisation, kind=kind, **values)


@transaction.atomic
def bring_in(entries: Sequence[tuple[int, Entry]], *, by: Person | None, submitted: bool = False) -> None:
    """Save new entries as drafts, or as waiting to be checked. Nobody is mailed. `by=None`: the command line.

    They come from `entry_from`, each with its line in the file; a few hundred at a time.
    """
    organisations = {entry.organisation_id: entry.organisation for _line, entry in entries}
    if by is not None and not all(rules.may_write_for(by, organisation) for organisation in organisations.values()):
        raise PermissionDenied
    _save([entry for _line, entry in entries], submitted=submitted)
    record_many("entry.imported", [Told(entry, entry.organisation, {"line": line}) for line, entry in entries], by=by)


def _save(entries: Sequence[Entry], *, submitted: bool) -> None:
    now = timezone.now()
    for entry in entries:
        entry.search_words = terms.search_words(entry)
        if submitted and rules.is_welcome(entry.organisation) and not rules.missing_for_submission(entry):
            entry.status, entry.submitted_at = EntryStatus.SUBMITTED, now
    Entry.objects.bulk_create(entries)
    rows = ((entry.pk, scheme, code) for entry in entries for scheme, code in sorted(set(terms.terms_of(entry))))
    insert_rows(EntryTerm, ("entry", "scheme", "code"), rows)


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
