"""What an introduction is and what comes next, and why something cannot be done with it now."""

from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.core.shapes import Step
from hospes.matchmaking.choices import ExchangeState, IntroductionState, Side
from hospes.matchmaking.models import Introduction
from hospes.matchmaking.phrases import words
from hospes.matchmaking.rules.introductions import (
    RefusedError,
    has_accepted,
    is_waiting,
    organisation_of,
    other,
    sides_to_answer,
)

Facts = Mapping[str, object]

_STATE = IntroductionState


def refusal(error: RefusedError) -> str:
    """Why it cannot be done, and what can; of an exchange also in which part."""
    why = REFUSALS[error.code](error.facts)
    if "leg" in error.facts:
        return _("%(sender)s to %(host)s: %(why)s") % {**error.facts, "why": why}
    return why


def _always(sentence: str | Promise) -> Callable[[Facts], str]:
    return lambda _facts: str(sentence)


def _not_open(facts: Facts) -> str:
    return str(_ENDED.get(_STATE(str(facts["state"])), _ENDED_OTHERWISE))


_ENDED_OTHERWISE = gettext_lazy("This can no longer be done. The page shows where things stand now.")
_ENDED: dict[IntroductionState, str | Promise] = {
    _STATE.INTRODUCED: gettext_lazy("Both sides have accepted already. The page shows where things stand now."),
    _STATE.IN_PREPARATION: gettext_lazy("Both sides have accepted already. The page shows where things stand now."),
    _STATE.DECLINED: gettext_lazy("One side has declined. This proposal is closed."),
    _STATE.EXPIRED: gettext_lazy("The answer date has passed. This proposal is closed."),
    _STATE.WITHDRAWN: gettext_lazy("The facilitator has taken the proposal back. It is closed."),
    _STATE.FELL_THROUGH: gettext_lazy("Another part of the exchange was declined or not answered. It is closed."),
}


def _exchange_is_over(facts: Facts) -> str:
    return str(_OVER[ExchangeState(str(facts["state"]))])


_OVER: dict[ExchangeState, str | Promise] = {
    ExchangeState.WAITING: gettext_lazy("This can no longer be done. The page shows where things stand now."),
    ExchangeState.AGREED: gettext_lazy("Everybody has accepted already. The page shows where things stand now."),
    ExchangeState.DECLINED: gettext_lazy("Another part of the exchange was declined. The whole exchange is closed."),
    ExchangeState.EXPIRED: gettext_lazy("The answer date has passed. The whole exchange is closed."),
    ExchangeState.WITHDRAWN: gettext_lazy("The facilitator has taken the exchange back. It is closed."),
}


def _no_room(facts: Facts) -> str:
    left = int(str(facts["left"]))
    if facts["side"] == Side.OFFER:
        return _("There is no room for that many: %(left)s left at the host. You can propose a smaller group.") % {
            "left": words.places(left)
        }
    return _("The group can send no more than this: %(left)s. Propose that number or fewer.") % {
        "left": words.people(left)
    }


def _nobody(facts: Facts) -> str:
    return _("Nobody at %(organisation)s can receive mail. Invite somebody there first.") % facts


def _suspended(facts: Facts) -> str:
    return _("The membership of %(organisation)s is suspended. Nothing new can be proposed until it goes on.") % facts


REFUSALS: dict[str, Callable[[Facts], str]] = {
    "not_open": _not_open,
    "exchange_is_over": _exchange_is_over,
    "not_an_exchange": _always(
        gettext_lazy("These parts make no ring. In an exchange each organisation sends one group and hosts one.")
    ),
    "stale_terms": _always(gettext_lazy("There are newer terms now. Please read them and answer again.")),
    "no_room": _no_room,
    "no_people": _always(gettext_lazy("At least one person must travel.")),
    "ends_before_it_starts": _always(gettext_lazy("The stay ends before it starts. Please check the dates.")),
    "half_a_period": _always(gettext_lazy("Give both days, or leave both empty.")),
    "same_terms": _always(gettext_lazy("These are the terms on the table. Change something, or accept them.")),
    "all_placed": _always(gettext_lazy("All people or places of one of the two are placed already.")),
    "not_on_the_market": _always(gettext_lazy("One of the two entries is no longer published.")),
    "answer_date_is_past": _always(gettext_lazy("The answer date has passed. Choose a day from today on.")),
    "already_proposed": _always(gettext_lazy("This pair has been proposed already and is still open.")),
    "nobody_to_write_to": _nobody,
    "membership_suspended": _suspended,
    "thread_is_closed": _always(gettext_lazy("The thread is closed. You can still read it.")),
    "already_asked": _always(gettext_lazy("This question was asked already and waits for an answer.")),
    "nothing_to_gain": _always(gettext_lazy("A yes to this question would open nothing any more.")),
    "already_answered": _always(gettext_lazy("This question was answered already. Thank you.")),
    "entry_has_changed": _always(gettext_lazy("The entry was changed meanwhile. Please look at it again.")),
}


