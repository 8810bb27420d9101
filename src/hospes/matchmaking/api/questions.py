"""Questions that open pairs: which are worth asking, asking one, and answering it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Status

from hospes.core.api.auth import Token, gated
from hospes.core.api.bodies import Body, OneOf
from hospes.core.api.lists import ListOf, PageQuery, page_of
from hospes.core.api.problems import invalid
from hospes.core.api.shapes import Shown, possible_id
from hospes.core.api.tags import tagged
from hospes.matchmaking.actions import questions as actions
from hospes.matchmaking.api.entry_bodies import EntryValues, values_of
from hospes.matchmaking.api.entry_shown import EntryBrief, entry_brief
from hospes.matchmaking.forms.questions import fields_asked
from hospes.matchmaking.letters.questions import asked as sentence_of
from hospes.matchmaking.models import Entry, Question
from hospes.matchmaking.phrases.questions import question as sentence
from hospes.matchmaking.queries import question_results as results
from hospes.matchmaking.queries import questions as queries
from hospes.matchmaking.queries.entries import writable_entries
from hospes.matchmaking.rules.introductions import may_see_desk
from hospes.matchmaking.rules.signed_proposals import read, sign
from hospes.organisations.api.acting import TokenRequest, with_token
from hospes.people.scopes import Scope

router = Router(tags=["questions"])


class OpenQuestionShown(Shown):
    """A question worth asking today."""

    entry: EntryBrief
    field: str = Field(description="The field of the entry that a yes fills in.", examples=["windows"])
    sentence: str
    opens: list[list[int]] = Field(description="`id` of wish and offer of each pair that a yes makes possible.")
    places_people: int | None = Field(
        description="More people that a plan of the whole market would place after a yes, as of the last look over it."
    )
    question: str = Field(description="Send it to `POST /questions` to ask. It can be asked for a week.")


class QuestionShown(Shown):
    """A question that was asked, and what came of it."""

    id: int
    entry: EntryBrief
    field: str = Field(examples=["windows"])
    sentence: str
    asked_at: datetime
    promised: int = Field(description="Pairs that a yes was to make possible.")
    answered_at: datetime | None
    answer: str = Field(description="`yes`, `no`, `value`, or empty.")
    opened: int | None = Field(description="Pairs that the answer made possible.")
    promised_people: int | None = Field(description="People that a plan was to place more after a yes.")
    proposed: int = Field(description="Of the opened pairs, those that were proposed since.")
    introduced: int = Field(description="Of these, those that were introduced.")
    realised: int = Field(description="Of these, those whose stay took place.")
    realised_people: int = Field(description="People of these stays.")


class QuestionQuery(PageQuery):
    entry: int | None = Field(None, description="`id` of the entry.")
    answered: bool | None = None


class NewQuestion(Body):
    question: str = Field(max_length=4000, description="As `GET /questions/agenda` gave it.")


class QuestionAnswer(Body):
    answer: Annotated[str, OneOf("yes", "no", "value")] = Field(
        description="`yes` writes the proposed value into the entry, `value` another one, `no` nothing."
    )
    values: EntryValues | None = Field(None, description="With `value`: the fields asked about, and no others.")


def only_facilitators(request: HttpRequest) -> None:
    if not may_see_desk(with_token(request).user):
        raise PermissionDenied


@router.get(
    "/questions/agenda",
    response=ListOf[OpenQuestionShown],
    auth=Token(gate=only_facilitators),
    summary="Questions worth asking",
)
def question_agenda(request: TokenRequest) -> ListOf[OpenQuestionShown]:
    """For facilitators: the best first, one page, each to another organisation."""
    items = [_offered(one) for one in queries.agenda()]
    return ListOf[OpenQuestionShown](items=items, next=None, count=len(items))


@router.get("/questions", response=ListOf[QuestionShown], auth=Token(), summary="Questions that were asked")
def question_list(request: TokenRequest, asked: Query[QuestionQuery]) -> ListOf[QuestionShown]:
    """About the entries of the token's organisation; all for facilitators. The newest first."""
    rows = _visible(request)
    if asked.entry is not None:
        rows = rows.filter(entry=possible_id(asked.entry))
    if asked.answered is not None:
        rows = rows.filter(answered_at__isnull=not asked.answered)
    return page_of(rows, asked, request, _all_shown, ListOf[QuestionShown])


