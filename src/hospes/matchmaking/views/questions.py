"""Asking a question from the desk, and answering it from the link in a mail."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hospes.core.paginate import paginate
from hospes.matchmaking.actions import questions as actions
from hospes.matchmaking.forms.questions import OneAnswerForm
from hospes.matchmaking.letters.questions import asked
from hospes.matchmaking.models import Entry, Question
from hospes.matchmaking.phrases.introductions import refusal
from hospes.matchmaking.phrases.questions import people_promised
from hospes.matchmaking.queries import question_results as results
from hospes.matchmaking.rules.entries import NotNowError, StaleEntryError
from hospes.matchmaking.rules.introductions import RefusedError, may_see_desk
from hospes.matchmaking.rules.introductions_links import read_question_token
from hospes.matchmaking.rules.signed_proposals import read, sign
from hospes.organisations.http import MemberRequest, PublicRequest
from hospes.organisations.rules import acts_for
from hospes.people.models import Person

CHOICES: tuple[actions.Answer, ...] = ("yes", "no", "value")


def signed_proposal(entry: Entry, proposal: dict[str, Any]) -> str:
    return sign(entry.pk, proposal)


@require_POST
def question_ask(request: MemberRequest) -> HttpResponse:
    if not may_see_desk(request.user):
        raise Http404
    offered = read(request.POST.get("question", ""))
    if offered is None:
        messages.error(request, _("This question is out of date. The desk shows what can be asked now."))
        return redirect("matchmaking:desk")
    pk, proposal = offered
    entry = get_object_or_404(Entry, pk=pk)
    try:
        question = actions.ask(entry, proposal, by=request.user)
    except RefusedError as error:
        messages.error(request, refusal(error))
    else:
        name = {"organisation": question.entry.organisation.name}
        messages.success(request, _("Asked. %(organisation)s gets a mail that one click answers.") % name)
    return redirect("matchmaking:desk")


@require_safe
def question_list(request: MemberRequest) -> HttpResponse:
    """What was asked: promised and realised side by side."""
    if not may_see_desk(request.user):
        raise Http404
    page = paginate(results.asked_questions(), request)
    rows = [
        {"question": question, "sentence": asked(question), "result": result}
        for question, result in zip(page.items, results.results_of(page.items), strict=True)
    ]
    sums = results.sums() if page.count else None
    return render(request, "matchmaking/question_list.html", {"page": page, "rows": rows, "sums": sums})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def question_answer(request: PublicRequest, token: str) -> HttpResponse:
    """GET shows the question; only POST answers it."""
    found = _opened(token)
    if found is None:
        return render(request, "matchmaking/answer_unknown.html", status=404)
    question, person = found
    if request.method == "POST":
        return _take(request, token, question, person)
    chosen = request.GET.get("answer", "")
    return _page(request, question, person, chosen=chosen if chosen in CHOICES else "")


def _opened(token: str) -> tuple[Question, Person] | None:
    """The question, as long as the person it was sent to still acts for the organisation."""
    link = read_question_token(token)
    if link is None:
        return None
    pk, key = link
    question = Question.objects.select_related("entry__organisation").filter(pk=pk).first()
    person = Person.objects.filter(key=key, is_active=True).first()
    if question is None or person is None or not acts_for(person, question.entry.organisation):
        return None
    return question, person


def _take(request: PublicRequest, token: str, question: Question, person: Person) -> HttpResponse:
    choice = next((one for one in CHOICES if one == request.POST.get("answer")), None)
    form = None
    if choice == "value":
        form = OneAnswerForm(request.POST, entry=question.entry, field=question.field, person=person)
        if not form.is_valid():
            return _page(request, question, person, chosen=choice, form=form)
    try:
        if choice is not None:
            actions.answer(question, choice, by=person, values=form.values if form else None)
    except PermissionDenied:
        return render(request, "matchmaking/answer_unknown.html", status=404)
    except (ValidationError, StaleEntryError, NotNowError, RefusedError) as error:
        return _refused(request, question, person, error, form)
    return redirect("matchmaking:question-answer", token)


def _refused(
    request: PublicRequest, question: Question, person: Person, error: Exception, form: OneAnswerForm | None
) -> HttpResponse:
    """The page again, with what was typed and why it did not go through."""
    if isinstance(error, ValidationError) and form is not None:
        form.refuse(error)
        return _page(request, question, person, chosen="value", form=form)
    question.refresh_from_db()
    why = error if isinstance(error, RefusedError) else RefusedError("entry_has_changed")
    return _page(request, question, person, refused=refusal(why))


def _page(
    request: PublicRequest,
    question: Question,
    person: Person,
    *,
    chosen: str = "",
    refused: str = "",
    form: OneAnswerForm | None = None,
) -> HttpResponse:
    is_open = question.answered_at is None
    if is_open and form is None:
        form = OneAnswerForm(entry=question.entry, field=question.field, person=person)
    context = {
        "question": question,
        "entry": question.entry,
        "sentence": asked(question),
        "person": person,
        "promise": _promise(len(question.promised_pairs)),
        "people": people_promised(question.promised_people),
        "result": None if is_open else results.results_of([question])[0],
        "outcome": _outcome(question),
        "is_open": is_open,
        "chosen": chosen,
        "refused": refused,
        "form": form,
    }
    return render(request, "matchmaking/question.html", context, status=409 if refused else 200)


def _promise(count: int) -> str:
    sentence = ngettext(
        "A yes makes %(count)s introduction possible that is not possible now.",
        "A yes makes %(count)s introductions possible that are not possible now.",
        count,
    )
    return sentence % {"count": count}


def _outcome(question: Question) -> str:
    count = len(question.opened_pairs or [])
    if question.answer == "no" or not count:
        return (
            _("Thank you. Your entry stays as it is.")
            if question.answer == "no"
            else _("Thank you. Your entry says so now.")
        )
    sentence = ngettext(
        "Thank you. Your entry says so now, and %(count)s introduction has become possible.",
        "Thank you. Your entry says so now, and %(count)s introductions have become possible.",
        count,
    )
    return sentence % {"count": count}
