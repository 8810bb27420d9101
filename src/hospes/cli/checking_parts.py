"""What `hospes check` asks about health, beyond what `/health/ready` tells everybody."""

import shutil
from collections.abc import Callable
from datetime import timedelta

from hospes.core.health import Finding

_MEGABYTE = 1024 * 1024
LEAST_FREE_BYTES = 500 * _MEGABYTE
LATE_MAIL = timedelta(minutes=15)
LATE_TASK = timedelta(minutes=15)
OLD_BACKUP = timedelta(days=2)
CLOCKS_APART = timedelta(seconds=10)


def questions() -> dict[str, Callable[[], Finding]]:
    return {
        "upgrade": upgrade,
        "tasks": tasks,
        "search": search,
        "memory": memory,
        "mail": mail,
        "outbox": outbox,
        "clock": clock,
        "disk space": disk_space,
        "backup": backup,
    }


def upgrade() -> Finding:
    from hospes.cli.starting import is_half_upgraded

    if is_half_upgraded():
        return Finding(False, "under way, or interrupted", "Run `hospes migrate`.")
    return Finding(True, "ok")


def tasks() -> Finding:
    from hospes.jobs import queries

    age = queries.oldest_ready_age()
    if age > LATE_TASK:
        minutes = round(age.total_seconds() / 60)
        return Finding(False, f"one waits for {minutes} minutes", "Start more of `hospes worker`.")
    failed = queries.failed().count()
    return Finding(True, f"ok, {failed} were given up" if failed else "ok")


def search() -> Finding:
    from hospes.search import sources

    missing = sources.missing()
    if missing:
        return Finding(False, f"{missing} things cannot be found", "Run `hospes index`.")
    return Finding(True, "ok")


def memory() -> Finding:
    """Only advice: PostgreSQL reads the words of the search from outside, each time, when they do not fit."""
    from django.db import connection

    from hospes.search.models import Document

    if connection.vendor != "postgresql":
        return Finding(True, "ok")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_size_bytes(current_setting('shared_buffers')), pg_table_size(%s)", [Document._meta.db_table]
        )
        kept, words = cursor.fetchone()
    return kept_in_memory(kept, words)


def kept_in_memory(kept: int, words: int) -> Finding:
    """Both in bytes."""
    state = f"PostgreSQL keeps {kept // _MEGABYTE:,} MB; the words of the search have {words // _MEGABYTE:,}"
    if words <= kept / 2:
        return Finding(True, state)
    return Finding(True, state, "Set its shared_buffers to a quarter of its machine's memory, and restart it")


def mail() -> Finding:
    from django.conf import settings
    from django.core.mail import get_connection

    if not settings.EMAIL_URL:
        folder = settings.EMAIL_FILE_PATH
        advice = "Set HOSPES_EMAIL_URL to send them" if _others_come() else ""
        return Finding(not _others_come(), f"written into {folder}", advice)
    try:
        connection = get_connection()
        connection.open()
        connection.close()
    except OSError as error:
        return Finding(False, f"the server does not answer: {error}", "Correct HOSPES_EMAIL_URL.")
    return Finding(True, "the server answers")


def outbox() -> Finding:
    from hospes.mail import queries
    from hospes.mail.choices import MailStatus

    age = queries.oldest_waiting_age()
    failed = queries.counts().get(MailStatus.FAILED, 0)
    if age > LATE_MAIL:
        minutes = round(age.total_seconds() / 60)
        return Finding(
            False, f"a mail waits for {minutes} minutes", "Start `hospes worker`, and check the mail server."
        )
    return Finding(True, f"ok, {failed} could not be delivered" if failed else "ok")


def clock() -> Finding:
    """The clock agrees with the database's, and did not go back behind what was already written."""
    from django.db import connection
    from django.utils import timezone

    from hospes.journal.models import JournalLine

    now = timezone.now()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            (there,) = cursor.fetchone()
        if abs(there - now) > CLOCKS_APART:
            return Finding(False, "differs from the database's clock", "Let both machines keep time by NTP.")
    newest = JournalLine.objects.order_by("-sequence").values_list("at", flat=True).first()
    if newest and newest > now + CLOCKS_APART:
        return Finding(False, "is behind the newest line of the journal", "Set the clock of this machine.")
    return Finding(True, "ok")


def disk_space() -> Finding:
    from django.conf import settings

    free = shutil.disk_usage(settings.DATA_DIR).free
    state = f"{free // _MEGABYTE:,} MB free"
    return Finding(True, state) if free > LEAST_FREE_BYTES else Finding(False, state, "Make room in the data folder.")


def backup() -> Finding:
    """Advice for a trial; an installation that others reach must have a fresh backup."""
    from django.utils import timezone

    from hospes.backups import queries

    mend = "Set HOSPES_BACKUP_DIR, or run `hospes backup FILE` every night"
    newest = queries.newest_backup_at()
    if newest is None:
        return Finding(not _others_come(), "none yet", mend)
    age = timezone.now() - newest
    is_old = age > OLD_BACKUP
    hours = round(age.total_seconds() / 3600)
    return Finding(not (is_old and _others_come()), f"{hours} hours old", mend if is_old else "")


def _others_come() -> bool:
    from django.conf import settings

    return bool(settings.IS_REAL or settings.HAS_REAL_HOSTS)
