"""How fairly a plan places people: what is reported, and never forced."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from hospes.pairing.goals import blocking_pairs, gini, organisations_served
from hospes.pairing.landscape import Landscape
from hospes.pairing.parties import Pair, Wish
from hospes.pairing.stays import Ledger

Kind = Callable[[Wish], str]
# Up to so many people a group counts as small, then as middling; the rest is large.
SMALL, MIDDLING = 3, 8
# With more pairs envy is not looked for, and with more organisations they are not listed one by one.
PAIRS, ORGANISATIONS = 400_000, 1_000


def fairness(ledger: Ledger, landscape: Landscape) -> dict[str, Any]:
    """Organisations served, Gini, blocking pairs, envious groups, and tables of who was placed."""
    served = organisations_served(ledger.stays.values(), landscape)
    sending = {wish.organisation for wish in landscape.wishes.values()}
    found: dict[str, Any] = {
        "organisations_served": len(served),
        "organisations_unserved": len(sending - served),
        "gini": gini(ledger.stays.values(), landscape),
        "blocking_pairs": len(blocking_pairs(ledger, landscape)),
        "tables": tables(ledger, landscape),
    }
    if len(landscape.alive) <= PAIRS:
        found["envious_groups"] = len({envious for envious, _ in envy(ledger, landscape)})
    return found


def envy(ledger: Ledger, landscape: Landscape) -> list[Pair]:
    """Pairs (group, envied group), by key: the first is at home, or likes its least liked host less than
    a host of the second, and could have had that stay: the pair may be placed and is not in the plan,
    and the stay's number of people is one that the first group and the host both accept.

    Likes are the points that a host has for the group's side. Whether the host would rather have kept its
    guest does not matter here: that is what blocking pairs say. Nobody envies its own organisation.
    """
    liking: dict[str, int] = {}
    for wish, offer in ledger.stays:
        points = landscape.alive[wish, offer].scores.wish
        liking[wish] = min(points, liking.get(wish, points))
    found = set()
    for (wish, offer), seen in landscape.alive.items():
        group = landscape.wishes[wish]
        if not seen.placeable or (wish, offer) in ledger.stays or group.returns == "must":
            continue
        if wish in liking and liking[wish] >= seen.scores.wish:
            continue
        for other, stay in ledger.guests.get(offer, {}).items():
            if group.organisation == landscape.wishes[other].organisation:
                continue
            if group.part <= stay.people <= (group.people or 0):
                found.add((wish, other))
    return sorted(found)


def tables(ledger: Ledger, landscape: Landscape) -> dict[str, list[dict[str, Any]]]:
    """People asked for and placed by kind of sender, as far as the market tells: its country, the size of the
    group, whether its organisation has worked with anybody before, and its profile."""
    kinds: dict[str, Kind] = {
        "country": lambda wish: wish.country,
        "size": _size,
        "experience": _experience(landscape),
        "profile": lambda wish: wish.profile or "unknown",
    }
    if len({wish.organisation for wish in landscape.wishes.values()}) <= ORGANISATIONS:
        kinds["organisation"] = lambda wish: wish.organisation
    return {name: _table(kind, ledger, landscape) for name, kind in kinds.items()}


def _table(kind: Kind, ledger: Ledger, landscape: Landscape) -> list[dict[str, Any]]:
    asked: Counter[str] = Counter()
    placed: Counter[str] = Counter()
    groups: Counter[str] = Counter()
    for wish in landscape.wishes.values():
        asked[kind(wish)] += wish.people or 0
        placed[kind(wish)] += ledger.placed(wish)
        groups[kind(wish)] += 1
    return [
        {
            "of": of,
            "groups": groups[of],
            "people": asked[of],
            "placed": placed[of],
            "share": round(placed[of] / asked[of], 4) if asked[of] else 0.0,
        }
        for of in sorted(groups)
    ]


def _size(wish: Wish) -> str:
    people = wish.people or 0
    return "small" if people <= SMALL else "middling" if people <= MIDDLING else "large"


def _experience(landscape: Landscape) -> Kind:
    """A newcomer has worked with nobody, as far as anybody in the market says."""
    known = {name for link in landscape.context.worked for name in link}
    return lambda wish: "worked_before" if wish.organisation in known else "newcomer"
