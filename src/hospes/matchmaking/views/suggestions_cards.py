"""Pairs as pages show them: scores, reasons in words, and what would raise them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.translation import gettext as _

from hospes.core.addresses import address
from hospes.core.shapes import ReasonLine, Score
from hospes.matchmaking.choices import Side
from hospes.matchmaking.models import Entry, Introduction
from hospes.matchmaking.phrases import pairs as phrases
from hospes.matchmaking.phrases import words
from hospes.matchmaking.phrases.boxes import edit_url
from hospes.matchmaking.phrases.changes import improvement as improvement_sentence
from hospes.matchmaking.phrases.introductions import status_kind
from hospes.matchmaking.queries.introductions import all_placed
from hospes.matchmaking.queries.suggestions import Suggestion
from hospes.matchmaking.rules.entries import can_be_changed
from hospes.organisations.models import Organisation
from hospes.pairing.raises import Improvement
from hospes.people.models import Person
from hospes.people.rules import Visitor, is_facilitator


@dataclass(frozen=True, slots=True)
class Raise:
    """A change, the number it would bring, and where the reader can make it."""

    sentence: str
    before: str
    after: str
    makes_possible: bool
    url: str = ""


@dataclass(frozen=True, slots=True)
class PairCard:
    """One pair, seen from one of its entries."""

    suggestion: Suggestion
    scores: list[Score]
    my_reasons: list[ReasonLine]
    other_reasons: list[ReasonLine]
    barriers: list[ReasonLine]
    unknowns: list[ReasonLine]
    raises: list[Raise]
    is_interested: bool = False
    # The two were brought together already.
    introduction: Introduction | None = None
    # Nobody is left to be brought together, on one side or on both.
    is_all_placed: bool = False

    @property
    def introduction_kind(self) -> str:
        return status_kind(self.introduction) if self.introduction else ""

    @property
    def mine(self) -> Entry:
        return self.suggestion.mine

    @property
    def other(self) -> Entry:
        return self.suggestion.other

    @property
    def score(self) -> str:
        return words.tenths(self.suggestion.pair_score)

    @property
    def is_possible(self) -> bool:
        return self.suggestion.assessment.status == "possible"

    @property
    def is_open(self) -> bool:
        return self.suggestion.assessment.status == "open"

    @property
    def sentence(self) -> str:
        """The one thing to know about the pair: what is in the way, what is missing, or what speaks most for it."""
        if self.barriers:
            return str(self.barriers[0].text)
        if self.is_open:
            opening = [one for one in self.suggestion.assessment.unknowns if one.opens]
            return str(phrases.unknown_lines(opening)[0].text)
        return str(self.my_reasons[0].text) if self.my_reasons else ""

    @property
    def url(self) -> str:
        return pair_url(self.suggestion)


def pair_url(suggestion: Suggestion) -> str:
    return address("matchmaking:pair-detail", suggestion.wish.pk, suggestion.offer.pk)


def cards(
    found: Iterable[Suggestion],
    person: Visitor,
    *,
    interested: Iterable[tuple[int, int]] = (),
    held: Mapping[tuple[int, int], Introduction] = MappingProxyType({}),
    full: Collection[int] = (),
) -> list[PairCard]:
    """Several pairs, with one question about what the reader may change."""
    facilitates, own, asked = is_facilitator(person), _organisations_of(person), set(interested)
    return [
        _card(
            one,
            {side for side, entry in _entries(one).items() if facilitates or entry.organisation_id in own},
            is_interested=(one.wish.pk, one.offer.pk) in asked,
            introduction=held.get((one.wish.pk, one.offer.pk)),
            is_all_placed=one.wish.pk in full or one.offer.pk in full,
        )
        for one in found
    ]


def card(suggestion: Suggestion, person: Visitor) -> PairCard:
    return cards([suggestion], person, full=all_placed([suggestion.wish, suggestion.offer]))[0]


def _organisations_of(person: Visitor) -> set[int]:
    if not isinstance(person, Person):
        return set()
    return set(Organisation.objects.acted_for_by(person).values_list("pk", flat=True))


def _card(
    suggestion: Suggestion,
    writable: set[Side],
    *,
    is_interested: bool,
    introduction: Introduction | None,
    is_all_placed: bool,
) -> PairCard:
    """The pair in the reader's language, with links to what the reader may change."""
    assessment, mine = suggestion.assessment, suggestion.my_side
    other = Side.OFFER if mine == Side.WISH else Side.WISH
    names = {Side.WISH: suggestion.wish.organisation.name, Side.OFFER: suggestion.offer.organisation.name}
    known, writable = writable, {side for side in writable if can_be_changed(_entries(suggestion)[side])}
    return PairCard(
        suggestion=suggestion,
        scores=phrases.scores(assessment, mine=mine, names=names),
        my_reasons=phrases.lines(assessment, mine),
        other_reasons=phrases.lines(assessment, other),
        barriers=phrases.barrier_lines(assessment, known=known),
        unknowns=phrases.unknown_lines(assessment.unknowns, _asks(suggestion, writable)),
        raises=[_raise(one, suggestion, writable) for one in suggestion.improvements],
        is_interested=is_interested,
        introduction=introduction,
        is_all_placed=is_all_placed,
    )


def _entries(suggestion: Suggestion) -> dict[Side, Entry]:
    return {Side.WISH: suggestion.wish, Side.OFFER: suggestion.offer}


def _asks(suggestion: Suggestion, writable: set[Side]) -> dict[tuple[str, str], tuple[str, str]]:
    """What the reader can fill in themselves."""
    entries = _entries(suggestion)
    fields = {field for unknown in suggestion.assessment.unknowns for field in unknown.missing}
    return {
        (side, field): (_("Fill it in"), edit_url(entries[Side(side)], field))
        for side, field in fields
        if Side(side) in writable
    }


def _raise(found: Improvement, suggestion: Suggestion, writable: set[Side]) -> Raise:
    change, side = found.change, Side(found.change.side)
    entry = _entries(suggestion)[side]
    return Raise(
        sentence=improvement_sentence(change.code, change.side, change.facts, entry.organisation.name),
        before=words.tenths(found.before.pair_score),
        after=words.tenths(found.after.pair_score),
        makes_possible=found.before.status == "impossible",
        url=edit_url(entry, change.field) if side in writable else "",
    )
