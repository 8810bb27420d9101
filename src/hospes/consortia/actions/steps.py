"""What every step in a consortium does first: hold its row, so that of two at once one waits."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from hospes.consortia import rules
from hospes.consortia.models import Consortium, Partner, Role
from hospes.consortia.rules import RefusedError
from hospes.matchmaking.models import Entry
from hospes.people.models import Person


def hold(consortium: Consortium) -> Consortium:
    """The consortium as it is now, held until the transaction ends."""
    rows = Consortium.objects.select_for_update(of=("self",)).select_related("entry__organisation", "entry__contact")
    return rows.get(pk=consortium.pk)


def hold_role(role: Role) -> Role:
    """The role as it is now, with its consortium held. Who comes after it was taken away is told so."""
    consortium = hold(Consortium(pk=role.consortium_id))
    found = Role.objects.filter(pk=role.pk).first()
    if found is None:
        raise RefusedError("role_is_gone")
    found.consortium = consortium
    return found


def hold_partner(partner: Partner) -> Partner:
    """The partner as it is now, with its consortium held."""
    role = Role.objects.filter(partners=partner.pk).first()
    if role is None:
        raise RefusedError("role_is_gone")
    held = hold_role(role)
    found = Partner.objects.select_related("organisation").get(pk=partner.pk)
    found.role = held
    return found


def must_lead(entry: Entry, by: Person) -> None:
    if not rules.may_lead(by, entry):
        raise PermissionDenied


def must_seek(entry: Entry, today: date | None = None) -> None:
    if not rules.can_seek(entry, today or timezone.localdate()):
        raise RefusedError("does_not_seek")


def room_in(role: Role) -> int:
    """How many partners the role still needs."""
    return role.number - role.partners.accepted().count()


def is_complete(consortium: Consortium) -> bool:
    """Every role has its partners, and there is a role. Call with the consortium held."""
    roles = list(consortium.roles.all())
    return bool(roles) and all(room_in(role) <= 0 for role in roles)


def keep_completeness(consortium: Consortium) -> bool:
    """Note whether everybody is found now. True when that has just come about."""
    complete = is_complete(consortium)
    if complete == (consortium.completed_at is not None):
        return False
    consortium.completed_at = timezone.now() if complete else None
    consortium.save(update_fields=["completed_at"])
    return complete
