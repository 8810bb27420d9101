"""Signed links in mails: each opens one answer of one side, for the person it was sent to.

A link holds keys only and is signed, so nobody can make one or change what it opens. It needs no
last day: what it opens says honestly whether an answer still counts.
"""

from dataclasses import dataclass
from uuid import UUID

from django.core import signing

from hospes.matchmaking.choices import Side
from hospes.matchmaking.models import Introduction, Question
from hospes.people.models import Person

_ANSWER = "hospes.matchmaking.answer"
_QUESTION = "hospes.matchmaking.question"


@dataclass(frozen=True, slots=True)
class AnswerLink:
    """What the link of a proposal opens: the terms that were on the table when it was sent."""

    introduction: UUID
    side: Side
    terms_version: int
    person: UUID


def answer_token(introduction: Introduction, side: Side, person: Person) -> str:
    return signing.dumps([introduction.key.hex, side.value, introduction.terms_version, person.key.hex], salt=_ANSWER)


def read_answer_token(token: str) -> AnswerLink | None:
    """What the link opens; None for a link that we did not make."""
    try:
        introduction, side, version, person = signing.loads(token, salt=_ANSWER)
        return AnswerLink(UUID(hex=introduction), Side(side), int(version), UUID(hex=person))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def question_token(question: Question, person: Person) -> str:
    return signing.dumps([question.pk, person.key.hex], salt=_QUESTION)


def read_question_token(token: str) -> tuple[int, UUID] | None:
    """The question and the person it was sent to; None for a link that we did not make."""
    try:
        question, person = signing.loads(token, salt=_QUESTION)
        return int(question), UUID(hex=person)
    except (signing.BadSignature, ValueError, TypeError):
        return None
