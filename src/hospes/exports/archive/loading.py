"""Rebuilding a partnership from its archive: into an empty installation, whole or not at all."""

import hashlib
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from hospes.core.bulk import insert_rows
from hospes.exports.archive import manifest, parts, values
from hospes.exports.archive.checking import Record, check, records
from hospes.exports.archive.kinds import KINDS, Kind
from hospes.exports.archive.opening import ArchiveError, Opened, opened
from hospes.exports.archive.writing import FILES
from hospes.exports.batches import batches
from hospes.exports.insertion import go_on_counting, insert_as_they_are
from hospes.matchmaking.actions import terms
from hospes.matchmaking.models import Entry, EntryTerm
from hospes.search import sources
from hospes.search.actions import next_revision, write_new


def load(source: Path, *, only_check: bool = False, tick: parts.Tick = lambda _rows: None) -> dict[str, int]:
    """Read everything of an archive. Returns the records by kind; nothing when all of them were here already.

    The whole archive is checked first; then all of it is written in one transaction.
    """
    with (
        tempfile.TemporaryDirectory(prefix=".hospes-import-", dir=settings.DATA_DIR) as workshop,
        opened(source, Path(workshop)) as archive,
    ):
        if archive.manifest.get("scope") != manifest.WHOLE:
            raise ArchiveError("This archive holds a part only. `hospes export all` writes one to rebuild from.")
        check(archive, tick)
        if only_check:
            return archive.rows
        if is_empty():
            _load(archive, tick)
            return archive.rows
        if _is_here_already(archive):
            return {}
    raise ArchiveError(
        "There are other records in this installation. Import into an empty one: set HOSPES_DATA_DIR or"
        " HOSPES_DATABASE_URL to a new place and run `hospes migrate` first."
    )


def is_empty() -> bool:
    return not any(kind.model._base_manager.exists() for kind in KINDS)


def _is_here_already(archive: Opened) -> bool:
    """Whether an export of now would be the very same."""
    said = archive.manifest["files"]
    return all(_sum_of(kind) == said.get(f"data/{kind.name}.jsonl", {}).get("sha256") for kind in KINDS)


def _sum_of(kind: Kind) -> str:
    total = hashlib.sha256()
    for record in parts.part_of(kind).records():
        total.update(values.line(record).encode())
    return total.hexdigest()


def _load(archive: Opened, tick: parts.Tick) -> None:
    added: list[str] = []
    try:
        with transaction.atomic():
            for kind in KINDS:
                if kind.name in archive.rows:
                    rows = (_row(kind, record) for _number, record in records(archive.folder, kind))
                    insert_as_they_are(kind.model, rows, tick=tick)
            go_on_counting(kind.model for kind in KINDS)
            _write_what_is_derived()
            connection.check_constraints()
            # Pictures harm nobody who finds them without a record; a record without its picture does.
            _bring_files(archive, added)
    except IntegrityError as error:
        _take_away(added)
        message = f"The records of this archive contradict each other: {error}. Nothing was changed."
        raise ArchiveError(message) from error
    except BaseException:
        _take_away(added)
        raise


def _row(kind: Kind, record: Record) -> Model:
    row = kind.model(**record)
    for name, anew in kind.anew.items():
        setattr(row, name, anew(row))
    return row


def _write_what_is_derived() -> None:
    """The codes by which entries are narrowed, and the documents of the search. Suggestions are found by the worker."""
    for entries in batches(Entry.objects.select_related("organisation").order_by("pk")):
        codes = ((entry.pk, *term) for entry in entries for term in sorted(set(terms.terms_of(entry))))
        insert_rows(EntryTerm, ("entry", "scheme", "code"), codes)
    revision = next_revision()
    for source in sources.all_sources():
        for numbers in batches(source.model._default_manager.order_by("pk").values_list("pk", flat=True)):
            write_new(list(source.drafts_of(numbers)), revision=revision)


def _bring_files(archive: Opened, added: list[str]) -> None:
    for name in archive.manifest["files"]:
        folder, _, own = name.partition("/")
        if folder == FILES and not default_storage.exists(own):
            with (archive.folder / name).open("rb") as file:
                kept = default_storage.save(own, File(file))
            added.append(kept)
            if kept != own:
                message = f"{own} cannot be kept under its own name."
                raise ArchiveError(message)


def _take_away(added: list[str]) -> None:
    for name in added:
        default_storage.delete(name)
