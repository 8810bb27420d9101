"""`hospes backup`, `restore` and `backup-verify`."""

import json
import os
import shutil
import tempfile
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hospes.cli import archive_file, archive_seal
from hospes.cli.archive_file import Archive
from hospes.cli.mistakes import MistakeError
from hospes.cli.starting import migrate, require_migrated, start_django
from hospes.cli.words import take
from hospes.core.release import release

LAST_BACKUP = "last-backup.json"
# What was under way when a backup was made, and how it is kept from coming back to life.
PUT_TO_REST = {
    "django_session": "DELETE FROM django_session",
    "people_onetimelink": "DELETE FROM people_onetimelink",
    "people_apitoken": "UPDATE people_apitoken SET revoked_at = '{now}' WHERE revoked_at IS NULL",
    # One that was withdrawn since would open again.
    "organisations_invitation": "UPDATE organisations_invitation SET revoked_at = '{now}'"
    " WHERE accepted_at IS NULL AND revoked_at IS NULL",
    "django_tasks_database_dbtaskresult": "DELETE FROM django_tasks_database_dbtaskresult"
    " WHERE status IN ('READY', 'RUNNING')",
    "mail_outgoingmail": "UPDATE mail_outgoingmail SET status = 'failed', last_error = 'restored from a backup'"
    " WHERE status IN ('waiting', 'sending', 'held')",
    "sharing_calendarlink": "UPDATE sharing_calendarlink SET revoked_at = '{now}' WHERE revoked_at IS NULL",
    "sharing_delivery": "UPDATE sharing_delivery SET status = 'failed' WHERE status = 'waiting'",
    # What was told since is not told again.
    "following_reader": "UPDATE following_reader SET told_up_to = '{now}'",
    "following_savedsearch": "UPDATE following_savedsearch SET told_up_to = '{now}'",
    "jobs_lease": "DELETE FROM jobs_lease",
    "jobs_worker": "DELETE FROM jobs_worker",
}


def backup(given: list[str]) -> int:
    words = take(given, places=("FILE",), options={"--to": str})
    target = Path(words["FILE"]).expanduser().absolute()
    start_django()
    require_migrated()
    from django.conf import settings

    keys = words["--to"].split(",") if words["--to"] else settings.BACKUP_KEYS
    archive_seal.public_keys(keys)
    write_backup(target, keys)
    return 0


def backup_key(given: list[str]) -> int:
    path = Path(take(given, places=("FILE",))["FILE"]).expanduser().absolute()
    public = archive_seal.make_key(path)
    print(f"{path} holds the secret key: keep it away from this machine, with a copy in a safe place.")
    print(f"Set HOSPES_BACKUP_KEYS={public} to encrypt every backup for it.")
    return 0


def write_backup(target: Path, keys: Sequence[str]) -> None:
    from django.conf import settings

    from hospes.cli import archive_database
    from hospes.journal.queries import head

    with _workshop(settings.DATA_DIR) as folder:
        copy = folder / "database"
        # The database first: every picture that it names is in its place by then.
        dumped = archive_database.dump(copy)
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
        archive_file.write(target, members, facts, keys)
    note = {"at": facts["made_at"], "file": str(target)}
    (settings.DATA_DIR / LAST_BACKUP).write_text(json.dumps(note), encoding="utf-8")
    size = target.stat().st_size / 1024 / 1024
    sealed = ", encrypted" if keys else ""
    print(f"{target}: {sum(dumped.rows.values())} rows and {len(members) - 1} files, {size:.1f} MB{sealed}.")


def backup_verify(given: list[str]) -> int:
    words = take(given, places=("FILE",), options={"--key": Path})
    start_django()
    from django.conf import settings

    with _workshop(settings.DATA_DIR) as folder:
        archive = _checked(Path(words["FILE"]), folder, words["--key"])
        print(
            f"The backup is whole: made {archive.manifest['made_at']} by release {archive.manifest['release']},"
            f" {sum(archive.manifest['rows'].values())} rows, {len(archive.manifest['members'])} files."
        )
    return 0


