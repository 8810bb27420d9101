"""Lists a page at a time, cut in the database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from django.http import HttpRequest, QueryDict
from django.utils.functional import cached_property

Row = TypeVar("Row")
Cut_co = TypeVar("Cut_co", covariant=True)


class Rows(Protocol[Cut_co]):
    """A list that counts itself and reads the part that is asked for."""

    def count(self) -> int: ...

    def __getitem__(self, part: slice, /) -> Iterable[Cut_co]: ...


@dataclass(frozen=True)
class PageLink:
    """One number in the row of page numbers; `number` is None where numbers are left out."""

    number: int | None
    url: str = ""
    is_current: bool = False


@dataclass
class Page(Generic[Row]):
    """One page of a list: the rows, where they stand, and where the other pages are."""

    items: list[Row]
    number: int
    size: int
    count: int
    query: QueryDict
    parameter: str = "page"

    @property
    def pages(self) -> int:
        return max(1, -(-self.count // self.size))

    @property
    def first(self) -> int:
        """Place of the first row shown, counted from 1; 0 in an empty list."""
        return (self.number - 1) * self.size + 1 if self.items else 0

    @property
    def last(self) -> int:
        return (self.number - 1) * self.size + len(self.items)

    @property
    def is_split(self) -> bool:
        return self.pages > 1

    @property
    def previous_url(self) -> str:
        return self.url_of(self.number - 1) if self.number > 1 else ""

    @property
    def next_url(self) -> str:
        return self.url_of(self.number + 1) if self.number < self.pages else ""

    def url_of(self, number: int) -> str:
        """The same address with the same filters on another page."""
        query = self.query.copy()
        if number == 1:
            query.pop(self.parameter, None)
        else:
            query[self.parameter] = str(number)
        return f"?{query.urlencode()}"

    @cached_property
    def links(self) -> list[PageLink]:
        """First, last and the neighbours: `1 … 4 [5] 6 … 20`."""
        shown = sorted(
            n for n in {1, self.number - 1, self.number, self.number + 1, self.pages} if 1 <= n <= self.pages
        )
        row: list[PageLink] = []
        before = 0
        for number in shown:
            if number > before + 1:
                row.append(PageLink(None))
            row.append(PageLink(number, self.url_of(number), number == self.number))
            before = number
        return row

    def __iter__(self) -> Iterator[Row]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __bool__(self) -> bool:
        return bool(self.items)


def paginate(rows: Rows[Row], request: HttpRequest, *, size: int = 25, parameter: str = "page") -> Page[Row]:
    """The page that the address asks for; the nearest one there is when it asks for another.

    Two queries, whatever the length of the list.
    """
    count = rows.count()
    pages = max(1, -(-count // size))
    number = min(asked_number(request.GET.get(parameter, "")), pages)
    items = list(rows[(number - 1) * size : number * size])
    return Page(items=items, number=number, size=size, count=count, query=request.GET, parameter=parameter)


def asked_number(text: str) -> int:
    """`3` → 3; anything that is not a page number → 1; a number beyond all lists → a large one."""
    if not (text.isascii() and text.isdigit()):
        return 1
    return max(1, int(text)) if len(text) < 10 else 10**9
