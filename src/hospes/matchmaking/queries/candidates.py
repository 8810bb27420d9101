"""Who is compared with an entry at all, out of very many: found on the shelf before anything is read.

Up to a bound nobody is left out who could suit. Beyond it, those come first whose months, languages and
country allow a pair and whose topics are nearest; a sixth of the places is for those that share a topic
and lack something, because one change may make them possible.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils import timezone

from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.models import Entry
from hospes.matchmaking.queries.found import ENTRY, HELD
from hospes.reference.choices import STAFF
from hospes.reference.topics import topic_parents
from hospes.search.shelf import Shelf, shelf

_FOR_NEAR_MISSES = 6


def candidates(entry: Entry, most: int) -> list[int]:
    """Primary keys of entries of the other kind and of other organisations that share a format and a profile
    wherever both sides named theirs; not more than `most`."""
    held = shelf(ENTRY)
    kind = EntryKind.OFFER if entry.kind == EntryKind.WISH else EntryKind.WISH
    own = Entry.objects.filter(organisation=entry.organisation_id, kind=kind).values_list("pk", flat=True)
    bits = held.on(timezone.localdate()) & held.having("kind", kind) & ~held.having(*HELD) & ~held.of(own)
    for scheme, codes in (("format", entry.formats), ("profile", entry.profiles)):
        if codes is not None:
            bits &= _sharing(held, scheme, codes)
    if bits.bit_count() > most:
        bits = _best(held, entry, bits, most)
    return held.newest_first(bits, 0, most)


def _best(held: Shelf, entry: Entry, bits: int, most: int) -> int:
    fits = bits & _allowed(held, entry)
    chosen = 0
    for tier in (*_nearest(held, entry, bits & ~fits, most // _FOR_NEAR_MISSES), *_nearest(held, entry, fits, most)):
        chosen = _filled(held, chosen, tier, most)
    return _filled(held, chosen, fits, most)


def _nearest(held: Shelf, entry: Entry, bits: int, most: int) -> Iterator[int]:
    """Those that share topic and field, a topic, a group of topics and the field, a group; at most so many."""
    topics = set(entry.topics or ())
    parents = topic_parents()
    groups = topics | {parent for code in topics if (parent := parents.get(code))}
    fields = held.any_of("field", {code[:3] for code in entry.fields or ()})
    exact, kin = held.any_of("topic", topics), held.any_of("topic", groups)
    chosen = 0
    for tier in (exact & fields, exact, kin & fields, kin):
        before, chosen = chosen, _filled(held, chosen, bits & tier, most)
        yield chosen & ~before


def _filled(held: Shelf, chosen: int, more: int, most: int) -> int:
    """What is chosen, and the newest of more, as far as there is room."""
    more &= ~chosen
    room = most - chosen.bit_count()
    return chosen | (more if more.bit_count() <= room else held.of(held.newest_first(more, 0, room)))


def _allowed(held: Shelf, entry: Entry) -> int:
    """Whose months meet, who could have a language in common, and who is not in a country that is ruled out."""
    bits = held.everything
    if entry.windows is not None:
        bits &= _sharing(held, "month", _months(entry.windows))
    if entry.languages is not None:
        bits &= _sharing(held, "language", entry.languages)
    if _goes_abroad(entry):
        bits &= ~held.having("country", entry.organisation.country)
    return bits


def _goes_abroad(entry: Entry) -> bool:
    if entry.kind != EntryKind.WISH or entry.abroad is not None:
        return bool(entry.abroad)
    profiles = entry.profiles or []
    return len(profiles) == 1 and profiles[0] not in STAFF


def _months(windows: Iterable[Iterable[str]]) -> set[str]:
    found = set()
    for first, last in windows:
        start, end = (day.year * 12 + day.month - 1 for day in map(date.fromisoformat, (first, last)))
        found |= {f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, end + 1)}
    return found


def _sharing(held: Shelf, scheme: str, codes: Iterable[str]) -> int:
    """Those with one of the codes, and those that did not say."""
    return held.any_of(scheme, codes) | held.without(scheme)
