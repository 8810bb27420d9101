"""All public documents of one kind, held in memory as bits: narrowing and counting a hundred thousand in milliseconds.

Each document has a place, the newest the highest. For every code there is one whole number whose bits
say which places have it. What answers several questions is an AND of such numbers, and how many there
are is the count of its bits. Each process keeps its own shelf and looks before each use, with one
small query, whether documents changed since; then it reads those alone.
"""

import gc
import threading
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from django.db import connection

from hospes.search.asked import Asked, asked
from hospes.search.models import Document, Revision
from hospes.search.queries import document_ids

# More changes than this are read quicker by reading everything.
_MOST_CHANGES = 300
# A shelf of so many documents is kept out of the way of the collector of garbage.
_HEAVY = 10_000
_BLOCK = 4096
Seen = tuple[int, UUID]
Codes = dict[str, dict[str, int]]
# Scheme of the last day on which a document is on the shelf.
UNTIL = "until"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The documents as of one revision. Never changed: a newer revision is another shelf.

    Lists and mappings of places only ever grow at their end, so that shelves share them.
    """

    seen: Seen | None
    everything: int = 0
    codes: Codes = field(default_factory=dict)
    # Object id by place; place by object id and by primary key of the document.
    ids: list[int] = field(default_factory=list)
    places: dict[int, int] = field(default_factory=dict)
    rows: dict[int, int] = field(default_factory=dict)
    # Since when the document at each place is there.
    moments: list[datetime | None] = field(default_factory=list)

    def on(self, day: date) -> int:
        """What has not passed its last day."""
        passed = 0
        for until, bits in self.codes.get(UNTIL, {}).items():
            if until < day.isoformat():
                passed |= bits
        return self.everything & ~passed

    def having(self, scheme: str, code: str) -> int:
        return self.codes.get(scheme, {}).get(code, 0)

    def any_of(self, scheme: str, codes: Iterable[str]) -> int:
        found = 0
        for code in codes:
            found |= self.having(scheme, code)
        return found

    def without(self, scheme: str) -> int:
        """What has no code of a scheme at all."""
        return self.everything & ~self.any_of(scheme, self.codes.get(scheme, ()))

    def of(self, object_ids: Iterable[int]) -> int:
        return bits_of(self.places[one] for one in object_ids if one in self.places)

    def answering(self, text: str) -> tuple[int, int]:
        """What answers a text, and that part of it whose title or name does. All of it for an empty text."""
        if not text.strip():
            return self.everything, 0
        question = asked(text)
        if not question:
            return 0, 0
        found, first = (
            bits_of(self.rows[pk] for pk in _found_at(self.seen, question, only) if pk in self.rows)
            for only in (False, True)
        )
        return found & self.everything, first & self.everything

    def counts(self, scheme: str, bits: int) -> dict[str, int]:
        """How many of these documents have each code of a scheme; codes of none are left out."""
        counted = ((code, (bits & having).bit_count()) for code, having in self.codes.get(scheme, {}).items())
        return {code: number for code, number in counted if number}

    def newest_first(self, bits: int, first: int, last: int) -> list[int]:
        """Object ids of the documents from one place of the list to another."""
        text, found = bin(bits)[2:], []
        top, at, number = len(text) - 1, 0, 0
        # Whole blocks before the first one that is wanted are counted, not read.
        while at < len(text) and number + (block := text.count("1", at, at + _BLOCK)) <= first:
            at, number = at + _BLOCK, number + block
        for one in range(number, last):
            at = text.find("1", at)
            if at < 0:
                break
            if one >= first:
                found.append(self.ids[top - at])
            at += 1
        return found

    def best_first(self, bits: int, best: int, first: int, last: int) -> list[int]:
        """The same, with some of them before all others."""
        best &= bits
        number = best.bit_count()
        found = self.newest_first(best, first, last) if first < number else []
        if last > number:
            found += self.newest_first(bits & ~best, max(first - number, 0), last - number)
        return found

    def by_code(self, scheme: str, bits: int, first: int, last: int) -> list[int]:
        """The same in the order of a scheme's codes, then of ids; those without a code at the end."""
        found: list[int] = []
        passed = 0
        for group in self._groups(scheme, bits):
            size = group.bit_count()
            if passed + size > first:
                ordered = sorted(self.newest_first(group, 0, size))
                found += ordered[max(first - passed, 0) : last - passed]
            passed += size
            if passed >= last:
                break
        return found

    def _groups(self, scheme: str, bits: int) -> Iterator[int]:
        for _code, having in sorted(self.codes.get(scheme, {}).items()):
            if group := bits & having:
                yield group
                bits &= ~having
        if bits:
            yield bits


