"""The API as one object, and its description in OpenAPI 3.1."""

from collections.abc import Iterator
from typing import Any, NoReturn

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.errors import ValidationError as WrongTypes
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from hospes.core.api import described
from hospes.core.api.auth import Token
from hospes.core.api.bodies import JsonParser
from hospes.core.api.door import known_parameters_only, refuse_unknown_body, refuse_unknown_parameters


class Api(NinjaAPI):
    """Our API: every refusal a problem, unknown filters refused, a document that says both."""

    def __init__(self, **options: Any) -> None:
        super().__init__(parser=JsonParser(), **options)
        # The door, which every request comes through, knows what an exception means.
        for kind in (Exception, Http404, HttpError, WrongTypes):
            self.add_exception_handler(kind, _leave_to_the_door)
        self.add_decorator(known_parameters_only, mode="view")
        self._document: OpenAPISchema | None = None

    def create_temporal_response(self, request: HttpRequest) -> HttpResponse:
        """Called once it is known that this token may come in, and before anything that was sent is read."""
        refuse_unknown_parameters(request)
        refuse_unknown_body(request)
        return super().create_temporal_response(request)

    def get_openapi_operation_id(self, operation: Any) -> str:
        return str(operation.view_func.__name__)

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """Made once: it says the same to everybody."""
        if self._document is None:
            document = super().get_openapi_schema(**options)
            described.complete(document, self.scopes())
            self._document = document
        return self._document

    def operations(self) -> Iterator[Operation]:
        for router in self._get_bound_routers():
            for path in router.path_operations.values():
                yield from path.operations

    def methods(self) -> dict[str, frozenset[str]]:
        """The methods of each address, by its pattern."""
        found: dict[str, frozenset[str]] = {}
        for router in self._get_bound_routers():
            for path, view in router.path_operations.items():
                methods = {method for operation in view.operations for method in operation.methods}
                pattern = path.lstrip("/").replace("{", "<").replace("}", ">")
                found[pattern] = found.get(pattern, frozenset()) | methods
        return found

    def scopes(self) -> dict[str, str]:
        """The scope that each operation needs, by its name; empty where no token is needed."""
        found = {}
        for operation in self.operations():
            tokens = [auth for auth in operation.auth_callbacks if isinstance(auth, Token)]
            found[self.get_openapi_operation_id(operation)] = tokens[0].scope if tokens else ""
        return found


def _leave_to_the_door(_request: HttpRequest, error: Any) -> NoReturn:
    raise error
