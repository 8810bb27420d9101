"""All addresses that the site answers, by name."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver


class Route(NamedTuple):
    name: str
    # As it stands in the address bar, with <names> where something is filled in.
    pattern: str


def all_routes() -> dict[str, Route]:
    """Every named route, once; a route without a name is named by its pattern."""
    return {route.name: route for route in _walk(get_resolver(), "", "")}


def _walk(resolver: URLResolver, space: str, before: str) -> Iterator[Route]:
    for one in resolver.url_patterns:
        pattern = before + _shown(one)
        if isinstance(one, URLPattern):
            yield Route(f"{space}{one.name or pattern}", f"/{pattern}")
        else:
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from _walk(one, inner, pattern)


def _shown(one: Any) -> str:
    pattern = one.pattern
    # The language in front of an address is not written for English.
    return "" if type(pattern).__name__ == "LocalePrefixPattern" else str(pattern)
