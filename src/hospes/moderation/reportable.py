"""What people can report. Each app declares its public things in its `apps.py`:

    reportable.add(Reportable(
        kind="news",
        label=_("News"),
        find=queries.reportable_news,
        withdraw=actions.withdraw_news,
    ))

`find` takes the id of the address and answers with what it is, or None when it is not public.
`withdraw` takes it off the public pages; leave it out when only a person can.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.functional import Promise

from hospes.people.models import Person


@dataclass(frozen=True)
class Reported:
    """A public thing: its title, its page, and who is told of the decision on it."""

    title: str
    url: str
    owners: Iterable[Person] = field(default_factory=tuple)


Find = Callable[[str], Reported | None]
Withdraw = Callable[[str, Person], None]


@dataclass(frozen=True)
class Reportable:
    kind: str
    label: str | Promise
    find: Find
    withdraw: Withdraw | None = None


_KINDS: dict[str, Reportable] = {}


def add(one: Reportable) -> None:
    """The same kind added twice counts once."""
    _KINDS[one.kind] = one


def kinds() -> list[Reportable]:
    return [_KINDS[kind] for kind in sorted(_KINDS)]


def kind_of(kind: str) -> Reportable | None:
    return _KINDS.get(kind)


def find(kind: str, id_: str) -> Reported | None:
    """The public thing with this kind and id; None for anything else."""
    known = _KINDS.get(kind)
    if known is None or not id_ or len(id_) > 64 or not id_.isascii():
        return None
    return known.find(id_)


def split(on: str) -> tuple[str, str]:
    """`news:7` → `news` and `7`."""
    kind, _colon, id_ = on.partition(":")
    return kind, id_
