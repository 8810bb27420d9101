"""Exchanges that would be possible, as the board shows them."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db.models import QuerySet

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


def state_of_market() -> str:
    """Changes whenever a search would find something else."""
    return fingerprint()


def newest() -> Search | None:
    """The last search that is done."""
    return Search.objects.filter(state=SearchState.DONE).order_by("-pk").first()


def under_way() -> Search | None:
    return Search.objects.exclude(state=SearchState.DONE).order_by("-pk").first()


def of(search: Search, shape: Shape | None = None) -> QuerySet[Possibility]:
    """Best first."""
    found = search.possibilities.order_by("place")
    return found if shape is None else found.filter(shape=shape)


def shapes_of(search: Search) -> dict[str, int]:
    """How many of each shape."""
    shapes = search.possibilities.order_by().values_list("shape", flat=True)
    return {shape.value: sum(1 for one in shapes if one == shape) for shape in Shape}


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
