"""Lists ask the database as often for thirty rows as for one."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hospes.matchmaking.actions import introductions, suggestions
from hospes.matchmaking.actions.entries import change_entry
from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.models import Entry
from hospes.moderation.choices import NoticeKind
from hospes.moderation.models import Notice
from hospes.organisations.models import Organisation
from hospes.outreach import actions as outreach
from hospes.people import actions as people
from hospes.people.choices import PartnershipRole
from hospes.people.models import Person
from tests.factories.matchmaking import EntryFactory, full_values
from tests.factories.organisations import (
    ChallengeFactory,
    InvitationFactory,
    JoinRequestFactory,
    OrganisationFactory,
    PostFactory,
    RepresentativeFactory,
    SkillNeedFactory,
)
from tests.factories.people import AuthenticatorFactory, PersonFactory
from tests.site import BACKEND

# Pages are cut after 12 to 25 rows: thirty rows show the longest page there is.
FEW, SOME, MANY = 1, 3, 30


@pytest.fixture
def ours(db: None) -> Organisation:
    return OrganisationFactory(territory="SE232")


@pytest.fixture
def everything(ours: Organisation) -> Person:
    """Somebody who may see every list: all roles at once, and a post."""
    person = PersonFactory(name="Everything")
    RepresentativeFactory(organisation=ours, person=person)
    AuthenticatorFactory(user=person)
    for role in PartnershipRole:
        people.give_role(person, role, by=None)
    return person


def market_entry(kind: EntryKind, **traits: object) -> Entry:
    return EntryFactory(kind=kind, published=True, **full_values(kind), **traits)


def pair(ours: Organisation, by: Person) -> None:
    for kind in (EntryKind.WISH, EntryKind.OFFER):
        RepresentativeFactory(organisation=market_entry(kind).organisation)


def introduction(ours: Organisation, by: Person) -> None:
    wish, offer = market_entry(EntryKind.WISH), market_entry(EntryKind.OFFER, organisation=ours)
    RepresentativeFactory(organisation=wish.organisation)
    introductions.propose(
        wish,
        offer,
        people=2,
        starts_on=None,
        ends_on=None,
        answer_by=timezone.localdate() + timedelta(days=14),
        by=by,
    )


def draft_news(ours: Organisation, by: Person) -> None:
    outreach.draft_news(title="News", text="Some **news**.", language="en", by=by, organisation=ours)


def news(ours: Organisation, by: Person) -> None:
    outreach.publish_news(
        outreach.draft_news(title="News", text="Some **news**.", language="en", by=by, organisation=ours), by=by
    )


def notice(ours: Organisation, by: Person) -> None:
    Notice.objects.create(about_kind="organisation", about_id=str(ours.pk), kind=NoticeKind.WRONG, text="Wrong.")


Add = Callable[[Organisation, Person], object]
LISTS: dict[str, tuple[str, Add]] = {
    "entries of everybody": ("/entries/", lambda _ours, _by: market_entry(EntryKind.OFFER)),
    "the map of entries": ("/entries/?kind=offer&search=wood", lambda _ours, _by: market_entry(EntryKind.OFFER)),
    "our entries": ("/entries/mine/", lambda ours, _by: EntryFactory(organisation=ours)),
    "entries to check": ("/entries/to-check/", lambda _ours, _by: EntryFactory(submitted=True)),
    "what changed in an entry": (
        "/entries/{entry}/history/",
        lambda ours, by: _written_again(Entry.objects.filter(organisation=ours).earliest("pk"), by),
    ),
    "who suits an entry": ("/entries/{entry}/suggestions/", pair),
    "the desk": ("/desk/", pair),
    "a column of the desk": ("/desk/ready/", pair),
    "introductions": ("/introductions/", introduction),
    "to do": ("/todo/", introduction),
    "organisations": ("/organisations/", lambda _ours, _by: OrganisationFactory()),
    "people of an organisation": ("/organisations/{ours}/people/", lambda ours, _by: PostFactory(organisation=ours)),
    "people invited": ("/organisations/{ours}/people/", lambda ours, _by: InvitationFactory(organisation=ours)),
    "regions": ("/regions/", lambda _ours, _by: OrganisationFactory(territory="ES511")),
    "challenges of a region": ("/regions/SE232/", lambda ours, _by: ChallengeFactory(organisation=ours)),
    "skill needs of a region": ("/regions/SE232/", lambda ours, _by: SkillNeedFactory(organisation=ours)),
    "organisations of a region": ("/regions/SE232/", lambda _ours, _by: OrganisationFactory(territory="SE232")),
    "requests to join": ("/join-requests/", lambda _ours, _by: JoinRequestFactory()),
    "everybody's accounts": ("/people/", lambda _ours, _by: PersonFactory(facilitator=True)),
    "notices": ("/notices/", notice),
    "news": ("/news/", news),
    "drafts of news": ("/news/drafts/", draft_news),
    "the front page": ("/", news),
    "supporters": ("/supporters/", lambda _ours, by: outreach.add_supporter(name="S", category="industry", by=by)),
    "keys for programs": ("/account/tokens/", lambda _ours, by: people.make_api_token(by, name="A program", by=by)),
    "the feed of entries": ("/feeds/entries.atom", lambda _ours, _by: market_entry(EntryKind.OFFER)),
    "entries for programs": ("/api/v1/entries", lambda _ours, _by: market_entry(EntryKind.OFFER)),
    "organisations for programs": ("/api/v1/organisations", lambda _ours, _by: OrganisationFactory()),
}


def _written_again(entry: Entry, by: Person) -> None:
    entry.refresh_from_db()
    change_entry(entry, values={"people": entry.people + 1}, version=entry.version, by=by)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_as_often_for_many_rows_as_for_one(ours: Organisation, everything: Person, name: str) -> None:
    path, add = LISTS[name]
    own = market_entry(EntryKind.WISH, organisation=ours)
    path = path.format(ours=ours.slug, entry=own.pk)
    client = Client()
    client.force_login(everything, backend=BACKEND)
    counts = {}
    for wanted in (FEW, SOME, MANY):
        for _missing in range(wanted - (max(counts) if counts else 0)):
            add(ours, everything)
        suggestions.refresh(limit=200)
        counts[wanted] = queries_of(client, path)

    assert counts[SOME] == counts[FEW], counts
    assert counts[MANY] == counts[FEW], counts


def queries_of(client: Client, path: str) -> int:
    """The second look: labels and codes are in memory by then, as they are on any running site."""
    client.get(path)
    cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.get(path)
    assert answer.status_code == 200
    assert answer.streaming or answer.content
    return len(asked)
