"""Mails about proposals that came to nothing. Each says why, and what is next best."""

from django.urls import reverse
from django.utils.translation import gettext as _

from hospes.mail.letter import Letter, absolute
from hospes.matchmaking.choices import DeclineReason, Side
from hospes.matchmaking.letters.introductions_posting import Facts, post_to_side, why_you
from hospes.matchmaking.models import Entry, Introduction
from hospes.matchmaking.phrases import words
from hospes.matchmaking.queries.market import is_on_market
from hospes.matchmaking.queries.suggestions import Suggestion, next_best
from hospes.matchmaking.rules.introductions import entry_of, organisation_of, other
from hospes.people.letters import greeting
from hospes.people.models import Person


def post_declined(introduction: Introduction) -> None:
    """The other side learns why. Both, and the side that declined too, learn what is next best."""
    for side in Side:
        post_to_side("declined", introduction, side, declined)


def post_expired(introduction: Introduction) -> None:
    for side in Side:
        post_to_side("expired", introduction, side, expired)


def post_withdrawn(introduction: Introduction) -> None:
    for side in Side:
        post_to_side("withdrawn", introduction, side, withdrawn)


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
    # What has left the market meanwhile does not stay there, and nobody is looked for.
    goes_on = [_still_there(mine), *_next_best(_best(introduction, side))] if is_on_market(mine) else []
    return Letter(
        subject=subject,
        greeting=greeting(person.name),
        paragraphs=[first, *goes_on],
        facts=facts or [],
        quote=quote,
        buttons=[(_("See who else suits you"), absolute(reverse("matchmaking:entry-suggestions", args=[mine.pk])))],
        reason=why_you(),
    )


def _best(introduction: Introduction, side: Side) -> Suggestion | None:
    return next_best(entry_of(introduction, side), besides=entry_of(introduction, other(side)))


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
