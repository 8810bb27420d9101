"""Who wants to know of new lines: what is derived from a thing follows it in the same transaction.

    listeners.listen("matchmaking.entry", bring_up_to_date)

The function gets the ids of the things, after their lines were written and before the transaction ends.
It changes derived rows only, and writes no lines.

The journal is taken last, by everybody. Whoever changes rows that others hold while they wait for the journal holds
them before:

    listeners.make_ready("organisations.organisation", hold_entries)
"""

from collections.abc import Callable, Iterable, Sequence

from hospes.journal.models import JournalLine

Listener = Callable[[Sequence[str]], object]

_listeners: dict[str, list[Listener]] = {}
_first: dict[str, list[Listener]] = {}
_askers: list[Callable[[object], None]] = []


def listen(object_kind: str, listener: Listener) -> None:
    """`object_kind` as lines have it: `matchmaking.entry`."""
    _listeners.setdefault(object_kind, []).append(listener)


def make_ready(object_kind: str, listener: Listener) -> None:
    """Before the journal is taken for a line about such a thing: hold the rows that are changed after it."""
    _first.setdefault(object_kind, []).append(listener)


def ask_of_actors(ask: Callable[[object], None]) -> None:
    """Before a line is written, and with the journal in hand: refuse an actor who has gone meanwhile."""
    _askers.append(ask)


def get_ready(object_kind: str, ids: Sequence[str]) -> None:
    for listener in _first.get(object_kind, ()):
        listener(ids)


def ask_of(actor: object) -> None:
    for ask in _askers:
        ask(actor)


def tell(lines: Iterable[JournalLine]) -> None:
    """Each listener hears once of all the things it listens to."""
    things: dict[str, dict[str, None]] = {}
    for line in lines:
        if line.object_kind in _listeners:
            things.setdefault(line.object_kind, {})[line.object_id] = None
    for kind, ids in things.items():
        for listener in _listeners[kind]:
            listener(list(ids))
