"""What introductions do to cooperation links: drafted when both sides are introduced, confirmed by a realised stay.

Called by the actions of matchmaking inside their transaction, before they write their own line into the journal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from hospes.cooperation import rules
from hospes.cooperation.actions.steps import drop_if_bare, hold, link_for, prove
from hospes.cooperation.choices import Source
from hospes.cooperation.models import LinkEvidence
from hospes.journal.actions import record
from hospes.organisations.models import Organisation
from hospes.people.models import Person


@dataclass(frozen=True, kw_only=True)
class Stay:
    """An introduction as far as it says what two regions do together."""

    key: UUID
    sending: Organisation
    hosting: Organisation
    # Codes that both entries name; of the first kind that they share, the first.
    profiles: Sequence[str] = ()
    topics: Sequence[str] = ()
    fields: Sequence[str] = ()
    since: date


@transaction.atomic
def draft_from(stay: Stay, *, by: Person | None) -> LinkEvidence | None:
    """Both sides are introduced: their regions may come to work together. The same stay twice is one.

    None where there is nothing to link: a region is not known, or both are in the same one.
    """
    found = LinkEvidence.objects.filter(introduction=stay.key).select_related("link").first()
    if found is not None:
        return found
    if not (rules.can_carry(stay.sending) and rules.can_carry(stay.hosting)):
        return None
    if stay.sending.territory == stay.hosting.territory:
        return None
    first, second = sorted((stay.sending, stay.hosting), key=lambda one: one.territory)
    topic = next(iter(stay.topics), "")
    link, is_new = link_for(
        first.territory,
        second.territory,
        kind=rules.kind_of(stay.profiles),
        topic=topic,
        field="" if topic else next(iter(stay.fields), ""),
        since=stay.since,
    )
    evidence = LinkEvidence.objects.create(
        link=link,
        source=Source.INTRODUCTION,
        introduction=stay.key,
        organisation_a=first,
        organisation_b=second,
        since=stay.since,
    )
    record("cooperation.drafted" if is_new else "cooperation.stay_added", on=link, by=by)
    return evidence


@transaction.atomic
def confirm_from(stay: Stay, *, by: Person | None) -> LinkEvidence | None:
    """The stay was realised: the link is confirmed, and drafted before if it was not."""
    evidence = draft_from(stay, by=by)
    if evidence is None:
        return None
    link = hold(evidence.link_id)
    assert link is not None
    evidence.refresh_from_db()
    if evidence.proven_at is not None:
        return evidence
    evidence.proven_at = timezone.now()
    evidence.save(update_fields=["proven_at"])
    verb = "cooperation.confirmed" if prove(link) else "cooperation.stay_realised"
    record(verb, on=link, by=by)
    return evidence


@transaction.atomic
def take_back(key: UUID, *, by: Person | None) -> None:
    """The stay was not realised: it speaks for nothing. A draft for which nothing else speaks is gone."""
    evidence = LinkEvidence.objects.filter(introduction=key, proven_at=None).first()
    link = hold(evidence.link_id) if evidence is not None else None
    if evidence is None or link is None:
        return
    evidence.delete()
    number = link.pk
    if drop_if_bare(link):
        link.pk = number
        record("cooperation.dropped", on=link, by=by)
    else:
        record("cooperation.stay_removed", on=link, by=by)
