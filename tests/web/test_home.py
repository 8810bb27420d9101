"""The home page, the to-do page and the page about roles."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from hospes.core.todo import TodoItem
from hospes.people.choices import PartnershipRole
from hospes.people.models import Person
from hospes.reference.choices import SupporterCategory
from hospes.web import roles, todo
from tests.factories.matchmaking import EntryFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import PersonFactory
from tests.web.test_frame import texts

Read = Callable[..., BeautifulSoup]
HOME_QUERIES = 10


def test_an_empty_house_says_how_to_begin(read: Read, db: None) -> None:
    page = read("/")

    assert texts(page, "h2") == ["This house is new. Here is how to furnish it.", "Write to us"]
    assert texts(page, ".steps code") == [
        "hospes create-admin you@example.org",
        "hospes import organisations FILE --dry-run",
    ]


def test_the_first_steps_move_on_as_they_are_done(read: Read, db: None) -> None:
    def states() -> list[str]:
        return [step["class"][1].removeprefix("step--") for step in read("/").select(".step")]

    nobody = states()
    PersonFactory()
    with_an_account = states()
    OrganisationFactory(membership="none")

    assert nobody == ["now", "ahead", "ahead", "ahead"]
    assert with_an_account == ["done", "now", "ahead", "ahead"]
    assert states() == ["done", "done", "now", "ahead"]


def test_home_shows_members_newest_entries_and_supporters(read: Read, db: None) -> None:
    host = OrganisationFactory(territory="SE232", supporter_category=SupporterCategory.INDUSTRY)
    EntryFactory(organisation=host, published=True, title="Six places")
    EntryFactory(kind="wish", published=True, title="Two guests")
    EntryFactory(organisation=host, title="A draft")

    page = read("/")

    assert texts(page, ".stat-number") == ["2", "1", "1"]
    assert texts(page, ".card-title") == ["Six places", "Two guests"]
    assert str(host) in texts(page, ".supporters a")
    assert texts(page, ".hero-map td") == ["Västra Götaland", "2"]
    assert page.select_one(".hero-map svg .map-symbol") is not None


def test_each_figure_leads_to_its_list(read: Read, client: Client, db: None) -> None:
    EntryFactory(published=True)

    links = [str(link["href"]) for link in read("/").select("a.stat")]

    assert [client.get(link).status_code for link in links] == [200, 200, 200]


@pytest.mark.parametrize("count", [1, 3])
def test_home_asks_the_same_number_of_questions(
    client: Client, db: None, count: int, django_assert_num_queries: Any
) -> None:
    for territory in ["SE232", "ES511", "NO0A2"][:count]:
        host = OrganisationFactory(territory=territory, supporter_category=SupporterCategory.INDUSTRY)
        EntryFactory(organisation=host, published=True)
    client.get("/")

    with django_assert_num_queries(HOME_QUERIES):
        client.get("/")


def test_what_waits_is_sorted_by_day_and_late_things_say_so(
    read: Read, colleague: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = timezone.localdate()
    items = [
        TodoItem("Whenever", "/c/"),
        TodoItem("Today", "/b/", today),
        TodoItem("Late", "/a/", today - timedelta(1)),
    ]
    monkeypatch.setattr(todo, "SOURCES", (lambda *_: items,))

    page = read("/todo/")

    assert texts(page, ".agenda li > span:nth-of-type(2)") == ["Late", "Today", "Whenever"]
    assert texts(page, ".agenda .is-late")[0].startswith("Late since")


def test_nothing_to_do_is_said(read: Read, colleague: Person) -> None:
    assert texts(read("/todo/"), ".empty h2") == ["Nothing waits for you"]


def test_my_roles_names_mine_and_folds_the_others(read: Read, client: Client, db: None) -> None:
    client.force_login(PersonFactory(facilitator=True))

    page = read("/my-roles/")

    assert texts(page, ".content > section > h2") == ["Visitor", "Facilitator", "Roles of others"]
    assert len(page.select("details.fold")) == len(roles.ROLES) - 2


def test_every_role_of_the_partnership_has_words() -> None:
    assert {role.value for role in PartnershipRole} <= set(roles.BY_KEY)
