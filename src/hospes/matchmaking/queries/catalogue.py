"""The public catalogue: what is on the market, narrowed by questions, searched by words.

These are queries of the database, for exports, saved searches and one's own entries. The page itself, with its
counts, reads `found.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.db.models.functions import Coalesce

from hospes.matchmaking.choices import EntryStatus
from hospes.matchmaking.models import Entry, EntryQuerySet, EntryTerm
from hospes.search.queries import matching

# The schemes of EntryTerm that readers choose from. Of measures and flags an entry must have all that
# are chosen, of the others one is enough.
SCHEMES = ("format", "profile", "topic", "country", "language", "month", "measure", "support", "flag", "region")
ALL_OF = frozenset({"measure", "flag"})
MOST_CHOSEN, MOST_LETTERS = 40, 200


@dataclass(frozen=True)
class Wanted:
    """What a reader asks the catalogue for."""

    kinds: tuple[str, ...] = ()
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    text: str = ""
    by_end: bool = False
    # Asked on the board of opportunities: what all of them are is not asked there.
    on_board: bool = False

    @property
    def is_narrowed(self) -> bool:
        return bool(self.kinds or self.text or any(self.codes.values()))


def on_market(today: date) -> EntryQuerySet:
    """Published and not past their last day."""
    rows = Entry.objects.filter(status=EntryStatus.PUBLISHED)
    return rows.filter(Q(valid_until=None) | Q(valid_until__gte=today))


def found(wanted: Wanted, today: date) -> EntryQuerySet:
    return narrowed(on_market(today), wanted)


def narrowed(rows: EntryQuerySet, wanted: Wanted) -> EntryQuerySet:
    """Those of the entries that answer what is wanted."""
    if wanted.kinds:
        rows = rows.filter(kind__in=wanted.kinds)
    for scheme, codes in wanted.codes.items():
        rows = _narrowed(rows, scheme, codes)
    return _searched(rows, wanted.text)


def listed(wanted: Wanted, today: date) -> EntryQuerySet:
    """The entries as the page lists them: newest first, or those that end first."""
    rows = found(wanted, today).select_related("organisation")
    if wanted.by_end:
        return rows.annotate(ends_on=Coalesce("deadline", "valid_until")).order_by("ends_on", "pk")
    return rows.order_by("-published_at", "-pk")


def _narrowed(rows: EntryQuerySet, scheme: str, codes: tuple[str, ...]) -> EntryQuerySet:
    if not codes:
        return rows
    terms = EntryTerm.objects.filter(scheme=scheme)
    if scheme in ALL_OF:
        for code in codes:
            rows = rows.filter(pk__in=terms.filter(code=code).values("entry"))
        return rows
    return rows.filter(pk__in=terms.filter(code__in=codes).values("entry"))


def _searched(rows: EntryQuerySet, text: str) -> EntryQuerySet:
    """Every word stands in the entry, in the name of its organisation, or in that of one of its codes."""
    if not text.strip():
        return rows
    return rows.filter(pk__in=matching("entry", text, public=False))


def newest(today: date, number: int) -> EntryQuerySet:
    return on_market(today).select_related("organisation").order_by("-published_at", "-pk")[:number]
