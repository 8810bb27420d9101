"""`hospes backup`, `restore` and `backup-verify`."""

import os
import shutil
from collections.abc import Container, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hospes.cli import archive_file, archive_schedule, archive_seal
from hospes.cli.archive_file import Archive
from hospes.cli.archive_making import workshop, write_backup
from hospes.cli.mistakes import MistakeError
from hospes.cli.starting import migrate, require_migrated, start_django
from hospes.cli.words import take

# What was under way when a backup was made, and how it is kept from coming back to life.
PUT_TO_REST = {
    "django_session": "DELETE FROM django_session",
    "people_browsersession": "DELETE FROM people_browsersession",
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
    # One that was removed since would go on, and a secret that was renewed since would count again. The secret is made
    # from the generation: a thousand further on it is one that nobody ever saw.
    "sharing_webhook": "UPDATE sharing_webhook SET status = 'paused', generation = generation + 1000,"
    " old_secret_until = NULL",
    # What was told since is not told again.
    "following_reader": "UPDATE following_reader SET told_up_to = '{now}'",
    "following_savedsearch": "UPDATE following_savedsearch SET told_up_to = '{now}'",
    "jobs_lease": "DELETE FROM jobs_lease",
    "jobs_worker": "DELETE FROM jobs_worker",
}


def backup(given: list[str]) -> int:
    by_schedule = "--scheduled" in given
    words = take(given, places=() if by_schedule else ("FILE",), options={"--to": str, "--scheduled": None})
    start_django()
    require_migrated()
    from django.conf import settings

    keys = words["--to"].split(",") if words["--to"] else settings.BACKUP_KEYS
    archive_seal.public_keys(keys)
    if by_schedule:
        archive_schedule.make(keys)
    else:
        write_backup(Path(words["FILE"]).expanduser().absolute(), keys)
    return 0


def backup_key(given: list[str]) -> int:
    path = Path(take(given, places=("FILE",))["FILE"]).expanduser().absolute()
    public = archive_seal.make_key(path)
    print(f"{path} holds the secret key: keep it away from this machine, with a copy in a safe place.")
    print(f"Set HOSPES_BACKUP_KEYS={public} to encrypt every backup for it.")
    return 0


def backup_verify(given: list[str]) -> int:
    words = take(given, places=("FILE",), options={"--key": Path})
    start_django()
    from django.conf import settings

    with workshop(settings.DATA_DIR) as folder:
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

    with workshop(settings.DATA_DIR) as folder:
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
        # Scheduled backups have the list beside them, for a machine that knows nothing yet.
        beside = Path(words["FILE"]).absolute().parent / erasure_list.FILE
        erased = [*erasure_list.everywhere(), *erasure_list.in_file(beside)]
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


def _known_migrations() -> list[str]:
    from django.db.migrations.loader import MigrationLoader

    return [f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations]
