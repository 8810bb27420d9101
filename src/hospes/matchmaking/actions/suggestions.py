"""What people do with suggested pairs: say they are interested, set aside, and keep the desk's table in step."""

from collections import defaultdict

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from hospes.journal.actions import record
from hospes.matchmaking.actions import apprentices
from hospes.matchmaking.choices import EntryKind, Side, Standing
from hospes.matchmaking.models import Entry, PairInterest, PairSetAside, SuggestedPair
from hospes.matchmaking.queries import market
from hospes.matchmaking.queries.introductions import all_placed
from hospes.matchmaking.queries.rows import to_read
from hospes.matchmaking.rules import introductions as rules
from hospes.organisations.models import Organisation
from hospes.organisations.rules import acts_for
from hospes.pairing.assess import Assessment
from hospes.pairing.suggest import suggest
from hospes.people.models import Person

# So many pairs of each entry are kept: what a facilitator could ever look at.
KEPT_BEST, KEPT_NEAR = 50, 15
# The place of a pair that one side asked for: before all others.
ASKED_FOR = 0


@transaction.atomic
def say_interested(
    wish: Entry, offer: Entry, *, by: Person, acting_for: Organisation | None = None, note: str = ""
) -> PairInterest:
    """One side asks the facilitator to introduce the pair. Asking twice changes nothing."""
    if not rules.can_be_proposed(wish, offer, timezone.localdate()):
        raise rules.RefusedError("not_on_the_market")
    side = side_for(wish, offer, by=by, acting_for=acting_for)
    if side is None:
        raise PermissionDenied
    if all_placed([wish, offer]):
        raise rules.RefusedError("all_placed")
    interest, is_new = PairInterest.objects.get_or_create(
        wish=wish, offer=offer, side=side, defaults={"by": by, "note": note}
    )
    if is_new:
        mine = wish if side == Side.WISH else offer
        facts = {"wish": wish.pk, "offer": offer.pk, "side": side.value}
        record("pair.interest", on=mine, by=by, acting_for=mine.organisation, facts=facts)
        # After the journal, as in the answer to a question.
        SuggestedPair.objects.filter(wish=wish, offer=offer).update(place=ASKED_FOR)
    return interest


def side_for(wish: Entry, offer: Entry, *, by: Person, acting_for: Organisation | None) -> Side | None:
    """The side that the person acts for: that of the acting organisation first."""
    sides = {Side.WISH: wish.organisation, Side.OFFER: offer.organisation}
    order = sorted(Side, key=lambda side: acting_for is None or sides[side].pk != acting_for.pk)
    return next((side for side in order if acts_for(by, sides[side])), None)


@transaction.atomic
def set_aside(wish: Entry, offer: Entry, *, reason: str, by: Person) -> PairSetAside:
    """The desk does not show this pair again. The organisations still see each other."""
    if not rules.may_see_desk(by):
        raise PermissionDenied
    aside, is_new = PairSetAside.objects.get_or_create(wish=wish, offer=offer, defaults={"by": by, "reason": reason})
    if is_new:
        record("pair.set_aside", on=wish, by=by, facts={"wish": wish.pk, "offer": offer.pk})
    return aside


@transaction.atomic
def bring_back(wish: Entry, offer: Entry, *, by: Person) -> None:
    """The desk shows the pair again."""
    if not rules.may_see_desk(by):
        raise PermissionDenied
    deleted, _by_model = PairSetAside.objects.filter(wish=wish, offer=offer).delete()
    if deleted:
        record("pair.brought_back", on=wish, by=by, facts={"wish": wish.pk, "offer": offer.pk})


# Keeping the table of suggested pairs in step with the entries


def out_of_step() -> QuerySet[Entry]:
    """Entries on the market that changed, or whose organisation did, since their pairs were found.

    A change of an organisation takes `paired_at` away, so that a short index of its own finds them all.
    """
    stale = Entry.objects.filter(Q(paired_at=None) | Q(paired_at__lt=F("changed_at")))
    return market.published().filter(pk__in=stale.values("pk"))


def refresh(limit: int = 20) -> int:
    """Find the pairs of up to `limit` changed entries. Returns how many entries are still out of step.

    Derived rows only: nothing that anybody did. Two at once do the same work twice, and agree.
    """
    waiting = list(out_of_step().order_by(F("paired_at").asc(nulls_first=True), "pk").values_list("pk", flat=True))
    for pk in waiting[:limit]:
        find_pairs(pk)
    return max(len(waiting) - limit, 0)


