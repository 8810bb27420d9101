"""Entries end by themselves, and live on by one click."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from hospes.journal.actions import record
from hospes.matchmaking.actions.steps import hold
from hospes.matchmaking.choices import EntryStatus
from hospes.matchmaking.letters import renewals as letters
from hospes.matchmaking.models import Entry
from hospes.matchmaking.queries import renewals as queries
from hospes.matchmaking.rules import entries as rules
from hospes.matchmaking.rules.renewal_links import RenewalLink
from hospes.matchmaking.rules.validity import ends_soon, has_run_out, is_past_its_deadline, renewed_until
from hospes.organisations.models import Organisation
from hospes.people.models import Person


@transaction.atomic
def renew_entry(
    entry: Entry, *, by: Person, acting_for: Organisation | None = None, through_mail: bool = False
) -> Entry:
    """Let the entry stand for another year; one that expired is on the market again."""
    hold(entry)
    if not rules.may_write_for(by, entry.organisation):
        raise PermissionDenied
    today = timezone.localdate()
    if not rules.may_renew(by, entry) or is_past_its_deadline(entry, today):
        raise rules.NotNowError(entry)
    if entry.status == EntryStatus.EXPIRED:
        entry.status, entry.published_at = EntryStatus.PUBLISHED, timezone.now()
    elif entry.valid_until == renewed_until(entry, today) and entry.renewal_asked_at is None:
        return entry
    entry.valid_until, entry.renewal_asked_at = renewed_until(entry, today), None
    entry.save()
    facts = {"until": entry.valid_until.isoformat(), "through": "mail" if through_mail else "page"}
    record("entry.renewed", by=by, on=entry, acting_for=acting_for, facts=facts)
    return entry


@transaction.atomic
def renew_by_link(link: RenewalLink) -> Entry:
    """The same without signing in. Clicked twice, it renews once."""
    entry, person = queries.meant_by(link)
    hold(entry)
    if entry.valid_until == link.valid_until:
        renew_entry(entry, by=person, acting_for=entry.organisation, through_mail=True)
    return entry


def ask_for_renewals(today: date) -> int:
    """Ask the organisations of entries that end soon. Once for each end; returns how many were asked."""
    return sum(_ask(pk, today) for pk in queries.ending_soon(today))


@transaction.atomic
def _ask(pk: int, today: date) -> bool:
    entry = Entry.objects.select_for_update().get(pk=pk)
    if not ends_soon(entry, today):
        return False
    entry.renewal_asked_at = timezone.now()
    entry.save()
    letters.ask_whether_still_valid(entry)
    record("entry.renewal_asked", by=None, on=entry, facts={"until": str(entry.valid_until)})
    return True


def expire_due(today: date) -> int:
    """Take entries that have run out off the market. Returns how many."""
    return sum(_expire(pk, today) for pk in queries.run_out(today))


@transaction.atomic
def _expire(pk: int, today: date) -> bool:
    entry = Entry.objects.select_for_update().get(pk=pk)
    if not has_run_out(entry, today) or not rules.can_become(entry, EntryStatus.EXPIRED):
        return False
    entry.status = EntryStatus.EXPIRED
    entry.save()
    letters.tell_expired(entry)
    record("entry.expired", by=None, on=entry, facts={"until": str(entry.valid_until)})
    return True
