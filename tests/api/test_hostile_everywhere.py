"""Every list and every write, whatever is sent: refused beside its field, or kept harmlessly."""

import re
from typing import Any
from urllib.parse import urlencode

import pytest

from hospes.matchmaking.models import Entry
from tests.api.conftest import Program
from tests.api.fuzzing import somebody
from tests.api.scene import operations
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db

LISTS = [path for name, method, path in operations() if method == "GET" and "{" not in path]
STRANGE = (
    "organisation__members__password__startswith=p",
    "fields=__all__",
    "ordering=password",
    "ordering=x';--",
    "group_by=email",
    "expand=contact",
    "filter[x__y]=1",
    "password=x",
    "a%00b=1",
    "page=0",
    "page=-1",
    "page=1e3",
    "page_size=0",
    "page_size=%D9%A3",
)


@pytest.fixture
def everybody(db: None) -> Program:
    return Program(*_everybody())


def _everybody() -> tuple[Any, Any]:
    asker = somebody()
    return asker.person, asker.organisation


def test_no_list_knows_a_filter_that_its_document_does_not(everybody: Program) -> None:
    for path in LISTS:
        where = path.removeprefix("/api/v1")
        for query in STRANGE:
            answer = everybody.get(f"{where}?{query}")
            assert answer.status_code == 400, (path, query, answer.content)
            assert answer.headers["Content-Type"] == "application/problem+json"


def test_pages_beyond_the_last_are_empty_and_no_page_is_larger_than_the_limit(everybody: Program) -> None:
    OrganisationFactory.create_batch(3)

    far = everybody.get(f"/organisations?page={10**18}")
    wide = everybody.get(f"/organisations?page_size={10**9}")

    assert (far.status_code, far.json()["items"]) == (200, [])
    assert wide.json()["count"] == len(wide.json()["items"]) >= 3
    assert wide.json()["next"] is None


WORDS = ["' OR 1=1--", "%", "_", "*", '"', "a AND", "NEAR(", "a" * 200, "\u202e", "x " * 100, "(" * 200, "\\", "🙂"]


@pytest.mark.parametrize("word", WORDS)
def test_whatever_is_searched_for_is_found_or_not(everybody: Program, word: str) -> None:
    for path in ("/entries", "/organisations", "/people", "/reference/topics"):
        answer = everybody.get(f"{path}?{urlencode({'search': word})}")
        assert answer.status_code == 200, (path, answer.content)


LONG = "x" * 1_000_000


@pytest.mark.parametrize(
    ("path", "field", "more"),
    [
        ("/entries", "title", {"kind": "offer"}),
        ("/organisations", "name", {"kind": "NGO", "country": "SE"}),
        ("/news", "title", {"text": "x", "language": "en"}),
        ("/supporters", "name", {"category": "INDUSTRY"}),
        ("/me/searches", "name", {}),
        ("/invitations", "email", {}),
        ("/regions/SE232/challenges", "text", {"kind": "access", "language": "sv"}),
    ],
)
def test_a_million_letters_are_refused_beside_the_field_with_the_limit(
    everybody: Program, path: str, field: str, more: dict[str, str]
) -> None:
    answer = everybody.post(path, {field: LONG, **more})

    assert answer.status_code == 400, answer.content[:500]
    assert re.search(r"[0-9]{2,}", answer.json()["errors"][field][0])


DATES = ["2026-02-30", "0000-00-00", "9999-12-31", "31.12.26", str(2**63), "-0001-01-01", "2026-1-1", "20261231", ""]
DATES += ["2026-12-31T00:00:00", "2026-W01-1", "٢٠٢٧-٠١-٠١", "tomorrow"]
NUMBERS: list[Any] = ["8", "NaN", 1.5, -1, 10**30, True, [], {}, "٣", "1,5", "1.000,5", 1e300, None]