@router.post(
    "/questions",
    response={201: QuestionShown},
    auth=Token(Scope.INTRODUCTIONS, gate=only_facilitators),
    summary="Ask a question",
    openapi_extra={"x-refusals": [409]},
)
def question_ask(request: TokenRequest, body: NewQuestion) -> Status[QuestionShown]:
    """For facilitators. The organisation gets a mail that one click answers."""
    offered = read(body.question)
    entry = Entry.objects.filter(pk=offered[0]).first() if offered else None
    if offered is None or entry is None:
        raise invalid({"question": [_("This question is out of date. The desk shows what can be asked now.")]})
    return Status(201, _shown(actions.ask(entry, offered[1], by=request.user)))


def to_answer(request: HttpRequest, question_id: int) -> Question:
    question = _visible(with_token(request)).filter(pk=possible_id(question_id)).first()
    if question is None:
        raise Http404
    return question


@router.get("/questions/{int:question_id}", response=QuestionShown, auth=Token(gate=to_answer), summary="One question")
def question_detail(request: TokenRequest, question_id: int, response: HttpResponse) -> QuestionShown:
    return tagged(response, _shown(gated(request, Question)))


@router.post(
    "/questions/{int:question_id}/answer",
    response=QuestionShown,
    auth=Token(Scope.ENTRIES, gate=to_answer),
    summary="Answer a question",
)
def question_answer(
    request: TokenRequest, question_id: int, body: QuestionAnswer, response: HttpResponse
) -> QuestionShown:
    """For the entry's organisation and for facilitators. The first answer counts."""
    question = gated(request, Question)
    values = _values(question, body)
    answer: actions.Answer = body.answer  # type: ignore[assignment]
    actions.answer(question, answer, by=request.user, values=values)
    return tagged(response, _shown(to_answer(request, question_id)))


def _visible(request: TokenRequest) -> QuerySet[Question]:
    mine = writable_entries(request.user, request.organisations).values("pk")
    return Question.objects.filter(entry__in=mine).select_related("entry__organisation").order_by("-asked_at", "-pk")


def _values(question: Question, body: QuestionAnswer) -> dict[str, Any]:
    sent = values_of(body.values, question.entry.organisation) if body.values else {}
    known = fields_asked(question.field)
    errors = {f"values.{name}": [_("The question is not about this field.")] for name in sent if name not in known}
    if body.answer == "value" and not any(value is not None for value in sent.values()):
        errors["values"] = [_("Give an answer, or choose yes or no.")]
    if body.answer != "value" and sent:
        errors["values"] = [_("Values go with the answer “value” only.")]
    if errors:
        raise invalid(errors)
    return sent


def _offered(one: queries.OpenQuestion) -> OpenQuestionShown:
    return OpenQuestionShown(
        entry=entry_brief(one.entry),
        field=one.field,
        sentence=sentence(one.code, one.side, one.field, one.value, one.facts),
        opens=[list(pair) for pair in one.opens],
        places_people=one.places_people,
        question=sign(one.entry.pk, one.proposal),
    )


def _all_shown(questions: Iterable[Question]) -> list[QuestionShown]:
    listed = list(questions)
    return [_told(one, result) for one, result in zip(listed, results.results_of(listed), strict=True)]


def _shown(question: Question) -> QuestionShown:
    return _all_shown([question])[0]


def _told(question: Question, result: results.Result) -> QuestionShown:
    return QuestionShown(
        id=question.pk,
        entry=entry_brief(question.entry),
        field=question.field,
        sentence=sentence_of(question),
        asked_at=question.asked_at,
        promised=len(question.promised_pairs),
        answered_at=question.answered_at,
        answer=question.answer,
        opened=result.opened,
        promised_people=result.promised_people,
        proposed=result.proposed,
        introduced=result.introduced,
        realised=result.realised,
        realised_people=result.people,
    )
