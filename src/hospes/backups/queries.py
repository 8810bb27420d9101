"""When the newest backup was made."""

import json
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

# What the last `hospes backup` on this machine wrote, in the data folder.
LAST_BACKUP = "last-backup.json"
SCHEDULED = "hospes.backups.tasks.back_up"


def newest_backup_at() -> datetime | None:
    """The moment of the newest backup that is known of: by hand on this machine, or scheduled on any."""
    found = [moment for moment in (_by_hand(), _scheduled()) if moment is not None]
    return max(found, default=None)


def note_path() -> Path:
    return Path(settings.DATA_DIR) / LAST_BACKUP


def _by_hand() -> datetime | None:
    try:
        moment = datetime.fromisoformat(json.loads(note_path().read_text(encoding="utf-8"))["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return moment if timezone.is_aware(moment) else None


def _scheduled() -> datetime | None:
    done = DBTaskResult.objects.successful().filter(task_path=SCHEDULED).order_by("-finished_at").first()
    return done.started_at if done is not None else None
