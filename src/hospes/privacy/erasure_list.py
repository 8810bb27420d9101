"""The list of erasures, kept twice: in the database, and in a file that no restore overwrites.

A restore reads both before it replaces the database, and erases again whom the backup would bring back. The file is
one JSON object a line; it holds no name and no address.
"""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError
from django.utils.crypto import salted_hmac

from hospes.privacy.models import Erasure

FILE = "erasures.jsonl"


@dataclass(frozen=True)
class Erased:
    """One line of the list."""

    person_key: UUID
    address_hash: str
    erased_at: datetime


def address_hash(address: str) -> str:
    """Keyed with the secret of the installation: from the list alone nobody can try addresses."""
    return _hashed(address, settings.SECRET_KEY)


def address_hashes(address: str) -> list[str]:
    """Its fingerprints with the secret of now and with those of before."""
    return [_hashed(address, secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _hashed(address: str, secret: str) -> str:
    plain = address.strip().casefold()
    return salted_hmac("hospes.privacy.erasure", plain, secret=secret, algorithm="sha256").hexdigest()


def path() -> Path:
    return Path(settings.DATA_DIR) / FILE


def append(erasure: Erasure | Erased) -> None:
    """Add one line, on the disk before we go on."""
    handle = os.open(path(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "a", encoding="ascii") as file:
        file.write(_line(erasure))
        file.flush()
        os.fsync(file.fileno())


def in_file(other: Path | None = None) -> list[Erased]:
    """What the file says. A line that was cut off by a crash is left out: the database has it."""
    try:
        lines = (other or path()).read_text(encoding="ascii", errors="replace").splitlines()
    except FileNotFoundError:
        return []
    return [found for line in lines if (found := _read(line)) is not None]


def in_database() -> list[Erased]:
    """What the table says, and nothing where there is no such table yet."""
    try:
        rows = list(Erasure.objects.order_by("erased_at", "pk"))
    except DatabaseError:
        return []
    return [Erased(row.person_key, row.address_hash, row.erased_at) for row in rows]


def everywhere() -> list[Erased]:
    """Both lists as one."""
    return list(_once([*in_file(), *in_database()]))


def write_missing() -> int:
    """Put into the file what only the database knows: another machine erased, or a crash came between."""
    there = {one.person_key for one in in_file()}
    missing = [one for one in in_database() if one.person_key not in there]
    for one in missing:
        append(one)
    return len(missing)


def drop_until(moment: datetime) -> int:
    """Write the file anew without what is from that moment or older."""
    lines = in_file()
    kept = [one for one in lines if one.erased_at > moment]
    if len(kept) == len(lines):
        return 0
    draft = path().with_suffix(".draft")
    draft.touch(mode=0o600)
    draft.write_text("".join(_line(one) for one in kept), encoding="ascii")
    draft.replace(path())
    return len(lines) - len(kept)


def _once(lines: Iterable[Erased]) -> Iterable[Erased]:
    found: dict[UUID, Erased] = {}
    for line in lines:
        found.setdefault(line.person_key, line)
    return found.values()


def _line(one: Erasure | Erased) -> str:
    row = {"person": str(one.person_key), "address": one.address_hash, "at": one.erased_at.isoformat()}
    return f"{json.dumps(row)}\n"


def _read(line: str) -> Erased | None:
    try:
        row: Mapping[str, str] = json.loads(line)
        return Erased(UUID(row["person"]), str(row["address"]), datetime.fromisoformat(row["at"]))
    except (ValueError, KeyError, TypeError):
        return None
