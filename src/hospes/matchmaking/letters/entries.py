"""The kinds of mail about entries, and to whom they go."""

from collections.abc import Callable

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.mail import topics
from hospes.mail.actions import post
from hospes.mail.letter import Letter, absolute
from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.models import Entry
from hospes.matchmaking.queries.entries import recipients_for
from hospes.people.letters import reader
from hospes.people.models import Person

OWN_ENTRIES, ENTRIES_TO_CHECK = "entries", "entries-to-check"
topics.add({OWN_ENTRIES: gettext_lazy("Entries of your organisation")})
topics.add({ENTRIES_TO_CHECK: gettext_lazy("Entries that wait to be checked")}, is_for_office=True)


def tell_organisation(entry: Entry, letter: Callable[[Person], Letter]) -> None:
    """To each person who is written to about the entry, in their own language."""
    for person in recipients_for(entry):
        post(lambda person=person: letter(person), to=reader(person), topic=OWN_ENTRIES)  # type: ignore[misc]


def facts(entry: Entry) -> list[tuple[str, str]]:
    rows = [(str(EntryKind(entry.kind).label), entry.title)]
    if entry.valid_until:
        rows.append((_("Valid until"), date_format(entry.valid_until)))
    return rows


def address(entry: Entry) -> str:
    return absolute(entry.get_absolute_url())


def why_organisation() -> str:
    return _("You get this mail because you answer for this entry in your organisation.")
