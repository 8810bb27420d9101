"""The catalogue's lists and counts, from the shelf that each process holds in memory: quick with very many entries."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from hospes.matchmaking.models import Entry
from hospes.matchmaking.queries.catalogue import ALL_OF, Wanted, on_market
from hospes.search.shelf import Shelf, shelf

ENTRY = "entry"
# Of entries whose organisation is suspended: they are read, but nobody is paired with them.
HELD = ("held", "suspended")
# Entries read at once by who reads them all.
_ROUND = 1000


@dataclass(frozen=True, slots=True)
class Found:
    """The entries that answer what is wanted: counted in memory, read from the database a page at a time.

    What a page reads is asked once more whether it is on the market, so that nothing shows that left it
    a moment ago.
    """

    shelf: Shelf
    wanted: Wanted
    today: date
    # Answers of the text; of each scheme; of everything together.
    text: int
    titles: int
    answers: Mapping[str, int]
    bits: int
    related: tuple[str, ...] = ("organisation",)
    # What is read of each entry; everything when empty.
    fields: tuple[str, ...] = ()

    def count(self) -> int:
        return self.bits.bit_count()

    def __getitem__(self, part: slice) -> list[Entry]:
        return self.read(self.ids(part.start or 0, self.count() if part.stop is None else part.stop))

    def read(self, ids: list[int]) -> list[Entry]:
        """Those of some entries that are on the market, in this order."""
        # `select_related()` without a name would follow every key.
        rows = on_market(self.today).select_related(*self.related or (None,)).only(*self.fields).in_bulk(ids)
        return [rows[pk] for pk in ids if pk in rows]

    def __iter__(self) -> Iterator[Entry]:
        for first in range(0, self.count(), _ROUND):
            yield from self[first : first + _ROUND]

    def ids(self, first: int, last: int) -> list[int]:
        """Newest first, or those that end first; with words, those whose title has them all before the others."""
        if self.wanted.by_end:
            return self.shelf.by_code("ends", self.bits, first, last)
        return self.shelf.best_first(self.bits, self.titles, first, last)

    def only(self, entries: Iterable[int]) -> "Found":
        """Those of them that are among these."""
        return replace(self, bits=self.bits & self.shelf.of(entries))

    def saying_no(self, flags: Iterable[str]) -> "Found":
        """Those that answered these questions with no. What they never answered is neither yes nor no."""
        bits = self.bits
        for flag in flags:
            bits &= self.shelf.having("no", flag)
        return replace(self, bits=bits)

    def without_held(self) -> "Found":
        """Without those whose organisation is suspended."""
        return replace(self, bits=self.bits & ~self.shelf.having(*HELD))

    def newest(self) -> datetime | None:
        """When the newest of them came out."""
        return self.shelf.moments[self.bits.bit_length() - 1] if self.bits else None

    # Counting

    def counts(self, schemes: Iterable[str]) -> dict[str, dict[str, int]]:
        """How many entries each code would leave. Inside a question where one answer is enough, its own
        choices do not count against each other."""
        return {
            scheme: self.shelf.counts(scheme, self.bits if scheme in ALL_OF else self._without(scheme))
            for scheme in schemes
        }

    def kind_counts(self) -> dict[str, int]:
        return self.shelf.counts("kind", self._without("kind"))

    def places(self) -> list[tuple[str, str, str, int]]:
        """Country, territory, kind and how many: for the map."""
        found = []
        for kind, bits in self.shelf.codes.get("kind", {}).items():
            for spot, number in self.shelf.counts("spot", self.bits & bits).items():
                country, _mark, territory = spot.partition("-")
                found.append((country, territory, kind, number))
        return found

    def _without(self, scheme: str) -> int:
        if scheme not in self.answers:
            return self.bits
        bits = self.text & self.shelf.on(self.today)
        for other, answer in self.answers.items():
            if other != scheme:
                bits &= answer
        return bits


def found_now(wanted: Wanted, today: date, *, related: tuple[str, ...] = ("organisation",)) -> Found:
    return found_on(shelf(ENTRY), wanted, today, related=related)


def found_on(held: Shelf, wanted: Wanted, today: date, *, related: tuple[str, ...] = ("organisation",)) -> Found:
    """On a shelf that was taken already: two searches of one page read the same one."""
    text, titles = held.answering(wanted.text)
    answers = {scheme: _answers(held, scheme, codes) for scheme, codes in wanted.codes.items() if codes}
    if wanted.kinds:
        answers["kind"] = held.any_of("kind", wanted.kinds)
    bits = text & held.on(today)
    for answer in answers.values():
        bits &= answer
    return Found(held, wanted, today, text, titles, answers, bits, related)


def _answers(held: Shelf, scheme: str, codes: tuple[str, ...]) -> int:
    if scheme not in ALL_OF:
        return held.any_of(scheme, codes)
    bits = held.everything
    for code in codes:
        bits &= held.having(scheme, code)
    return bits


def open_now(today: date) -> dict[str, int]:
    """How many entries of each kind can be paired today."""
    held = shelf(ENTRY)
    return held.counts("kind", held.on(today) & ~held.having(*HELD))
