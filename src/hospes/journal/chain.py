"""How a line is hashed, so that a changed line shows."""

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from hospes.journal.models import JournalLine

_LARGEST_FLOAT = 1e15


def line_hash(line: JournalLine) -> str:
    """SHA-256 over every field and the hash of the line before."""
    return _sha(
        [
            line.sequence,
            line.at.astimezone(UTC).isoformat(timespec="microseconds"),
            line.verb,
            str(line.actor_key or ""),
            str(line.organisation_key or ""),
            line.object_kind,
            line.object_id,
            line.facts,
            line.personal_hash,
            line.previous_hash,
        ]
    )


def payload_hash(payload: Mapping[str, Any], salt: str) -> str:
    return _sha([salt, dict(payload)])


def plain(value: Any) -> Any:
    """A value as JSON keeps it, the same after a journey through either database."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        if not math.isfinite(value) or abs(value) >= _LARGEST_FLOAT:
            message = f"A fact must be an ordinary number, not {value!r}."
            raise ValueError(message)
        return float(value) + 0.0
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {_text(str(key)): plain(part) for key, part in value.items()}
    if isinstance(value, Sequence | set | frozenset) and not isinstance(value, str | bytes):
        parts = sorted(value) if isinstance(value, set | frozenset) else value
        return [plain(part) for part in parts]
    if isinstance(value, str | UUID) or hasattr(value, "__str__"):
        return _text(str(value))
    message = f"A fact cannot be a {type(value).__name__}."
    raise TypeError(message)


def _text(text: str) -> str:
    """PostgreSQL keeps neither NUL nor half characters."""
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def _sha(parts: list[Any]) -> str:
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return hashlib.sha256(text.encode("ascii")).hexdigest()
