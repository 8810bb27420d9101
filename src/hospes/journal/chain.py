"""How a line is hashed, so that a changed line shows."""

import hashlib
import json
import math
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

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
    match value:
        case Mapping():
            return {_text(str(key)): plain(part) for key, part in value.items()}
        case set() | frozenset():
            return [plain(part) for part in sorted(value)]
        case list() | tuple():
            return [plain(part) for part in value]
    return _plain_scalar(value)


def _plain_scalar(value: Any) -> Any:
    match value:
        case None | bool():
            return value
        case int():
            return int(value)
        case float():
            return _ordinary(value)
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
    return _text(str(value))


def _ordinary(number: float) -> float:
    if not math.isfinite(number) or abs(number) >= _LARGEST_FLOAT:
        message = f"A fact must be an ordinary number, not {number!r}."
        raise ValueError(message)
    return number + 0.0


def _text(text: str) -> str:
    """PostgreSQL keeps neither NUL nor half characters."""
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def _sha(parts: list[Any]) -> str:
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return hashlib.sha256(text.encode("ascii")).hexdigest()
