"""An introduction as its page and the page behind a mail's link show it."""

from dataclasses import dataclass
from typing import Any

from hospes.journal.queries import Told, lines_on, told
from hospes.matchmaking.choices import Side
from hospes.matchmaking.forms.introductions import CounterForm, DeclineForm
from hospes.matchmaking.models import Entry, Introduction, Message
from hospes.matchmaking.phrases import entries as entry_phrases
from hospes.matchmaking.phrases import pairs, terms, words
from hospes.matchmaking.phrases.introductions import next_step, refusal, status_kind, steps
from hospes.matchmaking.queries import introductions as queries
from hospes.matchmaking.queries.suggestions import Suggestion, next_best
from hospes.matchmaking.rules import introductions as rules
from hospes.people.models import Person

_HISTORY_ON_PAGE = 30
_MESSAGES_ON_PAGE = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One introduction in a list, seen from one side."""

    introduction: Introduction
    side: Side | None

    @property
    def title(self) -> str:
        return f"{self.introduction.wish.organisation.name} – {self.introduction.offer.organisation.name}"

    @property
    def next_step(self) -> str:
        return next_step(self.introduction, self.side)

    @property
    def status_kind(self) -> str:
        return status_kind(self.introduction)

    @property
    def period(self) -> str:
        return terms.period(self.introduction)


@dataclass(frozen=True, slots=True)
class Line:
    """One message of the thread."""

    author: str
    organisation: str
    at: Any
    text: str
    is_own: bool
    language: str = ""


def introduction_context(introduction: Introduction, side: Side | None, *, reader: Person | None) -> dict[str, Any]:
    """What both pages show: where things stand, the terms, why, and the other side."""
    mine = side or Side.WISH
    theirs = rules.other(mine)
    names = {one: rules.organisation_of(introduction, one).name for one in Side}
    assessment = introduction.assessment
    return {
        "introduction": introduction,
        "side": side,
        "mine": rules.entry_of(introduction, mine),
        "theirs": rules.entry_of(introduction, theirs),
        "entries": [_shown(rules.entry_of(introduction, one)) for one in (theirs, mine)],
        "is_waiting": rules.is_waiting(introduction),
        "next_step": next_step(introduction, side),
        "status_kind": status_kind(introduction),
        "steps": steps(introduction),
        "people": words.people(introduction.people) if introduction.people else "",
        "period": terms.period(introduction),
        "scores": pairs.kept_scores(assessment, mine=mine, names=names),
        "reasons": pairs.kept_lines(assessment, mine),
        "other_reasons": pairs.kept_lines(assessment, theirs) if side is None else [],
        "unknowns": pairs.kept_unknowns(assessment),
        "contacts": [contact for one in Side if one != side and (contact := queries.contact_of(introduction, one))],
        "left_alone": _left_alone(introduction, side),
        "room_note": room_note(introduction),
        "ended_note": ended_note(introduction),
        "next_best": _next_best(introduction, side),
        "thread": thread(introduction, reader),
        "history": _history(introduction, reader) if reader else [],
    }


def _left_alone(introduction: Introduction, side: Side | None) -> list[str]:
    """Organisations that were introduced and have nobody any more: all who acted for them have left."""
    if not rules.is_introduced(introduction):
        return []
    return [
        rules.organisation_of(introduction, one).name
        for one in Side
        if one != side and queries.contact_of(introduction, one) is None
    ]


def answer_forms(
    introduction: Introduction, *, decline: DeclineForm | None = None, counter: CounterForm | None = None
) -> dict[str, Any]:
    """The two forms that stand beside "accept"; the one that was refused keeps what was typed."""
    return {
        "decline_form": decline or DeclineForm(prefix="decline"),
        "counter_form": counter or CounterForm.on(introduction),
    }


def room_note(introduction: Introduction) -> str:
    """A warning when the places on the table are more than are left."""
    if not rules.is_waiting(introduction):
        return ""
    left = queries.room_of(introduction.offer, without=introduction).left
    if left is None or left >= (introduction.people or 1):
        return ""
    return words.places(left)


def ended_note(introduction: Introduction) -> str:
    """Why a proposal that waits can no longer be accepted."""
    if not rules.is_waiting(introduction) or rules.can_be_agreed(introduction):
        return ""
    return refusal(rules.RefusedError("not_on_the_market"))


def thread(introduction: Introduction, reader: Person | None) -> list[Line]:
    """The messages, for those who were introduced. Nothing before that."""
    if reader is None or not rules.is_introduced(introduction):
        return []
    rows = Message.objects.filter(introduction=introduction).select_related("author").order_by("-written_at", "-pk")
    return [_line(introduction, row, reader) for row in reversed(list(rows[:_MESSAGES_ON_PAGE]))]


def _line(introduction: Introduction, message: Message, reader: Person) -> Line:
    organisation = rules.organisation_of(introduction, Side(message.side)).name if message.side else ""
    return Line(
        author=message.author.name if message.author else "",
        organisation=organisation,
        at=message.written_at,
        text=message.text,
        is_own=message.author_id == reader.pk,
    )


def _history(introduction: Introduction, reader: Person) -> list[Told]:
    """Until both have accepted, nobody learns who acted on the other side."""
    return told(lines_on(introduction)[:_HISTORY_ON_PAGE], rules.unnamed_to(reader, introduction))


def _shown(entry: Entry) -> dict[str, Any]:
    return {"entry": entry, "facts": entry_phrases.known(entry_phrases.facts(entry))}


def _next_best(introduction: Introduction, side: Side | None) -> Suggestion | None:
    """When it came to nothing: who is next for the reader's entry."""
    if side is None or introduction.ended_at is None or rules.is_introduced(introduction):
        return None
    return next_best(rules.entry_of(introduction, side), besides=rules.entry_of(introduction, rules.other(side)))
