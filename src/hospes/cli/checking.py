"""`hospes check`: each setting with its source, then the health of each part, with the mend."""

import json
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from hospes.cli.settings_list import SETTINGS, shown_value, source_of
from hospes.cli.starting import start_django
from hospes.cli.words import take
from hospes.core.health import Finding

LEAST_FREE_BYTES = 500 * 1024 * 1024
LATE_MAIL = timedelta(minutes=15)
OLD_BACKUP = timedelta(days=2)
CLOCKS_APART = timedelta(seconds=10)
LAST_BACKUP = "last-backup.json"


def check(given: list[str]) -> int:
    take(given)
    before = dict(os.environ)
    start_django()
    from django.conf import settings

    from hospes.core import health

    print("Settings")
    for setting in SETTINGS:
        print(f"  {setting.name:<22}{shown_value(setting)}  ({source_of(setting, before, settings.DATA_DIR)})")
    found = {
        "address": address(),
        **health.findings(),
        "search": _asked(search),
        "mail": _asked(mail),
        "outbox": _asked(outbox),
        "clock": _asked(clock),
        "disk": disk(),
        "backup": backup(),
    }
    print("\nHealth")
    for name, finding in found.items():
        sign = "ok   " if finding.well else "WRONG"
        print(f"  {sign} {name:<12}{finding.state}{f'. {finding.mend}' if finding.mend else ''}")
    return 0 if all(finding.well for finding in found.values()) else 1


def _asked(question: Callable[[], Finding]) -> Finding:
    from django.db import DatabaseError

    try:
        return question()
    except DatabaseError:
        return Finding(False, "unknown", "Bring the database up, then run `hospes migrate`.")


def address() -> Finding:
    """Links in mails lead to a host that the site answers to."""
    from django.conf import settings
    from django.http.request import validate_host

    host = urlsplit(settings.BASE_URL).hostname or ""
    host = f"[{host}]" if ":" in host else host
    if not validate_host(host, settings.ALLOWED_HOSTS):
        return Finding(False, f"{host} is not allowed", "Add it to HOSPES_ALLOWED_HOSTS, or correct HOSPES_BASE_URL.")
    return Finding(True, "ok")


def search() -> Finding:
    from hospes.search import sources

    missing = sources.missing()
    if missing:
        return Finding(False, f"{missing} things cannot be found", "Run `hospes index`.")
    return Finding(True, "ok")


def mail() -> Finding:
    from django.conf import settings
    from django.core.mail import get_connection

    if not settings.EMAIL_URL:
        folder = settings.EMAIL_FILE_PATH
        advice = "Set HOSPES_EMAIL_URL to send them" if settings.IS_REAL else ""
        return Finding(not settings.IS_REAL, f"written into {folder}", advice)
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


def disk() -> Finding:
    from django.conf import settings

    free = shutil.disk_usage(settings.DATA_DIR).free
    state = f"{free // (1024 * 1024):,} MB free"
    return Finding(True, state) if free > LEAST_FREE_BYTES else Finding(False, state, "Make room in the data folder.")


def backup() -> Finding:
    """Advice for a trial; an installation with real hosts must have a fresh backup."""
    from django.conf import settings

    mend = "Run `hospes backup FILE` every night"
    try:
        noted = json.loads((settings.DATA_DIR / LAST_BACKUP).read_text(encoding="utf-8"))
        age = datetime.now(UTC) - datetime.fromisoformat(noted["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return Finding(not settings.IS_REAL, "none yet", mend)
    hours = round(age.total_seconds() / 3600)
    return Finding(age < OLD_BACKUP or not settings.IS_REAL, f"{hours} hours old", "" if age < OLD_BACKUP else mend)
