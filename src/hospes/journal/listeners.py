"""Who wants to know of new lines: what is derived from a thing follows it in the same transaction.

    listeners.listen("matchmaking.entry", bring_up_to_date)

The function gets the ids of the things, after their lines were written and before the transaction ends.
It changes derived rows only, and writes no lines.
"""

from collections.abc import Callable, Iterable, Sequence

from hospes.journal.models import JournalLine

Listener = Callable[[Sequence[str]], object]

_listeners: dict[str, list[Listener]] = {}


def listen(object_kind: str, listener: Listener) -> None:
    """`object_kind` as lines have it: `matchmaking.entry`."""
    _listeners.setdefault(object_kind, []).append(listener)


def tell(lines: Iterable[JournalLine]) -> None:
    """Each listener hears once of all the things it listens to."""
    things: dict[str, dict[str, None]] = {}
    for line in lines:
        if line.object_kind in _listeners:
            things.setdefault(line.object_kind, {})[line.object_id] = None
    for kind, ids in things.items():
        for listener in _listeners[kind]:
            listener(list(ids))
