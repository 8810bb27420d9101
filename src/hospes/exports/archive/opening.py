"""Looking into an archive without trusting it. Nothing of this installation is touched here.

An archive may come from anywhere: a ZIP is unpacked only as far as its own manifest goes, into a folder of
ours, file by file and never more than was announced.
"""

import json
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from hospes.exports.archive import manifest

MOST_MANIFEST = 32 * 1024 * 1024
MOST_FILES = 50_000
MOST_UNPACKED = 20 * 1024**3
# Text packs well; ten thousand to one is made to harm.
MOST_TIMES_SMALLER = 1_000
_FOLDERS = frozenset({"data", "schema", "files", "calendar"})
_BLOCK = 1024 * 1024


class ArchiveError(Exception):
    """The archive cannot be used. The message says what is wrong with it."""


@dataclass(frozen=True)
class Opened:
    """An archive whose files are what its manifest says."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def rows(self) -> dict[str, int]:
        return dict(self.manifest["rows"])


@contextmanager
def opened(source: Path, workshop: Path) -> Iterator[Opened]:
    """The archive in a folder or a ZIP, every checksum compared."""
    if source.is_dir():
        found = Opened(source, _manifest((source / manifest.NAME).read_bytes() if _is_there(source) else b""))
    elif source.is_file():
        found = _unpacked(source, workshop)
    else:
        message = f"There is no {source}."
        raise ArchiveError(message)
    _compare(found)
    yield found


def _is_there(folder: Path) -> bool:
    path = folder / manifest.NAME
    if not path.is_file() or path.is_symlink() or path.stat().st_size > MOST_MANIFEST:
        raise ArchiveError("This is no archive of Hospes: it has no manifest.json that we can read.")
    return True


def _manifest(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ArchiveError("This is no archive of Hospes: its manifest.json cannot be read.") from error
    if not isinstance(found, dict) or found.get("product") != manifest.PRODUCT:
        raise ArchiveError("This is no archive of Hospes: its manifest.json is not ours.")
    if found.get("format") != manifest.FORMAT:
        message = f"This archive has format {found.get('format')!r}; this release reads format {manifest.FORMAT}."
        raise ArchiveError(message)
    _refuse_odd(found)
    return found


def _refuse_odd(found: dict[str, Any]) -> None:
    files, rows = found.get("files"), found.get("rows")
    if not isinstance(files, dict) or not isinstance(rows, dict) or len(files) > MOST_FILES:
        raise ArchiveError("This archive is damaged: its manifest.json says too little or too much.")
    for name, said in files.items():
        if not _is_ours(name):
            message = f"This archive holds something that is not ours: {name!r}. Nothing was unpacked."
            raise ArchiveError(message)
        size = said.get("bytes") if isinstance(said, dict) else None
        if not isinstance(size, int) or size < 0 or not isinstance(said.get("sha256"), str):
            message = f"This archive is damaged: its manifest.json says nothing sensible of {name}."
            raise ArchiveError(message)
    if sum(said["bytes"] for said in files.values()) > MOST_UNPACKED:
        raise ArchiveError("This archive is too large when unpacked. The limit is 20 GB.")
    if not all(isinstance(name, str) and isinstance(count, int) and count >= 0 for name, count in rows.items()):
        raise ArchiveError("This archive is damaged: its manifest.json does not count its records.")


def _is_ours(name: str) -> bool:
    """A plain path below one of our folders: nothing that climbs, nothing absolute, no other system's separators."""
    parts = PurePosixPath(name).parts
    is_plain = "\\" not in name and "\x00" not in name and ":" not in name and "/".join(parts) == name
    return is_plain and len(parts) >= 2 and parts[0] in _FOLDERS and not {".", ".."} & set(parts)


def _compare(found: Opened) -> None:
    for name, said in found.manifest["files"].items():
        path = found.folder / name
        if path.is_symlink() or any(up.is_symlink() for up in path.parents if up.is_relative_to(found.folder)):
            message = f"{name} is a link to somewhere else. An archive holds files only."
            raise ArchiveError(message)
        if not path.is_file():
            message = f"The archive is damaged: {name} is missing."
            raise ArchiveError(message)
        if path.stat().st_size != said["bytes"] or manifest.checksum(path) != said["sha256"]:
            message = f"The archive is damaged: {name} is not as it was written. Take another copy of it."
            raise ArchiveError(message)


def _unpacked(source: Path, workshop: Path) -> Opened:
    try:
        with zipfile.ZipFile(source) as archive:
            members = {member.filename: member for member in archive.infolist()}
            _refuse_harmful(archive, members)
            found = Opened(workshop, _manifest(archive.read(manifest.NAME)))
            strangers = sorted(members.keys() - found.manifest["files"].keys() - {manifest.NAME})
            if strangers:
                message = f"This archive holds something that is not ours: {strangers[0]!r}. Nothing was unpacked."
                raise ArchiveError(message)
            for name, said in found.manifest["files"].items():
                if name not in members:
                    message = f"The archive is damaged: {name} is missing."
                    raise ArchiveError(message)
                _unpack(archive, members[name], workshop / name, said["bytes"])
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise ArchiveError("This file cannot be read as a ZIP. Take another copy of it.") from error
    return found


def _refuse_harmful(archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo]) -> None:
    """By what the ZIP says of itself, before anything is unpacked."""
    if len(archive.infolist()) > MOST_FILES + 1:
        raise ArchiveError("This archive holds too many files.")
    if len(members) != len(archive.infolist()):
        raise ArchiveError("This archive holds two files of one name.")
    first = members.get(manifest.NAME)
    if first is None or first.file_size > MOST_MANIFEST:
        raise ArchiveError("This is no archive of Hospes: it has no manifest.json that we can read.")
    for member in members.values():
        if stat.S_ISLNK(member.external_attr >> 16) or member.is_dir():
            message = f"This archive holds something that is no file: {member.filename!r}. Nothing was unpacked."
            raise ArchiveError(message)
        if member.flag_bits & 1:
            raise ArchiveError("This archive is locked with a password. Unpack it first.")
        if member.file_size > _BLOCK and member.file_size > MOST_TIMES_SMALLER * max(member.compress_size, 1):
            raise ArchiveError("This archive would grow without measure when unpacked. It was not unpacked.")


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, most: int) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with archive.open(member) as source, target.open("wb") as file:
        while block := source.read(_BLOCK):
            written += len(block)
            if written > most:
                message = f"The archive is damaged: {member.filename} is longer than its manifest says."
                raise ArchiveError(message)
            file.write(block)
