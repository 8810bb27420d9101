"""Where this installation keeps its data, and the secret it made for itself."""

import os
import secrets
import tempfile
from collections.abc import Iterable
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import unquote, urlsplit

# What signs sessions is guessed by nobody: as long as Django asks for, of many different characters.
LEAST_SECRET, LEAST_DIFFERENT = 50, 5


def data_folder(root: Path) -> Path:
    """The folder for the database, uploads and mails; made when it is not there.

    When nobody says: `var` in a clone, which has its `pyproject.toml`; beside nobody's installed packages.
    """
    ours = root / "var" if (root / "pyproject.toml").is_file() else Path("~/.local/share/hospes")
    folder = Path(os.environ.get("HOSPES_DATA_DIR") or ours).expanduser().resolve()
    # Nobody else on the machine looks in: it holds addresses and the secret.
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
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


def uploads_folder(url: str, folder: Path) -> Path:
    """Where uploaded pictures are: in the data folder, or in a folder that several machines share.

    Raises `ValueError` with a sentence for what is no folder, such as storage that is reached over the web: backups
    hold the pictures, and whoever makes one must be able to read them all as files.
    """
    if not url:
        return folder / "uploads"
    parts = urlsplit(url)
    if parts.scheme != "file" or parts.netloc or not parts.path.startswith("/") or parts.path == "/":
        message = "HOSPES_STORAGE_URL is a folder that all machines share, such as file:///srv/hospes/uploads."
        raise ValueError(message)
    return Path(unquote(parts.path))


def is_loopback_name(host: str) -> bool:
    """Whether a host is this machine, seen from itself: `localhost`, `127.0.0.1`, `[::1]`."""
    name = host.strip("[]").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def has_real_hosts(allowed: Iterable[str]) -> bool:
    """Whether the site answers to a name that others can reach."""
    return any(not is_loopback_name(host) for host in allowed if host)


def is_weak(secret: str) -> bool:
    """A secret that came with an example, or that can be tried out."""
    return len(secret) < LEAST_SECRET or len(set(secret)) < LEAST_DIFFERENT or secret.startswith("django-insecure-")
