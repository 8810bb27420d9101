"""The market as it stands today: without people and places that are spoken for, and without pairs that were tried."""

from dataclasses import replace

from django.db.models import F, Sum
from django.db.models.functions import Coalesce

from hospes.matchmaking.models import Introduction, PairSetAside
from hospes.matchmaking.queries import market
from hospes.matchmaking.queries.desk import HELD, TRIED
from hospes.pairing.parties import Market, Offer, Wish


def present() -> Market:
    """Every published wish and offer with the people and places that are still free. Seven queries."""
    whole = market.market()
    held_people, held_places = _held("wish", "people"), _held("offer", "places")
    wishes = (_with_people_left(wish, held_people.get(wish.key, 0)) for wish in whole.wishes)
    offers = (_with_places_left(offer, held_places.get(offer.key, 0)) for offer in whole.offers)
    return replace(
        whole,
        wishes=tuple(wish for wish in wishes if wish is not None),
        offers=tuple(offer for offer in offers if offer is not None),
        forbidden=_tried(),
    )


def _held(side: str, total: str) -> dict[str, int]:
    """People of introductions that wait or are under way, by the key of the entry. Nobody said how many: all."""
    rows = (
        Introduction.objects.filter(state__in=HELD)
        .order_by()
        .values(f"{side}__key")
        .annotate(held=Sum(Coalesce(F("people"), F(f"{side}__{total}"), 1)))
        .values_list(f"{side}__key", "held")
    )
    return {str(key): held for key, held in rows}


def _with_people_left(wish: Wish, held: int) -> Wish | None:
    """The rest of the group; None when nobody is left, or too few to travel on their own."""
    if not held or wish.people is None:
        return wish
    left = wish.people - held
    if left < 1 or (wish.smallest_part or 0) > left:
        return None
    return replace(
        wish,
        people=left,
        smallest_part=wish.smallest_part if wish.smallest_part is not None else left,
        least_people=None,
        fewer_opportunities=min(wish.fewer_opportunities, left),
    )


def _with_places_left(offer: Offer, held: int) -> Offer | None:
    if not held or offer.places is None:
        return offer
    left = offer.places - held
    if left < max(1, offer.smallest_group):
        return None
    return replace(offer, places=left, largest_group=min(offer.largest_group or left, left))


def _tried() -> frozenset[tuple[str, str]]:
    """Pairs that were introduced or proposed before, or that a facilitator set aside."""
    tried = Introduction.objects.filter(state__in=TRIED).values_list("wish__key", "offer__key")
    aside = PairSetAside.objects.values_list("wish__key", "offer__key")
    return frozenset((str(wish), str(offer)) for wish, offer in (*tried, *aside))