@lru_cache(maxsize=16)
def _found_at(_seen: Seen | None, question: Asked, in_heading: bool) -> "array[int]":
    """Kept while no document changes: one page asks the same for each kind of things, and the next page once more."""
    return array("q", document_ids(question, in_heading=in_heading))


def bits_of(places: Iterable[int]) -> int:
    listed = list(places)
    if not listed:
        return 0
    held = bytearray((max(listed) >> 3) + 1)
    for place in listed:
        held[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(held, "little")


# Keeping it in step

# What this process remembers, for as long as nothing changed.
on_display: dict[str, Shelf] = {}
_locks: dict[str, threading.Lock] = defaultdict(threading.Lock)


def shelf(kind: str) -> Shelf:
    """The public documents of a kind as they are now: one query when nothing changed.

    Inside a transaction the shelf is for this caller alone: what it has seen may be taken back.
    """
    known = on_display.get(kind)
    if connection.in_atomic_block:
        return _as_of_now(kind, known, apart=True)
    with _locks[kind]:
        known = on_display.get(kind)
        found = on_display[kind] = _as_of_now(kind, known)
        if len(found.ids) >= _HEAVY and (known is None or known.ids is not found.ids):
            _set_apart()
    return found


def _set_apart() -> None:
    """What stays for long is not looked through again and again by the collector of garbage: with a heavy shelf
    that took one page of suggestions in twenty twice its time."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _as_of_now(kind: str, known: Shelf | None, *, apart: bool = False) -> Shelf:
    since = known.seen[0] if known is not None and known.seen is not None else None
    if known is None or since is None:
        return _read(kind)
    newer = list(Revision.objects.filter(number__gte=since).order_by("number").values_list("number", "stamp"))
    if not newer or newer[0] != known.seen:
        return _read(kind)
    if len(newer) == 1:
        return known
    changed = list(
        Document.objects.filter(kind=kind, revision__gt=since)
        .order_by("since", "object_id")
        .only("object_id", "is_public", "codes", "since")[: _MOST_CHANGES + 1]
    )
    if len(changed) > _MOST_CHANGES:
        return _read(kind)
    return _changed(_copied(known) if apart else known, changed, newer[-1]) or _read(kind)


def _read(kind: str) -> Shelf:
    """Everything anew."""
    found = Shelf(Revision.objects.order_by("-number").values_list("number", "stamp").first())
    places: dict[str, list[int]] = defaultdict(list)
    documents = Document.objects.filter(kind=kind, is_public=True).order_by("since", "object_id")
    rows = documents.values_list("pk", "object_id", "codes", "since")
    for place, (pk, object_id, codes, since) in enumerate(rows.iterator(chunk_size=5000)):
        _put(found, pk, object_id, since)
        for code in codes.split():
            places[code].append(place)
    for code, listed in places.items():
        scheme, _mark, value = code.partition("_")
        found.codes.setdefault(scheme, {})[value] = bits_of(listed)
    return replace(found, everything=(1 << len(found.ids)) - 1)


def _changed(known: Shelf, changed: list[Document], seen: Seen) -> Shelf | None:
    """The shelf with some documents put in their place; None when one has to stand between others."""
    codes = {scheme: dict(values) for scheme, values in known.codes.items()}
    everything = known.everything
    for document in changed:
        place = known.rows.get(document.pk)
        if place is not None:
            everything &= ~(1 << place)
            _take_out(codes, place)
        if not document.is_public:
            continue
        if place is None or known.moments[place] != document.since:
            if not _stands_last(known, document):
                return None
            place = _put(known, document.pk, document.object_id, document.since)
        everything |= 1 << place
        for code in document.codes.split():
            scheme, _mark, value = code.partition("_")
            values = codes.setdefault(scheme, {})
            values[value] = values.get(value, 0) | 1 << place
    return replace(known, seen=seen, everything=everything, codes=codes)


def _put(shelf: Shelf, pk: int, object_id: int, since: datetime | None) -> int:
    place = len(shelf.ids)
    shelf.ids.append(object_id)
    shelf.moments.append(since)
    shelf.places[object_id] = shelf.rows[pk] = place
    return place


def _stands_last(shelf: Shelf, document: Document) -> bool:
    if not shelf.ids:
        return True
    last = shelf.moments[-1]
    if last is None or document.since is None:
        return last is document.since and document.object_id > shelf.ids[-1]
    return (document.since, document.object_id) > (last, shelf.ids[-1])


def _take_out(codes: Codes, place: int) -> None:
    mark = 1 << place
    for values in codes.values():
        for value, bits in values.items():
            if bits & mark:
                values[value] = bits & ~mark


def _copied(shelf: Shelf) -> Shelf:
    return replace(
        shelf,
        ids=list(shelf.ids),
        moments=list(shelf.moments),
        places=dict(shelf.places),
        rows=dict(shelf.rows),
    )
