"""What the calendar does, done at a given instant: a process that waits with everything loaded.

Each line it reads names a thing and its number; it answers with what was done. `tests.races.running` talks to it.
"""

import sys
from datetime import timedelta

import django

django.setup()

from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from hospes.matchmaking.actions import introductions_dates, renewals  # noqa: E402

EXPIRE = {"introduction": introductions_dates._expire, "entry": renewals._expire}


def main() -> None:
    far = timezone.localdate() + timedelta(days=4000)
    for line in sys.stdin:
        kind, number = line.split()
        connection.ensure_connection()
        try:
            done = EXPIRE[kind](int(number), far)
        except Exception as error:  # noqa: BLE001  a failure is an answer, too
            print("failed", repr(error), flush=True)
        else:
            print("done" if done else "late", flush=True)


if __name__ == "__main__":
    main()
