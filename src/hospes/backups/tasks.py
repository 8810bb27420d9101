"""The backup that makes itself, where `HOSPES_BACKUP_DIR` names a folder for it."""

import subprocess
import sys

import structlog
from django.conf import settings

from hospes.jobs.schedule import scheduled, task

log = structlog.stdlib.get_logger("hospes.backups")


class BackupFailedError(RuntimeError):
    """`hospes backup` said no. The queue tries again, and shows it when it gives up."""


@scheduled(settings.BACKUP_SCHEDULE)
def back_up_when_due() -> None:
    if settings.BACKUP_DIR:
        back_up.enqueue()


@task()
def back_up() -> None:
    """The same command that people type, in a process of its own: what it needs of memory is given back."""
    command = [sys.executable, "-m", "hospes", "backup", "--scheduled"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise BackupFailedError(done.stderr.strip())
    log.info("backup made", said=done.stdout.strip())
