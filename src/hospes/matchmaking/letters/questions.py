"""The mail that asks one question, which a click answers."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hospes.mail import topics
from hospes.mail.actions import post
from hospes.mail.letter import Letter, absolute
from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.models import Question
from hospes.matchmaking.phrases.questions import people_promised
from hospes.matchmaking.phrases.questions import question as sentence
from hospes.matchmaking.queries.recipients import recipients_for
from hospes.matchmaking.rules.introductions_links import question_token
from hospes.people.letters import greeting, reader
from hospes.people.models import Person

QUESTIONS = "questions"
topics.add({QUESTIONS: gettext_lazy("Questions about entries of your organisation")}, ways=topics.ANSWERS)


def post_question(question: Question) -> None:
    """To everybody who answers for the entry, in their own language. The first answer counts."""
    for person in recipients_for(question.entry):
        post(
            lambda person=person: one_question(question, person),  # type: ignore[misc]
            to=reader(person),
            topic=QUESTIONS,
            key=f"question-{question.pk}-{person.key}",
        )


def one_question(question: Question, person: Person) -> Letter:
    entry = question.entry
    count = len(question.promised_pairs)
    promise = ngettext(
        "A yes makes %(count)s introduction possible that is not possible now.",
        "A yes makes %(count)s introductions possible that are not possible now.",
        count,
    )
    address = absolute(reverse("matchmaking:question-answer", args=[question_token(question, person)]))
    return Letter(
        subject=_("One question about “%(title)s”") % {"title": entry.title},
        greeting=greeting(person.name),
        paragraphs=[
            asked(question),
            *filter(None, (promise % {"count": count}, people_promised(question.promised_people))),
        ],
        facts=[(str(EntryKind(entry.kind).label), entry.title)],
        buttons=[
            (_("Yes"), f"{address}?answer=yes"),
            (_("No"), f"{address}?answer=no"),
            (_("Give another answer"), f"{address}?answer=value"),
        ],
        closing=_("The links open one page. Your entry changes only after you confirm there."),
        reason=_("You get this mail because you answer for this entry in your organisation."),
    )


def asked(question: Question) -> str:
    """The question in the reader's language."""
    proposal = question.proposal
    return sentence(proposal["code"], proposal["side"], proposal["field"], proposal["value"], proposal["facts"])
