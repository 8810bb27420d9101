"""The groups of the page that searches everything. Each app adds what it can find, by the rules of its own pages:

    sections.add(Section("news", 40, _("News"), find_news))

`find` answers a text with rows that count themselves, best first. Only what everybody may read is there.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from hospes.core.paginate import Rows
from hospes.search.shelf import Shelf, shelf


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found: its name in its own language, and a line about it in the reader's."""

    title: str
    url: str
    line: str = ""
    language: str = ""


Find = Callable[[str], Rows[Hit]]


@dataclass(frozen=True, slots=True)
class Section:
    code: str
    order: int
    title: str | Promise
    find: Find
    # Said above what is found, where the title does not say enough.
    note: str | Promise = ""
    # What may be meant, beside what was asked for.
    is_guess: bool = False


_SECTIONS: dict[str, Section] = {}


def add(section: Section) -> None:
    _SECTIONS[section.code] = section


def all_sections() -> list[Section]:
    """In their order; what may be meant comes after everything that has the words."""
    return sorted(_SECTIONS.values(), key=lambda section: (section.is_guess, section.order))


@dataclass(frozen=True, slots=True)
class Listed:
    """Hits that are in memory already: short lists."""

    hits: list[Hit]

    def count(self) -> int:
        return len(self.hits)

    def __getitem__(self, part: slice, /) -> list[Hit]:
        return self.hits[part]


@dataclass(frozen=True, slots=True)
class Shelved:
    """Documents of one kind that answer a text, read a page at a time."""

    held: Shelf
    bits: int
    first: int
    load: Callable[[list[int]], Iterable[Hit]]

    def count(self) -> int:
        return self.bits.bit_count()

    def __getitem__(self, part: slice, /) -> list[Hit]:
        ids = self.held.best_first(self.bits, self.first, part.start or 0, part.stop or self.count())
        return list(self.load(ids))


def on_shelf(kind: str, text: str, load: Callable[[list[int]], Iterable[Hit]]) -> Shelved:
    held = shelf(kind)
    return Shelved(held, *held.answering(text), load)
