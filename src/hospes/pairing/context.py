"""What a pair is judged against, beside its two entries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hospes.pairing.distance import Trees
from hospes.pairing.parties import ApprenticeRule, Entry, Market, Pair, Settings


@dataclass(frozen=True, slots=True)
class Context:
    """Trees, settings, day and rules, and who has worked with whom. Made by `context_of`."""

    trees: Trees
    settings: Settings
    as_of: date
    apprentice_rules: tuple[ApprenticeRule, ...]
    forbidden: frozenset[Pair]
    # Both directions of every link between two organisations, and between their regions.
    worked: frozenset[Pair]
    linked_regions: frozenset[Pair]


def context_of(market: Market, trees: Trees) -> Context:
    entries: tuple[Entry, ...] = (*market.wishes, *market.offers)
    worked = frozenset(_both_ways((entry.organisation, other) for entry in entries for other in entry.worked_with))
    return Context(
        trees=trees,
        settings=market.settings,
        as_of=market.as_of,
        apprentice_rules=market.apprentice_rules,
        forbidden=market.forbidden,
        worked=worked,
        linked_regions=frozenset(_linked_regions(worked, entries)) if worked else frozenset(),
    )


def _both_ways(links: Iterable[Pair]) -> Iterable[Pair]:
    for one, other in links:
        yield one, other
        yield other, one


def _linked_regions(worked: frozenset[Pair], entries: Iterable[Entry]) -> Iterable[Pair]:
    """Regions count as linked when organisations of this market in them have worked together."""
    regions: dict[str, set[str]] = {}
    for entry in entries:
        if entry.region is not None:
            regions.setdefault(entry.organisation, set()).add(entry.region)
    for one, other in worked:
        for here in regions.get(one, ()):
            for there in regions.get(other, ()):
                yield here, there
