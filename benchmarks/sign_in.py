"""Do the seconds of an answer tell whether an address has an account? Mann-Whitney, and the difference of the medians.

    DJANGO_SETTINGS_MODULE=hospes.settings HOSPES_DATA_DIR=SOME_EMPTY_FOLDER python benchmarks/sign_in.py

Asks sign-in, link and new password for known, unknown, closed and password-less addresses in turn, in one process, with
the real way of hashing passwords. A p below 0.01 together with a difference of 5 ms or more means: they tell.
"""

import math
import os
import random
import statistics
import sys
import time
from collections.abc import Sequence

import django

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 200
DOORS = {
    "/accounts/login/": ("login", {"password": "a-wrong-password-1"}),
    "/accounts/link/": ("email", {}),
    "/accounts/password/reset/": ("email", {}),
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hospes.settings")
    os.environ.setdefault("HOSPES_LOG_LEVEL", "ERROR")
    django.setup()

    from django.core.management import call_command
    from django.test import Client
    from django.test.utils import setup_test_environment

    from hospes.core.models import LimitCount
    from hospes.people import actions
    from hospes.people.models import Person

    setup_test_environment()
    call_command("migrate", verbosity=0)
    for who in ("known", "closed", "linked"):
        if not Person.objects.filter(email=f"{who}@hospes.example").exists():
            password = None if who == "linked" else "a-long-password-7"
            actions.add_person(email=f"{who}@hospes.example", name=who, password=password, by=None)
    Person.objects.filter(email="closed@hospes.example").update(is_active=False)

    chance = random.Random(7)  # noqa: S311  an order, not a secret
    print(f"{'door':<28}{'whose address':<16}{'median ms':>10}{'difference':>12}{'p':>8}")
    for door, (field, more) in DOORS.items():
        seconds: dict[str, list[float]] = {who: [] for who in ("unknown", "known", "closed", "linked")}
        turns = [(number, who) for number in range(ROUNDS + 5) for who in chance.sample(list(seconds), len(seconds))]
        for number, who in turns:
            LimitCount.objects.all().delete()
            client = Client(REMOTE_ADDR=f"192.0.2.{number % 250}")
            started = time.perf_counter()
            client.post(door, {field: f"{who}@hospes.example", **more})
            if number >= 5:
                seconds[who].append(time.perf_counter() - started)
        base = statistics.median(seconds["unknown"]) * 1000
        for who, measured in seconds.items():
            median = statistics.median(measured) * 1000
            p = mann_whitney(measured, seconds["unknown"]) if who != "unknown" else 1.0
            print(f"{door:<28}{who:<16}{median:>10.2f}{median - base:>12.2f}{p:>8.3f}")


def mann_whitney(one: Sequence[float], other: Sequence[float]) -> float:
    """Two-sided p, by the normal approximation, which is good for samples of this size."""
    ranked = sorted([(value, True) for value in one] + [(value, False) for value in other])
    ranks = sum(place for place, (_value, is_one) in enumerate(ranked, 1) if is_one)
    n, m = len(one), len(other)
    u = ranks - n * (n + 1) / 2
    z = (u - n * m / 2) / math.sqrt(n * m * (n + m + 1) / 12)
    return math.erfc(abs(z) / math.sqrt(2))


if __name__ == "__main__":
    main()
