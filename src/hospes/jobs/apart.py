"""Long work of a task in a process of its own: low in priority, so that pages stay quick, and gone with whoever
started it. What it had in memory is free again afterwards.

The process ends when the worker stops it, when the worker is killed (Linux tells it; elsewhere it sees within seconds
that the line is dead), and when the worker says nothing for as long as it takes to give its task to another.
"""

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

# After so long without a word from the worker the process ends: before the lease on the task does, so that the work
# is never done twice at once. The worker says ten times as often that it lives.
SILENCE_SECONDS = 20.0
PATIENCE_SECONDS = 0.5
MODEST = 10
PR_SET_PDEATHSIG = 1
SHARE_OF_SESSION = Path("/proc/self/autogroup")

Work = Callable[[Any, Callable[[str, Any], None]], None]


class RunEndedError(RuntimeError):
    """The process ended without a word: it was killed, or the machine had no memory left."""


class RunFailedError(RuntimeError):
    """The process could not do it. The message says what it said last."""


@contextmanager
def under_way(work: Work, task: Any, *, silence: float = SILENCE_SECONDS) -> Iterator["Run"]:
    """Starts `work(task, tell)` in another process; ends that process whatever happens here."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_at_work, args=(theirs, os.getpid(), work, task, silence), daemon=True)
    process.start()
    theirs.close()
    over = threading.Event()
    saying = threading.Thread(target=_say, args=(ours, over, silence / 10), daemon=True)
    saying.start()
    try:
        yield Run(ours, process.pid or 0)
    finally:
        over.set()
        process.kill()
        process.join()
        saying.join()
        ours.close()


@dataclass(frozen=True, slots=True)
class Run:
    """Work in another process, as seen from here."""

    connection: Connection
    pid: int

    def news(self) -> Iterator[tuple[str, Any] | None]:
        """What it tells, in its order; None twice a second while it says nothing. Ends when it is done.

        Raises RunEndedError or RunFailedError otherwise.
        """
        while True:
            if not self.connection.poll(PATIENCE_SECONDS):
                yield None
                continue
            try:
                kind, told = self.connection.recv()
            except (EOFError, ConnectionResetError):
                raise RunEndedError from None
            if kind == "failed":
                raise RunFailedError(told)
            if kind == "done":
                return
            yield kind, told


def _say(connection: Connection, over: threading.Event, seconds: float) -> None:
    with suppress(OSError):
        while not over.wait(seconds):
            connection.send(None)


# In the other process


def _at_work(connection: Connection, parent: int, work: Work, task: Any, silence: float) -> None:
    _be_modest()
    _end_with(parent)
    threading.Thread(target=_listen, args=(connection, silence), daemon=True).start()

    def tell(kind: str, told: Any) -> None:
        connection.send((kind, told))

    try:
        work(task, tell)
        tell("done", None)
    except BrokenPipeError:
        return
    except Exception as error:  # noqa: BLE001 — told to whoever waits, who writes it down
        tell("failed", f"{type(error).__name__}: {error}"[:300])


def _be_modest() -> None:
    """Pages come first. Ctrl-C is for the worker, which ends this process itself.

    Where Linux shares the processor between sessions, being nice counts only among the processes of one: so this one
    has a session of its own, and that is nice as well.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(OSError):
        os.nice(MODEST)
    with suppress(OSError):
        os.setsid()
        if SHARE_OF_SESSION.exists():
            SHARE_OF_SESSION.write_text(str(MODEST), encoding="ascii")


def _end_with(parent: int) -> None:
    """Linux kills this process at the instant the thread that started it is gone, even in the middle of a
    calculation that listens to nobody. Elsewhere `_listen` sees it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def _listen(connection: Connection, silence: float) -> None:
    """Ends the process when the worker is gone or says nothing."""
    started_by = multiprocessing.parent_process()
    lines: list[Connection | int] = [connection]
    if started_by is not None:
        lines.append(started_by.sentinel)
    with suppress(EOFError, OSError):
        while connection in wait(lines, silence):
            connection.recv()
    os._exit(1)
