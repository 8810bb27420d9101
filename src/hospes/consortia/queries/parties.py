"""Roles and organisations as the engine of pairing reads them: a role is like a wish, a candidate like an offer.

So barriers, points and reasons are those of `hospes.pairing`, and there is no second judge. What each field stands for:

- the profile of the wish is the kind of organisation: one of those wanted, or the candidate's own where any will do;
- the needs of the wish are the people that the partner should work with, the measures of the offer those that it
  names in its published entries;
- languages are working languages, without levels: they are shared, or not;
- a project is done together, so there are no formats, dates or places to share.

What an organisation has not said is unknown, never a mismatch.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from hospes.consortia.models import Role
from hospes.matchmaking.choices import EntryKind, EntryStatus
from hospes.matchmaking.models import Entry
from hospes.matchmaking.queries.market import trees
from hospes.organisations.models import Organisation
from hospes.pairing.assess import Assessment, assess
from hospes.pairing.context import Context, context_of
from hospes.pairing.parties import Market, Offer, Settings, Territories, Weights, Wish
from hospes.reference.choices import OrganisationKind

# Not a format of stays: both sides of a project do the same.
TOGETHER = frozenset({"PROJECT"})
# What guests hold and hosts ask, far enough apart that a shared language counts whole.
HELD, ASKED = "C2", "B1"
WEIGHTS = Weights(topics=45, field=15, language=15, dates=0, territory=15, inclusion=10)
SETTINGS = Settings(weights=WEIGHTS, least_score=30)
ANY = "ANY"
# Published entries that are read of all candidates together; of a few organisations with very many, the newest.
MOST_ENTRIES = 6000


@dataclass(frozen=True, slots=True)
class Said:
    """What an organisation's published entries say of it, put together. None: none of them says."""

    topics: frozenset[str] | None = None
    fields: frozenset[str] | None = None
    profiles: frozenset[str] | None = None


NOTHING_SAID = Said()


@dataclass(frozen=True)
class Candidate:
    """An organisation that may take a role, and as which party it is judged."""

    organisation: Organisation
    offer: Offer = field(repr=False)


def said_by(organisations: Collection[int]) -> dict[int, Said]:
    """What the published entries of some organisations say, in one question."""
    rows = Entry.objects.filter(organisation__in=organisations, status=EntryStatus.PUBLISHED)
    rows = rows.exclude(kind=EntryKind.IDEA).order_by("-published_at", "-pk")
    found: dict[int, list[set[str] | None]] = defaultdict(lambda: [None, None, None])
    columns = rows.values_list("organisation", "topics", "fields", "profiles")
    for organisation, *lists in columns[:MOST_ENTRIES]:
        kept = found[organisation]
        for place, codes in enumerate(lists):
            if codes:
                kept[place] = (kept[place] or set()) | set(codes)
    return {pk: Said(*(None if one is None else frozenset(one) for one in kept)) for pk, kept in found.items()}


def candidates_of(organisations: Iterable[Organisation]) -> list[Candidate]:
    rows = list(organisations)
    said = said_by([one.pk for one in rows])
    return [Candidate(one, _offer(one, said.get(one.pk, NOTHING_SAID))) for one in rows]


def _offer(organisation: Organisation, said: Said) -> Offer:
    kind = organisation.kind if organisation.kind != OrganisationKind.OTHER else None
    return Offer(
        key=str(organisation.key),
        organisation=str(organisation.key),
        country=organisation.country,
        region=organisation.territory or None,
        formats=TOGETHER,
        topics=said.topics,
        fields=said.fields,
        languages=dict.fromkeys(organisation.languages, ASKED) or None,
        days=(1, 1),
        places=None,
        profiles=frozenset({kind}) if kind else None,
        measures=said.profiles,
    )


def wish_of(role: Role, *, for_kind: str | None) -> Wish:
    """The role for a candidate of this kind: of several kinds wanted, the candidate's own, where it is among them."""
    entry, lead = role.consortium.entry, role.consortium.entry.organisation
    topics = role.topics or entry.topics
    wanted = for_kind if not role.kinds or for_kind in role.kinds else role.kinds[0]
    return Wish(
        key=str(role.key),
        organisation=str(lead.key),
        country=lead.country,
        region=lead.territory or None,
        formats=TOGETHER,
        topics=frozenset(topics) if topics is not None else frozenset(),
        fields=frozenset(role.fields),
        languages=dict.fromkeys(role.languages or lead.languages, HELD) or None,
        days=(1, 1),
        wants=Territories(countries=frozenset(role.countries), regions=frozenset(role.regions)),
        valid_until=entry.deadline,
        people=None,
        profile=wanted,
        needs=frozenset(role.works_with),
        abroad=role.abroad,
    )


def context(as_of: date) -> Context:
    return context_of(Market(as_of=as_of, settings=SETTINGS), trees())


def judged(role: Role, candidate: Candidate, against: Context) -> Assessment:
    """One role and one candidate. What the role leaves open asks nothing of anybody."""
    offer = candidate.offer
    wish = wish_of(role, for_kind=next(iter(offer.profiles), None) if offer.profiles else None)
    if not role.kinds:
        wish, offer = replace(wish, profile=ANY), replace(offer, profiles=frozenset({ANY}))
    if not wish.topics:
        offer = replace(offer, topics=wish.topics)
    if not wish.fields:
        offer = replace(offer, fields=wish.fields)
    today = ((against.as_of, against.as_of),)
    return assess(replace(wish, windows=today), replace(offer, windows=today), against)
