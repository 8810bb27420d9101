"""The archive of the whole partnership, or of some kinds of it, as a folder or a ZIP."""

import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import FileField

from hospes.exports.archive import calendars, manifest, parts
from hospes.exports.archive.kinds import KINDS, Kind
from hospes.exports.archive.snapshot import one_moment
from hospes.journal.queries import head
from hospes.matchmaking.models import Entry, Introduction

FILES = "files"


class TargetError(Exception):
    """The archive cannot be written there. The message says why, and the mend."""


def write_partnership(target: Path, tick: parts.Tick = lambda _rows: None) -> dict[str, Any]:
    """Everything. Returns the manifest."""
    return _written(target, KINDS, manifest.WHOLE, tick)


def write_kinds(target: Path, kinds: Sequence[Kind], tick: parts.Tick = lambda _rows: None) -> dict[str, Any]:
    """Some kinds only: to read, not to rebuild from."""
    return _written(target, kinds, manifest.PART, tick)


def rows_of(kinds: Sequence[Kind]) -> int:
    return sum(kind.model._base_manager.count() for kind in kinds)


def _written(target: Path, kinds: Sequence[Kind], scope: str, tick: parts.Tick) -> dict[str, Any]:
    def fill(folder: Path) -> dict[str, Any]:
        with one_moment():
            rows = {kind.name: parts.write(parts.part_of(kind), folder, tick) for kind in kinds}
            _copy_files(kinds, folder)
            if scope == manifest.WHOLE:
                calendars.write(folder, Introduction.objects.all(), Entry.objects.all())
            sequence, journal_hash = head()
        return manifest.write(folder, scope=scope, rows=rows, journal={"lines": sequence, "hash": journal_hash})

    return put(target, fill)


def put(target: Path, fill: Callable[[Path], dict[str, Any]]) -> dict[str, Any]:
    """Fill a folder beside the target, and put it in place when it is whole: nobody finds a half archive."""
    is_zip = target.suffix.lower() == ".zip"
    _refuse_to_overwrite(target, is_zip=is_zip)
    with _beside(target) as workshop:
        folder = workshop / "archive"
        folder.mkdir()
        written = fill(folder)
        if is_zip:
            pack(folder, workshop / "archive.zip")
            (workshop / "archive.zip").replace(target)
        else:
            if target.is_dir():
                target.rmdir()
            folder.replace(target)
    return written


def pack(folder: Path, target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
        # What says what the rest is comes first.
        archive.write(folder / manifest.NAME, manifest.NAME)
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.name != manifest.NAME):
            archive.write(path, path.relative_to(folder).as_posix())
    target.chmod(0o600)


def _refuse_to_overwrite(target: Path, *, is_zip: bool) -> None:
    if target.is_dir() and not is_zip and not any(target.iterdir()):
        return
    if target.exists() or target.is_symlink():
        message = f"There is something in {target} already. Choose a folder that is empty or does not exist yet."
        raise TargetError(message)


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A folder on the same disk that only we can read, gone afterwards."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        workshop = tempfile.TemporaryDirectory(prefix=".hospes-export-", dir=target.parent)
    except OSError as error:
        message = f"{target} cannot be written: {error.strerror}. Choose another folder."
        raise TargetError(message) from error
    with workshop as name:
        yield Path(name)


def _copy_files(kinds: Sequence[Kind], folder: Path) -> None:
    """The uploaded files that records name. One that is lost is left out; its record still names it."""
    for name in sorted(names_of_files(kinds)):
        if default_storage.exists(name):
            copy = folder / FILES / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            with default_storage.open(name) as source, copy.open("wb") as file:
                shutil.copyfileobj(source, file)


def names_of_files(kinds: Sequence[Kind]) -> set[str]:
    found: set[str] = set()
    for kind in kinds:
        for field in kind.fields:
            if isinstance(field, FileField):
                rows = kind.model._base_manager.exclude(**{field.name: ""})
                found.update(rows.values_list(field.name, flat=True))
    return found
