"""What a digest tells, gathered for many readers at once: a fixed number of queries for each batch of them,
and one for each different search."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from hospes.consortia.models import Partner
from hospes.consortia.queries.todo import closing_soon, waiting_for
from hospes.following.models import SavedSearch
from hospes.following.queries import searches
from hospes.following.queries.due import Due
from hospes.following.rules import LOOKS_BACK, since
from hospes.mail.models import OutgoingMail
from hospes.mail.queries import held_for
from hospes.matchmaking.choices import WAITING, EntryStatus
from hospes.matchmaking.models import Entry, Introduction
from hospes.matchmaking.queries.introductions import introductions
from hospes.matchmaking.queries.moderation import to_check
from hospes.organisations.models import OrganisationPost
from hospes.outreach.models import News
from hospes.people.choices import PartnershipRole
from hospes.people.models import HeldRole

_MOST_NEWS = 20
_ENDING = (EntryStatus.PUBLISHED, EntryStatus.PAUSED, EntryStatus.EXPIRED)


@dataclass
class Found:
    """Everything for one reader, still without words."""

    introductions: list[tuple[Introduction, int]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    # Roles in project ideas that wait for an answer of one's organisation; ideas that close soon and lack partners.
    roles: list[Partner] = field(default_factory=list)
    closing: list[Entry] = field(default_factory=list)
    to_check: int = 0
    searches: list[tuple[SavedSearch, list[Entry]]] = field(default_factory=list)
    held: list[OutgoingMail] = field(default_factory=list)
    news: list[News] = field(default_factory=list)


class Gathering:
    """One run of the digest. What is the same for everybody is asked once."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        self._new: dict[str, list[Entry]] = {}
        first = until - LOOKS_BACK
        self._anything_new = searches.published_between(first, until).exists()
        news = News.objects.published().filter(published_at__gt=first, published_at__lte=until)
        self._news = list(news.order_by("-published_at", "-pk")[:_MOST_NEWS])
        self._to_check = to_check().count()

    def gather(self, batch: Sequence[Due], addresses: Mapping[int, str]) -> dict[int, Found]:
        """By the reader's number. `addresses`: where each reader gets mail."""
        found = {due.reader.pk: Found() for due in batch}
        people = {due.reader.person_id: due.reader.pk for due in batch if due.reader.person_id is not None}
        organisations: dict[int, list[int]] = defaultdict(list)
        posts = OrganisationPost.objects.now().filter(person__in=people)
        for person, organisation in posts.values_list("person_id", "organisation_id"):
            organisations[organisation].append(people[person])
        self._gather_searches(batch, found, organisations)
        held = held_for(addresses.values())
        for due in batch:
            if due.tells(due.reader.rhythm):
                found[due.reader.pk].held = held.get(addresses[due.reader.pk], [])
        told = [due for due in batch if due.reader.person_id is not None and due.tells(due.reader.rhythm)]
        if told:
            self._gather_for_people(told, found, organisations)
        return found

    def _gather_searches(
        self, batch: Sequence[Due], found: dict[int, Found], organisations: Mapping[int, list[int]]
    ) -> None:
        """What one's own organisation published is no news to oneself."""
        if not self._anything_new:
            return
        by_reader = {due.reader.pk: due for due in batch}
        rows = SavedSearch.objects.live().filter(reader__in=by_reader, created_at__lte=self.until)
        for search in rows.order_by("pk"):
            if by_reader[search.reader_id].tells(search.rhythm):
                first = since(search.told_up_to, self.until)
                new = [
                    entry
                    for entry in self._new_for(search.query)
                    if _first_published(entry) > first
                    and search.reader_id not in organisations.get(entry.organisation_id, ())
                ]
                if new:
                    found[search.reader_id].searches.append((search, new))

    def _new_for(self, query: str) -> list[Entry]:
        """The same search is asked once, however many people saved it."""
        if query not in self._new:
            self._new[query] = searches.new_for(query, self.until - LOOKS_BACK, self.until)
        return self._new[query]

    def _gather_for_people(
        self, told: Sequence[Due], found: dict[int, Found], of_anybody: Mapping[int, list[int]]
    ) -> None:
        people = {due.reader.person_id: due for due in told}
        listening = {due.reader.pk for due in told}
        organisations = {
            organisation: mine
            for organisation, readers in of_anybody.items()
            if (mine := [reader for reader in readers if reader in listening])
        }
        self._gather_answers(organisations, found)
        self._gather_entries(organisations, found)
        self._gather_roles(organisations, found)
        office = (PartnershipRole.FACILITATOR, PartnershipRole.SECRETARIAT)
        holders = HeldRole.objects.now().filter(person__in=people, role__in=office).values_list("person_id", flat=True)
        for person in set(holders):
            found[people[person].reader.pk].to_check = self._to_check
        for due in told:
            first = since(due.reader.told_up_to, self.until)
            found[due.reader.pk].news = [one for one in self._news if one.published_at and one.published_at > first]

    def _gather_answers(self, organisations: Mapping[int, list[int]], found: dict[int, Found]) -> None:
        wish = Q(wish__organisation__in=organisations, wish_accepted_at=None)
        offer = Q(offer__organisation__in=organisations, offer_accepted_at=None)
        rows = introductions().filter(wish | offer, state__in=WAITING).order_by("answer_by", "pk")
        for one in rows:
            sides = [
                (one.wish.organisation_id, one.wish_accepted_at, one.offer.organisation_id),
                (one.offer.organisation_id, one.offer_accepted_at, one.wish.organisation_id),
            ]
            for mine, accepted_at, _theirs in sides:
                if accepted_at is None:
                    for reader in organisations.get(mine, ()):
                        found[reader].introductions.append((one, mine))

    def _gather_entries(self, organisations: Mapping[int, list[int]], found: dict[int, Found]) -> None:
        waits = Q(status=EntryStatus.REJECTED) | Q(renewal_asked_at__isnull=False, status__in=_ENDING)
        rows = Entry.objects.filter(waits, organisation__in=organisations).order_by("valid_until", "pk")
        for entry in rows.select_related("organisation"):
            for reader in organisations[entry.organisation_id]:
                found[reader].entries.append(entry)

    def _gather_roles(self, organisations: Mapping[int, list[int]], found: dict[int, Found]) -> None:
        today = timezone.localdate(self.until)
        for organisation, partner in waiting_for(organisations, today):
            for reader in organisations[organisation]:
                found[reader].roles.append(partner)
        for entry in closing_soon(organisations, today):
            for reader in organisations[entry.organisation_id]:
                found[reader].closing.append(entry)


def _first_published(entry: Entry) -> datetime:
    assert entry.first_published_at is not None
    return entry.first_published_at