@pytest.mark.parametrize("day", DATES)
def test_no_day_that_there_is_not(everybody: Program, day: str) -> None:
    for path, field, more in (
        ("/entries", "valid_until", {"kind": "offer", "title": "Learn"}),
        ("/entries", "deadline", {"kind": "idea", "title": "An idea"}),
        ("/introductions", "answer_by", {"wish": 1, "offer": 1, "people": 1}),
        ("/introductions", "starts_on", {"wish": 1, "offer": 1, "people": 1, "answer_by": "2027-01-01"}),
    ):
        answer = everybody.post(path, {field: day, **more})
        assert answer.status_code == 400, (field, day)
        assert field in answer.json()["errors"] or "wish" in answer.json()["errors"], (field, answer.json())
    assert not Entry.objects.filter(title="Learn").exists()


@pytest.mark.parametrize("number", NUMBERS, ids=str)
def test_no_number_that_is_none(everybody: Program, number: Any) -> None:
    unknown_is_possible = number is None
    for path, field, more in (
        ("/entries", "places", {"kind": "offer", "title": "Learn"}),
        ("/entries", "fewer_opportunities", {"kind": "wish", "title": "Learn", "people": 3}),
        ("/introductions", "people", {"wish": 1, "offer": 1, "answer_by": "2027-01-01"}),
    ):
        answer = everybody.post(path, {field: number, **more})
        expected = 201 if unknown_is_possible and path == "/entries" else 400
        assert answer.status_code == expected, (field, number, answer.content)


def test_no_more_people_with_fewer_opportunities_than_people_and_no_end_before_the_start(everybody: Program) -> None:
    wish = {"kind": "wish", "title": "Learn", "people": 3, "fewer_opportunities": 4}
    pair = {"people": 1, "answer_by": "2099-01-01", "starts_on": "2027-05-03", "ends_on": "2027-05-01"}
    entries = {kind: Entry.objects.filter(kind=kind, status="published").first().pk for kind in ("wish", "offer")}

    assert "fewer_opportunities" in everybody.post("/entries", wish).json()["errors"]
    assert "ends_on" in everybody.post("/introductions", entries | pair).json()["errors"]


def test_a_method_in_a_header_moves_nothing_anywhere(everybody: Program) -> None:
    before = Entry.objects.values_list("pk", "status", "version").order_by("pk")
    known = list(before)
    for path in LISTS:
        for header in ("X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method"):
            where = path.removeprefix("/api/v1")
            answer = everybody.get(f"{where}?_method=DELETE", **{header: "DELETE"})
            assert answer.status_code == 400, path
            assert everybody.get(where, **{header: "DELETE"}).status_code in (200, 400), path
    assert list(before.all()) == known


@pytest.mark.parametrize("method", ["TRACE", "HEAD", "OPTIONS", "PUT", "DELETE", "PROPFIND"])
def test_other_methods_are_refused_everywhere_before_anything_is_asked(everybody: Program, method: str) -> None:
    known = {(one, path) for _name, one, path in operations()}
    for path in {path for _method, path in known if (method, path) not in known}:
        where = path.replace("{code}", "SE232").replace("{name}", "topics")
        where = re.sub(r"{\w+}", "1", where)
        for client in (everybody, Program()):
            headers = {"Authorization": f"Bearer {client.token}"} if client.token else {}
            answer = client.client.generic(method, where, headers=headers)
            assert answer.status_code == 405, (method, path)
            assert answer.headers["Allow"]


def test_headers_and_cookies_beyond_measure_are_no_failure(visitor: Program) -> None:
    cookies = "; ".join(f"c{number}=1" for number in range(200))

    assert visitor.get("/entries", Cookie=cookies).status_code == 200
    assert visitor.get("/entries", X_Long="x" * 64_000).status_code == 200
    assert visitor.get("/me", Authorization=f"Bearer {'x' * 64_000}").status_code == 401


def test_a_length_that_lies_is_no_failure(everybody: Program) -> None:
    draft = b'{"kind": "offer", "title": "Learn"}'
    for length in ("5", "0", "", "-1", "x", "9" * 30):
        answer = everybody.client.generic(
            "POST",
            "/api/v1/entries",
            draft,
            content_type="application/json",
            headers={"Authorization": f"Bearer {everybody.token}"},
            CONTENT_LENGTH=length,
        )
        assert answer.status_code in (201, 400, 413, 415), length
