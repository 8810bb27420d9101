"""Words of rounds, and what may follow what."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RoundState(TextChoices):
    OPEN = "open", pgettext_lazy("round", "Open for entries")
    FREEZING = "freezing", _("The market is being frozen")
    PLANNING = "planning", _("Being planned")
    SENDING = "sending", _("Proposals are going out")
    COMMITTED = "committed", _("Waiting for answers")
    CLOSED = "closed", pgettext_lazy("round", "Closed")
    CANCELLED = "cancelled", pgettext_lazy("round", "Cancelled")


NEXT_ROUND = {
    # A small market is frozen at once.
    RoundState.OPEN: {RoundState.FREEZING, RoundState.PLANNING, RoundState.CANCELLED},
    RoundState.FREEZING: {RoundState.OPEN, RoundState.PLANNING, RoundState.CANCELLED},
    RoundState.PLANNING: {RoundState.OPEN, RoundState.SENDING, RoundState.CANCELLED},
    RoundState.SENDING: {RoundState.COMMITTED},
    # A repair sends proposals once more.
    RoundState.COMMITTED: {RoundState.SENDING, RoundState.CLOSED},
    RoundState.CLOSED: set(),
    RoundState.CANCELLED: set(),
}


class RunKind(TextChoices):
    PLAN = "plan", pgettext_lazy("run", "Plan")
    REPAIR = "repair", pgettext_lazy("run", "Repair")


class PlanRule(TextChoices):
    BEST = "best", _("The most points for all together")
    STABLE = "stable", _("No two who would both rather have each other (for comparison)")


class RunState(TextChoices):
    WAITING = "waiting", pgettext_lazy("run", "Waiting to start")
    RUNNING = "running", pgettext_lazy("run", "Under way")
    DONE = "done", pgettext_lazy("run", "Done")
    STOPPED = "stopped", pgettext_lazy("run", "Stopped")
    FAILED = "failed", pgettext_lazy("run", "Failed")


UNFINISHED = (RunState.WAITING, RunState.RUNNING)


class RunStep(TextChoices):
    """What a run does, in this order."""

    PAIRS = "pairs", _("Comparing wishes with offers")
    PLAN = "plan", _("Looking for the best plan")
    PRICES = "prices", _("Finding out what each choice costs")
    KEEPING = "keeping", _("Writing the plan down")


class ReserveMode(TextChoices):
    SEATS = "seats", _("Keep seats; seats that nobody can use fall free")
    SHARE = "share", _("A hard share of all who travel (for comparison only)")
    NONE = "none", _("Keep no seats")


class Fairness(TextChoices):
    FIRST_MATCH = "first-match", _("As many sending organisations as possible get at least one stay")
    NONE = "none", _("Only the best pairs count")


class PinKind(TextChoices):
    TOGETHER = "together", _("These two are placed together")
    APART = "apart", _("These two are never placed together")
