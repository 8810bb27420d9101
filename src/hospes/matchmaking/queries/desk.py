"""The facilitator's desk: four columns, read from the database and never longer than a page."""

from collections.abc import Iterable

from django.db.models import Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils import timezone

from hospes.matchmaking.choices import UNDER_WAY, WAITING, EntryStatus, IntroductionState, Standing
from hospes.matchmaking.models import Entry, Introduction, PairInterest, PairSetAside, SuggestedPair
from hospes.matchmaking.queries.introductions import introductions
from hospes.matchmaking.queries.moderation import to_check

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
    return found.annotate(place=_place("-could_become")).order_by("place", "-could_become", "wish_id", "offer_id")


def ready_to_introduce() -> QuerySet[SuggestedPair]:
    """Possible pairs; first those that a side asked for, then the best of each wish, then the second best…"""
    asked = Exists(PairInterest.objects.filter(wish=OuterRef("wish"), offer=OuterRef("offer")))
    found = pairs_now().filter(standing=Standing.POSSIBLE).annotate(is_asked_for=asked, place=_place("-pair_score"))
    return found.order_by("-is_asked_for", "place", "-pair_score", "wish_id", "offer_id")


def _place(by: str) -> Window:
    """Whether a pair is its wish's best, second best…: one wish that suits everybody must not fill the column."""
    return Window(RowNumber(), partition_by=["wish"], order_by=[by, "offer_id"])


def pairs_now() -> QuerySet[SuggestedPair]:
    """Pairs of entries on the market that nobody set aside or tried, and whose people and places are still free."""
    today = timezone.localdate()
    on_market = Q()
    for side in ("wish", "offer"):
        on_market &= Q(**{f"{side}__status": EntryStatus.PUBLISHED})
        on_market &= Q(**{f"{side}__valid_until": None}) | Q(**{f"{side}__valid_until__gte": today})
    tried = Introduction.objects.filter(wish=OuterRef("wish"), offer=OuterRef("offer"), state__in=TRIED)
    aside = PairSetAside.objects.filter(wish=OuterRef("wish"), offer=OuterRef("offer"))
    return (
        SuggestedPair.objects.filter(on_market)
        .exclude(Exists(tried))
        .exclude(Exists(aside))
        .annotate(travelling=_held("wish"), taken=_held("offer"))
        .exclude(travelling__gte=Coalesce(F("wish__people"), 1))
        .exclude(taken__gte=Coalesce(F("offer__places"), 1))
        .select_related("wish__organisation", "offer__organisation")
    )


def _held(side: str) -> Coalesce:
    """People that introductions under way or waiting have spoken for."""
    held = (
        Introduction.objects.filter(**{side: OuterRef(side)}, state__in=HELD)
        .order_by()
        .values(side)
        .annotate(people_held=Sum(Coalesce("people", 1)))
        .values("people_held")
    )
    return Coalesce(Subquery(held, output_field=IntegerField()), 0)


def still_free(pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those of some pairs, by (wish, offer), that the desk would show: the same rules as `pairs_now`."""
    listed = set(pairs)
    between = {"wish__in": {wish for wish, _ in listed}, "offer__in": {offer for _, offer in listed}}
    tried = Introduction.objects.filter(state__in=TRIED, **between).values_list("wish_id", "offer_id")
    aside = PairSetAside.objects.filter(**between).values_list("wish_id", "offer_id")
    full = _full("wish", between["wish__in"]) | _full("offer", between["offer__in"])
    return {pair for pair in listed - set(tried) - set(aside) if not full & set(pair)}


def _full(side: str, pks: set[int]) -> set[int]:
    """Entries all of whose people or places are spoken for."""
    total = {"wish": "people", "offer": "places"}[side]
    held = (
        Introduction.objects.filter(state__in=HELD, **{f"{side}__in": pks})
        .values(side, f"{side}__{total}")
        .annotate(held=Sum(Coalesce("people", 1)))
    )
    return {row[side] for row in held if row["held"] >= (row[f"{side}__{total}"] or 1)}


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
