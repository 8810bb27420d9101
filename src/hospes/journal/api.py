"""The history of an object, for those who read its history on the pages."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Model
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Query, Router

from hospes.core.api.auth import Token
from hospes.core.api.lists import ListOf, PageQuery, page_of
from hospes.core.api.problems import invalid
from hospes.core.api.shapes import Shown
from hospes.journal.models import JournalLine
from hospes.journal.queries import lines_on, told

router = Router(tags=["journal"])


@dataclass(frozen=True, slots=True)
class History:
    """The object whose history may be read, and the organisations whose people stay unnamed in it."""

    thing: Model
    unnamed: Collection[UUID] = ()


# Finds the object when its history may be read, or raises Http404.
Finder = Callable[[HttpRequest, int], History]
_finders: dict[str, Finder] = {}


def history_of(kind: str) -> Callable[[Finder], Finder]:
    """Say whose history there is. Apps above this one know who may read it."""

    def keep(finder: Finder) -> Finder:
        _finders[kind] = finder
        return finder

    return keep


class LineShown(Shown):
    """One thing that was done."""

    sequence: int = Field(description="Place in the journal, which only ever grows.")
    at: datetime
    verb: str = Field(examples=["entry.published"])
    sentence: str = Field(examples=["The entry was published."])
    actor: str = Field(description="Empty for the site itself, for an erased person, and before you are introduced.")
    organisation: str


class HistoryQuery(PageQuery):
    object_kind: str = Field(description="`organisation`, `entry` or `introduction`.", examples=["entry"])
    object_id: int


@router.get(
    "/journal",
    response=ListOf[LineShown],
    auth=Token(),
    summary="The history of an object",
    openapi_extra={"x-refusals": [404]},
)
def line_list(request: HttpRequest, asked: Query[HistoryQuery]) -> ListOf[LineShown]:
    """The newest first."""
    if asked.object_kind not in _finders:
        expected = ", ".join(sorted(_finders))
        raise invalid({"object_kind": [_("Choose one of these: %(expected)s.") % {"expected": expected}]})
    if not 0 < asked.object_id < 2**63:
        raise Http404
    history = _finders[asked.object_kind](request, asked.object_id)
    return page_of(
        lines_on(history.thing), asked, request, lambda lines: _shown(lines, history.unnamed), ListOf[LineShown]
    )


def _shown(lines: Sequence[JournalLine], unnamed: Collection[UUID]) -> list[LineShown]:
    return [
        LineShown(
            sequence=one.line.sequence,
            at=one.at,
            verb=one.line.verb,
            sentence=one.sentence,
            actor=one.actor,
            organisation=one.organisation,
        )
        for one in told(lines, unnamed)
    ]
