"""Holding an entry's row, and asking both questions before it moves: who, and when."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied

from hospes.matchmaking.choices import EntryStatus
from hospes.matchmaking.models import Entry
from hospes.matchmaking.rules.entries import NotNowError, StaleEntryError, can_become, may_write_for
from hospes.people.models import Person


def hold(entry: Entry) -> None:
    """Read the entry anew and hold its row until the transaction ends."""
    entry.refresh_from_db(from_queryset=Entry.objects.select_for_update())


def hold_version(entry: Entry, version: int | None) -> None:
    """Hold the entry as the person saw it. Without a version: however it is now."""
    hold(entry)
    if version is not None and entry.version != version:
        raise StaleEntryError(entry)


def step(
    entry: Entry,
    status: EntryStatus,
    *,
    allowed: Callable[[Person, Entry], bool],
    by: Person,
    only_from: EntryStatus | None = None,
) -> None:
    """Hold the entry and make sure that it may take this step; `only_from`: where another verb leads there, too.

    Strangers are refused whatever the state. Who might, but comes too late, is told how it stands.
    """
    hold(entry)
    if not may_write_for(by, entry.organisation):
        raise PermissionDenied
    if not can_become(entry, status) or (only_from is not None and entry.status != only_from):
        raise NotNowError(entry)
    if not allowed(by, entry):
        raise PermissionDenied
