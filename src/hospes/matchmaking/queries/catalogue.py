"""The public catalogue: what is on the market, narrowed by questions, searched by words, counted."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from hospes.core.text import words
from hospes.matchmaking.choices import EntryStatus
from hospes.matchmaking.models import Entry, EntryQuerySet, EntryTerm
from hospes.reference.search import topics_for_words

# The schemes of EntryTerm that readers choose from. Of measures and flags an entry must have all that
# are chosen, of the others one is enough.
SCHEMES = ("format", "profile", "topic", "country", "language", "month", "measure", "flag", "region")
ALL_OF = frozenset({"measure", "flag"})
MOST_CHOSEN, MOST_LETTERS, MOST_WORDS = 40, 200, 10


@dataclass(frozen=True)
class Wanted:
    """What a reader asks the catalogue for."""

    kinds: tuple[str, ...] = ()
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    text: str = ""
    by_end: bool = False

    @property
    def is_narrowed(self) -> bool:
        return bool(self.kinds or self.text or any(self.codes.values()))

    def without(self, scheme: str) -> "Wanted":
        return replace(self, codes={key: codes for key, codes in self.codes.items() if key != scheme})


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
    """All words stand in the entry or in its organisation's name; or the text names a topic of the entry."""
    asked = words(text[:MOST_LETTERS]).split()[:MOST_WORDS]
    if not asked:
        return rows.none() if text.strip() else rows
    spoken = Q()
    for word in asked:
        spoken &= Q(search_words__contains=word) | Q(organisation__search_words__contains=word)
    if topics := topics_for_words(" ".join(asked)):
        spoken |= Q(pk__in=EntryTerm.objects.filter(scheme="topic", code__in=topics).values("entry"))
    return rows.filter(spoken)


# Counting


def counts(wanted: Wanted, today: date, schemes: tuple[str, ...]) -> dict[str, dict[str, int]]:
    """How many entries each code would leave.

    Inside a question where one answer is enough, its own choices do not count against each other. One
    query, and one more for each such question that is answered.
    """
    counted: dict[str, dict[str, int]] = {scheme: {} for scheme in schemes}
    apart = [scheme for scheme in schemes if scheme not in ALL_OF and wanted.codes.get(scheme)]
    _count(counted, found(wanted, today), [scheme for scheme in schemes if scheme not in apart])
    for scheme in apart:
        _count(counted, found(wanted.without(scheme), today), [scheme])
    return counted


def _count(counted: dict[str, dict[str, int]], rows: EntryQuerySet, schemes: list[str]) -> None:
    terms = EntryTerm.objects.filter(scheme__in=schemes, entry__in=rows.order_by().values("pk"))
    for scheme, code, number in terms.values_list("scheme", "code").annotate(Count("pk")):
        counted[scheme][code] = number


def kind_counts(wanted: Wanted, today: date) -> dict[str, int]:
    rows = found(replace(wanted, kinds=()), today).order_by()
    return dict(rows.values_list("kind").annotate(Count("pk")))


def places(wanted: Wanted, today: date) -> list[tuple[str, str, str, int]]:
    """Country, territory, kind and how many: for the map."""
    rows = found(wanted, today).order_by()
    grouped = rows.values_list("organisation__country", "organisation__territory", "kind").annotate(Count("pk"))
    return list(grouped)


def newest(today: date, number: int) -> EntryQuerySet:
    return on_market(today).select_related("organisation").order_by("-published_at", "-pk")[:number]
