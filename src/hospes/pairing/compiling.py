"""Compiled functions, kept between processes as long as no line that they are made of changes.

The compiler looks only at the file in which a function stands, not at the files whose functions are
built into it. So what it has made is kept in a folder that is named after the text of all of them.
"""

import os
import re
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


def is_kept(kernel: Callable[..., Any]) -> bool:
    """Whether a kernel was compiled before, by this process or another."""
    folder = Path(numba.config.CACHE_DIR)  # type: ignore[attr-defined]
    name = kernel.__module__.rpartition(".")[2]
    return KEPT and any(folder.rglob(f"{name}.{kernel.__name__}-*.nbc"))


def _keep() -> bool:
    """Says where compiled functions are kept: beside the package, else in this user's own cache; false for nowhere."""
    for parent in (ENGINE / "__pycache__", Path("~/.cache/hospes").expanduser()):
        folder = parent / (NAMED + _text_of_the_kernels())
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


def _text_of_the_kernels() -> str:
    """A short name for the text of all files that compile something, and of those they take something from."""
    files = {
        ".".join(("hospes.pairing", *file.relative_to(ENGINE).with_suffix("").parts)): file
        for file in ENGINE.rglob("*.py")
    }
    texts = {name: file.read_text(encoding="utf-8") for name, file in files.items()}
    used = {name for name, text in texts.items() if f"from {__name__} import" in text}
    waiting = sorted(used)
    while waiting:
        taken = set(re.findall(r"^from (hospes\.pairing[\w.]+) import", texts[waiting.pop()], re.MULTILINE))
        new = (taken & texts.keys()) - used
        used |= new
        waiting += sorted(new)
    return sha256("".join(texts[name] for name in sorted(used)).encode()).hexdigest()[:16]


KEPT = _keep()
