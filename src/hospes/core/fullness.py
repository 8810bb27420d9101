"""A disk that is full, or a database that can write no more: nothing of the request was kept, and we can say so."""

import errno
import sqlite3
from collections.abc import Iterator

_OF_FILES = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS})
_OF_SQLITE = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN")
_OF_POSTGRESQL = "53100"
RETRY_AFTER_SECONDS = 300


def is_full(error: BaseException | None) -> bool:
    """Whether this happened because there is no room, or no right, to write."""
    return any(_says_full(one) for one in _chain(error))


def _says_full(error: BaseException) -> bool:
    if isinstance(error, sqlite3.Error):
        return str(getattr(error, "sqlite_errorname", "")).startswith(_OF_SQLITE)
    if isinstance(error, OSError):
        return error.errno in _OF_FILES
    return getattr(error, "sqlstate", None) == _OF_POSTGRESQL


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error, and those that it came from."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
