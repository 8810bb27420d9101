"""What the home page shows. Each part may be empty; then the page leaves it out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet
from django.utils import timezone

from hospes.core.addresses import address
from hospes.core.shapes import Symbol
from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.models import Entry
from hospes.matchmaking.queries.found import open_now
from hospes.matchmaking.queries.market import published
from hospes.organisations.models import Organisation, OrganisationPost
from hospes.organisations.queries import members_by_territory
from hospes.outreach.models import News
from hospes.outreach.queries import SupporterGroup, newest_news, supporters_by_category
from hospes.people.models import Person
from hospes.radar.queries import Told, gaps
from hospes.reference.regions import country_of, region_label, region_point

NEWEST = 4
# Hosts that are missing, as the home page names them.
GAPS = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A territory with members, as a row of the table beside the map."""

    label: str
    url: str
    count: int
    point: tuple[float, float] | None


@dataclass(frozen=True)
class Front:
    """The parts of the home page."""

    places: Sequence[Place] = ()
    members: int = 0
    countries: int = 0
    offers: Sequence[Entry] = ()
    wishes: Sequence[Entry] = ()
    offer_count: int = 0
    wish_count: int = 0
    gaps: Sequence[Told] = ()
    news: Sequence[News] = ()
    supporters: Sequence[SupporterGroup] = ()

    @property
    def is_new(self) -> bool:
        """Nobody has joined and nothing is published: the page then says how to begin."""
        return not (self.members or self.offer_count or self.wish_count)

    @cached_property
    def first_steps(self) -> list[str]:
        """`done`, `now` or `ahead`: an account, organisations, people who act for them, an entry."""
        done = [Person.objects.exists(), Organisation.objects.exists(), OrganisationPost.objects.now().exists(), False]
        now = done.index(False)
        return ["done" if at < now else "now" if at == now else "ahead" for at in range(len(done))]

    @property
    def symbols(self) -> list[Symbol]:
        return [Symbol(place.point, place.label, place.url, place.count) for place in self.places if place.point]


def front() -> Front:
    by_territory = members_by_territory()
    offers, wishes = published(EntryKind.OFFER), published(EntryKind.WISH)
    now = open_now(timezone.localdate())
    return Front(
        places=places(by_territory),
        members=Organisation.objects.members().count(),
        countries=len({country_of(code) for code in by_territory} - {None}),
        offers=_newest(offers),
        wishes=_newest(wishes),
        offer_count=now.get(EntryKind.OFFER, 0),
        wish_count=now.get(EntryKind.WISH, 0),
        gaps=gaps(GAPS),
        news=newest_news(),
        supporters=supporters_by_category(),
    )


def places(by_territory: dict[str, int]) -> list[Place]:
    found = [
        Place(region_label(code), address("organisations:region-detail", code), count, region_point(code))
        for code, count in by_territory.items()
    ]
    return sorted(found, key=lambda place: (-place.count, place.label))


def _newest(entries: QuerySet[Entry]) -> list[Entry]:
    newest = entries.select_related("organisation").order_by("-published_at", "-pk")
    return list(newest.only("title", "language", "organisation__name", "organisation__town")[:NEWEST])
