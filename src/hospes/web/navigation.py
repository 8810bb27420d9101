"""What stands in the main navigation and under one's own name, by role.

To put a page into the navigation, add one `Item` to the list of those who need it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hospes.core.addresses import address
from hospes.organisations.models import Organisation
from hospes.people.rules import Visitor, is_administrator, is_facilitator, is_secretariat


@dataclass(frozen=True, slots=True)
class Item:
    """A link in the navigation: its words and the name of its page. Pages below that address belong to it.

    So do those below the pages named in `also`: its page leads on to them.
    """

    label: str | Promise
    name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """An item as one page shows it."""

    label: str | Promise
    url: str
    is_current: bool


# The main navigation: everybody, people with an account, those who act for an organisation, facilitators.
PUBLIC: tuple[Item, ...] = (
    Item(_("Offers and wishes"), "matchmaking:catalogue"),
    Item(_("Opportunities"), "matchmaking:opportunities"),
    Item(_("Project ideas"), "consortia:idea-list"),
    Item(_("Organisations"), "organisations:organisation-list"),
    Item(_("Regions"), "organisations:region-list"),
)
# The same for those who have work of their own here: two pages stand behind the one that leads to them.
PUBLIC_AT_WORK: tuple[Item, ...] = (
    Item(_("Offers and wishes"), "matchmaking:catalogue", also=("matchmaking:opportunities",)),
    Item(_("Project ideas"), "consortia:idea-list"),
    Item(_("Organisations"), "organisations:organisation-list", also=("organisations:region-list",)),
)
SIGNED_IN: tuple[Item, ...] = (Item(_("To do"), "web:todo"),)
ACTING: tuple[Item, ...] = (Item(_("Our entries"), "matchmaking:my-entries"),)
INTRODUCTIONS = Item(_("Introductions"), "matchmaking:introduction-list")
DESK: tuple[Item, ...] = (Item(_("Desk"), "matchmaking:desk"),)
EXCHANGES = Item(_("Exchanges"), "exchanges:board")
ROUNDS = Item(_("Rounds"), "rounds:round-list")

# Under one's own name: everybody with an account, facilitators, the secretariat, administrators.
OWN: tuple[Item, ...] = (
    Item(_("My account"), "people:profile"),
    Item(_("What my roles let me do"), "web:my-roles"),
    Item(_("What is missing"), "radar:gap-list"),
    Item(_("Rules for apprentices"), "apprenticeships:rule-list"),
)
FACILITATION: tuple[Item, ...] = (Item(_("Import old entries"), "incoming:import-new"),)
OFFICE: tuple[Item, ...] = (
    Item(_("Requests to join"), "organisations:join-request-list"),
    Item(_("Notices about content"), "moderation:notice-list"),
    Item(_("Drafts of news"), "outreach:news-drafts"),
    Item(_("Supporters"), "outreach:supporter-list"),
)
ADMINISTRATION: tuple[Item, ...] = (
    Item(_("People and roles"), "people:people-list"),
    Item(_("Mails that did not arrive"), "following:undelivered"),
    Item(_("Webhooks"), "sharing:partnership-webhooks"),
)


def main_items(person: Visitor, acting_for: Organisation | None) -> Iterator[Item]:
    """The pages a person needs, most used first."""
    if person.is_authenticated:
        yield from SIGNED_IN
    if acting_for:
        yield from ACTING
    if is_facilitator(person):
        yield from DESK
    if acting_for or is_facilitator(person):
        yield INTRODUCTIONS
        yield EXCHANGES
        yield ROUNDS
        yield from PUBLIC_AT_WORK
    else:
        yield from PUBLIC


def own_items(person: Visitor) -> Iterator[Item]:
    if is_facilitator(person):
        yield from FACILITATION
    if is_secretariat(person):
        yield from OFFICE
    if is_administrator(person):
        yield from ADMINISTRATION
    yield from OWN


def links(items: Iterable[Item], path: str) -> list[Link]:
    """The longest address that the page begins with is the current one."""
    found = [(item, [address(name) for name in (item.name, *item.also)]) for item in items]
    begun = [url for _item, urls in found for url in urls if path.startswith(url)]
    current = max(begun, key=len, default="")
    return [Link(item.label, urls[0], current in urls) for item, urls in found]
