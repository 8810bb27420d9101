"""A rule for apprentices changed: the pairs that it concerns are found anew."""

from datetime import datetime, timedelta

from django.db import connection

from hospes.apprenticeships.models import ApprenticeRule
from hospes.apprenticeships.queries import changed_since, line_of
from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.models import Entry
from hospes.matchmaking.queries.apprentices import may_concern, wishes_of
from hospes.matchmaking.queries.market import party_of

# A rule counts from the moment it was typed, and is seen by others when its transaction ends: a little later.
_TYPED_BEFORE_SEEN = timedelta(minutes=1)


def find_pairs_anew(rule: ApprenticeRule) -> None:
    """The wishes alone are compared again: a pair stands in the table once, and its wish takes it out or brings it in.

    Called in the transaction of the change, before the journal is taken.
    """
    wishes = wishes_of(rule)
    if connection.features.has_select_for_update:
        # In the order in which everybody takes them.
        list(wishes.select_for_update(no_key=True, of=("self",)).order_by("pk").values_list("pk", flat=True))
    Entry.objects.filter(pk__in=wishes.values("pk")).update(paired_at=None)


def find_once_more_if_a_rule_changed(entry: Entry, *, since: datetime) -> None:
    """Asked after the entry was compared: a rule may have been entered while it was."""
    if entry.kind != EntryKind.WISH or not may_concern(party_of(entry)):
        return
    home = entry.organisation.territory or entry.organisation.country
    if changed_since(since - _TYPED_BEFORE_SEEN, line_of(home)):
        Entry.objects.filter(pk=entry.pk).update(paired_at=None)
