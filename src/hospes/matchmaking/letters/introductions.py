"""Mails around an introduction: each says everything, and can be answered from its links alone."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.mail import topics
from hospes.mail.actions import post
from hospes.mail.letter import Letter, absolute
from hospes.matchmaking.choices import DeclineReason, EntryKind, Side
from hospes.matchmaking.models import Entry, Introduction
from hospes.matchmaking.phrases import pairs, terms, words
from hospes.matchmaking.phrases.reasons import SUBJECTS
from hospes.matchmaking.queries.introductions import contact_of
from hospes.matchmaking.queries.recipients import recipients_for
from hospes.matchmaking.queries.suggestions import Suggestion, next_best
from hospes.matchmaking.rules.introductions import entry_of, organisation_of, other
from hospes.matchmaking.rules.introductions_links import answer_token
from hospes.people.letters import greeting, reader
from hospes.people.models import Person

INTRODUCTIONS, REMINDERS = "introductions", "introduction-reminders"
topics.add(
    {
        INTRODUCTIONS: gettext_lazy("News about introductions of your organisation"),
        REMINDERS: gettext_lazy("Reminders of proposals that wait for your answer"),
    }
)

Facts = list[tuple[str, str]]
Builder = Callable[[Introduction, Side, Person], Letter]


# Posting: to everybody who answers for the entry of that side


def post_proposal(introduction: Introduction, side: Side) -> None:
    _post("proposal", introduction, side, proposal)


def post_reminder(introduction: Introduction, side: Side) -> None:
    _post("reminder", introduction, side, reminder, topic=REMINDERS)


def post_countered(introduction: Introduction, by: Side) -> None:
    _post("countered", introduction, other(by), countered)


def post_accepted_by_one(introduction: Introduction, by: Side) -> None:
    _post("accepted", introduction, other(by), accepted_by_other, topic=REMINDERS)


def post_introduced(introduction: Introduction) -> None:
    for side in Side:
        _post("introduced", introduction, side, introduced)


def post_declined(introduction: Introduction) -> None:
    """The other side learns why. Both, and the side that declined too, learn what is next best."""
    for side in Side:
        _post("declined", introduction, side, declined)


def post_expired(introduction: Introduction) -> None:
    for side in Side:
        _post("expired", introduction, side, expired)


def post_withdrawn(introduction: Introduction) -> None:
    for side in Side:
        _post("withdrawn", introduction, side, withdrawn)


def _post(kind: str, introduction: Introduction, side: Side, build: Builder, *, topic: str = "") -> None:
    """Without these mails an agreement does not work, so only reminders can be stopped."""
    for person in recipients_for(entry_of(introduction, side)):
        post(
            lambda person=person: build(introduction, side, person),  # type: ignore[misc]
            to=reader(person),
            topic=topic or INTRODUCTIONS,
            key=f"introduction-{introduction.pk}-{introduction.terms_version}-{kind}-{side}-{person.key}",
            unsubscribe=bool(topic),
        )


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
        reason=_why_you(),
    )


def reminder(introduction: Introduction, side: Side, person: Person) -> Letter:
    theirs = organisation_of(introduction, other(side)).name
    return Letter(
        subject=_("%(organisation)s waits for your answer until %(day)s")
        % {"organisation": theirs, "day": words.day(introduction.answer_by)},
        greeting=greeting(person.name),
        paragraphs=[
            _own_and_theirs(introduction, side),
            _("We have no answer from you yet. One click is enough. After that day the proposal ends by itself."),
        ],
        facts=[*_terms(introduction, side), *_why(introduction, side)],
        buttons=_answers(introduction, side, person),
        reason=_why_you(),
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
        reason=_why_you(),
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
        reason=_why_you(),
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
        reason=_why_you(),
    )


def declined(introduction: Introduction, side: Side, person: Person) -> Letter:
    by_us = introduction.ended_by_side == side
    theirs = organisation_of(introduction, other(side)).name
    first = (
        _("Your organisation declined the introduction to %(organisation)s.")
        if by_us
        else _("%(organisation)s declined the introduction.")
    )
    return _ended(
        introduction,
        side,
        person,
        subject=_("No introduction this time: %(organisation)s") % {"organisation": theirs},
        first=first % {"organisation": theirs},
        facts=[(_("Reason"), str(DeclineReason(introduction.decline_reason).label))],
        quote=introduction.comment,
    )


def expired(introduction: Introduction, side: Side, person: Person) -> Letter:
    theirs = organisation_of(introduction, other(side)).name
    missing = sides_that_were_silent(introduction)
    if side in missing:
        first = _("The answer date has passed, and we have no answer from you about %(organisation)s.")
    else:
        first = _("The answer date has passed, and %(organisation)s has not answered.")
    return _ended(
        introduction,
        side,
        person,
        subject=_("The proposal has ended without an answer: %(organisation)s") % {"organisation": theirs},
        first=first % {"organisation": theirs},
    )


def withdrawn(introduction: Introduction, side: Side, person: Person) -> Letter:
    theirs = organisation_of(introduction, other(side)).name
    return _ended(
        introduction,
        side,
        person,
        subject=_("The proposal was taken back: %(organisation)s") % {"organisation": theirs},
        first=_("The facilitator took back the proposal to introduce you to %(organisation)s.")
        % {"organisation": theirs},
    )


def sides_that_were_silent(introduction: Introduction) -> list[Side]:
    accepted = {Side.WISH: introduction.wish_accepted_at, Side.OFFER: introduction.offer_accepted_at}
    return [side for side in Side if accepted[side] is None]


# Parts


def _ended(
    introduction: Introduction,
    side: Side,
    person: Person,
    *,
    subject: str,
    first: str,
    facts: Facts | None = None,
    quote: str = "",
) -> Letter:
    """An ending always says what is next best."""
    mine = entry_of(introduction, side)
    best = next_best(mine, besides=entry_of(introduction, other(side)))
    return Letter(
        subject=subject,
        greeting=greeting(person.name),
        paragraphs=[first, _still_there(mine), *_next_best(best)],
        facts=facts or [],
        quote=quote,
        buttons=[(_("See who else suits you"), absolute(reverse("matchmaking:entry-suggestions", args=[mine.pk])))],
        reason=_why_you(),
    )


def _still_there(mine: Entry) -> str:
    return _("Your entry “%(title)s” stays on the market.") % {"title": mine.title}


def _next_best(best: Suggestion | None) -> list[str]:
    if best is None:
        return [_("Nobody else suits it at the moment. We go on looking.")]
    return [
        _("Next best: “%(title)s” of %(organisation)s, %(score)s of 100 points.")
        % {
            "title": best.other.title,
            "organisation": best.other.organisation.name,
            "score": words.tenths(best.pair_score),
        }
    ]


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


def _why_you() -> str:
    return _("You get this mail because you answer for this entry in your organisation.")
