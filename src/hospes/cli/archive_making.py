"""Making a backup: database, uploads and the installation's secret as one moment saw them, in one file."""

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from hospes.cli import archive_file
from hospes.core.release import release


def write_backup(target: Path, keys: Sequence[str], *, examined: bool = False) -> None:
    """Write the file. With `examined` a copy that could not be restored is refused, and nothing is written."""
    from django.conf import settings

    from hospes.backups import queries
    from hospes.cli import archive_database
    from hospes.journal.queries import head

    with workshop(settings.DATA_DIR) as folder:
        copy = folder / "database"
        # The database first: every picture that it names is in its place by then.
        dumped = archive_database.dump(copy)
        if examined:
            archive_database.examine(copy, archive_database.kind())
        members = {"database": copy} | _secret(settings.DATA_DIR) | _uploads(Path(settings.MEDIA_ROOT))
        sequence, journal_hash = head()
        facts = {
            "release": release(),
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "database_kind": archive_database.kind(),
            "migrations": _migrations(),
            "rows": dumped.rows,
            "sums": dumped.sums,
            "journal": {"lines": sequence, "hash": journal_hash},
        }
        archive_file.write(target, members, facts, keys, workshop=folder)
    note = {"at": facts["made_at"], "file": str(target)}
    queries.note_path().write_text(json.dumps(note), encoding="utf-8")
    size = target.stat().st_size / 1024 / 1024
    sealed = ", encrypted" if keys else ""
    files = "1 file" if len(members) == 1 else f"{len(members)} files"
    print(f"{target}: {sum(dumped.rows.values())} rows, {files}, {size:.1f} MB{sealed}.")


@contextmanager
def workshop(data: Path) -> Iterator[Path]:
    """A folder on the same disk, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=data) as name:
        yield Path(name)


def _secret(data: Path) -> dict[str, Path]:
    path = data / "secret-key"
    return {"secret-key": path} if path.is_file() else {}


def _uploads(folder: Path) -> dict[str, Path]:
    return {
        f"uploads/{path.relative_to(folder).as_posix()}": path for path in sorted(folder.rglob("*")) if path.is_file()
    }


def _migrations() -> list[str]:
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
