"""Why something cannot be done with a round now, and what to do instead."""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.rounds.choices import RoundState
from hospes.rounds.rules import NotNowError


def refusal(error: NotNowError) -> str:
    sentence = SENTENCES[error.code]
    return sentence(error) if callable(sentence) else str(sentence)


def _too_late(error: NotNowError) -> str:
    state = RoundState(str(error.facts["state"])).label
    return _("The round is further than that: %(state)s. Look at it again.") % {"state": state}


def _does_not_fit(error: NotNowError) -> str:
    if error.facts["people"] is None:
        return _("The wish does not say how many people it is for. Give a number.")
    return _(
        "So many people do not fit: the group has %(people)s, the host %(places)s places. Give a smaller number."
    ) % {
        "people": error.facts["people"],
        "places": error.facts["places"] if error.facts["places"] is not None else "?",
    }


SENTENCES: dict[str, str | Promise | Callable[[NotNowError], str]] = {
    "too_late": _too_late,
    "changed_meanwhile": gettext_lazy(
        "Somebody else changed the settings meanwhile. Look at them and change them again."
    ),
    "market_is_frozen": gettext_lazy(
        "The market is frozen: who takes part cannot change any more. Take entries again first."
    ),
    "market_is_empty": gettext_lazy(
        "There is nothing to pair yet: the market needs a wish and an offer that take part."
    ),
    "market_is_not_frozen": gettext_lazy("Freeze the market first."),
    "a_plan_is_being_made": gettext_lazy("A plan is being made. Wait for it, or stop it."),
    "no_plan_to_commit": gettext_lazy(
        "This plan cannot be chosen: it is not ready, or it places nobody. Choose another."
    ),
    "nothing_to_repair": gettext_lazy("Every proposal of the plan still stands. There is nothing to repair."),
    "no_repair_to_carry_out": gettext_lazy(
        "This repair cannot be carried out any more: the plan was changed meanwhile. Look for a new one."
    ),
    "run_is_over": gettext_lazy("This plan is not being made any more."),
    "not_a_pair": gettext_lazy("A pair is one wish and one offer."),
    "only_in_exchange": gettext_lazy(
        "This group travels only if its organisation can host in return, so it cannot be put together with one host."
    ),
    "pin_does_not_fit": _does_not_fit,
    "pinned_already": gettext_lazy("Somebody has decided about this pair already. Release it first."),
}
