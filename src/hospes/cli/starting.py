"""What a command needs before it can work: settings, catalogues, tables."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from hospes.cli.mistakes import MistakeError
from hospes.core.catalogues import compile_stale

if TYPE_CHECKING:
    from django.db.migrations.recorder import MigrationRecorder

DATABASES = {"django.db.backends.sqlite3", "django.db.backends.postgresql"}
_MIGRATION_LOCK = 4_707_012
# A line among the steps that were taken, as long as there are more to take. No app has this name.
_UNDER_WAY = ("hospes", "upgrade_under_way")
_WAITS_FOR_A_TABLE = "5s"


def start_django() -> None:
    """Read the settings and the apps, with fresh message catalogues."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hospes.settings")
    _read_settings()
    from django.conf import settings

    compile_stale(settings.PACKAGE / "locale", settings.DATA_DIR / "locale")
    import django

    django.setup()


def _read_settings() -> None:
    from dj_database_url import ParseError, UnknownSchemeError
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    try:
        engine = settings.DATABASES["default"]["ENGINE"]
    except (UnknownSchemeError, ParseError):
        engine = None
    except (ValueError, ImproperlyConfigured) as error:
        raise MistakeError(f"A setting is wrong: {error}") from error
    except OSError as error:
        message = f"{error.filename} cannot be used: {error.strerror}. Set HOSPES_DATA_DIR to a folder of your own."
        raise MistakeError(message) from error
    if engine not in DATABASES:
        raise MistakeError("HOSPES_DATABASE_URL is wrong: it begins with sqlite:// or postgres://.")


def call(name: str, *words: str, **options: object) -> None:
    """One of Django's commands, with its mistakes said our way."""
    from django.core.management import CommandError, call_command

    try:
        call_command(name, *words, **options)
    except CommandError as error:
        raise MistakeError(str(error), code=error.returncode) from error


def waiting_migrations() -> int:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate() -> int:
    """Bring the tables up to date; of several machines and processes one at a time. Says how many steps it took."""
    from django.db import connection

    with _one_at_a_time():
        steps = waiting_migrations()
        if steps or is_half_upgraded():
            # Each step is kept whole or not at all; this says that not all of them were taken.
            _recorder().record_applied(*_UNDER_WAY)
            with _giving_way(), _whole_steps():
                call("migrate", verbosity=0, interactive=False)
            # A release may find what the one before could not.
            call("index", verbosity=0)
            _recorder().record_unapplied(*_UNDER_WAY)
        connection.close()
    return steps


def require_migrated() -> None:
    steps = waiting_migrations()
    if steps:
        raise MistakeError(f"The database is {steps} steps behind this release. Run `hospes migrate` first.")
    if is_half_upgraded():
        raise MistakeError(
            "An upgrade of the database is under way, or was interrupted. Run `hospes migrate`: it waits for the one,"
            " and ends the other."
        )


def is_half_upgraded() -> bool:
    """Whether somebody began an upgrade whose end was not written down."""
    return _UNDER_WAY in _recorder().applied_migrations()


def _recorder() -> "MigrationRecorder":
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return MigrationRecorder(connection)


@contextmanager
def _whole_steps() -> Iterator[None]:
    """Django's command asks for its executor by name, and takes no other."""
    from django.core.management.commands import migrate

    from hospes.cli.steps import WholeSteps

    usual = migrate.MigrationExecutor  # type: ignore[attr-defined]
    migrate.MigrationExecutor = WholeSteps  # type: ignore[attr-defined]
    try:
        yield
    finally:
        migrate.MigrationExecutor = usual  # type: ignore[attr-defined]


@contextmanager
def _giving_way() -> Iterator[None]:
    """On PostgreSQL whoever waits for a table keeps all others waiting behind: a step does that for seconds only."""
    from django.db import OperationalError, connection

    if connection.vendor != "postgresql":
        yield
        return
    from psycopg.errors import LockNotAvailable

    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{_WAITS_FOR_A_TABLE}'")
    try:
        yield
    except OperationalError as error:
        # The step may have left its transaction open; the end of the connection takes it back.
        connection.close()
        if isinstance(error.__cause__, LockNotAvailable):
            raise MistakeError(
                "A step needs a table that somebody holds, and the site shall not wait for us. Nothing of this step was"
                " kept. Start `hospes migrate` again, or when it is quieter."
            ) from error
        raise
    with connection.cursor() as cursor:
        cursor.execute("RESET lock_timeout")


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    from django.conf import settings
    from django.db import connection

    with (settings.DATA_DIR / ".migrate.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if connection.vendor != "postgresql":
            yield
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_MIGRATION_LOCK])
            try:
                yield
            finally:
                # Closing the connection lets go of the lock, too.
                if connection.connection is not None and not connection.connection.closed:
                    connection.cursor().execute("SELECT pg_advisory_unlock(%s)", [_MIGRATION_LOCK])
