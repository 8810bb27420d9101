"""How a role finds its partner: asked by the lead or of its own accord, accepted, declined, taken back."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from hospes.consortia import letters, rules
from hospes.consortia.actions.steps import (
    hold_partner,
    hold_role,
    keep_completeness,
    must_lead,
    must_seek,
    room_in,
)
from hospes.consortia.choices import PartnerState
from hospes.consortia.models import Consortium, Partner, Role
from hospes.consortia.rules import RefusedError
from hospes.journal.actions import record
from hospes.matchmaking.rules.entries import is_welcome
from hospes.organisations.models import Organisation
from hospes.organisations.queries import people_of
from hospes.people.models import Person


@transaction.atomic
def ask(
    role: Role, organisation: Organisation, *, by: Person, acting_for: Organisation | None = None, note: str = ""
) -> Partner:
    """The lead asks an organisation to take a role. It gets a mail."""
    role = hold_role(role)
    entry = role.consortium.entry
    must_lead(entry, by)
    must_seek(entry)
    if organisation == entry.organisation:
        raise RefusedError("own_organisation")
    if not is_welcome(organisation) or not people_of(organisation).exists():
        raise RefusedError("nobody_to_ask", organisation=organisation.name)
    lately = Partner.objects.filter(by=by, at__gt=timezone.now() - timedelta(days=1))
    if lately.count() >= rules.MOST_ASKED_A_DAY:
        raise RefusedError("too_many_today")
    partner = _stand(role, organisation, PartnerState.ASKED, by=by, note=note)
    letters.post_asked(partner)
    _write_down("consortium.asked", partner, by, acting_for)
    return partner


@transaction.atomic
def apply(role: Role, organisation: Organisation, *, by: Person, note: str = "") -> Partner:
    """We would do this: an organisation offers itself for a role. The lead gets a mail."""
    role = hold_role(role)
    entry = role.consortium.entry
    if not rules.may_apply(by, entry, organisation):
        raise PermissionDenied
    must_seek(entry)
    partner = _stand(role, organisation, PartnerState.APPLIED, by=by, note=note)
    letters.post_applied(partner)
    _write_down("consortium.applied", partner, by, organisation)
    return partner


@transaction.atomic
def add_outside(role: Role, name: str, *, by: Person, acting_for: Organisation | None = None) -> Partner:
    """A partner that is not on the platform takes the role: the lead says so, by its name."""
    role = hold_role(role)
    must_lead(role.consortium.entry, by)
    must_seek(role.consortium.entry)
    _must_have_room(role)
    now = timezone.now()
    partner = Partner.objects.create(
        role=role, outside_name=name, state=PartnerState.ACCEPTED, by=by, answered_by=by, answered_at=now
    )
    _perhaps_complete(partner, by, acting_for, verb="consortium.outside_added")
    return partner


@transaction.atomic
def accept(partner: Partner, *, by: Person, acting_for: Organisation | None = None) -> Partner:
    """The side that was asked agrees: the organisation takes part, and contacts are exchanged. Twice is once."""
    partner = hold_partner(partner)
    if partner.state == PartnerState.ACCEPTED and partner.answered_by_id == by.pk:
        return partner
    _must_answer(partner, by)
    must_seek(partner.role.consortium.entry)
    _must_have_room(partner.role)
    _answered(partner, PartnerState.ACCEPTED, by)
    letters.post_accepted(partner)
    _perhaps_complete(partner, by, acting_for, verb="consortium.accepted")
    return partner


@transaction.atomic
def decline(partner: Partner, *, by: Person, acting_for: Organisation | None = None, reply: str = "") -> Partner:
    """The side that was asked does not want to."""
    partner = hold_partner(partner)
    _must_answer(partner, by)
    was_asked = partner.state == PartnerState.ASKED
    partner.reply = reply
    _answered(partner, PartnerState.DECLINED, by)
    letters.post_declined(partner, was_asked=was_asked)
    _write_down("consortium.declined", partner, by, acting_for)
    return partner


@transaction.atomic
def withdraw(partner: Partner, *, by: Person, acting_for: Organisation | None = None) -> Partner:
    """Taken back by who asked or applied; or a partner leaves again."""
    partner = hold_partner(partner)
    if not rules.can_become(partner, PartnerState.WITHDRAWN):
        raise RefusedError("answered_already", state=partner.state)
    if not rules.may_withdraw(by, partner, partner.role.consortium.entry):
        raise PermissionDenied
    before = PartnerState(partner.state)
    _answered(partner, PartnerState.WITHDRAWN, by)
    letters.post_withdrawn(partner, before=before, by=by)
    keep_completeness(partner.role.consortium)
    verb = "consortium.left" if before == PartnerState.ACCEPTED else "consortium.taken_back"
    _write_down(verb, partner, by, acting_for)
    return partner


def _stand(role: Role, organisation: Organisation, state: PartnerState, *, by: Person, note: str) -> Partner:
    """Call with the consortium held: then nobody else makes the same row at the same time."""
    _must_have_room(role)
    if role.partners.standing().filter(organisation=organisation).exists():
        raise RefusedError("stands_already", organisation=organisation.name)
    return Partner.objects.create(role=role, organisation=organisation, state=state, by=by, note=note)


def _must_have_room(role: Role) -> None:
    if room_in(role) <= 0:
        raise RefusedError("role_is_filled")


def _must_answer(partner: Partner, by: Person) -> None:
    if not rules.can_become(partner, PartnerState.DECLINED):
        raise RefusedError("answered_already", state=partner.state)
    if not rules.may_answer(by, partner, partner.role.consortium.entry):
        raise PermissionDenied


def _answered(partner: Partner, state: PartnerState, by: Person) -> None:
    partner.state, partner.answered_by, partner.answered_at = state, by, timezone.now()
    partner.save(update_fields=["state", "reply", "answered_by", "answered_at"])


def _perhaps_complete(partner: Partner, by: Person, acting_for: Organisation | None, *, verb: str) -> None:
    consortium: Consortium = partner.role.consortium
    is_now_complete = keep_completeness(consortium)
    if is_now_complete:
        letters.post_complete(consortium)
    _write_down(verb, partner, by, acting_for)
    if is_now_complete:
        record("consortium.completed", on=consortium, by=by, acting_for=acting_for)


def _write_down(verb: str, partner: Partner, by: Person, acting_for: Organisation | None) -> None:
    facts = {"role": partner.role_id, "partner": partner.pk}
    record(verb, on=partner.role.consortium, by=by, acting_for=acting_for, facts=facts)
