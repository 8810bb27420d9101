"""Reading every record of an archive before anything is written: its shape, its keys, its links, its journal."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db.models import FileField, ForeignKey

from hospes.exports.archive.kinds import KINDS, Kind
from hospes.exports.archive.opening import ArchiveError, Opened
from hospes.exports.archive.parts import Tick
from hospes.exports.archive.values import UnfitValueError, reader
from hospes.exports.archive.writing import FILES
from hospes.journal.chain import line_hash, payload_hash
from hospes.journal.models import JournalLine

Record = dict[str, Any]


def check(archive: Opened, tick: Tick = lambda _rows: None) -> None:
    """Raise `ArchiveError` with the first thing that is wrong."""
    unknown = sorted(set(archive.rows) - {kind.name for kind in KINDS})
    if unknown:
        message = f"This archive was made by a newer release: it has {unknown[0]}. Install that release first."
        raise ArchiveError(message)
    keys: dict[str, set[Any]] = {}
    links: list[tuple[Kind, ForeignKey[Any, Any], set[Any]]] = []
    for kind in KINDS:
        if kind.name in archive.rows:
            keys[kind.label], found = _check_kind(archive, kind, tick)
            links += [(kind, field, targets) for field, targets in found.items()]
    for kind, field, targets in links:
        lost = targets - keys.get(field.related_model._meta.label, set())
        if lost:
            message = f"{kind.name}: {field.attname} names {min(lost)!r}, which is not in the archive."
            raise ArchiveError(message)
    _check_journal(archive)


def _check_kind(archive: Opened, kind: Kind, tick: Tick) -> tuple[set[Any], dict["ForeignKey[Any, Any]", set[Any]]]:
    keys: set[Any] = set()
    primary = kind.model._meta.pk.attname
    linked: dict[ForeignKey[Any, Any], set[Any]] = {one: set() for one in kind.fields if isinstance(one, ForeignKey)}
    files = [one.attname for one in kind.fields if isinstance(one, FileField)]
    count = 0
    for number, record in records(archive.folder, kind):
        count += 1
        if record[primary] in keys:
            raise wrong(kind, number, primary, "stands there twice")
        keys.add(record[primary])
        for field, targets in linked.items():
            if record[field.attname] is not None:
                targets.add(record[field.attname])
        for name in files:
            _check_file(archive, kind, number, record[name])
        tick(1)
    if count != archive.rows[kind.name]:
        message = f"The archive is damaged: {kind.name} has {count} records, and its manifest counts another number."
        raise ArchiveError(message)
    return keys, linked


def _check_file(archive: Opened, kind: Kind, number: int, name: str) -> None:
    """A name of a file leads into our folder of uploads and nowhere else."""
    parts = name.split("/")
    if name and (name.startswith("/") or "\\" in name or {"", ".", ".."} & set(parts)):
        raise wrong(kind, number, name, "is no name of an uploaded file")
    if name and f"{FILES}/{name}" in archive.manifest["files"] and not name.endswith((".webp", ".png", ".jpg")):
        raise wrong(kind, number, name, "is no picture")


def records(folder: Path, kind: Kind) -> Iterator[tuple[int, Record]]:
    """Line number and values, ready for the database. Fields that an older release did not have get their default."""
    readers = {one.attname: reader(one) for one in kind.fields}
    defaults = {one.attname: one for one in kind.fields if one.has_default() or one.null}
    with (folder / f"data/{kind.name}.jsonl").open(encoding="utf-8", newline="\n") as lines:
        for number, text in enumerate(lines, start=1):
            given = _parsed(kind, number, text)
            unknown = sorted(given.keys() - readers.keys())
            if unknown:
                raise wrong(kind, number, unknown[0], "is not known to this release")
            record: Record = {}
            for name, read in readers.items():
                if name not in given:
                    if name not in defaults:
                        raise wrong(kind, number, name, "is missing")
                    record[name] = defaults[name].get_default()
                    continue
                try:
                    record[name] = read(given[name])
                except UnfitValueError as error:
                    raise wrong(kind, number, name, str(error)) from error
            yield number, record


def _parsed(kind: Kind, number: int, text: str) -> Record:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise wrong(kind, number, "the line", "is no JSON") from error
    if not isinstance(found, dict):
        raise wrong(kind, number, "the line", "is no object")
    return found


def wrong(kind: Kind, number: int, what: str, why: str) -> ArchiveError:
    return ArchiveError(f"data/{kind.name}.jsonl, line {number}: {what}: {why}.")


# The journal


def _check_journal(archive: Opened) -> None:
    """The chain is whole, and ends where the manifest says."""
    lines, words = (next(kind for kind in KINDS if kind.label == f"journal.{name}") for name in _JOURNAL)
    expected, previous = 1, ""
    promised: dict[int, str] = {}
    for number, record in records(archive.folder, lines) if lines.name in archive.rows else ():
        line = JournalLine(**record)
        if (line.sequence, line.previous_hash) != (expected, previous) or line.hash != line_hash(line):
            raise wrong(lines, number, "the journal", "was changed, or a line of it was taken away")
        if line.personal_hash:
            promised[line.sequence] = line.personal_hash
        expected, previous = line.sequence + 1, line.hash
    said = archive.manifest.get("journal")
    if not isinstance(said, dict) or (said.get("lines"), said.get("hash")) != (expected - 1, previous):
        raise ArchiveError("The archive is damaged: the journal does not end where its manifest says.")
    for number, record in records(archive.folder, words) if words.name in archive.rows else ():
        if payload_hash(record["payload"], record["salt"]) != promised.get(record["line_id"]):
            raise wrong(words, number, "the words", "are not those that the journal was written with")


_JOURNAL = ("JournalLine", "PersonalPayload")
