"""A market in which hosts are missing."""

from typing import Any

from hospes.matchmaking.models import Entry
from tests.factories.introductions import changed, hosting_organisation, sending_organisation
from tests.factories.matchmaking import EntryFactory

ALONE = {"smallest_part": None, "least_people": None, "returns": "no"}


def group(people: int = 6, **values: Any) -> Entry:
    """A published wish with every field filled in."""
    given = ALONE | {"people": people, "fewer_opportunities": 0} | values
    entry = EntryFactory(kind="wish", published=True, full=True, organisation=sending_organisation())
    return changed(entry, given)


def host(places: int = 8, **values: Any) -> Entry:
    """A published offer that suits it."""
    given = {"places": places, "smallest_group": None, "largest_group": None, "groups": None, "at_once": None} | values
    entry = EntryFactory(kind="offer", published=True, full=True, organisation=hosting_organisation())
    return changed(entry, given)
