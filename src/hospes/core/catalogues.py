"""Compiled message catalogues, made from their sources where they are missing or old.

A bare machine has no `msgfmt`; Babel does the same. Needs no Django, so it can run before it.
"""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_stale(folders: Iterable[Path]) -> list[Path]:
    """Compile every `.po` that is younger than its `.mo`. Says which; folders that cannot be written are left."""
    return [source for folder in folders for source in sorted(folder.glob("*/LC_MESSAGES/*.po")) if _compiled(source)]


def _compiled(source: Path) -> bool:
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
        return False
    if not os.access(source.parent, os.W_OK):
        return False
    with source.open("rb") as file:
        catalogue = read_po(file)
    handle, draft = tempfile.mkstemp(prefix=source.stem, dir=source.parent)
    with os.fdopen(handle, "wb") as file:
        write_mo(file, catalogue)
    Path(draft).chmod(0o644)
    # Whoever reads meanwhile reads the old catalogue or the new one, never half of one.
    Path(draft).replace(target)
    return True
