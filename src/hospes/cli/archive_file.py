"""The file of a backup: a tar with `manifest.json` first, and a checksum for every other member.

manifest.json    product, format, release, moment, kind of database, checksums, number of rows
database         a SQLite file, or what pg_dump wrote
secret-key       the secret that the installation made for itself, when it did
uploads/…        pictures

The whole may be encrypted: `archive_seal` says how.
"""

import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from hospes.cli import archive_seal
from hospes.cli.mistakes import MistakeError

PRODUCT, FORMAT = "hospes", 1
MANIFEST = "manifest.json"
_LARGEST_MANIFEST = 64 * 1024 * 1024
_BLOCK = 1024 * 1024


@dataclass(frozen=True)
class Archive:
    """An archive that was read whole, checked, and lies unpacked in a folder."""

    folder: Path
    manifest: Mapping[str, Any]

    @property
    def database(self) -> Path:
        return self.folder / "database"


def write(
    target: Path, members: Mapping[str, Path], facts: Mapping[str, Any], keys: Sequence[str], *, workshop: Path
) -> None:
    """Write the archive beside its place and move it there when it is whole. Only its owner may read it.

    With public keys, what comes near its place is encrypted for them: the open draft stays in the workshop.
    """
    sums = {name: checksum(path) for name, path in members.items()}
    manifest = json.dumps({"product": PRODUCT, "format": FORMAT, **facts, "members": sums}, indent=1).encode()
    try:
        handle, beside = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    except OSError as error:
        raise MistakeError(f"{target.parent} cannot be written: {error.strerror}. Choose another folder.") from error
    os.close(handle)
    draft = workshop / "open.tar" if keys else Path(beside)
    draft.touch(mode=0o600)
    try:
        with draft.open("wb") as file, tarfile.open(fileobj=file, mode="w") as tar:
            head = tarfile.TarInfo(MANIFEST)
            head.size, head.mode = len(manifest), 0o600
            tar.addfile(head, io.BytesIO(manifest))
            for name, path in members.items():
                tar.add(path, arcname=name, recursive=False)
            tar.close()
            file.flush()
            os.fsync(file.fileno())
        if keys:
            archive_seal.seal(draft, Path(beside), keys)
        Path(beside).replace(target)
    except OSError as error:
        raise MistakeError(f"{target} could not be written: {error.strerror}. Make room, or choose another.") from error
    finally:
        draft.unlink(missing_ok=True)
        Path(beside).unlink(missing_ok=True)


def read(source: Path, folder: Path, key_file: Path | None = None) -> Archive:
    """Unpack into an empty folder, refusing whatever is damaged or not ours. Touches nothing else."""
    try:
        if archive_seal.is_sealed(source):
            opened = folder / ".opened"
            archive_seal.unseal(source, opened, key_file)
            source = opened
        with tarfile.open(source, mode="r:") as tar:
            manifest = _manifest(tar)
            found = {member.name: _unpacked(tar, member, folder, manifest["members"]) for member in tar}
    except FileNotFoundError:
        raise MistakeError(f"There is no file {source}.") from None
    except (tarfile.TarError, EOFError, OSError) as error:
        raise MistakeError(f"{source} cannot be read as a backup: {error}. Take another copy of it.") from error
    missing = set(manifest["members"]) - set(found)
    if missing:
        raise MistakeError(f"The backup is cut off: {sorted(missing)[0]} is missing. Take another copy of it.")
    return Archive(folder, manifest)


def checksum(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _manifest(tar: tarfile.TarFile) -> dict[str, Any]:
    head = tar.next()
    if head is None or head.name != MANIFEST or not head.isreg() or head.size > _LARGEST_MANIFEST:
        raise MistakeError("This is not a backup of Hospes: it does not begin with its manifest.")
    content = tar.extractfile(head)
    try:
        manifest = json.loads(content.read() if content else b"")
    except ValueError:
        raise MistakeError("The manifest of this backup is damaged. Take another copy of it.") from None
    if not isinstance(manifest, dict) or manifest.get("product") != PRODUCT:
        raise MistakeError("This is not a backup of Hospes.")
    if manifest.get("format") != FORMAT:
        raise MistakeError("This backup was made by another release. Install that release to restore it.")
    if not isinstance(manifest.get("members"), dict) or "database" not in manifest["members"]:
        raise MistakeError("The manifest of this backup is damaged. Take another copy of it.")
    return manifest


def _unpacked(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path, sums: Mapping[str, str]) -> bool:
    if member.name == MANIFEST:
        return True
    parts = PurePosixPath(member.name).parts
    if not member.isreg() or member.name not in sums or member.name.startswith("/") or ".." in parts:
        raise MistakeError(f"This backup holds something that is not ours: {member.name!r}. It was not unpacked.")
    target = folder.joinpath(*parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    content = tar.extractfile(member)
    with target.open("wb") as file:
        while content and (block := content.read(_BLOCK)):
            file.write(block)
    if checksum(target) != sums[member.name]:
        raise MistakeError(f"The backup is damaged: {member.name} is not as it was written. Take another copy of it.")
    return True
