"""Where this installation keeps its data, and the secret it made for itself."""

import os
import secrets
import tempfile
from pathlib import Path


def data_folder(root: Path) -> Path:
    """The folder for the database, uploads and mails; made when it is not there.

    When nobody says: `var` in a clone, which has its `pyproject.toml`; beside nobody's installed packages.
    """
    ours = root / "var" if (root / "pyproject.toml").is_file() else Path("~/.local/share/hospes")
    folder = Path(os.environ.get("HOSPES_DATA_DIR") or ours).expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """Read the secret key of this installation, making it on the first start.

    The key is written whole beside its place and then linked there, which only the first of
    several processes can do; the others read what that one wrote.
    """
    path = folder / "secret-key"
    if not path.exists():
        handle, draft = tempfile.mkstemp(prefix="secret-key-", dir=folder)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(60))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            Path(draft).unlink()
    return path.read_text(encoding="ascii").strip()
