"""The lists of codes that recognisers look for: handed in, so that this package needs no site.

`hospes.reference.vocabulary.vocabulary()` builds one from the reference lists.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from hospes.recognise.phrases import PhraseIndex, Term


def _no_place(text: str, country: str | None) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """`regions` answers with the codes (NUTS) of every region that a name may mean in a country (ISO, or
    `None` for all of them); `towns` with the codes of the regions in which a town of that name lies."""

    topics: Sequence[Term] = ()
    fields: Sequence[Term] = ()
    regions: Callable[[str, str | None], tuple[str, ...]] = _no_place
    towns: Callable[[str, str | None], tuple[str, ...]] = _no_place

    @cached_property
    def topic_codes(self) -> frozenset[str]:
        return frozenset(term.code for term in self.topics)

    @cached_property
    def field_codes(self) -> frozenset[str]:
        return frozenset(term.code for term in self.fields)

    @cached_property
    def topic_phrases(self) -> PhraseIndex:
        return PhraseIndex(self.topics)

    @cached_property
    def field_phrases(self) -> PhraseIndex:
        return PhraseIndex(self.fields)


EMPTY = Vocabulary()
__all__ = ["EMPTY", "Term", "Vocabulary"]
