"""The words in which the table of permissions is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.world import (
    ADMIN,
    DEACTIVATED,
    DEPUTY,
    FACILITATING,
    MEMBER,
    REPRESENTATIVE,
    ROLES,
    SECRETARY,
    STRANGER,
    VISITOR,
)

Roles = frozenset[str]

# What an answer comes to, in a person's words.
YES, SIGN_IN, NOT_THERE, REFUSED, ONLY_THE_OTHER_VERB = "yes", "sign in", "not there", "refused", "only the other verb"

NOBODY: Roles = frozenset()
EVERYBODY: Roles = frozenset(ROLES)
NOT_SIGNED_IN: Roles = frozenset({VISITOR, DEACTIVATED})
SIGNED_IN: Roles = EVERYBODY - NOT_SIGNED_IN
US: Roles = frozenset({MEMBER, DEPUTY, REPRESENTATIVE})
OUR_SPEAKERS: Roles = frozenset({DEPUTY, REPRESENTATIVE})
OUR_MEMBER: Roles = frozenset({MEMBER})
WITH_AN_ORGANISATION: Roles = US | {STRANGER}
DESK: Roles = frozenset({FACILITATING, SECRETARY})
SECRETARIAT: Roles = frozenset({SECRETARY})
ADMINISTRATORS: Roles = frozenset({ADMIN})


@dataclass(frozen=True, eq=False)
class Line:
    """One page about one thing: who may open it, and who may do what it does.

    Everybody else is asked to sign in, or told that there is no such page: 404, as for a thing that does not exist.
    """

    route: str
    # A name in `World.places`; empty for a page that is about nothing in particular.
    about: str = ""
    see: Roles = NOBODY
    act: Roles = NOBODY
    # What a form sends so that something is written. Without it the form may also answer what is missing.
    send: Mapping[str, Any] = field(default_factory=dict)
    # What follows the "?".
    query: Mapping[str, str] = field(default_factory=dict)
    verb: str = "POST"
    # Who sees that the thing is there, and is told that this is not for them.
    refused: Roles = NOBODY
    # Pages that exist in the demo or in development only.
    only_in: str = ""
    # No sign-in stands before the address: the link in a mail is the key, or some of its things are public.
    is_open: bool = False

    @property
    def is_api(self) -> bool:
        """Signed by a token instead of a session, and sent as JSON."""
        return self.route.startswith("api:")

    def __str__(self) -> str:
        return f"{self.route} ({self.about})" if self.about else self.route


def see(route: str, about: str, who: Roles, **options: Any) -> Line:
    """A page to look at."""
    return Line(route, about, see=who, **options)


def do(route: str, about: str, who: Roles, **options: Any) -> Line:
    """A button: it does something and has no page of its own."""
    return Line(route, about, act=who, **options)


def form(route: str, about: str, who: Roles, **options: Any) -> Line:
    """A page with a form that acts: whoever opens it may send it."""
    return Line(route, about, see=who, act=who, **options)
