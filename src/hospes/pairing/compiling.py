"""Compiled functions, kept between processes as long as no line of the engine changes.

The compiler looks only at the file in which a function stands, not at the files whose functions are
built into it. So what it has made is kept in a folder that is named after the whole engine's text.
"""

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from time import time
from typing import Any, TypeVar, cast

import numba

Kernel = TypeVar("Kernel", bound=Callable[..., Any])

ENGINE = Path(__file__).parent
NAMED = "kernels-"
# What an earlier release has made stays so long: it may still be running.
FORGOTTEN_SECONDS = 30 * 24 * 3600


def compiled(kernel: Kernel) -> Kernel:
    """Compiled when it is first called, unless that was done before."""
    return cast("Kernel", numba.njit(cache=KEPT, nogil=True)(kernel))


def part(kernel: Kernel) -> Kernel:
    """A part of a kernel, built into whoever calls it: handing over all columns would take longer than its work."""
    return cast("Kernel", numba.njit(cache=KEPT, nogil=True, forceinline=True)(kernel))


def _keep() -> bool:
    """Says where compiled functions are kept: beside the package, else in this user's own cache; false for nowhere."""
    for parent in (ENGINE / "__pycache__", Path("~/.cache/hospes").expanduser()):
        folder = parent / (NAMED + _text_of_the_engine())
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            for other in parent.glob(NAMED + "*"):
                if other != folder and time() - other.stat().st_mtime > FORGOTTEN_SECONDS:
                    rmtree(other, ignore_errors=True)
            numba.config.CACHE_DIR = str(folder)  # type: ignore[attr-defined]
            return True
    return False


def _text_of_the_engine() -> str:
    text = sha256()
    for file in sorted(ENGINE.rglob("*.py")):
        text.update(file.read_bytes())
    return text.hexdigest()[:16]


KEPT = _keep()
