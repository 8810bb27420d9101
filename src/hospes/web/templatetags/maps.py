"""`{% load maps %}`: draw a map where a page wants one."""

from collections.abc import Iterable
from typing import Any

from django import template

from hospes.core.shapes import Symbol
from hospes.web import maps

register = template.Library()


@register.inclusion_tag("web/components/map.html")
def europe_map(symbols: Iterable[Symbol], title: str, caption: str = "") -> dict[str, Any]:
    """`{% europe_map symbols title=… caption=… %}`, with a table of the same content beside it."""
    return {"map": maps.europe_map(symbols, title=title), "caption": caption}
