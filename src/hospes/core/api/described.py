"""What the document says of every operation beyond its own shapes: security, headers, refusals, examples, links."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import Field

from hospes.core.api.examples import example_of
from hospes.core.api.problems import MEDIA_TYPE, TITLES, type_of
from hospes.core.api.shapes import Shown

# The refusals that operations share, beyond those that every operation knows.
EVERYWHERE = (400, 401, 429)
WITH_A_TOKEN = (403,)
WRITING = (403, 413, 415, 422)

IDEMPOTENCY_KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[ -~]+$"},
    "description": "The same request sent again with the same key within a day has no second effect.",
}
IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "required": False,
    "schema": {"type": "string"},
    "description": "The ETag that you read. If it is another one by now, nothing is done.",
}
IF_NONE_MATCH = {
    "in": "header",
    "name": "If-None-Match",
    "required": False,
    "schema": {"type": "string"},
    "description": "The ETag that you have. If nothing changed since, the answer is 304, without a body.",
}
LANGUAGE = "Language of labels and sentences. English when left out."


class Problem(Shown):
    """Why a request was refused (RFC 9457)."""

    type: str = Field(description="Names the kind of refusal, and leads to its explanation.")
    title: str = Field(examples=["Some values cannot be used."])
    status: int = Field(examples=[400])
    detail: str = Field(examples=["Correct the fields named under “errors” and send the request again."])
    errors: dict[str, list[str]] = Field(
        description="Sentences by field; those about the whole under an empty name.",
        examples=[{"title": ["This field is needed."]}],
    )
    etag: str = Field("", description="Only with 412: the ETag that it has now.")


def complete(document: dict[str, Any], scopes: Mapping[str, str]) -> None:
    """Write into the document what no single endpoint has to say."""
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    document["components"]["schemas"]["Problem"] = schema
    document["components"]["securitySchemes"]["Token"]["description"] = (
        "A token of your own, with the scopes that it was made for."
    )
    operations = list(_operations(document))
    for path, method, operation in operations:
        scope = scopes[operation["operationId"]]
        # A token is welcome everywhere: it shows what its owner may see.
        operation["security"] = [{"Token": [scope]}] if scope else [{}, {"Token": ["read"]}]
        operation["parameters"] += _parameters(method, document)
        for status in _refusals(path, method, operation, scope):
            operation["responses"].setdefault(status, _problem(status))
        _add_headers(method, operation)
        _add_examples(document, operation)
    _add_links(operations)


def _operations(document: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _parameters(method: str, document: Mapping[str, Any]) -> list[dict[str, Any]]:
    known = document["info"].get("x-languages", ["en"])
    schema = {"type": "string", "enum": known}
    common = [{"in": "query", "name": "lang", "required": False, "schema": schema, "description": LANGUAGE}]
    if method == "get":
        return [*common, IF_NONE_MATCH]
    return [*common, IDEMPOTENCY_KEY, IF_MATCH | {"required": method == "patch"}]


def _refusals(path: str, method: str, operation: dict[str, Any], scope: str) -> list[int]:
    statuses = {*EVERYWHERE, *operation.pop("x-refusals", ())}
    if scope:
        statuses |= {*WITH_A_TOKEN}
    if "{" in path:
        statuses.add(404)
    if method == "get":
        statuses.add(304)
    else:
        statuses |= {*WRITING, 412}
    if method == "patch":
        statuses |= {409, 428}
    if method == "post" and "{" in path:
        statuses.add(409)
    return sorted(statuses)


def _problem(status: int) -> dict[str, Any]:
    if status == 304:
        return {"description": "You have it already."}
    kind, title = next((kind, title) for kind, (code, title) in TITLES.items() if code == status)
    example = {"type": type_of(kind), "title": str(title), "status": status, "detail": str(title), "errors": {}}
    return {
        "description": str(title),
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}},
    }


def _add_headers(method: str, operation: dict[str, Any]) -> None:
    for status, response in operation["responses"].items():
        if 200 <= int(status) < 300 and method == "get":
            response["headers"] = {"ETag": _header("Names this very content.")}
        elif int(status) == 429:
            response["headers"] = {"Retry-After": _header("Seconds to wait.")}


def _header(description: str) -> dict[str, Any]:
    return {"description": description, "schema": {"type": "string"}}


# Examples


def _add_examples(document: Mapping[str, Any], operation: dict[str, Any]) -> None:
    """One example of each body, put together from the examples of its fields."""
    schemas = document["components"]["schemas"]
    bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
    for body in bodies:
        for kind, content in body.get("content", {}).items():
            if kind == "application/json" and "example" not in content:
                content["example"] = example_of(content["schema"], schemas)


# Links: what one answer says that the next request can use


def _add_links(operations: list[tuple[str, str, dict[str, Any]]]) -> None:
    """Whoever makes something finds the operations about it, by the `id` of the answer."""
    about: dict[str, list[str]] = {}
    for path, _method, operation in operations:
        if parameters := re.findall(r"{(\w+)}", path):
            about.setdefault(f"{path.partition('{')[0].rstrip('/')}:{parameters[0]}", []).append(
                operation["operationId"]
            )
    for path, method, operation in operations:
        made = operation["responses"].get(201)
        if method != "post" or made is None or "{" in path:
            continue
        for key, names in about.items():
            start, _colon, parameter = key.rpartition(":")
            if start == path:
                links = {name: _link(name, parameter) for name in names}
                made["links"] = links


def _link(name: str, parameter: str) -> dict[str, Any]:
    return {"operationId": name, "parameters": {f"path.{parameter}": "$response.body#/id"}}
