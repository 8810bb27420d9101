"""What facilitators do with entries: publish, send back, confirm new words."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hospes.core.validation import clean_text
from hospes.journal.actions import record
from hospes.matchmaking.actions.steps import hold_version
from hospes.matchmaking.choices import EntryStatus
from hospes.matchmaking.letters import moderation as letters
from hospes.matchmaking.models import Entry
from hospes.matchmaking.rules import entries as rules
from hospes.matchmaking.rules.validity import first_valid_until
from hospes.people.models import Person


@transaction.atomic
def publish_entry(entry: Entry, *, by: Person, version: int | None = None, note: str = "") -> Entry:
    """Put a submitted entry on the market, in the version that the facilitator read."""
    if not rules.may_moderate(by):
        raise PermissionDenied
    hold_version(entry, version)
    if not rules.may_publish(by, entry):
        raise rules.NotNowError(entry)
    now = timezone.now()
    entry.status, entry.published_at = EntryStatus.PUBLISHED, now
    entry.first_published_at = entry.first_published_at or now
    entry.valid_until = first_valid_until(entry, timezone.localdate())
    entry.renewal_asked_at = entry.unchecked_since = None
    entry.decision_reason = ""
    entry.save()
    letters.tell_published(entry, clean_text(note, limit=2000, lines=True, field="note"))
    record("entry.published", by=by, on=entry, facts={"version": entry.version})
    return entry


@transaction.atomic
def reject_entry(entry: Entry, *, reason: str, by: Person, version: int | None = None) -> Entry:
    """Send an entry back with a reason. The organisation changes it and sends it again."""
    if not rules.may_moderate(by):
        raise PermissionDenied
    text = clean_text(reason, limit=2000, lines=True, field="reason")
    if not text:
        raise ValidationError({"reason": _("Say what should be changed.")})
    hold_version(entry, version)
    if not rules.may_reject(by, entry):
        raise rules.NotNowError(entry)
    entry.status, entry.decision_reason, entry.unchecked_since = EntryStatus.REJECTED, text, None
    entry.save()
    letters.tell_sent_back(entry)
    record("entry.rejected", by=by, on=entry, facts={"version": entry.version})
    return entry


@transaction.atomic
def confirm_words(entry: Entry, *, by: Person, version: int | None = None) -> Entry:
    """The new words of a published entry are fine."""
    if not rules.may_moderate(by):
        raise PermissionDenied
    hold_version(entry, version)
    if not rules.may_confirm_words(by, entry):
        raise rules.NotNowError(entry)
    entry.unchecked_since = None
    entry.save()
    record("entry.words_confirmed", by=by, on=entry, facts={"version": entry.version})
    return entry
