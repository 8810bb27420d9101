"""The link in a mail that renews one entry, once, in the name of the person it was sent to."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.core import signing

from hospes.matchmaking.models import Entry
from hospes.people.models import Person

_SALT = "hospes.matchmaking.renewal"
_LASTS = 180 * 24 * 60 * 60


class RenewalLink(NamedTuple):
    """What the link says. `valid_until` is what it wants to put off: once renewed, it says nothing new."""

    entry_key: UUID
    person_key: UUID
    valid_until: date


def sign(entry: Entry, person: Person) -> str:
    until = entry.valid_until.isoformat() if entry.valid_until else ""
    return signing.dumps([entry.key.hex, person.key.hex, until], salt=_SALT)


def read(signed: str) -> RenewalLink | None:
    """None for a link that we did not make, or made long ago."""
    try:
        entry_key, person_key, until = signing.loads(signed, salt=_SALT, max_age=_LASTS)
        return RenewalLink(UUID(entry_key), UUID(person_key), date.fromisoformat(until))
    except (signing.BadSignature, TypeError, ValueError):
        return None
