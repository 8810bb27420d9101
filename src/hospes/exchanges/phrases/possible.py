"""An exchange that could be proposed, as a drawing and a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hospes.core.shapes import ReasonLine
from hospes.exchanges.queries.possibilities import Leg
from hospes.exchanges.ring import Ring, Travel, ring
from hospes.matchmaking.choices import Returns, Side
from hospes.matchmaking.phrases import pairs, words
from hospes.matchmaking.rules.exchanges import Ends, is_ring
from hospes.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class LegLine:
    """A leg in the table, with the best reason of each side in one line."""

    leg: Leg
    sender: str
    host: str
    people: str
    period: str
    score: str
    only_so: bool
    reasons: list[ReasonLine]


@dataclass(frozen=True, slots=True)
class Card:
    """A possibility: what it is called, its drawing, and its table."""

    title: str
    shape: str
    lines: list[LegLine]
    ring: Ring
    # `legs` of the address of the form that proposes it.
    address: str
    people: str

    @property
    def key(self) -> str:
        """Names it on the page."""
        return self.address.replace(".", "-")


def card(legs: Sequence[Leg], own: Organisation | None = None) -> Card:
    names = names_of(legs)
    travels = [Travel(leg.wish.organisation.name, leg.offer.organisation.name, leg.people, "") for leg in legs]
    ends = [Ends(leg.wish.organisation_id, leg.offer.organisation_id) for leg in legs]
    title = words.listed(names)
    return Card(
        title=title,
        shape=shape_words(len(legs), is_ring=is_ring(ends)),
        lines=[line(leg, own) for leg in legs],
        ring=ring(
            travels,
            title=_("Exchange between %(names)s") % {"names": title},
            text=" ".join(_sentence(leg) for leg in legs),
            own=own.name if own is not None else "",
        ),
        address=".".join(f"{leg.wish.pk}-{leg.offer.pk}" for leg in legs),
        people=words.people(sum(leg.people for leg in legs)),
    )


def names_of(legs: Sequence[Leg]) -> list[str]:
    """Who takes part, in the order of the ring."""
    found = [one.organisation.name for leg in legs for one in (leg.offer, leg.wish)]
    return list(dict.fromkeys(found))


def shape_words(count: int, *, is_ring: bool) -> str:
    """What it is called: a swap, a ring of so many, a chain of so many parts."""
    if not is_ring:
        return _("Chain of %(count)s parts") % {"count": count}
    return pgettext("exchange", "Swap") if count == 2 else _("Ring of %(count)s") % {"count": count}


def _sentence(leg: Leg) -> str:
    named = {
        "sender": leg.wish.organisation.name,
        "host": leg.offer.organisation.name,
        "people": words.people(leg.people),
    }
    return _("%(sender)s sends %(people)s to %(host)s.") % named


def line(leg: Leg, own: Organisation | None = None) -> LegLine:
    """`own`: the reader's organisation; a part of others is shown without its points and reasons."""
    assessment = leg.pair.assessment
    is_known = own is None or own.pk in (leg.wish.organisation_id, leg.offer.organisation_id)
    best = [one for side in Side for one in pairs.lines(assessment, side)[:1]]
    return LegLine(
        leg=leg,
        sender=leg.wish.organisation.name,
        host=leg.offer.organisation.name,
        people=words.people(leg.people),
        period=words.period([leg.starts_on, leg.ends_on]) if leg.starts_on else _("To be agreed between you"),
        score=words.tenths(leg.pair.pair_score) if is_known else "",
        only_so=is_known and leg.wish.returns == Returns.MUST,
        reasons=[*best, *pairs.unknown_lines(assessment.unknowns)[:1]] if is_known else [],
    )
