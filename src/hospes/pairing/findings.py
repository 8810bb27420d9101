"""What is found out about a pair: codes and facts, never a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from hospes.pairing.parties import Offer, Side, Wish

Facts = Mapping[str, object]
# Which field of which side is missing.
Missing = tuple[tuple[Side, str], ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a pair fits (with points), or why it cannot be (a barrier, without)."""

    code: str
    side: Literal["wish", "offer", "both"] = "both"
    points: int = 0
    most: int = 0
    facts: Facts = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Unknown:
    """What cannot be said before somebody answers.

    `opens` tells that the pair stays open until then; `wish_most` and `offer_most` are the points
    that a good answer can add to each side.
    """

    code: str
    missing: Missing
    opens: bool = False
    wish_most: int = 0
    offer_most: int = 0

    @property
    def facts(self) -> Facts:
        return {"missing": [list(field) for field in self.missing]}


def unanswered(wish: Wish, offer: Offer, *, of_wish: tuple[str, ...] = (), of_offer: tuple[str, ...] = ()) -> Missing:
    """Those of the named fields that are unknown."""
    missing: list[tuple[Side, str]] = [("wish", name) for name in of_wish if getattr(wish, name) is None]
    missing += [("offer", name) for name in of_offer if getattr(offer, name) is None]
    return tuple(missing)
