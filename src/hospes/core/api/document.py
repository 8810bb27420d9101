"""The API as one object, and its description in OpenAPI 3.1."""

from collections.abc import Callable
from typing import Any, NoReturn

from django.http import Http404, HttpRequest
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.errors import ValidationError as WrongTypes
from ninja.openapi.schema import OpenAPISchema
from pydantic import Field

from hospes.core.api.bodies import JsonParser
from hospes.core.api.door import known_parameters_only
from hospes.core.api.problems import MEDIA_TYPE, TITLES
from hospes.core.api.shapes import Shown

# The refusals that operations share, beyond those that every operation knows.
EVERYWHERE = (400, 401)
WRITING = (403, 413, 415, 422)
EDITING = (412, 428)


class Problem(Shown):
    """Why a request was refused (RFC 9457)."""

    type: str = Field(examples=["urn:hospes:problem:invalid"])
    title: str = Field(examples=["Some values cannot be used."])
    status: int = Field(examples=[400])
    detail: str = Field(examples=["Correct the fields named under “errors” and send the request again."])
    errors: dict[str, list[str]] = Field(
        description="Sentences by field; those about the whole under an empty name.",
        examples=[{"title": ["This field is needed."]}],
    )


class Api(NinjaAPI):
    """Our API: every refusal a problem, unknown filters refused, a document that says both."""

    def __init__(self, **options: Any) -> None:
        super().__init__(parser=JsonParser(), **options)
        # The door, which every request comes through, knows what an exception means.
        for kind in (Exception, Http404, HttpError, WrongTypes):
            self.add_exception_handler(kind, _leave_to_the_door)
        self.add_decorator(known_parameters_only, mode="view")
        self._document: OpenAPISchema | None = None

    def get_openapi_operation_id(self, operation: Any) -> str:
        return str(operation.view_func.__name__)

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """Made once: it says the same to everybody."""
        if self._document is None:
            document = super().get_openapi_schema(**options)
            _complete(document)
            self._document = document
        return self._document


def _leave_to_the_door(_request: HttpRequest, error: Any) -> NoReturn:
    raise error


def _complete(document: OpenAPISchema) -> None:
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    document["components"]["schemas"]["Problem"] = schema
    _each_operation(document, _add_security)
    _each_operation(document, _add_parameters)
    _each_operation(document, _add_problems)


def _each_operation(document: OpenAPISchema, change: Callable[[str, str, dict[str, Any]], None]) -> None:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            change(path, method, operation)


def _add_security(_path: str, _method: str, operation: dict[str, Any]) -> None:
    """A token is welcome everywhere: it shows what its owner may see."""
    operation.setdefault("security", [{}, {"Token": []}])


def _add_parameters(_path: str, method: str, operation: dict[str, Any]) -> None:
    parameters = operation["parameters"]
    parameters.append(
        {
            "in": "query",
            "name": "lang",
            "required": False,
            "schema": {"type": "string"},
            "description": "Language of labels and sentences. English when left out.",
        }
    )
    if method in ("post", "patch"):
        parameters.append(
            {
                "in": "header",
                "name": "Idempotency-Key",
                "required": False,
                "schema": {"type": "string", "maxLength": 200},
                "description": "The same request sent again with the same key within a day has no second effect.",
            }
        )
    if method == "patch":
        parameters.append(
            {
                "in": "header",
                "name": "If-Match",
                "required": True,
                "schema": {"type": "string"},
                "description": "The ETag of the version that you changed.",
            }
        )


def _add_problems(path: str, method: str, operation: dict[str, Any]) -> None:
    statuses = [*EVERYWHERE]
    if "{" in path:
        statuses.append(404)
    if method != "get":
        statuses += WRITING
    if method == "patch":
        statuses += EDITING
    if method == "post" and "{" in path:
        statuses.append(409)
    for status in sorted(statuses):
        operation["responses"].setdefault(status, _problem(status))


def _problem(status: int) -> dict[str, Any]:
    kind, title = next((kind, title) for kind, (code, title) in TITLES.items() if code == status)
    example = {"type": f"urn:hospes:problem:{kind}", "title": str(title), "status": status, "detail": "…", "errors": {}}
    return {
        "description": str(title),
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}},
    }
