"""An entry as one line of a list."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hospes.matchmaking.choices import EntryKind, EntryStatus
from hospes.matchmaking.models import Entry
from hospes.matchmaking.phrases.entries import STATUS_KINDS, window_words
from hospes.reference.choices import Format
from hospes.reference.countries import country_name
from hospes.reference.regions import is_region, region_label
from hospes.reference.topics import topic_label

# Of the text, a list shows the beginning.
_LETTERS = 240


@dataclass(frozen=True, slots=True)
class Card:
    """What a list says about an entry. The title and the text are in the language of the organisation."""

    url: str
    language: str
    title: str
    text: str
    organisation: str
    kind: str
    place: str
    formats: list[str]
    topics: list[str]
    people: str
    when: str
    deadline: str
    is_for_apprentices: bool
    # How the status component draws its state.
    status_kind: str


def card(entry: Entry) -> Card:
    return Card(
        url=entry.get_absolute_url(),
        language=entry.language,
        title=entry.title,
        text=Truncator(entry.text).chars(_LETTERS),
        organisation=str(entry.organisation),
        kind=str(EntryKind(entry.kind).label),
        place=place(entry),
        formats=[str(Format(code).label) for code in entry.formats or () if code in Format.values],
        topics=[topic_label(code) for code in entry.topics or ()],
        people=_people(entry),
        when=_when(entry),
        deadline=date_format(entry.deadline) if entry.kind == EntryKind.IDEA and entry.deadline else "",
        is_for_apprentices=bool(entry.open_to_apprentices),
        status_kind=STATUS_KINDS[EntryStatus(entry.status)],
    )


def place(entry: Entry) -> str:
    """`Västra Götaland, Sweden`."""
    organisation = entry.organisation
    country = country_name(organisation.country)
    if not is_region(organisation.territory) or len(organisation.territory) == 2:
        return country
    return _("%(region)s, %(country)s") % {"region": region_label(organisation.territory), "country": country}


def _people(entry: Entry) -> str:
    if entry.kind == EntryKind.OFFER and entry.places:
        return ngettext("%(number)s place", "%(number)s places", entry.places) % {"number": entry.places}
    if entry.kind == EntryKind.WISH and entry.people:
        return ngettext("%(number)s person", "%(number)s people", entry.people) % {"number": entry.people}
    return ""


def _when(entry: Entry) -> str:
    """The first period, and how many more there are."""
    windows = entry.windows or []
    if not windows:
        return ""
    first, more = window_words(windows[0]), len(windows) - 1
    if not more:
        return first
    return ngettext("%(period)s, and %(more)s more period", "%(period)s, and %(more)s more periods", more) % {
        "period": first,
        "more": more,
    }
