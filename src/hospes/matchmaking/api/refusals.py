"""What the refusals of matchmaking mean to a program."""

from django.utils.translation import gettext as _

from hospes.core.api.problems import ProblemError, means
from hospes.core.api.tags import stale
from hospes.matchmaking.choices import EntryStatus
from hospes.matchmaking.phrases.introductions import refusal
from hospes.matchmaking.rules.entries import NotNowError, StaleEntryError
from hospes.matchmaking.rules.introductions import RefusedError


@means(NotNowError)
def _too_late(error: NotNowError) -> ProblemError:
    state = EntryStatus(error.entry.status).label
    return ProblemError("conflict", _("The entry is in this state now: %(state)s.") % {"state": state})


@means(StaleEntryError)
def _stale(_error: StaleEntryError) -> ProblemError:
    return stale()


@means(RefusedError)
def _refused(error: RefusedError) -> ProblemError:
    return ProblemError("conflict", refusal(error))
