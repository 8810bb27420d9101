"""The market as the engine reads it: published wishes and offers, field by field.

This is the one place where an entry becomes a party of `hospes.pairing`. None stays None, which
the engine reads as unknown; an empty list stays empty, which it reads as none.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from hospes.matchmaking.choices import EntryKind, EntryStatus, IntroductionState, Returns
from hospes.matchmaking.models import Entry, Introduction
from hospes.matchmaking.queries.apprentices import rules_for
from hospes.matchmaking.queries.candidates import candidates
from hospes.matchmaking.queries.rows import EntryRow, to_read
from hospes.matchmaking.rules.entries import is_welcome
from hospes.organisations.choices import Membership
from hospes.organisations.models import Organisation
from hospes.pairing.context import Context, context_of
from hospes.pairing.distance import Trees, trees_from
from hospes.pairing.parties import Entry as Party
from hospes.pairing.parties import Market, Offer, Territories, Wish
from hospes.pairing.written import market_as_written
from hospes.reference.choices import Format, Profile
from hospes.reference.fields import field_parents
from hospes.reference.regions import region_parents, regions
from hospes.reference.topics import topic_parents

Links = Mapping[str, frozenset[str]]

LONGEST_STAY = 366
# Up to so many counterparts nobody is left out who could suit; see `candidates`.
MANY = 1500
# While somebody waits for the page, fewer are compared closely.
AT_ONCE = 600


@cache
def trees() -> Trees:
    """Everything the engine knows about codes."""
    return trees_from(
        topics=topic_parents(),
        fields=field_parents(),
        regions=region_parents(),
        countries={code: region.country for code, region in regions().items()},
        formats=Format.values,
        profiles=Profile.values,
    )


# One entry, field by field


def party_of(entry: Entry | EntryRow, links: Links | None = None) -> Wish | Offer:
    """The entry as the engine reads it. `links`: who worked with whom, see `worked_together`."""
    return wish_of(entry, links) if entry.kind == EntryKind.WISH else offer_of(entry, links)


def wish_of(entry: Entry | EntryRow, links: Links | None = None) -> Wish:
    return Wish(
        **_both_sides(entry, links or {}),
        people=entry.people,
        fewer_opportunities=entry.fewer_opportunities or 0,
        smallest_part=entry.smallest_part,
        least_people=entry.least_people,
        profile=_single(entry.profiles),
        needs=_codes(entry.needs),
        abroad=entry.abroad,
        returns=False if entry.returns == Returns.NO else Returns(entry.returns).value,  # type: ignore[arg-type]
    )


def offer_of(entry: Entry | EntryRow, links: Links | None = None) -> Offer:
    return Offer(
        **_both_sides(entry, links or {}),
        places=entry.places,
        smallest_group=entry.smallest_group or 1,
        largest_group=entry.largest_group,
        groups=entry.groups,
        at_once=entry.at_once,
        profiles=_codes(entry.profiles),
        measures=_codes(entry.measures),
    )


def _both_sides(entry: Entry | EntryRow, links: Links) -> dict[str, Any]:
    organisation = entry.organisation
    return {
        "key": str(entry.key),
        "organisation": str(organisation.key),
        "country": organisation.country,
        "region": organisation.territory or None,
        "formats": _codes(entry.formats),
        "topics": _codes(entry.topics),
        "fields": _codes(entry.fields),
        "languages": dict(entry.languages) if entry.languages is not None else None,
        "windows": _windows(entry.windows),
        "days": _days(entry.days_least, entry.days_most),
        "wants": _territories(entry.wants),
        "refuses": _territories(entry.refuses),
        "new_links": entry.new_links,
        "worked_with": links.get(str(organisation.key), frozenset()),
        "since": timezone.localdate(entry.published_at) if entry.published_at else None,
        "valid_until": entry.valid_until,
    }


def _codes(codes: Iterable[str] | None) -> frozenset[str] | None:
    return frozenset(codes) if codes is not None else None


def _single(codes: Iterable[str] | None) -> str | None:
    """A group has one profile. Which of several it will be is not known yet."""
    found = list(codes or ())
    return found[0] if len(found) == 1 else None


def _windows(windows: Iterable[Iterable[str]] | None) -> tuple[tuple[date, date], ...] | None:
    if windows is None:
        return None
    return tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in windows)


def _days(least: int | None, most: int | None) -> tuple[int, int] | None:
    """One limit alone is no limit on the other end; none at all is unknown."""
    if least is None and most is None:
        return None
    return least or 1, most or max(LONGEST_STAY, least or 1)


def _territories(named: Mapping[str, Iterable[str]]) -> Territories:
    return Territories(
        countries=frozenset(named.get("countries", ())),
        regions=frozenset(named.get("regions", ())),
        organisations=frozenset(named.get("organisations", ())),
    )


# The whole market


def published(kind: EntryKind | None = None) -> QuerySet[Entry]:
    """Entries on the market. Those past their last day leave it by themselves; while a membership is suspended
    nobody is paired with its entries."""
    found = (
        Entry.objects.published().filter(kind=kind) if kind else Entry.objects.published().exclude(kind=EntryKind.IDEA)
    )
    found = found.exclude(organisation__membership=Membership.SUSPENDED)
    return found.filter(Q(valid_until=None) | Q(valid_until__gte=timezone.localdate()))


def worked_together() -> Links:
    """Organisations that realised an introduction, by the key of each. One query."""
    found: dict[str, set[str]] = defaultdict(set)
    pairs = Introduction.objects.filter(state=IntroductionState.REALISED).values_list(
        "wish__organisation__key", "offer__organisation__key"
    )
    for sending, hosting in pairs.distinct():
        found[str(sending)].add(str(hosting))
        found[str(hosting)].add(str(sending))
    return {key: frozenset(others) for key, others in found.items()}


def market(as_of: date | None = None) -> Market:
    """Every published wish and offer, and the rules for apprentices between them. Four queries."""
    links = worked_together()
    wishes = tuple(wish_of(entry, links) for entry in to_read(published(EntryKind.WISH).order_by("pk")))
    offers = tuple(offer_of(entry, links) for entry in to_read(published(EntryKind.OFFER).order_by("pk")))
    return Market(
        as_of=as_of or timezone.localdate(),
        wishes=wishes,
        offers=offers,
        apprentice_rules=rules_for(wishes, offers),
    )


def market_of(parties: Iterable[Party], links: Links, as_of: date | None = None) -> Market:
    """A part of the market in which pairs are judged as in the whole, in two queries at most.

    The engine wants to know which regions have worked together. Organisations that have, and are on
    the market, stand in it by their territory alone: closed long ago, so that they pair with nobody.
    """
    parties = list(parties)
    wishes = tuple(party for party in (*parties, *_stand_ins(links)) if isinstance(party, Wish))
    offers = tuple(party for party in parties if isinstance(party, Offer))
    return Market(
        as_of=as_of or timezone.localdate(),
        wishes=wishes,
        offers=offers,
        apprentice_rules=rules_for([party for party in parties if isinstance(party, Wish)], offers),
    )


def context(parties: Iterable[Party], links: Links, as_of: date | None = None) -> Context:
    """What pairs of these parties are judged against."""
    return context_of(market_of(parties, links, as_of), trees())


def _stand_ins(links: Links) -> list[Wish]:
    if not links:
        return []
    on_market = Exists(published().filter(organisation=OuterRef("pk")))
    rows = Organisation.objects.filter(on_market, key__in=links).values_list("key", "country", "territory")
    return [
        Wish(
            key=f"organisation {key}",
            organisation=str(key),
            country=country,
            region=territory or None,
            worked_with=links[str(key)],
            people=None,
            valid_until=date.min,
        )
        for key, country, territory in rows
    ]


def market_file(as_of: date | None = None) -> dict[str, Any]:
    """The market as a file of the contract, version 1. Holds `fewer_opportunities`: for operators only.

    An entry without its number of people or places cannot stand in such a file and is left out.
    """
    whole = market(as_of)
    complete = replace(
        whole,
        wishes=tuple(wish for wish in whole.wishes if wish.people),
        offers=tuple(offer for offer in whole.offers if offer.places),
    )
    return market_as_written(complete)


# The other side of one entry


def counterparts(entry: Entry, most: int = MANY) -> QuerySet[Entry]:
    """Published entries of the other kind that could suit this one: the likeliest `most` of them."""
    if entry.kind == EntryKind.IDEA:
        return Entry.objects.none()
    return among(candidates(entry, most))


def among(entries: Iterable[int]) -> QuerySet[Entry]:
    """Those of some entries that can be paired, newest first."""
    return published().filter(pk__in=list(entries)).order_by("-published_at", "pk")


def is_on_market(entry: Entry) -> bool:
    today = timezone.localdate()
    return (
        entry.status == EntryStatus.PUBLISHED
        and entry.kind != EntryKind.IDEA
        and (entry.valid_until is None or entry.valid_until >= today)
        and is_welcome(entry.organisation)
    )
