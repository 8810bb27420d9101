"""`{% load maps %}`: draw a map where a page wants one."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from hospes.core.shapes import Line, Symbol
from hospes.core.templatetags.drawn import drawn
from hospes.web import maps

register = template.Library()


@register.simple_tag
def europe_map(symbols: Iterable[Symbol], title: str, caption: str = "", lines: Iterable[Line] = ()) -> SafeString:
    """`{% europe_map symbols title=… caption=… lines=… %}`, with a table of the same content beside it."""
    return drawn("web/components/map.html", symbols=list(symbols), lines=list(lines), title=title, caption=caption)


@register.simple_tag
def on_map(symbols: Iterable[Symbol], title: str, lines: Iterable[Line] = ()) -> maps.Map:
    """The symbols and lines in their places. For the component alone."""
    return maps.europe_map(symbols, title=title, lines=lines)
