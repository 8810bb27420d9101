"""The facilitator's desk: four columns, read from the database and never longer than a page."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from hospes.matchmaking.choices import UNDER_WAY, WAITING, EntryStatus, IntroductionState, Standing
from hospes.matchmaking.models import Entry, Introduction, PairInterest, PairSetAside, SuggestedPair
from hospes.matchmaking.queries.introductions import introductions
from hospes.matchmaking.queries.moderation import to_check
from hospes.organisations.choices import Membership

# People of these introductions are spoken for.
HELD = (*WAITING, *UNDER_WAY, IntroductionState.REALISED)
# Pairs that ended like this do not come back by themselves.
TRIED = (*HELD, IntroductionState.DECLINED, IntroductionState.EXPIRED, IntroductionState.NOT_REALISED)


def new_to_check() -> QuerySet[Entry]:
    """Entries that nobody has checked yet, the oldest first."""
    return to_check()


def waiting_for_an_answer() -> QuerySet[Introduction]:
    """Proposals under way, the nearest answer date first."""
    return introductions().filter(state__in=WAITING).order_by("answer_by", "pk")


def near_misses() -> QuerySet[SuggestedPair]:
    """Pairs that an answer or a small change would make possible, the most promising first."""
    found = pairs_now().filter(standing__in=[Standing.OPEN, Standing.NEAR])
    return found.order_by("place", "-could_become", "wish_id", "offer_id")


def ready_to_introduce() -> QuerySet[SuggestedPair]:
    """Possible pairs; first those that a side asked for, then the best of each wish, then the second best…"""
    return pairs_now().filter(standing=Standing.POSSIBLE).order_by("place", "-pair_score", "wish_id", "offer_id")


def pairs_now() -> QuerySet[SuggestedPair]:
    """Pairs of entries on the market that nobody set aside or tried, and whose people and places are still free."""
    today = timezone.localdate()
    on_market = Q()
    for side in ("wish", "offer"):
        on_market &= Q(**{f"{side}__status": EntryStatus.PUBLISHED})
        on_market &= ~Q(**{f"{side}__organisation__membership": Membership.SUSPENDED})
        on_market &= Q(**{f"{side}__valid_until": None}) | Q(**{f"{side}__valid_until__gte": today})
    tried = Introduction.objects.filter(wish=OuterRef("wish"), offer=OuterRef("offer"), state__in=TRIED)
    aside = PairSetAside.objects.filter(wish=OuterRef("wish"), offer=OuterRef("offer"))
    return (
        SuggestedPair.objects.filter(on_market)
        .exclude(wish__in=_full("wish"))
        .exclude(offer__in=_full("offer"))
        .exclude(Exists(tried))
        .exclude(Exists(aside))
        .select_related("wish__organisation", "offer__organisation")
    )


def still_free(pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those of some pairs, by (wish, offer), that the desk would show: the same rules as `pairs_now`."""
    listed = set(pairs)
    between = {"wish__in": {wish for wish, _ in listed}, "offer__in": {offer for _, offer in listed}}
    tried = Introduction.objects.filter(state__in=TRIED, **between).values_list("wish_id", "offer_id")
    aside = PairSetAside.objects.filter(**between).values_list("wish_id", "offer_id")
    full = {*_full("wish").filter(wish__in=between["wish__in"])} | {
        *_full("offer").filter(offer__in=between["offer__in"])
    }
    return {pair for pair in listed - set(tried) - set(aside) if not full & set(pair)}


def _full(side: str) -> QuerySet[Introduction, Any]:
    """Entries all of whose people or places are spoken for by introductions under way or waiting."""
    total = {"wish": "people", "offer": "places"}[side]
    full: QuerySet[Introduction, Any] = (
        Introduction.objects.filter(state__in=HELD)
        .order_by()
        .values(side)
        .annotate(held=Sum(Coalesce("people", 1)))
        .filter(held__gte=Coalesce(F(f"{side}__{total}"), 1))
        .values_list(side, flat=True)
    )
    return full


def interests(pairs: list[SuggestedPair]) -> dict[tuple[int, int], list[PairInterest]]:
    """Who asked for which of these pairs. One query."""
    found: dict[tuple[int, int], list[PairInterest]] = {}
    if pairs:
        wanted = {(pair.wish_id, pair.offer_id) for pair in pairs}
        rows = PairInterest.objects.filter(wish__in=[wish for wish, _ in wanted]).order_by("at")
        for row in rows:
            if (row.wish_id, row.offer_id) in wanted:
                found.setdefault((row.wish_id, row.offer_id), []).append(row)
    return found


def interest_of(wish: Entry, offer: Entry) -> list[PairInterest]:
    return list(PairInterest.objects.filter(wish=wish, offer=offer).select_related("by").order_by("at"))
