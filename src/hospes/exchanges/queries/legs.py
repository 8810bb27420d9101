"""Who could host whom now, of those who would host in return: read from the pairs that the engine has judged."""

from collections.abc import Collection

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from hospes.exchanges.finding import Leg
from hospes.matchmaking.choices import EntryKind, Returns, Standing
from hospes.matchmaking.models import Introduction, SuggestedPair
from hospes.matchmaking.queries import desk, market

# Open questions do not keep a pair from being proposed.
_STANDING = (Standing.POSSIBLE, Standing.OPEN)
_RECIPROCAL = (Returns.WOULD, Returns.MUST)
# Pairs of one organisation's surroundings that are read while somebody waits for the page.
MOST_AROUND = 4_000

Held = tuple[dict[int, int], dict[int, int]]


def legs_now() -> list[Leg]:
    """Every leg of the market: a whole group that wants an exchange, at an offer that has room for all of it."""
    return _with_room(_pairs(), held_now())


def legs_around(organisation: int, held: Held | None = None) -> list[Leg]:
    """The legs that a ring of up to four through one organisation could have: the best of them, read in three steps.

    Who looks around several organisations reads `held_now` once for all of them.
    """
    held = held or held_now()
    sent, hosted = Q(wish__organisation=organisation), Q(offer__organisation=organisation)
    own = _with_room(_pairs().filter(sent | hosted)[:MOST_AROUND], held)
    hosts = {leg.host for leg in own if leg.sender == organisation}
    guests = {leg.sender for leg in own if leg.host == organisation}
    near = Q(wish__organisation__in=hosts) | Q(offer__organisation__in=guests)
    around = _with_room(_pairs().filter(near).exclude(sent | hosted)[:MOST_AROUND], held)
    return [*own, *around]


def are_more_than(number: int) -> bool:
    """Whether there are more legs to walk; counts no further than that."""
    return _pairs().order_by()[: number + 1].count() > number


def sources_among(legs: Collection[Leg]) -> set[int]:
    """Organisations that host and have no wish on the market: with them a chain can begin."""
    hosts = {leg.host for leg in legs} - {leg.sender for leg in legs}
    senders = market.published(EntryKind.WISH).filter(organisation__in=hosts)
    return hosts - set(senders.values_list("organisation", flat=True))


def _pairs() -> QuerySet[SuggestedPair]:
    """Pairs on the desk's terms, in which the whole group may be hosted, the best first."""
    fits = Q(offer__smallest_group=None) | Q(offer__smallest_group__lte=F("wish__people"))
    for limit in ("largest_group", "at_once"):
        fits &= Q(**{f"offer__{limit}": None}) | Q(**{f"offer__{limit}__gte": F("wish__people")})
    found = desk.pairs_now().filter(
        fits,
        standing__in=_STANDING,
        wish__returns__in=_RECIPROCAL,
        wish__people__isnull=False,
        offer__places__gte=F("wish__people"),
    )
    return found.order_by("-pair_score", "wish_id", "offer_id")


_COLUMNS = (
    "wish_id", "offer_id", "wish__organisation_id", "offer__organisation_id", "wish__people", "pair_score",
    "offer__places",
)  # fmt: skip


def held_now() -> Held:
    """People of wishes, and places of offers, that introductions hold."""
    return _held("wish"), _held("offer")


def _with_room(pairs: QuerySet[SuggestedPair], held: Held) -> list[Leg]:
    """Those whose group is wholly free, and whose offer has as many places left."""
    rows = list(pairs.values_list(*_COLUMNS))
    sent, hosted = held
    return [Leg(*row[:6]) for row in rows if not sent.get(row[0]) and row[6] - hosted.get(row[1], 0) >= row[4]]


def _held(side: str) -> dict[int, int]:
    """People or places that introductions hold, by entry. One query, as long as the list of what is under way."""
    rows = Introduction.objects.filter(state__in=desk.HELD).order_by().values(side)
    return dict(rows.annotate(held=Sum(Coalesce("people", 1))).values_list(side, "held"))
