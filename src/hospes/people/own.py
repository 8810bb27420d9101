"""Everything the site keeps about a person, gathered from the apps that keep it.

An app that keeps personal data declares each list of it once, in its `kept.py`, which its `apps.py` reads:

    own.keep(
        "posts",
        title=_("Your posts"),
        activity=ORGANISATIONS,
        term=terms.ACCOUNT_DATA,
        columns={"organisation": own.text(_("Organisation")), "from": own.day(_("From"))},
        gather=posts_of,
        forget=actions.forget_posts,
    )

`gather` answers with `Rows`, which are cut into pages in the database, or with a short list of dictionaries. `forget`
runs when the person is erased, in the same transaction; leave it out when nothing has to change. What other apps show
of a person, and files, are declared with `keep_files`; what stands in the way of an erasure with `remark`; what is kept
of people without an account with `keep_of_guests`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db.models import Min, QuerySet

from hospes.core.personal import ACCOUNTS, Activity, Words
from hospes.core.terms import ACCOUNT_DATA, Term
from hospes.people.models import Person

# Rows held at once while all are read.
_AT_ONCE = 500

Plain = object  # what JSON can say, and moments and days
Row = Mapping[str, Plain]


@dataclass(frozen=True)
class Column:
    """One thing that a list says of each row: its name for people, and what kind of value it is."""

    label: Words
    kind: str = "text"
    # What the codes of a list of choices mean.
    codes: Mapping[Any, Words] = field(default_factory=dict)

    def shown(self, value: Plain) -> Plain:
        """The value as people read it."""
        return self.codes.get(value, value)


def text(label: Words) -> Column:
    return Column(label)


def long_text(label: Words) -> Column:
    return Column(label, "long_text")


def code(label: Words, choices: Iterable[tuple[Any, Words]]) -> Column:
    return Column(label, "code", dict(choices))


def day(label: Words) -> Column:
    return Column(label, "day")


def moment(label: Words) -> Column:
    return Column(label, "moment")


def mark(label: Words) -> Column:
    """A code for programs: in the archive, not on the page."""
    return Column(label, "mark")


def number(label: Words) -> Column:
    return Column(label, "number")


def yes_no(label: Words) -> Column:
    return Column(label, "yes_no")


@dataclass(frozen=True)
class Rows:
    """Rows in the database, in order, and how each is told; or some together, when what stands beside them is asked
    for at once."""

    found: QuerySet[Any]
    tell: Callable[[Any], Row] | None = None
    tell_some: Callable[[Sequence[Any]], list[Row]] | None = None

    def told(self, rows: Sequence[Any]) -> list[Row]:
        if self.tell_some is not None:
            return self.tell_some(rows)
        assert self.tell is not None
        return [self.tell(one) for one in rows]


Gather = Callable[[Person], Rows | Sequence[Row] | Row]


@dataclass(frozen=True)
class Keeper:
    """One list of what is kept about people."""

    name: str
    gather: Gather
    forget: Callable[[Person], None] | None = None
    title: Words = ""
    activity: Activity = ACCOUNTS
    term: Term = ACCOUNT_DATA
    columns: Mapping[str, Column] = field(default_factory=dict)

    def rows_of(self, person: Person) -> Rows | list[Row]:
        found = self.gather(person)
        if isinstance(found, Rows):
            return found
        return [found] if isinstance(found, Mapping) else list(found)

    def count(self, person: Person) -> int:
        rows = self.rows_of(person)
        return rows.found.count() if isinstance(rows, Rows) else len(rows)

    def each(self, person: Person) -> Iterator[Row]:
        """Every row, however many, without holding all of them."""
        rows = self.rows_of(person)
        if isinstance(rows, Rows):
            waiting = rows.found.iterator(chunk_size=_AT_ONCE)
            while some := list(islice(waiting, _AT_ONCE)):
                yield from rows.told(some)
        else:
            yield from rows


@dataclass(frozen=True)
class OwnFile:
    """A file that a person sent and that is still here."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Remark:
    """What somebody should do before they are erased, and where; and about what, for whoever has to do it then."""

    about: str
    sentence: str
    url: str = ""
    link: str = ""


@dataclass(frozen=True)
class GuestKeeper:
    """What is kept about somebody without an account, who is known by an address alone."""

    rows: Callable[[], QuerySet[Any]]
    # Fields of a row: the address, and since when it is there.
    address: str
    since: str
    forget: Callable[[str], object]

    def count(self, address: str) -> int:
        return self.rows().filter(**{f"{self.address}__iexact": address}).count()

    def addresses(self) -> Iterator[tuple[str, datetime]]:
        """Each address that is kept, and how long it has been there."""
        named = self.rows().exclude(**{self.address: ""}).order_by().values_list(self.address)
        yield from named.annotate(first=Min(self.since)).iterator(chunk_size=1000)


_KEEPERS: dict[str, Keeper] = {}
_GUEST_KEEPERS: dict[str, GuestKeeper] = {}
_FILES: dict[str, Callable[[Person], Iterable[OwnFile]]] = {}
_REMARKS: dict[str, Callable[[Person], Iterable[Remark]]] = {}


def keep(
    name: str,
    *,
    gather: Gather,
    forget: Callable[[Person], None] | None = None,
    title: Words = "",
    activity: Activity = ACCOUNTS,
    term: Term = ACCOUNT_DATA,
    columns: Mapping[str, Column] | None = None,
) -> None:
    """Declare something kept about people. The same name declared twice counts once."""
    _KEEPERS[name] = Keeper(name, gather, forget, title, activity, term, columns or {})


def keep_files(name: str, gather: Callable[[Person], Iterable[OwnFile]]) -> None:
    """Declare where files lie that people sent. They go into the person's archive."""
    _FILES[name] = gather


def keep_of_guests(
    name: str, rows: Callable[[], QuerySet[Any]], *, address: str, since: str, forget: Callable[[str], object]
) -> None:
    """Declare what is kept under an address that may belong to no account, and how it is forgotten."""
    _GUEST_KEEPERS[name] = GuestKeeper(rows, address, since, forget)


def remark(name: str, remarks_for: Callable[[Person], Iterable[Remark]]) -> None:
    """Declare what somebody should do before they are erased."""
    _REMARKS[name] = remarks_for


def keepers() -> list[Keeper]:
    """In the order of their names."""
    return [_KEEPERS[name] for name in sorted(_KEEPERS)]


def keeper(name: str) -> Keeper | None:
    return _KEEPERS.get(name)


def guest_keepers() -> dict[str, GuestKeeper]:
    """In the order of their names."""
    return dict(sorted(_GUEST_KEEPERS.items()))


def files_of(person: Person) -> list[OwnFile]:
    return [one for name in sorted(_FILES) for one in _FILES[name](person)]


def remarks_for(person: Person) -> list[Remark]:
    return [one for name in sorted(_REMARKS) for one in _REMARKS[name](person)]


def gathered(person: Person) -> dict[str, list[Row]]:
    """All that is kept about the person, by the name of its list."""
    return {one.name: [plainly(row) for row in one.each(person)] for one in keepers()}


def plainly(row: Row) -> Row:
    """The row as JSON says it: days and moments in ISO 8601."""
    return {name: _plain(value) for name, value in row.items()}


def _plain(value: Plain) -> Plain:
    return value.isoformat() if isinstance(value, date | datetime) else value


def forget(person: Person) -> None:
    """Let every keeper forget the person."""
    for one in keepers():
        if one.forget is not None:
            one.forget(person)
