"""Who gets no mail, because they said so."""

import hashlib

from hospes.mail.models import Muted


def address_hash(address: str) -> str:
    return hashlib.sha256(address.strip().casefold().encode()).hexdigest()


def is_muted(address: str, topic: str) -> bool:
    return Muted.objects.filter(address_hash=address_hash(address), topic=topic).exists()
