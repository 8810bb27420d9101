"""Let actions happen on an earlier day, so that the demo has a history."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import count

from django.utils import timezone


@contextmanager
def as_of(moment: datetime) -> Iterator[None]:
    """Inside, now is `moment`, and each look at the clock finds it a second later.

    For this process and the demo alone: nothing else in Hospes changes the clock.
    """
    real = timezone.now
    ticks = count()
    timezone.now = lambda: moment + timedelta(seconds=next(ticks))
    try:
        yield
    finally:
        timezone.now = real
