"""What is done in a process of its own, for tests of how that process begins and ends."""

import ctypes
import os
import time
from collections.abc import Callable
from typing import Any

from hospes.jobs.apart import PR_SET_PDEATHSIG, SHARE_OF_SESSION

Tell = Callable[[str, Any], None]


def count(task: int, tell: Tell) -> None:
    for number in range(task):
        tell("count", number)


def fail(task: str, _tell: Tell) -> None:
    raise ValueError(task)


def vanish(_task: None, _tell: Tell) -> None:
    os._exit(9)


def how_modest(_task: None, tell: Tell) -> None:
    tell("nice", os.nice(0))


def how_modest_a_session(_task: None, tell: Tell) -> None:
    tell("session", (os.getsid(0), SHARE_OF_SESSION.read_text(encoding="ascii").split()[-1]))


def compute(_task: None, tell: Tell) -> None:
    """Tells its number, then computes for hours and listens to nobody."""
    tell("pid", os.getpid())
    sum(range(10**15))


def sleep(_task: None, tell: Tell) -> None:
    """The same where the system does not tell that the other is gone."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, 0)
    tell("pid", os.getpid())
    time.sleep(3600)