def find_pairs(pk: int) -> None:
    """Judge one entry against the market and keep its best pairs and near misses.

    Pairs that are kept for the other entry's sake are judged anew and stay as long as they stand.
    Not one transaction: rows are written in one order, so that two at once never wait for each
    other in a circle, and `paired_at` is the moment before the entry was read, so that a change
    meanwhile is seen.
    """
    started = timezone.now()
    entry = Entry.objects.select_related("organisation").filter(pk=pk).first()
    if entry is None:
        return
    rows = _judged(entry) if market.is_on_market(entry) else []
    mine = {"wish": entry} if entry.kind == EntryKind.WISH else {"offer": entry}
    there = {(row.wish_id, row.offer_id): row.pk for row in SuggestedPair.objects.filter(**mine)}
    best = [row for row in rows if row.standing != Standing.NEAR][:KEPT_BEST]
    near = [row for row in rows if row.standing == Standing.NEAR][:KEPT_NEAR]
    kept = {(row.wish_id, row.offer_id) for row in (*best, *near)}
    kept |= {(row.wish_id, row.offer_id) for row in rows} & there.keys()
    standing = [row for row in rows if (row.wish_id, row.offer_id) in kept]
    # Before places are given: what no longer stands holds none.
    SuggestedPair.objects.filter(pk__in=[pk for pair, pk in there.items() if pair not in kept]).delete()
    _give_places(standing)
    SuggestedPair.objects.bulk_create(
        sorted(standing, key=lambda row: (row.wish_id, row.offer_id)),
        update_conflicts=True,
        unique_fields=["wish", "offer"],
        update_fields=["standing", "wish_score", "offer_score", "pair_score", "could_become", "missing", "place"],
    )
    # Its organisation changed meanwhile: then it has to be compared once more.
    Entry.objects.filter(pk=entry.pk, organisation__changed_at__lte=started).update(paired_at=started)
    apprentices.find_once_more_if_a_rule_changed(entry, since=started)


def _give_places(rows: list[SuggestedPair]) -> None:
    """Say of each pair which place it has among those of its wish: possible ones by score, others by promise.

    The other pairs of a wish are not moved when an offer is compared: two may share a place until
    the wish itself is compared again.
    """
    own = {(row.wish_id, row.offer_id) for row in rows}
    wishes = {row.wish_id for row in rows}
    asked = set(PairInterest.objects.filter(wish__in=wishes).values_list("wish_id", "offer_id"))
    by_wish: dict[int, list[SuggestedPair]] = defaultdict(list)
    for row in (*rows, *SuggestedPair.objects.filter(wish__in=wishes)):
        if row.pk is None or (row.wish_id, row.offer_id) not in own:
            by_wish[row.wish_id].append(row)
    for pairs in by_wish.values():
        for chosen, score in ((True, "pair_score"), (False, "could_become")):
            alike = [row for row in pairs if (row.standing == Standing.POSSIBLE) == chosen]
            alike.sort(key=lambda row: (-getattr(row, score), row.offer_id))
            for place, row in enumerate(alike, start=1):
                row.place = ASKED_FOR if (row.wish_id, row.offer_id) in asked else place


def _judged(entry: Entry) -> list[SuggestedPair]:
    """Every pair of the entry that stands or almost stands, best first."""
    links = market.worked_together()
    party = market.party_of(entry, links)
    others = to_read(market.counterparts(entry))
    ids = {str(one.key): one.pk for one in others} | {str(entry.key): entry.pk}
    parties = [market.party_of(one, links) for one in others]
    context = market.context([party, *parties], links)
    found = suggest(party, parties, context, limit=len(parties), near_limit=len(parties))
    return [_row(pair, ids) for pair in (*found.best, *found.near)]


def _row(pair: Assessment, ids: dict[str, int]) -> SuggestedPair:
    return SuggestedPair(
        wish_id=ids[pair.wish],
        offer_id=ids[pair.offer],
        standing=_STANDING[pair.status],
        wish_score=pair.wish_score,
        offer_score=pair.offer_score,
        pair_score=pair.pair_score,
        could_become=pair.promise.pair,
        missing=[list(field) for unknown in pair.unknowns if unknown.opens for field in unknown.missing],
    )


_STANDING = {"possible": Standing.POSSIBLE, "open": Standing.OPEN, "impossible": Standing.NEAR}