# What comes next, for the reader of a page


def next_step(introduction: Introduction, side: Side | None) -> str:
    """One sentence: what happens now, and until when. `side` is the reader's; None for a facilitator."""
    day = words.day(introduction.answer_by)
    if introduction.state == _STATE.ACCEPTED_BY_BOTH:
        return _("Both sides have accepted. We wait for the other parts of the exchange, until %(day)s.") % {"day": day}
    if is_waiting(introduction):
        missing = sides_to_answer(introduction)
        if side in missing:
            return _("Your answer is missing. Please answer by %(day)s.") % {"day": day}
        if len(missing) == 1:
            name = organisation_of(introduction, missing[0]).name
            return _("We wait for %(organisation)s, until %(day)s.") % {"organisation": name, "day": day}
        return _("We wait for both sides, until %(day)s.") % {"day": day}
    return str(_NEXT[_STATE(introduction.state)])


_NEXT: dict[IntroductionState, str | Promise] = {
    _STATE.INTRODUCED: gettext_lazy("Both sides have accepted and know each other's contacts. Write to each other."),
    _STATE.IN_PREPARATION: gettext_lazy("The stay is being prepared. Tell us here when it has taken place."),
    _STATE.REALISED: gettext_lazy("The stay took place. Thank you for telling us."),
    _STATE.NOT_REALISED: gettext_lazy("The stay did not take place. Your entries stay on the market."),
    _STATE.DECLINED: gettext_lazy("One side declined. Your entries stay on the market."),
    _STATE.EXPIRED: gettext_lazy("The answer date passed without both answers. Your entries stay on the market."),
    _STATE.WITHDRAWN: gettext_lazy("The facilitator took the proposal back. Your entries stay on the market."),
    _STATE.FELL_THROUGH: gettext_lazy(
        "Another part of the exchange was declined or not answered. Your entries stay on the market."
    ),
}


def status_kind(introduction: Introduction) -> str:
    """What colour the state has on a page."""
    if is_waiting(introduction):
        return "waiting"
    if introduction.state in (_STATE.INTRODUCED, _STATE.IN_PREPARATION, _STATE.REALISED):
        return "live"
    return "over"


def steps(introduction: Introduction) -> list[Step]:
    """The way from the proposal to the stay, with where we are."""
    stopped = introduction.state in (_STATE.DECLINED, _STATE.EXPIRED, _STATE.WITHDRAWN, _STATE.FELL_THROUGH)
    found = [Step("done", _("Proposed"), words.moment_day(introduction.proposed_at))]
    found.extend(_answer_step(introduction, side, stopped=stopped) for side in Side)
    if stopped:
        ended = words.moment_day(introduction.ended_at) if introduction.ended_at else ""
        return [*found, Step("stopped", _STATE(introduction.state).label, ended)]
    return [*found, *_after(introduction)]


def _answer_step(introduction: Introduction, side: Side, *, stopped: bool) -> Step:
    name = organisation_of(introduction, side).name
    if has_accepted(introduction, side):
        at = introduction.wish_accepted_at if side == Side.WISH else introduction.offer_accepted_at
        assert at is not None
        return Step("done", _("%(organisation)s accepts") % {"organisation": name}, words.moment_day(at))
    if stopped and introduction.ended_by_side == side:
        return Step("stopped", _("%(organisation)s declined") % {"organisation": name})
    if stopped:
        return Step("ahead", _("%(organisation)s did not answer") % {"organisation": name})
    now = has_accepted(introduction, other(side)) or side == Side.WISH
    until = _("until %(day)s") % {"day": words.day(introduction.answer_by)}
    return Step("now" if now else "ahead", _("%(organisation)s answers") % {"organisation": name}, until)


def _after(introduction: Introduction) -> list[Step]:
    order = [_STATE.INTRODUCED, _STATE.IN_PREPARATION, _STATE.REALISED]
    if introduction.state == _STATE.NOT_REALISED:
        return [Step("done", _STATE.INTRODUCED.label), Step("stopped", _STATE.NOT_REALISED.label)]
    here = order.index(_STATE(introduction.state)) if introduction.state in order else -1
    found = []
    for place, state in enumerate(order):
        done = place < here or (place == here and state == _STATE.REALISED)
        found.append(Step("done" if done else "now" if place == here else "ahead", state.label))
    return found
