"""The icons of the library heroicons, each drawn once: a page of cards has more than a hundred of a dozen kinds."""

from collections.abc import Callable
from functools import lru_cache

from django import template
from heroicons.templatetags import heroicons

register = template.Library()
_DRAWN: dict[str, Callable[..., str]] = {
    "micro": heroicons.heroicon_micro,
    "mini": heroicons.heroicon_mini,
    "outline": heroicons.heroicon_outline,
}


@register.simple_tag
def heroicon_micro(name: str, *, size: int = 16, **attributes: str) -> str:
    return _drawn("micro", str(name), size, tuple(sorted(attributes.items())))


@register.simple_tag
def heroicon_mini(name: str, *, size: int = 20, **attributes: str) -> str:
    return _drawn("mini", str(name), size, tuple(sorted(attributes.items())))


@register.simple_tag
def heroicon_outline(name: str, *, size: int = 24, **attributes: str) -> str:
    return _drawn("outline", str(name), size, tuple(sorted(attributes.items())))


@lru_cache(maxsize=500)
def _drawn(style: str, name: str, size: int, attributes: tuple[tuple[str, str], ...]) -> str:
    return _DRAWN[style](name, size=size, **dict(attributes))
