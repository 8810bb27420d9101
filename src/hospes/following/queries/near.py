"""Pairs that nearly fit, around an entry that is new or has changed: the one change of the other side that would do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef

from hospes.following.models import NearMissLook, NearMissTold
from hospes.matchmaking.choices import EntryKind, Side, Standing
from hospes.matchmaking.models import Entry, EntryQuerySet, Introduction, PairSetAside, SuggestedPair
from hospes.matchmaking.queries import suggestions
from hospes.organisations.models import Organisation
from hospes.pairing.changes import Change
from hospes.pairing.findings import Reason

# Of an entry that changed, so many of its best near misses are looked at.
LOOKED_AT = 5
# What was compared longer ago is no news.
NEWS_FOR = timedelta(days=7)
MOST_A_WEEK = 10
# The change of a pair that only waits for an answer.
ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A pair, seen from the side that one change would bring into it."""

    mine: Entry
    other: Entry
    field: str
    # What stands between the two and the change that lifts it; both None when only an answer is missing.
    barrier: Reason | None = None
    change: Change | None = None

    @property
    def side(self) -> Side:
        return Side.WISH if self.mine.kind == EntryKind.WISH else Side.OFFER

    @property
    def code(self) -> str:
        """The change by its name: the same change of the same pair is told once."""
        return f"{self.side.value}:{self.change.code if self.change else ANSWER}:{self.field}"


def to_look_at(now: datetime, limit: int) -> EntryQuerySet:
    """Entries on the market whose pairs were found since they were last looked at, the longest waiting first."""
    seen = NearMissLook.objects.filter(entry=OuterRef("pk"), looked_at__gte=OuterRef("paired_at"))
    rows = Entry.objects.published().filter(paired_at__gte=now - NEWS_FOR).exclude(Exists(seen))
    return rows.select_related("organisation").order_by(F("paired_at").asc(), "pk")[:limit]


def near_misses(entry: Entry) -> Iterator[NearMiss]:
    """Those of other organisations that this entry nearly fits, best first. Some queries, and the engine for a few."""
    side, other = (Side.WISH, Side.OFFER) if entry.kind == EntryKind.WISH else (Side.OFFER, Side.WISH)
    rows = (
        SuggestedPair.objects.filter(**{side.value: entry}, standing__in=(Standing.NEAR, Standing.OPEN))
        .exclude(Exists(Introduction.objects.filter(wish=OuterRef("wish"), offer=OuterRef("offer"))))
        .exclude(Exists(PairSetAside.objects.filter(wish=OuterRef("wish"), offer=OuterRef("offer"))))
        .select_related("wish__organisation", "offer__organisation")
        .order_by("-could_become", "pk")[:LOOKED_AT]
    )
    pairs = list(rows)
    near = [row for row in pairs if row.standing == Standing.NEAR]
    found = suggestions.pairs_of([(row.wish, row.offer) for row in near], improvements=20)
    by_pair = {(one.wish.pk, one.offer.pk): one for one in found}
    for row in pairs:
        mine = getattr(row, other.value)
        judged = by_pair.get((row.wish_id, row.offer_id))
        miss = _of_near(judged, mine, entry, other) if judged else _of_open(row, mine, entry, other)
        if miss is not None:
            yield miss


def _of_near(pair: suggestions.Suggestion, mine: Entry, entry: Entry, side: Side) -> NearMiss | None:
    """The best change of this side that makes the pair possible, or open."""
    ours = (one for one in pair.improvements if one.change.side == side.value and one.after.status != "impossible")
    change = next((one.change for one in ours), None)
    barrier = next((one for one in pair.assessment.barriers if one.code != "weak"), None)
    return NearMiss(mine, entry, change.field, barrier, change) if change and barrier else None


def _of_open(row: SuggestedPair, mine: Entry, entry: Entry, side: Side) -> NearMiss | None:
    """A pair that waits for a single answer, and for one of this side."""
    if len(row.missing) != 1 or row.missing[0][0] != side.value:
        return None
    return NearMiss(mine, entry, row.missing[0][1])


def told_lately(organisation: Organisation, now: datetime) -> int:
    """How much the organisation was told within a week, so that it never gets a flood."""
    return NearMissTold.objects.filter(organisation=organisation, told_at__gt=now - timedelta(days=7)).count()
