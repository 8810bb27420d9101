"""Faithful copies of the product without one guard, for the controls: a test that cannot see them proves nothing.

    python -m tests.races.without locks serve --bind 127.0.0.1:8000

starts `hospes serve` with that guard taken out of this process and its children. The product has no such switch.
"""

import sys
from collections.abc import Callable
from typing import Any

from hospes.cli import main


def nothing() -> None:
    """The product as it is."""


def locks() -> None:
    """Rows are read as they are, and nobody waits. On SQLite there are none: there the transaction is the lock."""
    from django.db.models import QuerySet

    QuerySet.select_for_update = lambda rows, **_options: rows._chain()  # type: ignore[assignment,attr-defined]


def transactions() -> None:
    """Each statement stands alone: nothing is held, and nothing is taken back."""
    from django.db import transaction
    from django.db.transaction import Atomic

    locks()
    Atomic.__enter__ = lambda _block: None  # type: ignore[method-assign]
    Atomic.__exit__ = lambda _block, *_error: None  # type: ignore[method-assign]
    transaction.set_rollback = lambda *_arguments, **_options: None  # type: ignore[assignment]


def versions() -> None:
    """`If-Match` is not looked at."""
    from hospes.matchmaking.api import entries
    from hospes.organisations.api import organisations

    for module in (entries, organisations):
        module.require_match = _unchecked


def keys() -> None:
    """`Idempotency-Key` is not looked at."""
    from hospes.people.api import repeats

    repeats.REPEATABLE = frozenset()


def _unchecked(*_arguments: Any) -> None: ...


GUARDS: dict[str, Callable[[], None]] = {one.__name__: one for one in (nothing, locks, transactions, versions, keys)}


def _start() -> int:
    guard, *words = sys.argv[1:]
    from hospes.cli.starting import start_django

    start_django()
    GUARDS[guard]()
    return main(words)


if __name__ == "__main__":
    sys.exit(_start())
