"""Answers kept for a day, so that a request sent again has no second effect."""

import hashlib

from django.utils import timezone

from hospes.core import terms
from hospes.people.models import IdempotentAnswer, Person

KEEP_ANSWERS = terms.API_ANSWER.lasts


def request_hash(*parts: str, body: bytes) -> str:
    """What makes a request the same request: every part in its place, and every byte of the body."""
    digest = hashlib.sha256()
    for part in (*(text.encode("utf-8", "replace") for text in parts), body):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def claim(person: Person, key: str, *, request: str, path: str) -> tuple[IdempotentAnswer, bool]:
    """The row of this key, and whether it is new. Call it in the transaction of what is done.

    Whoever comes second waits for the first one's transaction, and then finds the answer, or, when
    the first was refused and left nothing, is the first.
    """
    old = timezone.now() - KEEP_ANSWERS
    IdempotentAnswer.objects.filter(person=person, key=key, made_at__lt=old).delete()
    defaults = {"request_hash": request, "path": path[:300]}
    return IdempotentAnswer.objects.get_or_create(person=person, key=key, defaults=defaults)
