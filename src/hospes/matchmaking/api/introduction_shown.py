"""An introduction as both sides and facilitators read it."""

from datetime import date, datetime
from typing import Any, ClassVar

from ninja import Field

from hospes.core.api.shapes import Shown
from hospes.matchmaking.api.entry_shown import EntryBrief, entry_brief
from hospes.matchmaking.api.pair_shown import ReasonShown, ScoresShown, reasons_kept
from hospes.matchmaking.choices import IntroductionState, Side
from hospes.matchmaking.models import Introduction, Message
from hospes.matchmaking.phrases.introductions import next_step
from hospes.matchmaking.queries.introductions import contact_of
from hospes.matchmaking.rules.introductions import side_of
from hospes.organisations.api.acting import ApiRequest

_PLAIN = (
    "terms_version", "people", "starts_on", "ends_on", "countered_by", "note", "proposed_at", "answer_by",
    "wish_accepted_at", "offer_accepted_at", "introduced_at", "ended_at", "ended_by_side", "decline_reason",
    "not_realised_reason", "comment",
)  # fmt: skip


class ContactShown(Shown):
    name: str
    email: str
    organisation: str


class IntroductionShown(Shown):
    """A proposed pair, both answers, and what became of it."""

    id: int
    key: str
    state: IntroductionState
    my_side: str | None = Field(description="The side of the token's organisation: `wish` or `offer`.")
    next_step: str
    exchange: int | None = Field(description="`id` of the exchange that it is a part of.")
    wish: EntryBrief
    offer: EntryBrief
    terms_version: int = Field(description="An answer names the terms it is given to.")
    people: int | None
    starts_on: date | None
    ends_on: date | None
    countered_by: str
    note: str
    proposed_at: datetime
    answer_by: date
    wish_accepted_at: datetime | None
    offer_accepted_at: datetime | None
    introduced_at: datetime | None
    ended_at: datetime | None
    ended_by_side: str
    decline_reason: str
    not_realised_reason: str
    comment: str


class IntroductionInFull(IntroductionShown):
    NOT_IN_THE_TAG: ClassVar = frozenset({"next_step", "reasons"})

    scores: ScoresShown | None = Field(description="As on the day of the proposal.")
    reasons: list[ReasonShown] = Field(description="As on the day of the proposal.")
    contacts: dict[str, ContactShown] = Field(description="By side, once both have accepted; empty before.")


class MessageShown(Shown):
    id: int
    side: str = Field(description="`wish` or `offer`; empty for a facilitator.")
    author: str
    text: str
    written_at: datetime


def introduction_shown(request: ApiRequest, introduction: Introduction) -> IntroductionShown:
    return IntroductionShown(**_values(request, introduction))


def introduction_in_full(request: ApiRequest, introduction: Introduction) -> IntroductionInFull:
    kept = introduction.assessment
    return IntroductionInFull(
        **_values(request, introduction),
        scores=ScoresShown(**kept["scores"]) if kept.get("scores") else None,
        reasons=reasons_kept(kept.get("reasons", ())),
        contacts=_contacts(introduction),
    )


def message_shown(message: Message) -> MessageShown:
    return MessageShown(
        id=message.pk,
        side=message.side,
        author=message.author.name if message.author else "",
        text=message.text,
        written_at=message.written_at,
    )


def _values(request: ApiRequest, introduction: Introduction) -> dict[str, Any]:
    side = side_of(request.acting_for, introduction)
    return {name: getattr(introduction, name) for name in _PLAIN} | {
        "id": introduction.pk,
        "key": str(introduction.key),
        "state": IntroductionState(introduction.state),
        "my_side": side.value if side else None,
        "next_step": next_step(introduction, side),
        "exchange": introduction.exchange_id,
        "wish": entry_brief(introduction.wish),
        "offer": entry_brief(introduction.offer),
    }


def _contacts(introduction: Introduction) -> dict[str, ContactShown]:
    found = {side: contact_of(introduction, side) for side in Side}
    return {
        side.value: ContactShown(name=contact.name, email=contact.email, organisation=contact.organisation)
        for side, contact in found.items()
        if contact is not None
    }
