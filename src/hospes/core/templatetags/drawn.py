"""`{% drawn "some/component.html" name=value %}`: a component that is drawn once for the same words.

Lists, tables and maps stay the same from one reader to the next, and drawing them is most of what a page costs.
The component sees the values it is given and nothing else: no request, no person, no token. What it was drawn from
is remembered whole, together with the language and the time zone; so the same again is the same, nothing becomes
stale, and nothing made for one reader reaches another who was not given the same values.
"""

from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import get_template
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import get_language

register = template.Library()

# Pieces of a process, most of them of a few thousand letters.
_MOST = 600


@register.simple_tag
def drawn(name: str, **values: object) -> SafeString:
    """For values that say all they are: words, numbers, days, frozen dataclasses, lists of them. No records."""
    if settings.DEBUG:
        # Who is changing a component wants to see it.
        return _rendered(name, values)
    key = tuple((one, _all_of(value)) for one, value in values.items())
    return _drawn(_Given(key, values), name, get_language(), get_current_timezone_name())


class _Given:
    """The values of one component: the same when all that they say is the same."""

    __slots__ = ("hash", "key", "values")

    def __init__(self, key: Hashable, values: dict[str, object]) -> None:
        self.key, self.values, self.hash = key, values, hash(key)

    def __hash__(self) -> int:
        return self.hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Given) and self.key == other.key


@lru_cache(maxsize=_MOST)
def _drawn(given: _Given, name: str, _language: str, _zone: str) -> SafeString:
    return _rendered(name, given.values)


def _rendered(name: str, values: dict[str, object]) -> SafeString:
    return mark_safe(get_template(name).render(values))


def _all_of(value: Any) -> Hashable:
    """What a value says. Kinds are part of it: 1 and True, safe words and others are drawn differently."""
    kind: Any = type(value)
    if kind is str:
        return str(value)
    if kind in _PLAIN:
        return kind, value
    if kind is tuple or kind is list:
        return tuple([_all_of(one) for one in value])
    read = _parts_of(kind)
    if read is not None:
        return kind, *[_all_of(one) for one in read(value)]
    if isinstance(value, Promise):
        return _all_of(str(value))
    if isinstance(value, Enum):
        return kind, value.name
    message = f"{type(value).__name__} does not say all it is: give a component words, numbers and frozen dataclasses."
    raise TypeError(message)


_PLAIN = frozenset({int, float, bool, type(None), date, datetime, SafeString})


@cache
def _parts_of(kind: type) -> Callable[[Any], tuple[object, ...]] | None:
    """How to read all fields of a frozen dataclass at once; None for everything else."""
    if not is_dataclass(kind) or not kind.__dataclass_params__.frozen:  # type: ignore[attr-defined]
        return None
    names = [field.name for field in fields(kind)]
    if len(names) < 2:
        return lambda one: tuple(getattr(one, name) for name in names)
    return attrgetter(*names)
