"""A worker that falls asleep at one point of its work, as a machine does that is suspended: for tests that kill it
there, or wake it when another worker has taken over.

    python -m tests.rounds.asleep completing nothing

works until it comes to that point. The second word names what is taken out of the product, for controls.
"""

import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

django.setup()

from hospes.jobs.worker import Worker  # noqa: E402
from tests.races import without  # noqa: E402


class Sleeper(Worker):
    """While its task sleeps it shows nobody that it lives, as if all of it slept. So it never sleeps in the middle of a
    transaction of another thread, of which nobody could know."""

    asleep = threading.Event()

    def _pulse(self) -> bool:
        return False if self.asleep.is_set() else super()._pulse()


def _sleep() -> None:
    """Until the test says so."""
    folder, own = Path(os.environ["HOSPES_DATA_DIR"]), os.getpid()
    Sleeper.asleep.set()
    (folder / f"asleep-{own}").touch()
    while not (folder / f"awake-{own}").exists():
        time.sleep(0.02)
    Sleeper.asleep.clear()


def _before(place: Any, name: str) -> None:
    """Fall asleep the first time that this is called, and call it then."""
    call = getattr(place, name)
    slept: list[bool] = []

    def after_sleep(*arguments: Any, **options: Any) -> Any:
        if not slept:
            slept.append(True)
            _sleep()
        return call(*arguments, **options)

    setattr(place, name, after_sleep)


def reading() -> None:
    """A market is being frozen, and the first of its entries are read."""
    from hospes.rounds.actions import freezing
    from hospes.rounds.queries import frozen

    frozen.SAID_EVERY = 1
    _before(freezing, "is_told_to_stop")


def writing() -> None:
    """A plan is there, and none of its rows is written."""
    from hospes.rounds.actions.keeping import Keeping

    _before(Keeping, "_write")


def completing() -> None:
    """Every row of a plan is written, and the plan is not done."""
    from hospes.rounds.actions.keeping import Keeping

    _before(Keeping, "complete")


def telling() -> None:
    """In the middle of the last transaction: the plan is done, and the journal does not say so."""
    from hospes.rounds.actions import keeping

    _before(keeping, "record")


def fencing() -> None:
    """Whoever has begun a plan may write, also when another has begun it since."""
    from hospes.rounds.actions import keeping
    from hospes.rounds.models import Run

    keeping.hold_own = lambda run: Run.objects.defer("plan").select_related("round").get(pk=run.pk)


POINTS: dict[str, Callable[[], None]] = {one.__name__: one for one in (reading, writing, completing, telling)}
GUARDS: dict[str, Callable[[], None]] = {**without.GUARDS, "fencing": fencing}


def _start() -> None:
    point, guard = sys.argv[1:]
    GUARDS[guard]()
    POINTS[point]()
    Sleeper(interval=0.1).run()


if __name__ == "__main__":
    _start()
