"""Deferred acceptance with quantities: groups ask, best liked host first; hosts keep the groups they
like best. No group gains by naming fewer hosts."""

from hospes.pairing.goals import Arc
from hospes.pairing.landscape import Landscape
from hospes.pairing.parties import Offer, Pair
from hospes.pairing.stays import Ledger, Stay


def fill_stable(landscape: Landscape, arcs: list[Arc], ledger: Ledger) -> Ledger:
    """The ledger with stays on which both sides have settled. Fixed stays are never given up."""
    fixed = frozenset(ledger.stays)
    asking = _rankings(arcs, landscape)
    waiting = sorted(asking, reverse=True)
    while waiting:
        key = waiting[-1]
        if not asking[key]:
            waiting.pop()
            _drop_if_too_few(ledger, key, fixed)
            continue
        arc = asking[key].pop()
        dismissed = _ask(arc, ledger, landscape, fixed)
        if ledger.people_left[key] < max(arc.wish.part, 1):
            waiting.pop()
        waiting.extend(sorted((wish for wish in dismissed if wish not in waiting), reverse=True))
    return ledger


def _rankings(arcs: list[Arc], landscape: Landscape) -> dict[str, list[Arc]]:
    """For each group its hosts, the best liked last."""
    ranked: dict[str, list[Arc]] = {}
    for arc in sorted(arcs, key=lambda arc: (landscape.alive[arc.key].scores.wish, _backwards(arc.offer.key))):
        ranked.setdefault(arc.wish.key, []).append(arc)
    return ranked


def _backwards(key: str) -> tuple[int, ...]:
    """Sorts after every key that comes later in the alphabet."""
    return (*(-ord(character) for character in key), 1)


def _ask(arc: Arc, ledger: Ledger, landscape: Landscape, fixed: frozenset[Pair]) -> list[str]:
    """The host takes the group, sending away as many as needed of those it likes less. Says whom."""
    dismissed: list[Stay] = []
    stay = ledger.room(arc.wish, arc.offer)
    for other in _liked_less(arc, ledger, landscape, fixed):
        if stay is not None and stay.people == min(ledger.people_left[arc.wish.key], arc.offer.most):
            break
        ledger.give_back(other)
        dismissed.append(other)
        stay = ledger.room(arc.wish, arc.offer)
    if stay is None:
        for other in dismissed:
            ledger.take(other)
        return []
    ledger.take(stay)
    return _with_room_again(dismissed, ledger, arc.offer)


def _liked_less(arc: Arc, ledger: Ledger, landscape: Landscape, fixed: frozenset[Pair]) -> list[Stay]:
    """The host's guests that it likes less than this group, the least liked first."""
    liking = _liking(arc.key, landscape)
    here = [stay for stay in ledger.guests.get(arc.offer.key, {}).values() if stay.key not in fixed]
    return sorted(
        (stay for stay in here if _liking(stay.key, landscape) < liking), key=lambda stay: _liking(stay.key, landscape)
    )


def _liking(pair: Pair, landscape: Landscape) -> tuple[int, tuple[int, ...]]:
    return landscape.alive[pair].scores.offer, _backwards(pair[0])


def _with_room_again(dismissed: list[Stay], ledger: Ledger, offer: Offer) -> list[str]:
    """Those sent away who still fit beside the new group stay after all, in a smaller part if need be."""
    away = []
    for other in reversed(dismissed):
        smaller = ledger.room(ledger.wishes[other.wish], offer)
        if smaller is not None and smaller.people <= other.people:
            ledger.take(smaller)
        if smaller is None or smaller.people < other.people:
            away.append(other.wish)
    return away


def _drop_if_too_few(ledger: Ledger, key: str, fixed: frozenset[Pair]) -> None:
    """A group that would have fewer people placed than it accepts goes nowhere."""
    wish = ledger.wishes[key]
    own = [stay for stay in ledger.stays.values() if stay.wish == key]
    if own and ledger.placed(wish) < wish.least and not any(stay.key in fixed for stay in own):
        for stay in own:
            ledger.give_back(stay)
