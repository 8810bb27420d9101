"""Compiled message catalogues, made from their sources where they are missing or old.

A bare machine has no `msgfmt`; Babel does the same. Needs no Django, so it can run before it.
"""

import os
import tempfile
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_stale(folder: Path, spare: Path | None = None) -> list[Path]:
    """Compile every `.po` that is younger than its `.mo`. Says which.

    Where nothing can be written beside the sources (a read-only checkout, a package that root installed), the
    catalogue goes into `spare`, which is read first; it leaves when the one beside its source is good again.
    """
    return [source for source in sorted(folder.glob("*/LC_MESSAGES/*.po")) if _compiled(source, folder, spare)]


def _compiled(source: Path, folder: Path, spare: Path | None) -> bool:
    beside = source.with_suffix(".mo")
    elsewhere = spare / beside.relative_to(folder) if spare else None
    stale = not _is_fresh(beside, source)
    if stale and not os.access(source.parent, os.W_OK):
        if elsewhere is None or _is_fresh(elsewhere, source):
            return False
        elsewhere.parent.mkdir(parents=True, exist_ok=True)
        _write(source, elsewhere)
        return True
    if stale:
        _write(source, beside)
    if elsewhere is not None:
        elsewhere.unlink(missing_ok=True)
    return stale


def _is_fresh(target: Path, source: Path) -> bool:
    return target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns


def _write(source: Path, target: Path) -> None:
    with source.open("rb") as file:
        catalogue = read_po(file)
    handle, draft = tempfile.mkstemp(prefix=source.stem, dir=target.parent)
    with os.fdopen(handle, "wb") as file:
        write_mo(file, catalogue)
    Path(draft).chmod(0o644)
    # Whoever reads meanwhile reads the old catalogue or the new one, never half of one.
    Path(draft).replace(target)
