"""What anybody may read, and the shape of every answer."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from hospes.outreach.models import News
from hospes.reference.listings import LISTINGS
from tests.api.conftest import Program
from tests.factories.organisations import OrganisationFactory


@pytest.mark.parametrize("name", LISTINGS)
def test_every_reference_list_has_the_shape_of_a_list(visitor: Program, name: str) -> None:
    answer = visitor.get(f"/reference/{name}?page_size=3").json()

    assert set(answer) == {"items", "next", "count"}
    assert 1 <= len(answer["items"]) <= 3
    assert all(item["code"] and item["label"] for item in answer["items"])


def test_labels_come_in_the_language_asked_for(visitor: Program) -> None:
    def label(lang: str) -> str:
        return visitor.get(f"/reference/languages?search=sv&lang={lang}").json()["items"][0]["label"]

    assert (label("en"), label("fr")) == ("Swedish", "Suédois")


def test_a_page_names_the_next_one_until_the_last(visitor: Program) -> None:
    OrganisationFactory.create_batch(5)
    seen: list[int] = []
    address: str | None = "/organisations?page_size=2"

    while address:
        answer = visitor.get(address).json()
        seen += [one["id"] for one in answer["items"]]
        address = answer["next"] and answer["next"].removeprefix("http://testserver/api/v1")

    assert (len(seen), len(set(seen)), answer["count"]) == (5, 5, 5)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_organisations_asks_the_database_the_same_number_of_times(
    visitor: Program, count: int, django_assert_num_queries: Callable
) -> None:
    OrganisationFactory.create_batch(count)

    with django_assert_num_queries(3):
        answer = visitor.get("/organisations")

    assert answer.json()["count"] == count


def test_organisations_are_found_by_kind_country_membership_territory_and_words(visitor: Program) -> None:
    wanted = OrganisationFactory(name="Région Bretagne", country="FR", territory="FRH0", authority_of="FRH0")
    OrganisationFactory(not_a_member=True)

    def found(query: str) -> list[int]:
        return [one["id"] for one in visitor.get(f"/organisations?{query}").json()["items"]]

    for query in (
        "kind=REGIONAL_AUTHORITY",
        "country=FR",
        "country=FR&country=PT",
        "membership=active",
        "territory=FRH",
        "search=region+bretagne",
    ):
        assert found(query) == [wanted.pk], query


def test_an_organisation_says_what_its_page_says(visitor: Program) -> None:
    organisation = OrganisationFactory(name='<img src=x onerror=alert(1)> "Ħ"', website="https://region.example")

    answer = visitor.get(f"/organisations/{organisation.pk}")

    assert answer.json()["name"] == '<img src=x onerror=alert(1)> "Ħ"'
    assert answer.json()["website"] == "https://region.example"
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    assert answer.headers["ETag"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("page=0", "page"),
        ("page=-1", "page"),
        ("page=x", "page"),
        ("page_size=0", "page_size"),
        ("ordering=password", "ordering"),
        ("ordering=x';--", "ordering"),
        ("fields=__all__", "fields"),
        ("posts__person__password__startswith=p", "posts__person__password__startswith"),
        ("kind=spaceship", "kind"),
        ("country=ZZ", "country"),
        ("territory=SE999", "territory"),
        ("lang=tlh", "lang"),
        ("search=a%00b", "search"),
        ("se%00arch=a", "se\\x00arch"),
    ],
)
def test_a_filter_that_cannot_be_is_refused_by_name(visitor: Program, query: str, field: str) -> None:
    answer = visitor.get(f"/organisations?{query}")

    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert list(answer.json()["errors"]) == [field]


@pytest.mark.parametrize("query", ["page_size=1000000000", "page=1000000000000000000", "page=9&page_size=200"])
def test_pages_are_bounded(visitor: Program, query: str) -> None:
    OrganisationFactory()

    answer = visitor.get(f"/organisations?{query}")

    assert answer.status_code == 200
    assert answer.json()["count"] == 1


@pytest.mark.parametrize("words", ["' OR 1=1--", "%25", "_", "*", '"', "a AND", "x " * 90, "NEAR(a b)", "\u202e"])
def test_any_search_is_answered(visitor: Program, words: str) -> None:
    OrganisationFactory(name="Quiet")

    answer = visitor.client.get("/api/v1/organisations", {"search": words})

    assert answer.status_code == 200


def test_news_are_read_by_everybody_once_they_are_published(visitor: Program) -> None:
    published = News.objects.create(
        title="Forty hosts", slug="forty-hosts", text="*Thank you.*", status="published", published_at=timezone.now()
    )
    draft = News.objects.create(title="canary", slug="canary")

    answer = visitor.get("/news")

    assert [one["title"] for one in answer.json()["items"]] == ["Forty hosts"]
    assert visitor.get(f"/news/{published.pk}").json()["text"] == "*Thank you.*"
    assert visitor.get(f"/news/{draft.pk}").status_code == 404
