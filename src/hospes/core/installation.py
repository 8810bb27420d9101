"""Where this installation keeps its data, and the secret it made for itself."""

import os
import secrets
from pathlib import Path


def data_folder(root: Path) -> Path:
    """The folder for the database, uploads and mails; made when it is not there."""
    folder = Path(os.environ.get("HOSPES_DATA_DIR") or root / "var").expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """Read the secret key of this installation, making it on the first start.

    Written with `O_EXCL`, so that of two processes that start together one makes it and
    the other reads it.
    """
    path = folder / "secret-key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    key = secrets.token_urlsafe(60)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key)
    return key
