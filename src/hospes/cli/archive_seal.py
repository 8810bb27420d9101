"""Backups that only the holder of a key can open, in the age format (age-encryption.org/v1).

The machine that makes backups needs only the public key, so that whoever takes it over cannot read
the backups of before. Files made here open with the `age` program, too.
"""

import os
from collections.abc import Sequence
from pathlib import Path

import pyrage

from hospes.cli.mistakes import MistakeError

_BEGINNING = b"age-encryption.org/v1"


def make_key(path: Path) -> str:
    """Write a new secret key into a file of its own and answer with the public key."""
    identity = pyrage.x25519.Identity.generate()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise MistakeError(f"{path} is there already. Choose another name: a lost key opens no backup.") from None
    except OSError as error:
        raise MistakeError(f"{path} cannot be written: {error.strerror}. Choose another folder.") from error
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"# public key: {identity.to_public()}\n{identity}\n")
    return str(identity.to_public())


def is_sealed(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_BEGINNING)) == _BEGINNING


def seal(plain: Path, sealed: Path, keys: Sequence[str]) -> None:
    """Encrypt for each of the public keys."""
    recipients = public_keys(keys)
    with plain.open("rb") as source, sealed.open("wb") as target:
        pyrage.encrypt_io(source, target, recipients)
        target.flush()
        os.fsync(target.fileno())


def unseal(sealed: Path, plain: Path, key_file: Path | None) -> None:
    """Decrypt with a secret key from the file. Every byte is checked on the way."""
    if key_file is None:
        raise MistakeError("This backup is encrypted. Name the file of its secret key with --key FILE.")
    secrets = _secret_keys(key_file)
    plain.touch(mode=0o600)
    try:
        with sealed.open("rb") as source, plain.open("wb") as target:
            pyrage.decrypt_io(source, target, secrets)
    except (pyrage.DecryptError, OSError) as error:
        message = f"The backup cannot be opened: {error}. The key is another one, or the file is damaged."
        raise MistakeError(message) from error


def public_keys(keys: Sequence[str]) -> list["pyrage.x25519.Recipient"]:
    try:
        return [pyrage.x25519.Recipient.from_str(key.strip()) for key in keys]
    except pyrage.RecipientError as error:
        raise MistakeError(
            f"A public key for backups is wrong: {error}. It begins with age1; `hospes backup-key FILE` makes one."
        ) from error


def _secret_keys(path: Path) -> list["pyrage.x25519.Identity"]:
    try:
        lines = path.read_text(encoding="ascii").splitlines()
        return [pyrage.x25519.Identity.from_str(line.strip()) for line in lines if line and not line.startswith("#")]
    except (OSError, ValueError, pyrage.IdentityError) as error:
        raise MistakeError(f"{path} holds no secret key of a backup: {error}.") from error
