"""Entries can be found."""

from collections.abc import Iterator, Sequence
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
from hospes.search.nearness import nearest


@dataclass(frozen=True, slots=True)
class EntryHits:
    found: Found

    def count(self) -> int:
        return self.found.count()

    def __getitem__(self, part: slice, /) -> list[sections.Hit]:
        return [_hit(entry) for entry in self.found[part]]


@dataclass(frozen=True, slots=True)
class NearHits:
    """In the order of their nearness; read once more by whether they are on the market."""

    found: Found
    near: list[int]

    def count(self) -> int:
        return len(self.near)

    def __getitem__(self, part: slice, /) -> list[sections.Hit]:
        return [_hit(entry) for entry in self.found.read(self.near[part])]


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


# What is near in meaning: enough to choose from.
_NEAR = 5


def find_near(text: str) -> NearHits | sections.Listed:
    """Entries on the market that do not have the words, and may mean the same; none without the extra package."""
    near = nearest(documents.ENTRY, text, 8 * _NEAR)
    if not near:
        return sections.Listed([])
    found, everything = (found_now(Wanted(text=one), timezone.localdate()) for one in (text, ""))
    others = [pk for pk in near if everything.shelf.of([pk]) & everything.bits & ~found.bits]
    return NearHits(everything, others[:_NEAR])


def _texts_of(entries: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The title and the beginning of the text: a model reads the whole of it no better."""
    rows = Entry.objects.filter(pk__in=entries).values_list("pk", "title", "text")
    return ((pk, f"{title}. {text}") for pk, title, text in rows)


sources.add(sources.Source(documents.ENTRY, Entry, documents.drafts_of, _texts_of))
sources.follow("organisation", documents.refresh_entries_of)
listeners.make_ready("organisations.organisation", documents.hold_entries_of)
sections.add(sections.Section("entries", 10, gettext_lazy("Offers, wishes and ideas"), find_entries))
sections.add(
    sections.Section(
        "near",
        15,
        gettext_lazy("Near in meaning"),
        find_near,
        note=gettext_lazy("These do not have your words. They may mean nearly the same."),
        is_guess=True,
    )
)
