"""An exchange as a drawing and a table: a line for each part."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import pgettext

from hospes.exchanges.ring import Ring, Travel, ring
from hospes.matchmaking.choices import IntroductionState, Side
from hospes.matchmaking.models import Introduction
from hospes.matchmaking.phrases import exchanges as phrases
from hospes.matchmaking.phrases import terms, words
from hospes.matchmaking.phrases.introductions import status_kind
from hospes.matchmaking.rules.introductions import has_accepted, is_introduced, organisation_of, side_of
from hospes.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part in the table: who goes where, and what both sides have said."""

    part: Introduction
    number: int
    people: str
    period: str
    sender: str
    host: str
    sender_says: str
    host_says: str
    status_kind: str
    # The reader's side in it, if any.
    side: Side | None
    # In points, for those who may know them.
    score: float | None


def lines_of(
    parts: Sequence[Introduction], reader: Organisation | None, *, is_facilitator: bool = False
) -> list[PartLine]:
    return [_line(part, number, reader, is_facilitator) for number, part in enumerate(parts, start=1)]


def _line(part: Introduction, number: int, reader: Organisation | None, is_facilitator: bool) -> PartLine:
    side = side_of(reader, part)
    scores = part.assessment.get("scores") or {}
    return PartLine(
        part=part,
        number=number,
        people=words.people(part.people or 1),
        period=terms.period(part),
        sender=organisation_of(part, Side.WISH).name,
        host=organisation_of(part, Side.OFFER).name,
        sender_says=says(part, Side.WISH),
        host_says=says(part, Side.OFFER),
        status_kind=status_kind(part),
        side=side,
        score=scores.get("pair") if is_facilitator or side else None,
    )


def says(part: Introduction, side: Side) -> str:
    """What one side has said to its part so far."""
    if has_accepted(part, side):
        return pgettext("exchange", "accepted")
    if part.state == IntroductionState.DECLINED and part.ended_by_side == side:
        return pgettext("exchange", "declined")
    return pgettext("exchange", "no answer yet") if part.ended_at is None else pgettext("exchange", "no answer")


def drawing(parts: Sequence[Introduction], reader: Organisation | None) -> Ring:
    """The ring of an exchange; parts that broke or wait look different, and the table says so."""
    travels = [
        Travel(
            organisation_of(part, Side.WISH).name, organisation_of(part, Side.OFFER).name, part.people or 1, _kind(part)
        )
        for part in parts
    ]
    return ring(
        travels,
        title=phrases.headline(parts),
        text=" ".join(phrases.leg(part) for part in parts),
        own=reader.name if reader is not None else "",
    )


def _travel(part: Introduction) -> Travel:
    sender, host = organisation_of(part, Side.WISH).name, organisation_of(part, Side.OFFER).name
    return Travel(sender, host, part.people or 1, _kind(part))


def _kind(part: Introduction) -> str:
    if is_introduced(part):
        return "done"
    if part.state in (IntroductionState.DECLINED, IntroductionState.EXPIRED):
        return "broken"
    if part.state == IntroductionState.ACCEPTED_BY_BOTH:
        return "done"
    return "waiting"
