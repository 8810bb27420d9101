"""The document of the API says what the API does."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from django.test import Client

from hospes.core.api.problems import TITLES
from hospes.people.scopes import Scope
from hospes.reference.listings import LISTINGS
from tests.api.conftest import Program
from tests.permissions import drawing_api

pytestmark = pytest.mark.django_db
Operation = tuple[str, str, dict[str, Any]]


@pytest.fixture
def document(visitor: Program) -> dict[str, Any]:
    answer = visitor.get("/openapi.json")
    assert answer.headers["Content-Type"].startswith("application/json")
    return answer.json()


def operations(document: dict[str, Any]) -> list[Operation]:
    return [(path, method, one) for path, methods in document["paths"].items() for method, one in methods.items()]


def references(part: Any) -> list[str]:
    if isinstance(part, dict):
        own = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
        return own + [name for value in part.values() for name in references(value)]
    return [name for value in part for name in references(value)] if isinstance(part, list) else []


def test_it_is_openapi_3_1_and_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    names = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}

    assert document["openapi"].startswith("3.1.")
    assert document["info"]["title"] == "Hospes"
    assert set(references(document)) <= names
    assert len(operations(document)) > 25


def test_every_operation_has_a_name_a_summary_its_security_and_its_refusals(document: dict[str, Any]) -> None:
    names = []
    for path, method, one in operations(document):
        names.append(one["operationId"])
        assert one["summary"], path
        assert one["tags"], path
        scopes = {scope for each in one["security"] for scope in each.get("Token", ())}
        assert len(scopes) == 1, path
        assert scopes <= set(Scope.values), path
        assert ({} in one["security"]) <= (method == "get"), path
        assert method == "get" or scopes != {"read"}, path
        refusals = {status for status in one["responses"] if str(status).startswith("4")}
        assert {"400", "401", "429"} <= refusals, path
        assert ("403" in refusals) >= ({} not in one["security"]), path
        assert ("404" in refusals) >= ("{" in path), path
        for status in refusals:
            content = one["responses"][status]["content"]
            assert content["application/problem+json"]["schema"] == {"$ref": "#/components/schemas/Problem"}

    assert len(set(names)) == len(names)


def test_every_parameter_of_an_address_is_described_and_nothing_else(document: dict[str, Any]) -> None:
    for path, _method, one in operations(document):
        described = {each["name"] for each in one["parameters"] if each["in"] == "path"}
        assert described == set(re.findall(r"{(\w+)}", path)), path


def test_writes_say_that_they_can_be_repeated_and_changes_that_they_need_a_version(document: dict[str, Any]) -> None:
    for path, method, one in operations(document):
        headers = {each["name"]: each["required"] for each in one["parameters"] if each["in"] == "header"}
        assert ("Idempotency-Key" in headers) == (method != "get"), path
        assert headers.get("If-Match") is {"get": None, "post": False, "patch": True, "delete": False}[method], path
        assert ("If-None-Match" in headers) == (method == "get"), path


def test_every_operation_has_an_example_of_what_goes_in_and_of_what_comes_out(document: dict[str, Any]) -> None:
    for path, method, one in operations(document):
        bodies = [one["requestBody"]["content"]] if "requestBody" in one else []
        bodies += [answer["content"] for answer in one["responses"].values() if "content" in answer]
        assert bodies, path
        assert method != "delete" or "204" in one["responses"], path
        for content in bodies:
            for kind, body in content.items():
                assert "example" in body, (path, kind)
                assert body["example"] not in ("", {}), (path, kind)


def test_examples_of_bodies_are_what_the_document_asks_for(document: dict[str, Any]) -> None:
    for path, _method, one in operations(document):
        for kind, body in one.get("requestBody", {}).get("content", {}).items():
            schema = {**body["schema"], "components": document["components"]}
            jsonschema_rs.Draft202012Validator(schema).validate(body["example"])
            assert kind == "application/json", path


def test_whoever_makes_something_finds_its_way_on(document: dict[str, Any]) -> None:
    made = {
        one["operationId"]: one["responses"]["201"].get("links", {})
        for _p, _m, one in operations(document)
        if "201" in one["responses"]
    }

    assert {"entry_detail", "entry_change", "entry_submit"} <= set(made["entry_draft"])
    assert {"introduction_accept", "message_write"} <= set(made["introduction_propose"])
    names = {one["operationId"] for _path, _method, one in operations(document)}
    assert all(link["operationId"] in names for links in made.values() for link in links.values())


def test_no_field_of_a_body_is_about_one_person(document: dict[str, Any]) -> None:
    """Fewer opportunities are counted; nationality, gender, age and disability of somebody are never asked."""
    schemas = document["components"]["schemas"]
    text = str(schemas).lower()
    fields = {name.lower() for schema in schemas.values() for name in schema.get("properties", ())}

    for word in ("nationality", "gender", "birth", "disabled"):
        assert word not in text
    # A rule for apprentices may be about the least age: that is a matter, and nobody's own age.
    assert not [name for name in fields if "age" in name.split("_")]


ANSWERS = {"get": {200, 401, 404}, "post": {401}, "patch": {401}, "delete": {401}}


def test_a_visitor_is_answered_by_every_operation(document: dict[str, Any], visitor: Program) -> None:
    for path, method, one in operations(document):
        address = path.replace("{name}", "topics").replace("{code}", "SE232")
        address = re.sub(r"{\w+}", "1", address)
        answer = visitor.client.generic(method.upper(), address, b"{}", content_type="application/json")
        assert answer.status_code in ANSWERS[method], (method, path, answer.content)
        public = {} in one["security"]
        assert (answer.status_code == 401) == (not public), path
        if answer.status_code >= 400:
            assert answer.headers["Content-Type"] == "application/problem+json"
            assert set(answer.json()) == {"type", "title", "status", "detail", "errors"}


def test_the_page_for_people_loads_nothing_from_elsewhere_and_runs_no_script_of_its_own(visitor: Program) -> None:
    page = Client().get("/api/v1/docs")
    text = page.content.decode()

    assert page.status_code == 200
    assert "unsafe-inline" not in page.headers["Content-Security-Policy"]
    assert not re.search(r"(src|href)=\"(https?:)?//", text)
    assert not re.search(r"<script(?![^>]*(src=|application/json))", text)
    assert "/api/v1/openapi.json" in text


@pytest.mark.parametrize(
    "path", ["", "nothing", "entries/", "entries/x", "entries/-1", "organisations/../../etc", "docs/"]
)
def test_addresses_that_do_not_exist_answer_as_what_one_may_not_see(visitor: Program, path: str) -> None:
    answer = visitor.client.get(f"/api/v1/{path}")
    missing = visitor.get("/entries/999999")

    assert (answer.status_code, answer.content) == (404, missing.content)
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "TRACE", "OPTIONS", "HEAD"])
def test_other_methods_are_refused_by_name(visitor: Program, method: str) -> None:
    answer = visitor.client.generic(method, "/api/v1/entries")

    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "POST"}


def test_the_reference_pages_are_drawn_from_the_api_and_the_table_that_the_tests_prove() -> None:
    """`python tools/api.py` draws them anew."""
    assert drawing_api.ADDRESSES.read_text(encoding="utf-8") == drawing_api.addresses()
    assert drawing_api.ROLE_TABLE.read_text(encoding="utf-8") == drawing_api.role_table()


def test_the_table_of_roles_names_every_operation(document: dict[str, Any]) -> None:
    table = json.loads(drawing_api.ROLE_TABLE.read_text(encoding="utf-8"))

    named = {one["operation"] for one in table["operations"]}
    assert named == {one["operationId"] for _path, _method, one in operations(document)}
    assert {scope["code"] for scope in table["scopes"]} == set(Scope.values)


def test_the_page_about_the_api_names_every_list_refusal_and_scope() -> None:
    page = (Path(__file__).parents[2] / "docs/reference/api.md").read_text(encoding="utf-8")

    assert all(f"`{scope}`" in page for scope in Scope.values)
    assert all(f"`{name}`" in page for name in LISTINGS)
    assert all(f"`{kind}`" in page for kind in TITLES)
