"""Everything the site keeps about a person, gathered from the apps that keep it.

An app that keeps personal data declares it once, in its `apps.py`:

    own.keep("posts", gather=queries.posts_to_take_along, forget=actions.forget_posts)

`gather` answers with plain values for the person's own download. `forget` runs when the person is
erased, in the same transaction; leave it out when nothing has to change.
"""

from collections.abc import Callable
from dataclasses import dataclass

from hospes.people.models import Person

Plain = object  # what JSON can say


@dataclass(frozen=True)
class Keeper:
    name: str
    gather: Callable[[Person], Plain]
    forget: Callable[[Person], None] | None


_KEEPERS: dict[str, Keeper] = {}


def keep(name: str, *, gather: Callable[[Person], Plain], forget: Callable[[Person], None] | None = None) -> None:
    """Declare something kept about people. The same name declared twice counts once."""
    _KEEPERS[name] = Keeper(name, gather, forget)


def gathered(person: Person) -> dict[str, Plain]:
    """All that is kept about the person, by the name of its keeper."""
    return {name: _KEEPERS[name].gather(person) for name in sorted(_KEEPERS)}


def forget(person: Person) -> None:
    """Let every keeper forget the person."""
    for name in sorted(_KEEPERS):
        keeper = _KEEPERS[name]
        if keeper.forget is not None:
            keeper.forget(person)
