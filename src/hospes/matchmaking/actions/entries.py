"""What organisations do with their entries: draft, change, send to be checked, pause, go on, withdraw, copy."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hospes.journal.actions import record
from hospes.matchmaking.actions import terms
from hospes.matchmaking.actions.moderation import confirm_words, publish_entry, reject_entry
from hospes.matchmaking.actions.renewals import expire_due, renew_entry
from hospes.matchmaking.actions.steps import hold, step
from hospes.matchmaking.choices import EntryKind, EntryStatus
from hospes.matchmaking.letters import moderation as letters
from hospes.matchmaking.models import Entry
from hospes.matchmaking.rules import entries as rules
from hospes.matchmaking.rules.values import FIELDS_OF, refuse_contradictions, refuse_wrong_values
from hospes.organisations.models import Organisation
from hospes.organisations.rules import acts_for
from hospes.people.models import Person

__all__ = [
    "change_entry",
    "confirm_words",
    "copy_entry",
    "draft_entry",
    "expire_due",
    "pause_entry",
    "publish_entry",
    "reject_entry",
    "renew_entry",
    "resume_entry",
    "submit_entry",
    "withdraw_entry",
]


@transaction.atomic
def draft_entry(
    *,
    organisation: Organisation,
    kind: EntryKind | str,
    values: Mapping[str, Any],
    by: Person,
    acting_for: Organisation | None = None,
    key: uuid.UUID | None = None,
) -> Entry:
    """Begin an entry. A form sent twice carries the same key twice and makes one entry."""
    kind = EntryKind(kind)
    if not rules.may_write_for(by, organisation):
        raise PermissionDenied
    if key and (twin := Entry.objects.filter(key=key, organisation=organisation).first()):
        return twin
    entry = Entry(organisation=organisation, kind=kind, key=key or uuid.uuid4())
    _take_over(entry, values)
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError:
        # The same form came twice at the same moment; or the key is that of somebody else's entry.
        if twin := Entry.objects.filter(key=entry.key, organisation=organisation).first():
            return twin
        entry.key = uuid.uuid4()
        entry.save()
    terms.rebuild(entry)
    record("entry.drafted", by=by, on=entry, acting_for=acting_for, facts={"kind": kind.value})
    return entry


@transaction.atomic
def change_entry(
    entry: Entry,
    *,
    values: Mapping[str, Any],
    version: int,
    by: Person,
    acting_for: Organisation | None = None,
) -> Entry:
    """Write new values into the version that the person saw; refuse when there is a newer one.

    A published entry stays published. When its words change, a facilitator reads the new ones
    (`unchecked_since`); codes, numbers and dates need nobody.
    """
    hold(entry)
    if not rules.may_write_for(by, entry.organisation):
        raise PermissionDenied
    if not rules.can_be_changed(entry):
        raise rules.NotNowError(entry)
    if entry.version != version:
        raise rules.StaleEntryError(entry)
    changed = _take_over(entry, values)
    if not changed:
        return entry
    if entry.first_published_at and not rules.may_moderate(by) and set(changed) & set(rules.WORDS):
        entry.unchecked_since = entry.unchecked_since or timezone.now()
    entry.version += 1
    entry.save()
    terms.rebuild(entry)
    record("entry.changed", by=by, on=entry, acting_for=acting_for, facts={"fields": changed, "version": entry.version})
    return entry


@transaction.atomic
def submit_entry(entry: Entry, *, by: Person, acting_for: Organisation | None = None) -> Entry:
    """Send a draft, or one that came back, to the facilitators."""
    step(entry, EntryStatus.SUBMITTED, allowed=rules.may_submit, by=by)
    if missing := rules.missing_for_submission(entry):
        raise ValidationError({field: _("Fill this in before you send the entry.") for field in missing})
    entry.status, entry.submitted_at = EntryStatus.SUBMITTED, timezone.now()
    entry.save()
    letters.tell_facilitators_to_check(entry)
    record("entry.submitted", by=by, on=entry, acting_for=acting_for)
    return entry


@transaction.atomic
def pause_entry(entry: Entry, *, by: Person, acting_for: Organisation | None = None) -> Entry:
    """Take the entry off the market for a while."""
    step(entry, EntryStatus.PAUSED, allowed=rules.may_pause, by=by)
    entry.status = EntryStatus.PAUSED
    entry.save()
    record("entry.paused", by=by, on=entry, acting_for=acting_for)
    return entry


@transaction.atomic
def resume_entry(entry: Entry, *, by: Person, acting_for: Organisation | None = None) -> Entry:
    step(entry, EntryStatus.PUBLISHED, allowed=rules.may_resume, by=by, only_from=EntryStatus.PAUSED)
    entry.status, entry.published_at = EntryStatus.PUBLISHED, timezone.now()
    entry.save()
    record("entry.resumed", by=by, on=entry, acting_for=acting_for)
    return entry


@transaction.atomic
def withdraw_entry(entry: Entry, *, by: Person, acting_for: Organisation | None = None) -> Entry:
    """Close the entry for good. It can be copied."""
    step(entry, EntryStatus.WITHDRAWN, allowed=rules.may_withdraw, by=by)
    entry.status, entry.unchecked_since = EntryStatus.WITHDRAWN, None
    entry.save()
    record("entry.withdrawn", by=by, on=entry, acting_for=acting_for)
    return entry


@transaction.atomic
def copy_entry(entry: Entry, *, by: Person, acting_for: Organisation | None = None) -> Entry:
    """A new draft with the same values. It has its own life: dates of checking and expiry start anew."""
    if not rules.may_copy(by, entry):
        raise PermissionDenied
    copied = FIELDS_OF[EntryKind(entry.kind)] - {"valid_until", "contact"}
    values = {field: getattr(entry, field) for field in copied}
    new = Entry(organisation=entry.organisation, kind=entry.kind, **values)
    new.contact = by if acts_for(by, entry.organisation) else None
    new.save()
    terms.rebuild(new)
    record("entry.copied", by=by, on=new, acting_for=acting_for, facts={"from": entry.pk})
    return new


def _take_over(entry: Entry, values: Mapping[str, Any]) -> list[str]:
    """Put values into the entry when all of them are right. Returns the names of those that changed."""
    refuse_wrong_values(EntryKind(entry.kind), values)
    contact = values.get("contact")
    if contact is not None and not acts_for(contact, entry.organisation):
        raise ValidationError({"contact": _("This person does not act for the organisation.")})
    changed = sorted(field for field, value in values.items() if not _is_same(getattr(entry, field), value))
    for field, value in values.items():
        setattr(entry, field, value)
    refuse_contradictions({field: getattr(entry, field) for field in FIELDS_OF[EntryKind(entry.kind)]})
    return changed


def _is_same(one: Any, other: Any) -> bool:
    """`{}` and `{"countries": []}` name the same places: none."""
    if isinstance(one, dict) and isinstance(other, dict):
        return {key: part for key, part in one.items() if part} == {key: part for key, part in other.items() if part}
    return bool(one == other)
