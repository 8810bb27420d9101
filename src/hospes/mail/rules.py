"""Who gets which mails, and when, because they said so."""

import hashlib
from collections.abc import Collection, Mapping

from hospes.mail import topics
from hospes.mail.choices import Way
from hospes.mail.models import Muted, Preferred


def address_hash(address: str) -> str:
    return hashlib.sha256(address.strip().casefold().encode()).hexdigest()


def is_muted(address: str, topic: str) -> bool:
    return Muted.objects.filter(address_hash=address_hash(address), topic=topic).exists()


def way_for(address: str, topic: str) -> Way:
    """How this reader is told of this topic."""
    hashed = address_hash(address)
    return ways_of([hashed])[hashed].get(topic, topics.topic(topic).default)


def ways_of(hashes: Collection[str]) -> Mapping[str, dict[str, Way]]:
    """What each address chose, by topic, and nothing for what it left as it is. Two queries for any number."""
    chosen: dict[str, dict[str, Way]] = {one: {} for one in hashes}
    for row in Preferred.objects.filter(address_hash__in=hashes):
        if row.way in topics.topic(row.topic).ways:
            chosen[row.address_hash][row.topic] = Way(row.way)
    for muted in Muted.objects.filter(address_hash__in=hashes):
        chosen[muted.address_hash][muted.topic] = Way.NEVER
    return chosen
