"""Who stays elsewhere after a repair, and because of what."""

from collections.abc import Mapping
from dataclasses import dataclass

from hospes.pairing.earlier import Earlier
from hospes.pairing.findings import Reason
from hospes.pairing.goals import person_value
from hospes.pairing.landscape import Landscape
from hospes.pairing.parties import Pair
from hospes.pairing.stays import Ledger, Stay


@dataclass(frozen=True, slots=True)
class Move:
    """A group that stays otherwise than before; no stays are at home.

    `moved`: it could have kept its stays, each for itself, and gave one up or has fewer people there.
    """

    wish: str
    before: tuple[Stay, ...]
    after: tuple[Stay, ...]
    moved: bool
    because: Reason


def moves(earlier: Earlier, ledger: Ledger, landscape: Landscape) -> tuple[Move, ...]:
    """Every group whose stays are not what they were, by key."""
    before, after = _by_wish(earlier.stays), _by_wish(ledger.stays)
    found = []
    for key in sorted(before.keys() | after.keys()):
        was, now = before.get(key, {}), after.get(key, {})
        if _shape(was) == _shape(now):
            continue
        given_up = [pair for pair, stay in was.items() if _is_given_up(pair, stay, now, earlier)]
        because = _why(key, was, now, given_up, earlier, ledger, landscape)
        found.append(Move(key, tuple(was.values()), tuple(now.values()), bool(given_up), because))
    return tuple(found)


def _by_wish(stays: Mapping[Pair, Stay]) -> dict[str, dict[Pair, Stay]]:
    found: dict[str, dict[Pair, Stay]] = {}
    for pair in sorted(stays):
        found.setdefault(pair[0], {})[pair] = stays[pair]
    return found


def _shape(stays: Mapping[Pair, Stay]) -> list[object]:
    """What those who travel notice."""
    return [(stay.offer, stay.people, stay.period) for stay in stays.values()]


def _is_given_up(pair: Pair, stay: Stay, now: Mapping[Pair, Stay], earlier: Earlier) -> bool:
    return pair in earlier.standing and (pair not in now or now[pair].people < stay.people)


def _why(
    key: str,
    was: Mapping[Pair, Stay],
    now: Mapping[Pair, Stay],
    given_up: list[Pair],
    earlier: Earlier,
    ledger: Ledger,
    landscape: Landscape,
) -> Reason:
    if given_up:
        return _why_moved(was, now, given_up, earlier, ledger, landscape)
    for pair in was:
        if pair in earlier.lost:
            return earlier.lost[pair]
    if not was:
        return Reason("new_place")
    before, after = (sum(stay.people for stay in stays.values()) for stays in (was, now))
    return Reason("more_people", facts={"from": before, "to": after}) if after > before else Reason("dates_found")


def _why_moved(
    was: Mapping[Pair, Stay],
    now: Mapping[Pair, Stay],
    given_up: list[Pair],
    earlier: Earlier,
    ledger: Ledger,
    landscape: Landscape,
) -> Reason:
    for _, offer in given_up:
        if offer in earlier.overfull:
            return Reason("less_room", facts={"offer": offer})
    for _, offer in given_up:
        guests = ledger.guests.get(offer, {})
        here = {key: earlier.stays[key, offer].people if (key, offer) in earlier.stays else 0 for key in guests}
        coming = sorted(key for key, stay in guests.items() if stay.people > here[key])
        if coming:
            return Reason("makes_room", facts={"offer": offer, "for": coming})
    return Reason("gains", facts={"from": _worth(was, landscape), "to": _worth(now, landscape)})


def _worth(stays: Mapping[Pair, Stay], landscape: Landscape) -> float:
    """Points of all its people together."""
    tenths = sum(
        stay.people * person_value(landscape.wishes[stay.wish], pair, landscape)
        for pair, stay in stays.items()
        if pair in landscape.alive
    )
    return tenths / 10
