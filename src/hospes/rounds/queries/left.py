"""What introductions leave of an entry: the people who are still to be placed, the places that are still free."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Sum

from hospes.matchmaking.choices import WAITING
from hospes.matchmaking.models import Introduction
from hospes.matchmaking.queries.introductions import PLACED


@dataclass(frozen=True, slots=True)
class Taken:
    """People of an entry who have a stay elsewhere, and in how many stays."""

    people: int = 0
    stays: int = 0


NOTHING = Taken()


def taken_now() -> dict[str, Taken]:
    """By entries' keys: what is agreed, and what waits for an answer. One query for each side."""
    found: dict[str, Taken] = {}
    for side in ("wish", "offer"):
        rows = Introduction.objects.filter(state__in=(*WAITING, *PLACED)).order_by().values_list(f"{side}__key")
        for key, people, stays in rows.annotate(people_in=Sum("people"), stays=Count("pk")):
            found[str(key)] = Taken(people or 0, stays)
    return found


def left_of(entry: dict[str, Any], taken: Taken, pinned: Taken = NOTHING) -> dict[str, Any] | None:
    """An entry of a market file without what is taken; None when nothing of use is left. `pinned`: what has to fit
    all the same."""
    if not taken.stays:
        return entry
    return _offer_left(entry, taken, pinned) if "places" in entry else _wish_left(entry, taken, pinned)


def _wish_left(wish: dict[str, Any], taken: Taken, pinned: Taken) -> dict[str, Any] | None:
    """A group that is not parted has nobody left."""
    people, part = max(wish["people"] - taken.people, pinned.people), wish.get("smallest_part")
    if not pinned.people and (part is None or people < max(part, 1)):
        return None
    over = {name: min(wish[name], people) for name in ("fewer_opportunities", "least_people") if name in wish}
    return wish | over | {"people": people, "smallest_part": min(part or people, people)}


def _offer_left(offer: dict[str, Any], taken: Taken, pinned: Taken) -> dict[str, Any] | None:
    places = max(offer["places"] - taken.people, pinned.people)
    if places < max(offer.get("smallest_group") or 1, 1):
        return None
    if offer.get("groups") is None:
        return offer | {"places": places}
    groups = max(offer["groups"] - taken.stays, pinned.stays)
    return offer | {"places": places, "groups": groups} if groups > 0 else None
