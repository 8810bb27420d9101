"""Exchanges that would be possible, as the board shows them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db.models import Count, QuerySet

from hospes.exchanges import finding
from hospes.exchanges.choices import SearchState, Shape
from hospes.exchanges.models import Possibility, Search
from hospes.exchanges.queries import legs
from hospes.matchmaking.models import Entry
from hospes.matchmaking.queries import market
from hospes.matchmaking.queries.questions import fingerprint
from hospes.matchmaking.queries.suggestions import Suggestion, pairs_of, stay_in
from hospes.organisations.models import Organisation

_KEPT_FOR = 600
# Possibilities of one organisation that its own page shows.
OWN_SHOWN = 12


class Leg(NamedTuple):
    """A leg as people read it: the two entries with the engine's view, how many, and when."""

    pair: Suggestion
    people: int
    starts_on: date | None
    ends_on: date | None

    @property
    def wish(self) -> Entry:
        return self.pair.wish

    @property
    def offer(self) -> Entry:
        return self.pair.offer


class Possible(NamedTuple):
    """An exchange that could be proposed: its shape, and its pairs (wish, offer)."""

    shape: str
    legs: list[list[int]]


@dataclass(frozen=True, slots=True)
class Listed:
    """What was found in a small market, kept in memory until the market changes. Best first."""

    items: list[Possible]

    def count(self) -> int:
        return len(self.items)

    def __getitem__(self, part: slice, /) -> list[Possible]:
        return self.items[part]


@dataclass(frozen=True, slots=True)
class Stored:
    """What a worker found in a large market."""

    rows: QuerySet[Possibility]

    def count(self) -> int:
        return self.rows.count()

    def __getitem__(self, part: slice, /) -> list[Possible]:
        return [Possible(row.shape, row.legs) for row in self.rows[part]]


class Board(NamedTuple):
    """What is possible now. Of a large market: as it was when a worker looked last; `looking` is under way."""

    found: Listed | Stored
    counts: dict[str, int]
    as_of: datetime | None = None
    looking: Search | None = None
    is_large: bool = False


def board(shape: Shape | None = None) -> Board:
    """Reads only. Quick also in a large market, where a worker looks every few minutes."""
    state = state_of_market()
    if is_large(state):
        return _of_worker(shape)
    found = _of_small_market(state)
    counts = Counter(one.shape for one in found)
    chosen = found if shape is None else [one for one in found if one.shape == shape]
    return Board(Listed(chosen), dict(counts))


def is_large(state: str = "") -> bool:
    """Whether there are more legs than a page can wait for."""
    key = f"exchanges:large:{state or state_of_market()}"
    known: bool | None = cache.get(key)
    if known is None:
        known = legs.are_more_than(finding.SMALL)
        cache.set(key, known, _KEPT_FOR)
    return known


def _of_small_market(state: str) -> list[Possible]:
    key = f"exchanges:found:{state}"
    found: list[Possible] | None = cache.get(key)
    if found is None:
        every = legs.legs_now()
        found = [Possible(shape_of(one).value, as_pairs(one)) for one in finding.find(every, legs.sources_among(every))]
        cache.set(key, found, _KEPT_FOR)
    return found


def _of_worker(shape: Shape | None) -> Board:
    newest = Search.objects.filter(state=SearchState.DONE).order_by("-pk").first()
    looking = Search.objects.exclude(state=SearchState.DONE).order_by("-pk").first()
    if newest is None:
        return Board(Stored(Possibility.objects.none()), {}, looking=looking, is_large=True)
    rows = newest.possibilities.order_by("place")
    by_shape = newest.possibilities.order_by().values_list("shape").annotate(count=Count("pk"))
    chosen = rows if shape is None else rows.filter(shape=shape)
    return Board(Stored(chosen), dict(by_shape), newest.done_at, looking, is_large=True)


def state_of_market() -> str:
    """Changes whenever a search would find something else."""
    return fingerprint()


def legs_of(listed: Sequence[Sequence[Sequence[int]]]) -> list[list[Leg]]:
    """Several possibilities with everything that is said of them: a handful of queries, however many they are.

    One whose entries are gone meanwhile has no legs.
    """
    wanted = {pk for pairs in listed for pair in pairs for pk in pair}
    entries = market.published().filter(pk__in=wanted).select_related("organisation", "contact").in_bulk()
    pairs = [(wish, offer) for one in listed for wish, offer in one if wish in entries and offer in entries]
    unique = list(dict.fromkeys(pairs))
    judged = pairs_of([(entries[wish], entries[offer]) for wish, offer in unique], improvements=0)
    by_pair = {pair: _leg(found) for pair, found in zip(unique, judged, strict=True)}
    return [
        [by_pair[wish, offer] for wish, offer in one] if all(tuple(pair) in by_pair for pair in one) else []
        for one in listed
    ]


def _leg(pair: Suggestion) -> Leg:
    dates = next((one.facts for one in pair.assessment.wish_reasons if one.code == "common_dates"), None)
    stay = stay_in(dates) if dates else None
    return Leg(pair, pair.wish.people or 1, *(stay or (None, None)))


def own(organisation: Organisation) -> list[list[list[int]]]:
    """Pairs (wish, offer) of the best exchanges that an organisation could take part in.

    Kept until the market changes. Bounded by what stands around the organisation, however large the market is.
    """
    key = f"exchanges:own:{organisation.pk}:{state_of_market()}"
    found: list[list[list[int]]] | None = cache.get(key)
    if found is None:
        around = legs.legs_around(organisation.pk)
        every = finding.find(around, legs.sources_among(around), kept=len(around) + 1, of_one_wish=len(around) + 1)
        found = [as_pairs(one) for one in finding.through(every, {organisation.pk})[:OWN_SHOWN]]
        cache.set(key, found, _KEPT_FOR)
    return found


def as_pairs(found: finding.Found) -> list[list[int]]:
    return [[leg.wish, leg.offer] for leg in found.legs]


def shape_of(found: finding.Found) -> Shape:
    if not found.is_ring:
        return Shape.CHAIN
    return Shape.SWAP if len(found.legs) == 2 else Shape.RING


def as_row(search: Search, place: int, found: finding.Found) -> Possibility:
    values: dict[str, Any] = {"people": found.people, "weakest": found.weakest, "legs": as_pairs(found)}
    return Possibility(search=search, place=place, shape=shape_of(found), **values)
