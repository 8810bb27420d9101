"""Asking one organisation for the answer that opens pairs, and taking the answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from hospes.journal.actions import record
from hospes.matchmaking.actions.entries import change_entry
from hospes.matchmaking.actions.suggestions import find_pairs
from hospes.matchmaking.letters import questions as letters
from hospes.matchmaking.models import Entry, FoundQuestion, Question
from hospes.matchmaking.queries import desk
from hospes.matchmaking.queries import questions as queries
from hospes.matchmaking.queries.recipients import recipients_for
from hospes.matchmaking.rules import entries as entry_rules
from hospes.matchmaking.rules import introductions as rules
from hospes.people.models import Person

Answer = Literal["yes", "no", "value"]


@transaction.atomic
def ask(entry: Entry, proposal: Mapping[str, Any], *, by: Person) -> Question:
    """Ask the organisation of an entry by mail. What a yes opens is counted now and kept with the question."""
    if not rules.may_see_desk(by):
        raise PermissionDenied
    entry = Entry.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=entry.pk)
    if not entry_rules.is_on_the_market(entry):
        raise rules.RefusedError("not_on_the_market")
    if not recipients_for(entry):
        raise rules.RefusedError("nobody_to_write_to", organisation=entry.organisation.name)
    promised = queries.Look.at(entry).opens(proposal)
    if not promised:
        raise rules.RefusedError("nothing_to_gain")
    known = queries.found_about(entry, proposal)
    question = Question(
        entry=entry,
        field=proposal["field"],
        proposal={**proposal, "was": queries.values_now(entry, proposal)},
        promised_pairs=[list(pair) for pair in promised],
        promised_people=known.places_people if known else None,
        asked_by=by,
    )
    try:
        with transaction.atomic():
            question.save()
    except IntegrityError as error:
        raise rules.RefusedError("already_asked") from error
    letters.post_question(question)
    record("question.asked", on=entry, by=by, facts={"field": question.field, "promised": len(promised)})
    return question


@transaction.atomic
def answer(question: Question, answer: Answer, *, by: Person, values: Mapping[str, Any] | None = None) -> Question:
    """Yes writes the proposed value into the entry, `value` another one, no leaves it as it is.

    What the answer really opened is kept beside what was promised.
    """
    question = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    entry = Entry.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=question.entry_id)
    if not entry_rules.may_write_for(by, entry.organisation):
        raise PermissionDenied
    if question.answered_at is not None:
        raise rules.RefusedError("already_answered")
    if not entry_rules.can_be_changed(entry) or (answer == "yes" and _is_outdated(question, entry)):
        raise rules.RefusedError("entry_has_changed")
    before = queries.possible_pairs(entry)
    written = _written(question, answer, values)
    if written:
        entry = change_entry(entry, values=written, version=entry.version, by=by, acting_for=entry.organisation)
        find_pairs(entry.pk)
    opened = desk.still_free(queries.possible_pairs(entry) - before)
    question.answered_at, question.answer = timezone.now(), answer
    question.opened_pairs = [list(pair) for pair in sorted(opened)]
    question.save(update_fields=["answered_at", "answer", "opened_pairs"])
    facts = {"answer": answer, "field": question.field, "opened": len(opened)}
    record("question.answered", on=entry, by=by, acting_for=entry.organisation, facts=facts)
    return question


# What the engine finds in the whole market


@dataclass(frozen=True, slots=True)
class Found:
    """A question that a look over the whole market found; `together`: with which other of them it places how many."""

    entry: int
    proposal: Mapping[str, Any]
    opens: list[tuple[int, int]]
    places_people: int | None
    together: Mapping[int, int]


@transaction.atomic
def keep_found(found: Iterable[Found], *, at: datetime) -> None:
    """In place of what an earlier look found. The best comes first."""
    listed = list(found)
    entries = Entry.objects.in_bulk([one.entry for one in listed])
    FoundQuestion.objects.all().delete()
    FoundQuestion.objects.bulk_create(
        FoundQuestion(
            entry=entries[one.entry],
            proposal={**one.proposal, "was": queries.values_now(entries[one.entry], one.proposal)},
            opens=[list(pair) for pair in one.opens],
            places_people=one.places_people,
            rank=place + 1,
            together={str(other + 1): people for other, people in one.together.items()},
            found_at=at,
        )
        for place, one in enumerate(listed)
        if one.entry in entries
    )


def _is_outdated(question: Question, entry: Entry) -> bool:
    """Somebody has filled in the field since the question was asked: a yes to the old one must not undo that."""
    was = question.proposal.get("was")
    return was is not None and was != queries.values_now(entry, question.proposal)


def _written(question: Question, answer: Answer, values: Mapping[str, Any] | None) -> dict[str, Any]:
    if answer == "yes":
        return queries.values_of(question.proposal)
    return dict(values or {}) if answer == "value" else {}
