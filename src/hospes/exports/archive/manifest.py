"""`manifest.json`: what is in an archive, and the checksum of every file."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hospes.core.release import release

NAME = "manifest.json"
PRODUCT, FORMAT = "hospes", 1
WHOLE, ORGANISATION, PART = "partnership", "organisation", "part"
_BLOCK = 1024 * 1024


def write(folder: Path, *, scope: str, rows: dict[str, int], **facts: Any) -> dict[str, Any]:
    """Count and sum up everything that is in the folder by now."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    manifest = {
        "product": PRODUCT,
        "format": FORMAT,
        "scope": scope,
        "release": release(),
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "rows": rows,
        **facts,
        "files": {
            path.relative_to(folder).as_posix(): {"bytes": path.stat().st_size, "sha256": checksum(path)}
            for path in files
        },
    }
    (folder / NAME).write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return manifest


def checksum(path: Path) -> str:
    total = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            total.update(block)
    return total.hexdigest()
