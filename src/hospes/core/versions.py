"""Two people at one form: what it was opened on has a version, and a change of another one is refused."""

import hashlib
import json
from collections.abc import Iterable

from django.db.models import Model


class StaleError(Exception):
    """Somebody changed the same fields since they were read."""


def version_of(row: Model, fields: Iterable[str]) -> str:
    """What these fields hold, in short: other values have another version."""
    held = {field: row.serializable_value(field) for field in fields}
    return hashlib.sha256(json.dumps(held, sort_keys=True, default=str).encode()).hexdigest()[:24]


def refuse_stale(row: Model, fields: Iterable[str], seen: str | None) -> None:
    """`seen`: the version of these fields when they were shown, if anybody asked. Call it with the row locked."""
    if seen is not None and seen != version_of(row, fields):
        raise StaleError
