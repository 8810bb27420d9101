"""The journal's sentences for rounds."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.journal import phrases


def _frozen(facts: phrases.Facts) -> str:
    return _("The market was kept as it was: %(wishes)s wishes and %(offers)s offers.") % {
        "wishes": facts["wishes"],
        "offers": facts["offers"],
    }


def _asked(facts: phrases.Facts) -> str:
    return _("Plan %(run)s was asked for.") % {"run": facts["run"]}


def _stopped(facts: phrases.Facts) -> str:
    return _("Plan %(run)s was stopped.") % {"run": facts["run"]}


def _done(facts: phrases.Facts) -> str:
    return _("Plan %(run)s is there.") % {"run": facts["run"]}


def _committed(facts: phrases.Facts) -> str:
    return _("Plan %(run)s was chosen.") % {"run": facts["run"]}


def _repair_asked(facts: phrases.Facts) -> str:
    return _("A repair was asked for: plan %(run)s.") % {"run": facts["run"]}


def _repaired(facts: phrases.Facts) -> str:
    return _("Plan %(before)s was repaired by plan %(run)s.") % {"run": facts["run"], "before": facts["before"]}


def _sent(facts: phrases.Facts) -> str:
    return _("Proposals went out: %(count)s.") % {"count": facts["proposed"]}


def _pinned(facts: phrases.Facts) -> str:
    if facts["kind"] == "together":
        return _("Two entries were put together.")
    return _("Two entries were kept apart.")


phrases.add(
    {
        "round.opened": gettext_lazy("A round was opened."),
        "round.changed": gettext_lazy("The settings of the round were changed."),
        "round.freezing": gettext_lazy("The market is being frozen."),
        "round.frozen": _frozen,
        "round.not_frozen": gettext_lazy("The market was not frozen: it needs a wish and an offer that take part."),
        "round.thawed": gettext_lazy("The round takes entries again."),
        "round.pinned": _pinned,
        "round.released": gettext_lazy("Two entries are free again."),
        "round.run_asked": _asked,
        "round.run_stopped": _stopped,
        "round.run_done": _done,
        "round.committed": _committed,
        "round.repair_asked": _repair_asked,
        "round.repaired": _repaired,
        "round.sent": _sent,
        "round.closed": gettext_lazy("The round was closed."),
        "round.cancelled": gettext_lazy("The round was cancelled."),
    }
)
