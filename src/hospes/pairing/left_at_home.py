"""Why people stay at home: which barrier keeps how many offers from a group, and the nearest offer."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from hospes.pairing.assess import ANSWER_FIRST, FIRM, assess, standing
from hospes.pairing.compiled_barriers import BARRIER_CODES
from hospes.pairing.compiled_counts import count_barriers
from hospes.pairing.encoded import TooManyCodesError, encode
from hospes.pairing.findings import Reason
from hospes.pairing.landscape import Landscape
from hospes.pairing.looking import FEW
from hospes.pairing.parties import Offer, Wish
from hospes.pairing.raises import Improvement, raises
from hospes.pairing.stays import Ledger

# For so many groups the nearest offer is looked for, the largest groups first.
NEAREST = 300


@dataclass(frozen=True, slots=True)
class Nearest:
    """The offer that comes closest, what is in the way, and the smallest change that would do."""

    offer: str
    because: tuple[Reason, ...]
    change: Improvement | None = None


def in_the_way(ledger: Ledger, landscape: Landscape) -> dict[str, Counter[str]]:
    """For each group of which somebody is left: how many offers each barrier keeps from it."""
    left = [landscape.wishes[key] for key, people in ledger.people_left.items() if people]
    seen = [wish for wish in left if wish.key not in landscape.unseen]
    counted = _barriers(seen, landscape)
    own = _own_pairs(landscape, {wish.key for wish in seen})
    found: dict[str, Counter[str]] = {}
    for wish in left:
        if wish.key in landscape.unseen:
            found[wish.key] = Counter({"not_looked_at": len(landscape.offers)})
            continue
        codes = counted[wish.key]
        for offer in own.get(wish.key, ()):
            codes.update(_beside_barriers(wish, landscape.offers[offer], ledger, landscape))
        found[wish.key] = +codes
    return found


def _barriers(wishes: Sequence[Wish], landscape: Landscape) -> dict[str, Counter[str]]:
    """The barriers that surely stand; pairs that were left out of short lists count as left out."""
    offers = tuple(landscape.offers.values())
    own = _own_pairs(landscape, {wish.key for wish in wishes})
    if len(wishes) * len(offers) >= FEW:
        try:
            columns = encode(wishes, offers, landscape.context)
        except TooManyCodesError:
            pass
        else:
            table = count_barriers(columns, np.arange(len(wishes))).tolist()
            return {
                wish.key: Counter(dict(zip(BARRIER_CODES, row, strict=True)))
                for wish, row in zip(wishes, table, strict=True)
            }
    found = {}
    for wish in wishes:
        listed = set(own.get(wish.key, ()))
        others = (offer for offer in offers if offer.key not in listed)
        found[wish.key] = Counter(
            code for offer in others for code in standing(wish, offer, landscape.context) or ("weak",)
        )
    return found


def _own_pairs(landscape: Landscape, wishes: set[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for wish, offer in landscape.alive:
        if wish in wishes:
            found.setdefault(wish, []).append(offer)
    return found


def _beside_barriers(wish: Wish, offer: Offer, ledger: Ledger, landscape: Landscape) -> Iterator[str]:
    """Why a pair that no barrier keeps apart is not used for those who are left."""
    stay = ledger.stays.get((wish.key, offer.key))
    if stay is not None:
        full = not ledger.places_left[offer.key] or stay.people >= offer.most
        yield "no_room_left" if full else "left_out"
    elif wish.returns == "must":
        yield "only_in_exchange"
    elif not landscape.alive[wish.key, offer.key].placeable:
        yield from (
            unknown.code
            for unknown in assess(wish, offer, landscape.context).unknowns
            if unknown.opens and (unknown.code in ANSWER_FIRST or not landscape.context.settings.place_open)
        )
    else:
        yield "no_room_left" if ledger.room(wish, offer) is None else "left_out"


# The nearest offer


def nearest_offers(ledger: Ledger, landscape: Landscape) -> dict[str, Nearest]:
    """For the largest groups of which somebody is left: the offer with the least in the way. Fullness
    counts as less than a question, a question as less than a barrier, and one barrier as less than two."""
    left = [key for key, people in ledger.people_left.items() if people and key not in landscape.unseen]
    chosen = sorted(left, key=lambda key: (-ledger.people_left[key], key))[:NEAREST]
    own = _own_pairs(landscape, set(chosen))
    near: dict[str, list[str]] = {}
    for wish, offer in landscape.near:
        near.setdefault(wish, []).append(offer)
    found = {}
    for key in chosen:
        one = _nearest(landscape.wishes[key], own.get(key, ()), near.get(key, ()), ledger, landscape)
        if one is not None:
            found[key] = one
    return found


def _nearest(
    wish: Wish, own: Iterable[str], near: Iterable[str], ledger: Ledger, landscape: Landscape
) -> Nearest | None:
    alive = [offer for offer in own if (wish.key, offer) not in ledger.stays]
    if alive:
        seen = {offer: landscape.alive[wish.key, offer] for offer in alive}
        best = min(alive, key=lambda offer: (not seen[offer].placeable, -seen[offer].scores.pair, offer))
        codes = _beside_barriers(wish, landscape.offers[best], ledger, landscape)
        return Nearest(best, tuple(Reason(code) for code in codes))
    missed = sorted(near, key=lambda offer: (-landscape.near[wish.key, offer].score, offer))
    if missed:
        return _with_change(wish, landscape.offers[missed[0]], landscape)
    return _far(wish, landscape)


def _with_change(wish: Wish, offer: Offer, landscape: Landscape) -> Nearest:
    found = assess(wish, offer, landscape.context)
    change = next(iter(raises(wish, offer, landscape.context, limit=1)), None)
    return Nearest(offer.key, found.barriers, change)


def _far(wish: Wish, landscape: Landscape) -> Nearest | None:
    """Where more than one barrier stands before every offer: the offer with the fewest, those first that
    somebody could lift."""
    best: tuple[int, int, str] | None = None
    for offer in landscape.offers.values():
        codes = standing(wish, offer, landscape.context)
        ranked = (sum(code in FIRM for code in codes), len(codes), offer.key)
        if (wish.key, offer.key) not in landscape.alive and (best is None or ranked < best):
            best = ranked
    return None if best is None else _with_change(wish, landscape.offers[best[2]], landscape)


def nearest_as_written(nearest: Nearest, written: Any) -> dict[str, Any]:
    """`written` turns a value of a field into the form of the market file."""
    found: dict[str, Any] = {
        "offer": nearest.offer,
        "because": [{"code": one.code, "facts": dict(one.facts)} for one in nearest.because],
    }
    if nearest.change is not None:
        change: Mapping[str, Any] = {
            "side": nearest.change.change.side,
            "field": nearest.change.change.field,
            "code": nearest.change.code,
            "facts": dict(nearest.change.change.facts),
            "value": written(nearest.change.change.value),
            "pair": nearest.change.after.pair_score / 10,
        }
        found["change"] = dict(change)
    return found
