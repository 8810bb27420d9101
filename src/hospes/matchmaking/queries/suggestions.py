"""Who suits an entry, how well, and what would make it better. Works for drafts too."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.cache import cache

from hospes.matchmaking.choices import EntryKind, IntroductionState, Side
from hospes.matchmaking.models import Entry, Introduction, PairSetAside
from hospes.matchmaking.queries import market
from hospes.matchmaking.queries.around import state_around
from hospes.matchmaking.queries.candidates import candidates
from hospes.matchmaking.queries.rows import to_read
from hospes.pairing.assess import Assessment, assess
from hospes.pairing.context import Context
from hospes.pairing.parties import Entry as Party
from hospes.pairing.parties import Offer, Wish
from hospes.pairing.raises import Improvement, raises
from hospes.pairing.suggest import suggest

# Pairs that ended like this are not the next best for anybody.
OVER = (IntroductionState.DECLINED, IntroductionState.EXPIRED, IntroductionState.NOT_REALISED)


_KEPT_FOR = 600
# The other entry, what the engine says of the pair, and what would make it better.
Found = tuple[int, Assessment, tuple[Improvement, ...]]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A pair of entries, seen from one of them."""

    mine: Entry
    other: Entry
    assessment: Assessment
    improvements: tuple[Improvement, ...] = ()

    @property
    def my_side(self) -> Side:
        return Side.WISH if self.mine.kind == EntryKind.WISH else Side.OFFER

    @property
    def wish(self) -> Entry:
        return self.mine if self.my_side == Side.WISH else self.other

    @property
    def offer(self) -> Entry:
        return self.other if self.my_side == Side.WISH else self.mine

    @property
    def my_score(self) -> int:
        """How well the other suits this entry."""
        scores = self.assessment.scores
        return scores.wish if self.my_side == Side.WISH else scores.offer

    @property
    def other_score(self) -> int:
        """How well this entry suits the other."""
        scores = self.assessment.scores
        return scores.offer if self.my_side == Side.WISH else scores.wish

    @property
    def pair_score(self) -> int:
        """In tenths of a point."""
        return self.assessment.pair_score


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The best counterparts of an entry, and those that a small change would make possible."""

    best: list[Suggestion]
    near: list[Suggestion]


def suggestions_for(entry: Entry, limit: int = 5, *, near_limit: int = 3, improvements: int = 3) -> Suggestions:
    """Best first. The number of queries does not depend on the number of entries.

    Kept until the entry or one that could suit it changes, so that looking once more is quick.
    """
    if entry.kind == EntryKind.IDEA:
        return Suggestions([], [])
    links = market.worked_together()
    party = market.party_of(entry, links)
    likely = candidates(entry, market.AT_ONCE)
    state = state_around(entry, party, links, likely)
    key = f"matchmaking:suggestions:{state}:{limit}:{near_limit}:{improvements}"
    found: tuple[list[Found], list[Found]] | None = cache.get(key)
    if found is None:
        found = _suggested(likely, party, links, limit, near_limit, improvements)
        cache.set(key, found, _KEPT_FOR)
    full = Entry.objects.select_related("organisation").in_bulk([pk for part in found for pk, _pair, _better in part])
    best, near = (
        [Suggestion(entry, full[pk], pair, better) for pk, pair, better in part if pk in full] for part in found
    )
    return Suggestions(best, near)


def _suggested(
    likely: list[int], party: Party, links: market.Links, limit: int, near_limit: int, improvements: int
) -> tuple[list[Found], list[Found]]:
    others = {str(one.key): one for one in to_read(market.among(likely))}
    parties = {key: market.party_of(one, links) for key, one in others.items()}
    context = market.context([party, *parties.values()], links)
    found = suggest(party, parties.values(), context, limit=limit, near_limit=near_limit)

    def told(pair: Assessment) -> Found:
        key = pair.offer if isinstance(party, Wish) else pair.wish
        better = improvements_of(*_in_order(party, parties[key]), context, limit=improvements)
        return others[key].pk, pair, better

    return [told(pair) for pair in found.best], [told(pair) for pair in found.near]


def pair_of(wish: Entry, offer: Entry, *, seen_from: Side = Side.WISH, improvements: int = 5) -> Suggestion:
    """One pair in full, whatever its state: the page of the pair, the desk, a letter."""
    links = market.worked_together()
    parties = market.wish_of(wish, links), market.offer_of(offer, links)
    context = market.context(parties, links)
    better = improvements_of(*parties, context, limit=improvements)
    mine, other = (wish, offer) if seen_from == Side.WISH else (offer, wish)
    return Suggestion(mine, other, assess(*parties, context), better)


def pairs_of(pairs: Iterable[tuple[Entry, Entry]], *, improvements: int = 1) -> list[Suggestion]:
    """Several pairs at once, for a column of the desk: two queries however many they are."""
    listed = list(pairs)
    if not listed:
        return []
    links = market.worked_together()
    parties = [(market.wish_of(wish, links), market.offer_of(offer, links)) for wish, offer in listed]
    context = market.context([party for pair in parties for party in pair], links)
    return [
        Suggestion(wish, offer, assess(*pair, context), improvements_of(*pair, context, limit=improvements))
        for (wish, offer), pair in zip(listed, parties, strict=True)
    ]


def improvements_of(wish: Wish, offer: Offer, context: Context, *, limit: int) -> tuple[Improvement, ...]:
    return raises(wish, offer, context, limit=limit) if limit else ()


def next_best(entry: Entry, *, besides: Entry) -> Suggestion | None:
    """The best counterpart that is possible or open and was not tried, declined or set aside before."""
    if not market.is_on_market(entry):
        return None
    tried = _tried(entry) | {besides.pk}
    found = suggestions_for(entry, limit=len(tried) + 1, near_limit=0, improvements=0)
    return next((one for one in found.best if one.other.pk not in tried), None)


def _tried(entry: Entry) -> set[int]:
    side, other = ("wish", "offer_id") if entry.kind == EntryKind.WISH else ("offer", "wish_id")
    introduced = Introduction.objects.filter(**{side: entry}).values_list(other, flat=True)
    aside = PairSetAside.objects.filter(**{side: entry}).values_list(other, flat=True)
    return {*introduced, *aside}


def assessment_to_keep(wish: Entry, offer: Entry) -> dict[str, Any]:
    """The engine's view of a pair as an introduction keeps it: codes and facts, as on the day of the proposal."""
    found = pair_of(wish, offer, improvements=0).assessment
    return {
        "status": found.status,
        "scores": {"wish": found.scores.wish, "offer": found.scores.offer, "pair": found.scores.pair / 10},
        "reasons": [
            {"code": one.code, "side": one.side, "points": one.points, "most": one.most, "facts": plain(one.facts)}
            for one in found.reasons
        ],
        "barriers": [{"code": one.code, "facts": plain(one.facts)} for one in found.barriers],
        "unknowns": [{"code": one.code, "missing": [list(field) for field in one.missing]} for one in found.unknowns],
    }


def plain(value: Any) -> Any:
    """Facts as JSON keeps them."""
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, set | frozenset):
        return sorted(value)
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def stay_in(dates: Mapping[str, Any]) -> tuple[date, date] | None:
    """The first stay that the common window holds: as long as needed."""
    if not dates["window"]:
        return None
    first, last = (date.fromisoformat(day) for day in dates["window"])
    return first, min(first + timedelta(days=max(dates["needed"], 1) - 1), last)


def _in_order(party: Party, other: Party) -> tuple[Wish, Offer]:
    if isinstance(party, Wish) and isinstance(other, Offer):
        return party, other
    assert isinstance(other, Wish) and isinstance(party, Offer)
    return other, party
