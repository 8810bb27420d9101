"""One box over everything, and nothing in it that its own page would not show."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from hospes.organisations.choices import Membership
from hospes.search.sections import all_sections
from tests.factories.matchmaking import EntryFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.outreach import NewsFactory

pytestmark = pytest.mark.django_db


def found(query: str, language: str = "") -> dict[str, list[str]]:
    """Titles by heading."""
    page = Client().get(f"{language}/search/?{query}")
    assert page.status_code == 200
    sections = BeautifulSoup(page.content, "html.parser").select("main section")
    return {
        " ".join(section.h2.text.split()): [link.text for link in section.select("ul.plain li > a")]
        for section in sections
    }


def test_one_word_finds_everything_that_has_it():
    OrganisationFactory(name="Harbour school", territory="", country="IS")
    EntryFactory(title="A week in the harbour", organisation=OrganisationFactory(name="Else"), published=True)
    NewsFactory(title="The harbour opens")

    assert found("search=harbours") == {
        "Offers, wishes and ideas 1": ["A week in the harbour"],
        "Organisations 1": ["Harbour school"],
        "News 1": ["The harbour opens"],
    }


def test_regions_and_pages_of_help_are_found_in_the_readers_language():
    assert found("search=Katalonien")["Regions 1"] == ["Catalonia"]
    assert "Accessibility" in found("search=keyboard")["Help and information 1"]
    assert found("search=NO0A2")["Regions 1"] == ["Vestland"]


def test_nothing_private_is_found():
    EntryFactory(title="zzword draft")
    for state in ("submitted", "paused", "expired", "rejected", "withdrawn"):
        EntryFactory(title="zzword hidden", **{state: True})
    NewsFactory(title="zzword news", draft=True)

    assert found("search=zzword") == {}

    EntryFactory(title="zzword shown", published=True)
    assert found("search=zzword") == {"Offers, wishes and ideas 1": ["zzword shown"]}


def test_an_organisation_is_found_whatever_its_membership():
    OrganisationFactory(name="Zzwaiting", not_a_member=True)
    OrganisationFactory(name="Zzsuspended", membership=Membership.SUSPENDED)

    assert len(found("search=zzwaiting")) == len(found("search=zzsuspended")) == 1


def test_a_group_has_all_its_pages():
    EntryFactory.create_batch(27, title="Weaving", published=True)

    assert found("search=weaving") == {"Offers, wishes and ideas 27": ["Weaving"] * 5}
    assert len(found("search=weaving&in=entries")["Offers, wishes and ideas"]) == 25
    assert len(found("search=weaving&in=entries&page=2")["Offers, wishes and ideas"]) == 2
    assert len(found("search=weaving&in=nonsense")["Offers, wishes and ideas 27"]) == 5


def test_a_misspelled_word_has_a_button():
    page = BeautifulSoup(Client().get("/search/?search=altenpfelge").content, "html.parser")

    assert page.select_one(".empty a")["href"] == "/search/?search=altenpflege"


@pytest.mark.parametrize(
    "query",
    [
        "",
        "search=",
        "search=%00",
        "search=%FF",
        "search=%ED%A0%80",
        "search=%22*",
        "search=" + "w%20" * 9000,
        "in=x",
        "page=-1",
    ],
)
def test_no_address_breaks_the_page(query: str):
    assert Client().get(f"/search/?{query}").status_code == 200


def test_every_page_has_the_box():
    page = BeautifulSoup(Client().get("/help/").content, "html.parser")

    assert page.select_one("header form[role=search]")["action"] == "/search/"


def test_what_may_be_meant_comes_after_everything_that_has_the_words() -> None:
    guesses = [section.is_guess for section in all_sections()]

    assert any(guesses)
    assert guesses == sorted(guesses)
