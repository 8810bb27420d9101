"""Who may do what in a consortium, and when."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from hospes.consortia.choices import NEXT_PARTNER, PartnerState
from hospes.consortia.models import Consortium, Partner
from hospes.matchmaking.choices import EntryKind, EntryStatus
from hospes.matchmaking.models import Entry
from hospes.matchmaking.rules.entries import is_welcome, may_write_for
from hospes.organisations.models import Organisation
from hospes.organisations.rules import acts_for
from hospes.people.rules import Visitor, is_facilitator

MOST_ROLES = 30
# Who asks organisations writes to them: so many in a day by one person.
MOST_ASKED_A_DAY = 40


class RefusedError(Exception):
    """Something cannot be done now. `code` says why; phrases/refusals.py has the sentence."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


# When


def is_past(entry: Entry, today: date) -> bool:
    return entry.deadline is not None and entry.deadline < today


def can_seek(entry: Entry, today: date) -> bool:
    """Partners are found for an idea that is published, until the day of its deadline."""
    return (
        entry.kind == EntryKind.IDEA
        and entry.status == EntryStatus.PUBLISHED
        and not is_past(entry, today)
        and is_welcome(entry.organisation)
    )


def can_have_roles(entry: Entry, today: date) -> bool:
    """Roles are written down as soon as there is a draft."""
    over = (EntryStatus.WITHDRAWN, EntryStatus.EXPIRED)
    return entry.kind == EntryKind.IDEA and entry.status not in over and not is_past(entry, today)


def can_become(partner: Partner, state: PartnerState) -> bool:
    return state in NEXT_PARTNER[PartnerState(partner.state)]


# Who


def may_lead(person: Visitor, entry: Entry) -> bool:
    """The organisation of the idea, and facilitators."""
    return may_write_for(person, entry.organisation)


def may_apply(person: Visitor, entry: Entry, own: Organisation | None) -> bool:
    """Whoever acts for another organisation that is welcome."""
    return own is not None and own != entry.organisation and acts_for(person, own) and is_welcome(own)


def may_answer(person: Visitor, partner: Partner, entry: Entry) -> bool:
    """Who was asked answers for its organisation; an application is answered by the lead."""
    if partner.state == PartnerState.ASKED:
        return acts_for(person, partner.organisation)
    return partner.state == PartnerState.APPLIED and may_lead(person, entry)


def may_withdraw(person: Visitor, partner: Partner, entry: Entry) -> bool:
    """Who asked or applied takes it back; of a partner who takes part, both sides may end it."""
    if not can_become(partner, PartnerState.WITHDRAWN):
        return False
    own = acts_for(person, partner.organisation)
    if partner.state == PartnerState.APPLIED:
        return own
    if partner.state == PartnerState.ASKED:
        return may_lead(person, entry)
    return own or may_lead(person, entry)


def may_see_partner(person: Visitor, partner: Partner, entry: Entry, organisations: Collection[Organisation]) -> bool:
    """Members see who takes part; who is asked or applied, only both sides. `organisations`: those acted for."""
    if may_lead(person, entry) or partner.organisation_id in {one.pk for one in organisations}:
        return True
    return partner.state == PartnerState.ACCEPTED and bool(organisations)


def unnamed_to(
    person: Visitor, partners: Collection[Partner], organisations: Collection[Organisation]
) -> frozenset[UUID]:
    """Organisations whose people this reader does not know by name yet: asked or applied, and they take no part."""
    if is_facilitator(person):
        return frozenset()
    known = {one.key for one in organisations}
    known |= {one.organisation.key for one in partners if one.organisation and one.state == PartnerState.ACCEPTED}
    return frozenset(one.organisation.key for one in partners if one.organisation) - known


def is_in(consortium: Consortium, organisations: Collection[Organisation], accepted: Collection[Partner]) -> bool:
    """Whether one of these organisations leads the consortium or takes part: only they exchange contacts."""
    mine = {one.pk for one in organisations}
    return consortium.entry.organisation_id in mine or any(one.organisation_id in mine for one in accepted)
