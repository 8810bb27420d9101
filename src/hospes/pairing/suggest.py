"""The best counterparts of one entry, and those that almost fit."""

from collections.abc import Iterable
from dataclasses import dataclass

from hospes.pairing.assess import Assessment, assess, is_hopeless, is_near_miss
from hospes.pairing.context import Context
from hospes.pairing.parties import Entry, Offer, Wish


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Possible and open pairs, best first; and near misses, where a single barrier stands."""

    best: tuple[Assessment, ...]
    near: tuple[Assessment, ...]


def suggest(
    party: Entry, counterparts: Iterable[Entry], context: Context, *, limit: int = 10, near_limit: int = 5
) -> Suggestions:
    """Best counterparts of a wish among offers, or of an offer among wishes.

    Sorted by the pair's score, then by what it could become, then by key, so that the order of
    arrival changes nothing. Entries on the party's own side of the market are passed over.
    """
    found = [pair for counterpart in counterparts if (pair := _assess(party, counterpart, context)) is not None]
    found.sort(key=lambda pair: (-pair.pair_score, -pair.promise.pair, pair.key))
    best = tuple(pair for pair in found if pair.status != "impossible")
    near = tuple(pair for pair in found if pair.status == "impossible" and is_near_miss(pair))
    return Suggestions(best[:limit], near[:near_limit])


def _assess(party: Entry, counterpart: Entry, context: Context) -> Assessment | None:
    if isinstance(party, Wish) and isinstance(counterpart, Offer):
        pair = party, counterpart
    elif isinstance(party, Offer) and isinstance(counterpart, Wish):
        pair = counterpart, party
    else:
        return None
    return None if is_hopeless(*pair, context) else assess(*pair, context)
