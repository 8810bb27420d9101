"""Which lists can be taken along, and who may take them.

A list is declared once, beside the others of its part of the site:

    register.add(Table("news", _("News"), rows=news, columns=NEWS, may=anybody))

The page of the list then shows it with `{% load exports %}{% download "news" %}`. The rows are found by the
same query as the page's, from the same address: what the page hides, the table hides.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from hospes.core.shapes import Words
from hospes.exports.columns import Column
from hospes.organisations.http import PublicRequest

Rows = Iterable[Any]


@dataclass(frozen=True)
class Table:
    """A list that can be taken along as a table."""

    name: str
    title: Words
    # Rows as the page shows them to this reader; Http404 where there is no such page.
    rows: Callable[[PublicRequest], Rows]
    columns: Callable[[PublicRequest], Sequence[Column]]
    may: Callable[[PublicRequest], bool]
    # Names or addresses of people: taking it along is written into the journal.
    is_personal: bool = False


_tables: dict[str, Table] = {}


class UnknownTableError(LookupError):
    """A page offers a table that nobody declared."""


def add(table: Table) -> None:
    """Declare a list. Two of one name are a mistake."""
    if table.name in _tables:
        message = f"There are two tables called {table.name!r}."
        raise ValueError(message)
    _tables[table.name] = table


def find(name: str) -> Table:
    try:
        return _tables[name]
    except KeyError:
        raise UnknownTableError(name) from None


def tables() -> list[Table]:
    return [_tables[name] for name in sorted(_tables)]


def always(columns: Sequence[Column]) -> Callable[[PublicRequest], Sequence[Column]]:
    """The same columns for every reader."""
    return lambda _request: columns
