"""Roles of a consortium: added, changed, taken away."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from hospes.consortia import rules
from hospes.consortia.actions.steps import hold, hold_role, keep_completeness, must_lead
from hospes.consortia.models import Consortium, Role
from hospes.consortia.rules import RefusedError
from hospes.journal.actions import record
from hospes.matchmaking.models import Entry
from hospes.organisations.models import Organisation
from hospes.people.models import Person

VALUES = (
    "name",
    "number",
    "kinds",
    "countries",
    "regions",
    "topics",
    "fields",
    "languages",
    "works_with",
    "abroad",
    "brings",
)


@transaction.atomic
def add_role(entry: Entry, *, by: Person, acting_for: Organisation | None = None, **values: Any) -> Role:
    """Seek a partner for a project idea. The first role makes the consortium."""
    must_lead(entry, by)
    if not rules.can_have_roles(entry, timezone.localdate()):
        raise RefusedError("is_over")
    made, _is_new = Consortium.objects.get_or_create(entry=entry)
    consortium = hold(made)
    if consortium.roles.count() >= rules.MOST_ROLES:
        raise RefusedError("too_many_roles")
    role = Role.objects.create(consortium=consortium, **values)
    keep_completeness(consortium)
    record("consortium.role_added", on=consortium, by=by, acting_for=acting_for, facts={"role": role.pk})
    return role


@transaction.atomic
def change_role(role: Role, *, version: int, by: Person, acting_for: Organisation | None = None, **values: Any) -> Role:
    """Seek something else. A form that was opened on an older version is refused."""
    role = hold_role(role)
    consortium = role.consortium
    must_lead(consortium.entry, by)
    if not rules.can_have_roles(consortium.entry, timezone.localdate()):
        raise RefusedError("is_over")
    if role.version != version:
        raise RefusedError("changed_meanwhile")
    if values.get("number", role.number) < role.partners.accepted().count():
        raise RefusedError("fewer_than_found")
    for name in VALUES:
        if name in values:
            setattr(role, name, values[name])
    role.version += 1
    role.save()
    keep_completeness(consortium)
    record("consortium.role_changed", on=consortium, by=by, acting_for=acting_for, facts={"role": role.pk})
    return role


@transaction.atomic
def remove_role(role: Role, *, by: Person, acting_for: Organisation | None = None) -> None:
    """Seek it no more. A role for which somebody is asked, applied or takes part stays until they are answered."""
    role = hold_role(role)
    consortium = role.consortium
    must_lead(consortium.entry, by)
    if role.partners.standing().exists():
        raise RefusedError("somebody_stands_there")
    number = role.pk
    role.delete()
    keep_completeness(consortium)
    record("consortium.role_removed", on=consortium, by=by, acting_for=acting_for, facts={"role": number})
