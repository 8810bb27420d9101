"""Mails around an introduction: each says everything, and can be answered from its links alone."""

from django.urls import reverse
from django.utils.translation import gettext as _

from hospes.mail.letter import Letter, absolute
from hospes.matchmaking.choices import EntryKind, Side
from hospes.matchmaking.letters.introductions_posting import REMINDERS, Facts, post_to_side, why_you
from hospes.matchmaking.models import Introduction
from hospes.matchmaking.phrases import pairs, terms, words
from hospes.matchmaking.phrases.reasons import SUBJECTS
from hospes.matchmaking.queries.introductions import contact_of
from hospes.matchmaking.rules.introductions import entry_of, organisation_of, other
from hospes.matchmaking.rules.introductions_links import answer_token
from hospes.people.letters import greeting
from hospes.people.models import Person

# Posting


def post_proposal(introduction: Introduction, side: Side) -> None:
    post_to_side("proposal", introduction, side, proposal)


def post_reminder(introduction: Introduction, side: Side) -> None:
    post_to_side("reminder", introduction, side, reminder, topic=REMINDERS)


def post_countered(introduction: Introduction, by: Side) -> None:
    post_to_side("countered", introduction, other(by), countered)


def post_accepted_by_one(introduction: Introduction, by: Side) -> None:
    post_to_side("accepted", introduction, other(by), accepted_by_other, topic=REMINDERS)


def post_introduced(introduction: Introduction) -> None:
    for side in Side:
        post_to_side("introduced", introduction, side, introduced)


# What the mails say


def proposal(introduction: Introduction, side: Side, person: Person) -> Letter:
    theirs = organisation_of(introduction, other(side)).name
    return Letter(
        subject=_("Would you like to meet %(organisation)s? Please answer by %(day)s")
        % {"organisation": theirs, "day": words.day(introduction.answer_by)},
        greeting=greeting(person.name),
        paragraphs=[_own_and_theirs(introduction, side), *_from_facilitator(introduction)],
        facts=[*_terms(introduction, side), *_why(introduction, side)],
        quote=introduction.note,
        buttons=_answers(introduction, side, person),
        closing=_("When both sides have accepted, each gets the other's name and e-mail address. Not before."),
        reason=why_you(),
    )


def reminder(introduction: Introduction, side: Side, person: Person) -> Letter:
    theirs = organisation_of(introduction, other(side)).name
    return Letter(
        subject=_("Reminder: would you like to meet %(organisation)s? Please answer by %(day)s")
        % {"organisation": theirs, "day": words.day(introduction.answer_by)},
        greeting=greeting(person.name),
        paragraphs=[
            _own_and_theirs(introduction, side),
            _("We have no answer from you yet. One click is enough. After that day the proposal ends by itself."),
        ],
        facts=[*_terms(introduction, side), *_why(introduction, side)],
        buttons=_answers(introduction, side, person),
        reason=why_you(),
    )


def countered(introduction: Introduction, side: Side, person: Person) -> Letter:
    theirs = organisation_of(introduction, other(side)).name
    return Letter(
        subject=_("%(organisation)s proposes other terms. Please answer by %(day)s")
        % {"organisation": theirs, "day": words.day(introduction.answer_by)},
        greeting=greeting(person.name),
        paragraphs=[
            _("%(organisation)s would like to be introduced, but on other terms.") % {"organisation": theirs},
            _("Only these terms count now. What was accepted before is no longer on the table."),
        ],
        facts=_terms(introduction, side),
        quote=introduction.comment,
        buttons=_answers(introduction, side, person),
        reason=why_you(),
    )


def accepted_by_other(introduction: Introduction, side: Side, person: Person) -> Letter:
    theirs = organisation_of(introduction, other(side)).name
    return Letter(
        subject=_("%(organisation)s has accepted. Now it is up to you") % {"organisation": theirs},
        greeting=greeting(person.name),
        paragraphs=[
            _("%(organisation)s would like to be introduced to you.") % {"organisation": theirs},
            _own_and_theirs(introduction, side),
        ],
        facts=_terms(introduction, side),
        buttons=_answers(introduction, side, person),
        reason=why_you(),
    )


def introduced(introduction: Introduction, side: Side, person: Person) -> Letter:
    contact = contact_of(introduction, other(side))
    theirs = organisation_of(introduction, other(side)).name
    facts: Facts = []
    if contact is not None:
        facts = [(_("Contact"), contact.name), (_("E-mail"), contact.email)]
    return Letter(
        subject=_("You are introduced: %(organisation)s") % {"organisation": theirs},
        greeting=greeting(person.name),
        paragraphs=[
            _("Both sides have accepted. Here is your contact at %(organisation)s.") % {"organisation": theirs},
            _("They have your name and address too. Whoever writes first moves things along."),
        ],
        facts=[*facts, *_terms(introduction, side, answer_by=False)],
        buttons=[(_("Open the shared thread"), absolute(introduction.get_absolute_url()))],
        reason=why_you(),
    )


# Parts


def _own_and_theirs(introduction: Introduction, side: Side) -> str:
    named = {
        "own": entry_of(introduction, side).title,
        "theirs": entry_of(introduction, other(side)).title,
        "organisation": organisation_of(introduction, other(side)).name,
    }
    if side == Side.WISH:
        return _("Your wish “%(own)s” and the offer “%(theirs)s” of %(organisation)s suit each other.") % named
    return _("Your offer “%(own)s” and the wish “%(theirs)s” of %(organisation)s suit each other.") % named


def _from_facilitator(introduction: Introduction) -> list[str]:
    if introduction.proposed_by is None:
        return []
    return [_("%(name)s proposes to introduce you.") % {"name": introduction.proposed_by.name}]


def _terms(introduction: Introduction, side: Side, *, answer_by: bool = True) -> Facts:
    theirs = entry_of(introduction, other(side))
    rows = [
        (_("Organisation"), terms.organisation_and_place(theirs.organisation)),
        (str(EntryKind(theirs.kind).label), theirs.title),
        (_("People"), words.people(introduction.people)) if introduction.people else ("", ""),
        (_("Period"), terms.period(introduction)),
    ]
    if answer_by:
        rows.append((_("Answer by"), words.day(introduction.answer_by)))
    return [row for row in rows if row[0]]


def _why(introduction: Introduction, side: Side) -> Facts:
    """The reasons of this side as they were on the day of the proposal, the best first."""
    kept = [one for one in introduction.assessment.get("reasons", ()) if one["side"] == side and one["points"]]
    kept.sort(key=lambda one: -one["points"])
    return [(str(SUBJECTS[one["code"]]), pairs.sentence(one)) for one in kept[:4]]


def _answers(introduction: Introduction, side: Side, person: Person) -> list[tuple[str, str]]:
    address = absolute(reverse("matchmaking:answer", args=[answer_token(introduction, side, person)]))
    return [
        (_("Accept"), f"{address}?answer=accept"),
        (_("Propose other dates or another size"), f"{address}?answer=counter"),
        (_("Decline"), f"{address}?answer=decline"),
    ]
