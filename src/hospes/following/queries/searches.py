"""Saved searches, and what is new for them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from hospes.following.models import Reader, SavedSearch
from hospes.following.rules import since
from hospes.matchmaking.forms.catalogue import wanted as read_wanted
from hospes.matchmaking.models import Entry, EntryQuerySet
from hospes.matchmaking.phrases import catalogue as phrases
from hospes.matchmaking.queries import catalogue
from hospes.matchmaking.queries.catalogue import Wanted
from hospes.people.models import Person

# Of one search a digest lists so many at most; the link leads to all of them.
MOST_NEW = 50
NAME_LENGTH = 80


def wanted_of(query: str) -> Wanted:
    """What a saved search asks the catalogue for. Codes that are no longer in our lists fall away."""
    return replace(read_wanted(QueryDict(query)), by_end=False)


def query_of(wanted: Wanted) -> str:
    """The search as the catalogue's address says it: the same search always the same way."""
    return phrases.address(replace(wanted, by_end=False)).partition("?")[2]


def name_for(wanted: Wanted) -> str:
    """A name to begin with: what was chosen, in the reader's words."""
    name = ", ".join(chip.label for chip in phrases.chosen(wanted))
    return name if len(name) <= NAME_LENGTH else f"{name[: NAME_LENGTH - 1]}…"


@dataclass(frozen=True)
class Shown:
    """A saved search as its owner's page shows it."""

    search: SavedSearch
    choices: list[str]
    url: str
    since: datetime
    new: int


def searches_of(reader: Reader) -> QuerySet[SavedSearch]:
    rows = reader.searches.filter(confirmed_at__isnull=False)
    return rows.select_related("reader").order_by("-created_at", "-pk")


def searches_of_person(person: Person) -> QuerySet[SavedSearch]:
    rows = SavedSearch.objects.filter(reader__person=person, confirmed_at__isnull=False)
    return rows.select_related("reader").order_by("-created_at", "-pk")


def shown(searches: Iterable[SavedSearch]) -> list[Shown]:
    """With the number of entries that are new since the last digest. One query for any number of searches."""
    now = timezone.now()
    searches = list(searches)
    counts = _counts(searches, now)
    return [
        Shown(
            search,
            [chip.label for chip in phrases.chosen(wanted_of(search.query))],
            phrases.page_of(wanted_of(search.query)),
            since(search.told_up_to, now),
            counts.get(f"search_{search.pk}", 0),
        )
        for search in searches
    ]


def _counts(searches: Sequence[SavedSearch], now: datetime) -> dict[str, int]:
    if not searches:
        return {}
    today = timezone.localdate()
    each = {
        f"search_{one.pk}": Count(
            "pk",
            filter=Q(
                first_published_at__gt=since(one.told_up_to, now),
                pk__in=catalogue.found(wanted_of(one.query), today).order_by().values("pk"),
            ),
        )
        for one in searches
    }
    return Entry.objects.filter(first_published_at__isnull=False).aggregate(**each)


def published_between(first: datetime, last: datetime) -> EntryQuerySet:
    """Entries that came to the market then and are there still. One that goes on after a pause is not new."""
    rows = catalogue.on_market(timezone.localdate())
    return rows.filter(first_published_at__gt=first, first_published_at__lte=last)


def new_for(query: str, first: datetime, last: datetime) -> list[Entry]:
    """What is new for a search, the newest first."""
    rows = catalogue.found(wanted_of(query), timezone.localdate())
    rows = rows.filter(first_published_at__gt=first, first_published_at__lte=last)
    return list(rows.select_related("organisation").order_by("-first_published_at", "-pk")[:MOST_NEW])
