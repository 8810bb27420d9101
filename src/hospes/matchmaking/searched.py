"""Entries can be found."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.journal import listeners
from hospes.matchmaking.actions import documents
from hospes.matchmaking.models import Entry
from hospes.matchmaking.phrases.cards import card
from hospes.matchmaking.queries.catalogue import Wanted
from hospes.matchmaking.queries.found import Found, found_now
from hospes.search import sections, sources


@dataclass(frozen=True, slots=True)
class EntryHits:
    found: Found

    def count(self) -> int:
        return self.found.count()

    def __getitem__(self, part: slice, /) -> list[sections.Hit]:
        return [_hit(entry) for entry in self.found[part]]


def _hit(entry: Entry) -> sections.Hit:
    shown = card(entry)
    line = _("%(kind)s · %(organisation)s · %(place)s") % {
        "kind": shown.kind,
        "organisation": entry.organisation.name,
        "place": shown.place,
    }
    return sections.Hit(entry.title, entry.get_absolute_url(), line, entry.language)


def find_entries(text: str) -> EntryHits:
    """Those that the catalogue would list for the same words."""
    return EntryHits(found_now(Wanted(text=text), timezone.localdate()))


sources.add(sources.Source(documents.ENTRY, Entry, documents.drafts_of))
sources.follow("organisation", documents.refresh_entries_of)
listeners.make_ready("organisations.organisation", documents.hold_entries_of)
sections.add(sections.Section("entries", 10, gettext_lazy("Offers, wishes and ideas"), find_entries))
