"""What stands in the main navigation, by role.

To put a page into the navigation, add one `Item` to `PUBLIC`, `SIGNED_IN` or `DESK`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hospes.people.rules import Visitor, is_facilitator


@dataclass(frozen=True, slots=True)
class Item:
    """A link in the navigation: its words and the name of its page. Pages below that address belong to it."""

    label: str | Promise
    name: str


@dataclass(frozen=True, slots=True)
class Link:
    """An item as one page shows it."""

    label: str | Promise
    url: str
    is_current: bool


# Everybody, people with an account, facilitators and the secretariat.
PUBLIC: tuple[Item, ...] = (
    Item(_("Offers and wishes"), "matchmaking:catalogue"),
    Item(_("Organisations"), "organisations:organisation-list"),
    Item(_("Regions"), "organisations:region-list"),
)
SIGNED_IN: tuple[Item, ...] = (
    Item(_("To do"), "web:todo"),
    Item(_("Our entries"), "matchmaking:my-entries"),
)
DESK: tuple[Item, ...] = ()


def items_for(person: Visitor) -> Iterator[Item]:
    """The items a person finds useful, most used first."""
    if person.is_authenticated:
        yield from SIGNED_IN
    if is_facilitator(person):
        yield from DESK
    yield from PUBLIC


def links(person: Visitor, path: str) -> list[Link]:
    """The longest address that the page begins with is the current one."""
    found = [(item.label, reverse(item.name)) for item in items_for(person)]
    current = max((url for _label, url in found if path.startswith(url)), key=len, default="")
    return [Link(label, url, url == current) for label, url in found]
