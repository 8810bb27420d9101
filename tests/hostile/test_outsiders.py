"""Every text of every record carries a number of its own; everybody asks for every page, and reads what is theirs only.

Pages, lists as files, feeds, frames and the API; also with the addresses of things that are somebody else's.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db.models import ForeignKey, Model, Q
from django.test import Client

from hospes.consortia.models import Role
from hospes.cooperation.choices import Source
from hospes.cooperation.models import CooperationLink, LinkEvidence
from hospes.matchmaking.choices import IntroductionState
from hospes.matchmaking.models import Exchange, Introduction
from hospes.organisations.models import Organisation, OrganisationPost
from hospes.people.models import HeldRole, Person
from hospes.rounds.models import Round
from tests.hostile.judging import TOKEN
from tests.hostile.planting import Planted, in_models
from tests.permissions import asking
from tests.permissions.table import TABLE
from tests.world import DEACTIVATED, MEMBER, REPRESENTATIVE, REVIEWER, STEERING, STRANGER, VISITOR, World

pytestmark = [pytest.mark.usefixtures("db"), pytest.mark.timeout(600)]

# What stands on the market or on public pages: the texts of a record, and the states in which anybody reads them.
PUBLIC: dict[str, tuple[set[str], set[str]]] = {
    "organisations.Organisation": ({"name", "town", "website", "about", "logo_alt"}, {""}),
    "organisations.RegionChallenge": ({"text", "source"}, {""}),
    "organisations.RegionSkillNeed": ({"text", "source"}, {""}),
    "outreach.News": ({"title", "text"}, {"published"}),
    "outreach.Supporter": ({"name", "website", "logo_alt"}, {""}),
    "matchmaking.Entry": ({"title", "text", "call", "partners_sought"}, {"published"}),
    # "Yes, we work together" says beforehand that everybody can read the words and the document.
    "cooperation.CooperationLink": ({"territory_a", "territory_b", "topic", "field"}, {"confirmed"}),
    "cooperation.LinkEvidence": ({"note", "title", "address"}, {"agreed"}),
    "consortia.Role": ({"name", "brings"}, {"published"}),
}
# What everybody with an account reads: schools and companies plan by rules, also by why one holds no longer.
SIGNED_IN = {
    "apprenticeships.ApprenticeRule": {
        *("sending", "hosting", "text", "language", "source", "source_url", "withdrawn_reason"),
    },
    "apprenticeships.ApprenticeRuleVersion": {"reason"},
}
# What everybody who acts for an organisation reads: of rounds, until when they take entries and what came of them.
MEMBERS: dict[str, tuple[set[str], set[str]]] = {"rounds.Round": ({"name"}, {"open", "committed", "closed"})}
# What both sides of a pair, or all colleagues, read of each other, besides what is public.
SHARED = {
    "consortia.Partner": {"note"},
    "consortia.Role": {"name", "brings"},
    "cooperation.CooperationLink": {"territory_a", "territory_b", "topic", "field"},
    "cooperation.LinkEvidence": {"note", "title", "address"},
    "matchmaking.Entry": {"title", "text", "call", "partners_sought", "decision_reason"},
    "matchmaking.Exchange": {"note"},
    "matchmaking.Introduction": {"note", "comment"},
    "matchmaking.Message": {"text"},
    "matchmaking.PairInterest": {"note"},
    "moderation.Notice": set(),
    "organisations.Invitation": {"name"},
    "outreach.News": {"title", "text"},
    "people.Person": {"name"},
    "sharing.Webhook": {"address"},
}
# What is of one person alone.
OWN = {
    "following.SavedSearch": {"name"},
    "incoming.EntryImport": {"name", "sheet", "problem"},
    "incoming.EntrySource": {"file", "sheet", "reference", "note"},
    "incoming.ImportRow": {"note", "number", "email"},
    "people.ApiToken": {"name"},
    "people.BrowserSession": {"browser", "system"},
}


# Every role asks every operation in `tests/api/test_every_operation.py`.
ASK_THE_API = {STRANGER, MEMBER}


@pytest.fixture(scope="module")
def planted(world: World, django_db_blocker: Any) -> Planted:
    with django_db_blocker.unblock():
        made = Planted()
        in_models(made)
        cache.clear()
        return made


def read_by(world: World, client: Client, role: str) -> Iterator[tuple[str, str]]:
    """Each number that comes back, and its page. A link in a mail is a key to whoever holds it: left out."""
    for line in TABLE:
        if "link" in line.about or line.only_in or (line.is_api and role not in ASK_THE_API):
            continue
        answer = asking.look(world, client, role, line)
        for token in set(TOKEN.findall(asking.body(answer))):
            yield token, str(line)


@pytest.mark.parametrize("role", [VISITOR, DEACTIVATED, STEERING, REVIEWER, STRANGER, MEMBER, REPRESENTATIVE])
def test_nobody_reads_a_word_that_is_not_for_them(
    world: World, browsers: dict[str, Client], planted: Planted, role: str
) -> None:
    person = None if role == DEACTIVATED else world.people[role]
    leaked, read = defaultdict(set), set()
    for token, page in read_by(world, browsers[role], role):
        read.add(token)
        if not may_read(planted.rows[token], planted.whose[token].rsplit(".", 1)[1], person):
            leaked[planted.whose[token], str(planted.rows[token].pk)].add(page)

    assert leaked == {}
    assert len(read) > 100


def may_read(row: Model, name: str, person: Person | None) -> bool:
    label = row._meta.label
    if _is_told(PUBLIC, row, name):
        return True
    if person is None:
        return False
    if name in OWN.get(label, ()):
        return person in _leads_to(row)
    organisations = set(Organisation.objects.acted_for_by(person))
    if name in SIGNED_IN.get(label, ()) or (organisations and _is_told(MEMBERS, row, name)):
        return True
    if name not in SHARED.get(label, ()):
        return False
    known = isinstance(row, Person) and (
        row == person or _is_introduced_to(row, organisations) or _is_of_the_office(row)
    )
    return known or bool(organisations & set(_leads_to(row)))


def _is_told(texts: dict[str, tuple[set[str], set[str]]], row: Model, name: str) -> bool:
    names, states = texts.get(row._meta.label, (set(), set()))
    return name in names and _state(row) in states


def _state(row: Model) -> str:
    if isinstance(row, Role):
        return row.consortium.entry.status
    if isinstance(row, LinkEvidence):
        return "agreed" if row.source == Source.AGREEMENT and row.proven_at is not None else "open"
    if isinstance(row, CooperationLink | Round):
        return row.state
    return str(getattr(row, "status", ""))


def _is_introduced_to(person: Person, organisations: set[Organisation]) -> bool:
    """Both sides have accepted: from then on they know each other's name."""
    ours = Q(wish__organisation__in=organisations) | Q(offer__organisation__in=organisations)
    theirs = Q(wish__contact=person) | Q(offer__contact=person)
    return Introduction.objects.filter(ours, theirs, state=IntroductionState.INTRODUCED).exists()


def _is_of_the_office(person: Person) -> bool:
    """Histories say which facilitator or secretary did something."""
    return HeldRole.objects.filter(person=person).exists()


def _leads_to(row: Model, depth: int = 3) -> Iterator[Model]:
    """The people and organisations that a record is about, over its links."""
    yield row
    if isinstance(row, Person):
        for post in OrganisationPost.objects.filter(person=row).select_related("organisation"):
            yield post.organisation
    if isinstance(row, Role):
        yield row.consortium.entry.organisation
    # Of a record that names nobody itself: those who stand in what belongs to it.
    if isinstance(row, CooperationLink):
        for evidence in row.evidence.all():
            yield from (one for one in (evidence.organisation_a, evidence.organisation_b) if one is not None)
    if isinstance(row, Exchange):
        for leg in Introduction.objects.filter(exchange=row):
            yield from (leg.wish.organisation, leg.offer.organisation)
    if depth:
        for one in row._meta.concrete_fields:
            if isinstance(one, ForeignKey) and getattr(row, one.attname) is not None:
                yield from _leads_to(getattr(row, one.name), depth - 1)
