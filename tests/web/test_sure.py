"""What one press would remove for good is asked once, on a page that needs no script."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db.models import Model
from django.test import Client

from hospes.following.actions.searches import save_search
from hospes.incoming.models import EntryImport
from hospes.matchmaking.queries.catalogue import Wanted
from hospes.outreach.choices import NewsStatus
from hospes.people.models import Person
from hospes.sharing.models import Webhook
from tests.factories.organisations import ChallengeFactory, OrganisationFactory, RepresentativeFactory, SkillNeedFactory
from tests.factories.outreach import NewsFactory, SupporterFactory
from tests.factories.people import AuthenticatorFactory

pytestmark = pytest.mark.django_db
Things = Callable[[Person], tuple[Model, str]]


@pytest.fixture
def office() -> Person:
    """The secretariat, who also speaks for an organisation of a region."""
    person = RepresentativeFactory(organisation=OrganisationFactory(authority_of="SE23")).person
    person.held_roles.create(role="secretariat")
    AuthenticatorFactory(user=person)
    return person


def a_search(person: Person) -> tuple[Model, str]:
    search = save_search(Wanted(kinds=("offer",)), name="Hosts", rhythm="weekly", by=person)
    return search, f"/searches/{search.pk}/remove/"


def a_webhook(person: Person) -> tuple[Model, str]:
    organisation = person.posts.get().organisation
    webhook = Webhook.objects.create(organisation=organisation, address="https://example.org/hook", made_by=person)
    return webhook, f"/webhooks/{webhook.pk}/remove/"


def a_supporter(_person: Person) -> tuple[Model, str]:
    supporter = SupporterFactory()
    return supporter, f"/supporters/{supporter.pk}/remove/"


def a_challenge(person: Person) -> tuple[Model, str]:
    row = ChallengeFactory(territory="SE23", organisation=person.posts.get().organisation)
    return row, f"/regions/SE23/challenges/{row.pk}/remove/"


def a_skill_need(person: Person) -> tuple[Model, str]:
    row = SkillNeedFactory(territory="SE23", organisation=person.posts.get().organisation)
    return row, f"/regions/SE23/skill-needs/{row.pk}/remove/"


def a_file(person: Person) -> tuple[Model, str]:
    file = EntryImport.objects.create(name="list.csv", content=b"Title\n", person=person)
    return file, f"/entries/import/{file.pk}/forget/"


@pytest.mark.parametrize("make", [a_search, a_webhook, a_supporter, a_challenge, a_skill_need, a_file])
def test_the_link_asks_and_the_button_removes(client: Client, office: Person, make: Things, settings: Any) -> None:
    settings.WEBHOOKS = True
    client.force_login(office, backend="allauth.account.auth_backends.AuthenticationBackend")
    thing, address = make(office)

    page = BeautifulSoup(client.get(address).content, "html.parser")
    form: Any = page.select_one('main form[method="post"]')
    assert form.get("action") is None
    assert page.select_one("main h1").get_text().endswith("?")
    assert type(thing)._default_manager.filter(pk=thing.pk).exists()
    back: Any = page.select_one("main .actions a")
    assert client.get(back["href"]).status_code in (200, 302)

    client.post(address)
    assert not type(thing)._default_manager.filter(pk=thing.pk).exists()


def test_news_are_withdrawn_after_a_question(client: Client, office: Person) -> None:
    client.force_login(office, backend="allauth.account.auth_backends.AuthenticationBackend")
    news = NewsFactory(status=NewsStatus.PUBLISHED)

    assert "Withdraw this news?" in client.get(f"/news/{news.slug}/withdraw/").content.decode()
    news.refresh_from_db()
    assert news.status == NewsStatus.PUBLISHED
    client.post(f"/news/{news.slug}/withdraw/")
    news.refresh_from_db()
    assert news.status == NewsStatus.WITHDRAWN
