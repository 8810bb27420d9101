"""Lists a page at a time: `{"items": […], "next": address or null, "count": number}`."""

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja import Field

from hospes.core.api.shapes import Shown
from hospes.core.paginate import Rows

LARGEST_PAGE = 200
USUAL_PAGE = 50

Item = TypeVar("Item")
M = TypeVar("M", bound=Model)
Row = TypeVar("Row")


class ListOf(Shown, Generic[Item]):
    """One page of a list."""

    items: list[Item]
    next: str | None = Field(description="Address of the next page; null on the last one.")
    count: int = Field(description="How many there are on all pages.")


class PageQuery(Shown):
    """Which page of a list."""

    page: int = Field(1, ge=1, description="Number of the page, from 1. Beyond the last page, `items` is empty.")
    page_size: int = Field(
        USUAL_PAGE, ge=1, description=f"Items on a page, at most {LARGEST_PAGE}: more are asked, {LARGEST_PAGE} come."
    )


class Asked(Protocol):
    page: int
    page_size: int


def page_of(
    rows: QuerySet[M] | Rows[M],
    asked: Asked,
    request: HttpRequest,
    shown: Callable[[Sequence[M]], list[Item]],
    into: type[ListOf[Item]],
) -> ListOf[Item]:
    """The page asked for, cut in the database: one query for the number, one for the rows."""
    count = rows.count()
    first, last, following = _bounds(count, asked, request)
    return into(items=shown(list(rows[first:last])) if first < count else [], next=following, count=count)


def page_of_sequence(
    rows: Sequence[Row],
    asked: Asked,
    request: HttpRequest,
    shown: Callable[[Sequence[Row]], list[Item]],
    into: type[ListOf[Item]],
) -> ListOf[Item]:
    """The page asked for of a list that is held in memory."""
    first, last, following = _bounds(len(rows), asked, request)
    return into(items=shown(rows[first:last]), next=following, count=len(rows))


def _bounds(count: int, asked: Asked, request: HttpRequest) -> tuple[int, int, str | None]:
    size = min(asked.page_size, LARGEST_PAGE)
    first = (asked.page - 1) * size
    last = first + size
    if last >= count:
        return first, last, None
    query = request.GET.copy()
    query["page"] = str(asked.page + 1)
    return first, last, request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