def restore(given: list[str]) -> int:
    words = take(given, places=("FILE",), options={"--yes": None, "--key": Path})
    start_django()
    from django.conf import settings

    from hospes.cli import archive_database
    from hospes.privacy import erasure_list
    from hospes.privacy.actions import replay_erasures

    with _workshop(settings.DATA_DIR) as folder:
        archive = _checked(Path(words["FILE"]), folder, words["--key"])
        if archive.manifest["database_kind"] != archive_database.kind():
            wanted = archive.manifest["database_kind"]
            raise MistakeError(f"This backup holds a {wanted} database. Set HOSPES_DATABASE_URL to one of that kind.")
        if archive_database.is_in_use():
            _refuse_while_working()
            if not words["--yes"]:
                raise MistakeError("There is data here. Add --yes to replace it; it will be kept beside.", code=2)
            kept = settings.DATA_DIR / f"before-restore-{datetime.now(UTC):%Y%m%d-%H%M%S}"
            archive_database.dump(kept)
            print(f"The data of before is kept in {kept}.")
        erased = erasure_list.everywhere()
        _bring_back(archive, settings.DATA_DIR, Path(settings.MEDIA_ROOT))
    migrate()
    again = replay_erasures([*erased, *erasure_list.in_database()])
    if again:
        print(f"{again} people who were erased since the backup was made are erased again.")
    print("Restored. Start the site and its workers; everybody signs in anew.")
    return 0


def _bring_back(archive: Archive, data: Path, uploads: Path) -> None:
    """Pictures first, which harms nothing, then the database in one step."""
    from hospes.cli import archive_database

    if (archive.folder / "uploads").is_dir():
        shutil.copytree(archive.folder / "uploads", uploads, dirs_exist_ok=True)
    if archive_database.kind() == "sqlite":
        _put_to_rest(archive.database, archive.manifest["rows"])
        archive_database.put_in_place(archive.database)
    else:
        archive_database.put_in_place(archive.database)
        _put_to_rest(archive.database, archive.manifest["rows"])
    if (archive.folder / "secret-key").is_file() and not os.environ.get("HOSPES_SECRET_KEY"):
        # Links in mails that are on their way stay good.
        shutil.copy(archive.folder / "secret-key", data / "secret-key")
        (data / "secret-key").chmod(0o600)


def _put_to_rest(copy: Path, tables: Container[str]) -> None:
    """What was under way when the backup was made does not come back to life."""
    from hospes.cli import archive_database

    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S+00")
    with archive_database.writing_into(copy) as run:
        for table, statement in PUT_TO_REST.items():
            if table in tables:
                run(statement.format(now=now))


def _checked(source: Path, folder: Path, key_file: Path | None) -> Archive:
    from hospes.cli import archive_database

    archive = archive_file.read(source, folder, key_file)
    manifest = archive.manifest
    unknown = sorted(set(manifest.get("migrations", [])) - set(_known_migrations()))
    if unknown:
        raise MistakeError(
            f"This backup was made by a newer release (it has {unknown[0]}). Install that release first."
        )
    archive_database.examine(archive.database, manifest["database_kind"])
    if manifest["database_kind"] == "sqlite":
        found: Mapping[str, Any] = archive_database.sqlite_counts(archive.database)
        if found != manifest["rows"]:
            raise MistakeError("The backup is damaged: its tables do not hold what its manifest says.")
    return archive


def _refuse_while_working() -> None:
    from django.db import DatabaseError

    from hospes.jobs.queries import workers_alive

    try:
        working = workers_alive().exists()
    except DatabaseError:
        return
    if working:
        raise MistakeError("A worker is running. Stop the site and its workers, wait half a minute, and start again.")


@contextmanager
def _workshop(data: Path) -> Iterator[Path]:
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


def _known_migrations() -> list[str]:
    from django.db.migrations.loader import MigrationLoader

    return [f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations]
