"""Erasing somebody who never had an account: what is kept under their address, and that it was erased."""

import uuid
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from hospes.journal.actions import record
from hospes.mail.rules import address_hash
from hospes.people import own
from hospes.people.models import Person
from hospes.people.queries import person_by_email
from hospes.people.rules import may_look_after_people
from hospes.privacy import erasure_list, queries, traces
from hospes.privacy.models import Consent, Erasure


@transaction.atomic
def erase_guest(address: str, *, by: Person | None) -> dict[str, int]:
    """Forget an address without an account, and remember its fingerprint for restores. Says what was forgotten."""
    if by is not None and not may_look_after_people(by):
        raise PermissionDenied
    if person_by_email(address) is not None:
        message = "This address has an account: erase the person."
        raise ValueError(message)
    kept = queries.kept_of_guest(address)
    if not kept:
        return {}
    forget_guest(address)
    erasure = Erasure.objects.create(
        person_key=uuid.uuid4(), address_hash=erasure_list.address_hash(address), erased_at=timezone.now()
    )
    transaction.on_commit(lambda: erasure_list.append(erasure))
    record("guest.erased", by=by, facts=kept)
    return kept


def forget_guest(address: str) -> None:
    """Every list forgets the address, and what was written to it or from it."""
    for keeper in own.guest_keepers().values():
        keeper.forget(address)
    Consent.objects.filter(guest=address_hash(address)).delete()
    traces.forget_tasks_for(address)
    transaction.on_commit(lambda: traces.delete_mail_files(address))


def forget_who_came_back(erased: Iterable[erasure_list.Erased]) -> int:
    """After a restore: addresses on the list under which something older than the erasure is kept again."""
    moments = {one.address_hash: one.erased_at for one in sorted(erased, key=lambda one: one.erased_at)}
    back = {
        address.casefold()
        for keeper in own.guest_keepers().values()
        for address, since in (keeper.addresses() if moments else ())
        if any(since < moments[one] for one in erasure_list.address_hashes(address) if one in moments)
    }
    for address in sorted(back):
        with transaction.atomic():
            forget_guest(address)
            record("guest.erased_again", by=None)
    return len(back)
