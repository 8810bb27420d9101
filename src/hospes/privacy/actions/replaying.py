"""After a restore: whoever was erased since the backup was made is erased again."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hospes.journal.actions import record
from hospes.people import actions as accounts
from hospes.people.models import Person
from hospes.privacy import erasure_list
from hospes.privacy.actions.erasing import forget
from hospes.privacy.actions.guests import forget_who_came_back
from hospes.privacy.erasure_list import Erased
from hospes.privacy.models import Erasure


def replay_erasures(erased: Iterable[Erased] | None = None) -> int:
    """Erase everybody on the list who is there. Says how many were. Without a list, the one of this installation.

    Nobody is asked and nobody is written to: they were, when it happened. The same list again changes nothing.
    """
    lines = list(erasure_list.everywhere() if erased is None else erased)
    count = 0
    for line, back in _who_came_back(lines).items():
        with transaction.atomic():
            accounts.lock_administrators()
            values = {"address_hash": line.address_hash, "erased_at": line.erased_at}
            Erasure.objects.get_or_create(person_key=line.person_key, defaults=values)
            for person in Person.objects.filter(pk__in=back):
                forget(person)
                record("person.erased_again", on=person, by=None)
                count += 1
    count += forget_who_came_back(lines)
    erasure_list.write_missing()
    return count


def _who_came_back(lines: Iterable[Erased]) -> dict[Erased, set[int]]:
    """By key; or by address, when the account is older than the erasure. Who joined anew afterwards stays."""
    by_key: dict[UUID, int] = {}
    by_address: dict[str, tuple[int, datetime]] = {}
    for person in Person.objects.filter(erased_at=None).only("key", "email", "created_at").iterator(chunk_size=500):
        by_key[person.key] = person.pk
        for hashed in erasure_list.address_hashes(person.email):
            by_address[hashed] = (person.pk, person.created_at)
    found: dict[Erased, set[int]] = {}
    for line in lines:
        found[line] = {by_key[line.person_key]} if line.person_key in by_key else set()
        older = by_address.get(line.address_hash)
        if older is not None and older[1] < line.erased_at:
            found[line].add(older[0])
    return found
