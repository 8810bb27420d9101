"""The lines of what is taken along: lists as tables, and everything of one organisation."""

from tests.exports.things import OF
from tests.permissions.lines import (
    ADMINISTRATORS,
    DESK,
    EVERYBODY,
    NOBODY,
    OUR_SPEAKERS,
    SECRETARIAT,
    SIGNED_IN,
    US,
    WITH_AN_ORGANISATION,
    Line,
    Roles,
    form,
)


def taken(name: str, who: Roles, *, only_in: str = "") -> Line:
    """A list that one opens: nobody in it is named."""
    query = {"of": OF[name]} if name in OF else {}
    return Line("exports:table", f"the list {name}", see=who, query=query, is_open=True, only_in=only_in)


def noted(name: str, who: Roles) -> Line:
    """A list of people, which one sends for, so that the journal notes it."""
    query = {"of": OF[name]} if name in OF else {}
    return Line("exports:table", f"the list {name}", act=who, query=query, is_open=True)


EXPORTS: tuple[Line, ...] = (
    *(
        taken(name, EVERYBODY)
        for name in (
            "entries",
            "opportunities",
            "organisations",
            "regions",
            "region-organisations",
            "region-needs",
            "consortia",
            "cooperation",
            "cooperation-years",
            "news",
            "supporters",
        )
    ),
    Line("exports:table", "the list entries as a workbook", see=EVERYBODY, is_open=True),
    taken("my-entries", WITH_AN_ORGANISATION),
    taken("suggestions", US | DESK),
    taken("introductions", SIGNED_IN),
    *(taken(name, DESK) for name in ("entries-to-check", "desk-waiting", "desk-near", "desk-ready")),
    taken("apprentice-rules", SIGNED_IN),
    taken("my-tokens", SIGNED_IN),
    taken("my-searches", SIGNED_IN),
    taken("deliveries", OUR_SPEAKERS),
    taken("news-drafts", SECRETARIAT),
    noted("entry-history", US | DESK),
    *(
        noted(name, US | SECRETARIAT | ADMINISTRATORS)
        for name in ("organisation-history", "organisation-people", "invitations")
    ),
    *(noted(name, SECRETARIAT) for name in ("join-requests", "notices", "decisions")),
    noted("people", ADMINISTRATORS),
    noted("undelivered", ADMINISTRATORS),
    taken("mails", EVERYBODY, only_in="demo"),
    form("exports:take-along", "us", OUR_SPEAKERS | SECRETARIAT),
    form("exports:remove", "us", SECRETARIAT),
    Line("exports:table", "a list that is not there", see=NOBODY, is_open=True),
)
