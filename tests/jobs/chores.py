"""Tasks for these tests. They leave a line in a file, so that what was really done can be counted."""

import os
import time
from pathlib import Path

from django.db import transaction

from hospes.jobs.actions import HandedBackError, hold, is_told_to_stop
from hospes.jobs.schedule import LONG, task
from hospes.mail.models import Muted


def _note(words: str) -> None:
    folder = os.environ.get("HOSPES_NOTES") or os.environ["HOSPES_DATA_DIR"]
    with (Path(folder) / "notes").open("a", encoding="utf-8") as notes:
        notes.write(f"{words}\n")


@task()
def note(words: str) -> None:
    _note(words)


@task()
def note_slowly(words: str, seconds: float) -> None:
    _note(f"{words} begins")
    time.sleep(seconds)
    _note(f"{words} ends")


@task()
def break_down(words: str) -> None:
    _note(words)
    raise RuntimeError(words)


@task()
def count_once(seconds: float = 0) -> None:
    """An effect in the database, kept only by the worker that holds the task."""
    _note("counting begins")
    time.sleep(seconds)
    with transaction.atomic():
        Muted.objects.create(address_hash=os.urandom(8).hex(), topic="counted")
        hold()


@task()
def count_without_holding() -> None:
    Muted.objects.create(address_hash=os.urandom(8).hex(), topic="counted")


@task(queue_name=LONG)
def note_for_long(words: str, seconds: float) -> None:
    """Hands its work back when the worker is told to stop."""
    _note(f"{words} begins")
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if is_told_to_stop():
            _note(f"{words} is handed back")
            raise HandedBackError
        time.sleep(0.05)
    _note(f"{words} ends")
