"""`hospes backup --scheduled`: one more backup in the folder for them, and the oldest go."""

import shutil
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from hospes.cli import archive_file
from hospes.cli.archive_making import workshop, write_backup
from hospes.cli.mistakes import MistakeError

# What a killed backup left behind, and nobody works on any more.
_LEFT_BEHIND_SECONDS = 24 * 3600


def make(keys: Sequence[str]) -> None:
    """Make it, look at it, and only then let older ones go."""
    from django.conf import settings

    from hospes.backups import rules
    from hospes.privacy import erasure_list

    folder = _folder()
    target = folder / rules.name_for(datetime.now(UTC), encrypted=bool(keys))
    write_backup(target, keys, examined=True)
    if not keys:
        with workshop(settings.DATA_DIR) as room:
            archive_file.read(target, room)
    if erasure_list.path().is_file():
        # A restore on another machine reads it beside the backup.
        shutil.copy(erasure_list.path(), folder / erasure_list.FILE)
    names = [path.name for path in folder.iterdir()]
    gone = rules.no_longer_kept(names, days=settings.BACKUP_DAYS, weeks=settings.BACKUP_WEEKS)
    for name in gone:
        (folder / name).unlink(missing_ok=True)
    _sweep(folder)
    if gone:
        print(f"{len(gone)} older backups are gone: {', '.join(sorted(gone))}.")


def _folder() -> Path:
    from django.conf import settings

    from hospes.backups.rules import MOST_DAYS, MOST_WEEKS

    if not settings.BACKUP_DIR:
        raise MistakeError("No folder for backups is set. Set HOSPES_BACKUP_DIR, or name a FILE.")
    if not 1 <= settings.BACKUP_DAYS <= MOST_DAYS or not 0 <= settings.BACKUP_WEEKS <= MOST_WEEKS:
        raise MistakeError(
            f"HOSPES_BACKUP_DAYS goes from 1 to {MOST_DAYS} and HOSPES_BACKUP_WEEKS from 0 to {MOST_WEEKS}."
        )
    folder = Path(settings.BACKUP_DIR).expanduser()
    if not folder.is_absolute() or not folder.is_dir():
        # A disk that is not mounted must not fill the one below.
        raise MistakeError(f"{folder} is no folder. Make it, or mount its disk, and name it from the root.")
    return folder


def _sweep(folder: Path) -> None:
    for path in folder.glob(".hospes-*.tar*"):
        if path.is_file() and time.time() - path.stat().st_mtime > _LEFT_BEHIND_SECONDS:
            path.unlink(missing_ok=True)
