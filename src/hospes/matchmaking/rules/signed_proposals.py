"""The questions that the desk offers, signed: only what a facilitator read there can be asked."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core import signing

_SALT = "hospes.matchmaking.proposal"
_LASTS = timedelta(days=7)


def sign(entry_id: int, proposal: Mapping[str, Any]) -> str:
    """What the desk's button sends: exactly the question that the facilitator read."""
    return signing.dumps([entry_id, dict(proposal)], salt=_SALT, compress=True)


def read(signed: str) -> tuple[int, dict[str, Any]] | None:
    """The entry's number and the question; None when it is too old, or was never offered."""
    try:
        entry_id, proposal = signing.loads(signed, salt=_SALT, max_age=_LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return entry_id, proposal
