"""What rounds keep about people: for the page of own data, the archive, and the erasure."""

from django.utils.translation import gettext_lazy as _

from hospes.core import terms
from hospes.core.personal import MATCHMAKING
from hospes.people import own
from hospes.rounds.choices import PinKind
from hospes.rounds.models import Pin, Round, Run


def declare() -> None:
    """Called once, when the site starts."""
    own.keep(
        "rounds",
        title=_("Rounds that you opened"),
        activity=MATCHMAKING,
        term=terms.PUBLISHED,
        columns={"name": own.text(_("Name")), "opened_at": own.moment(_("Opened"))},
        gather=lambda person: own.Rows(
            Round.objects.filter(opened_by=person).defer("market").order_by("-opened_at", "-pk"),
            lambda row: {"name": row.name, "opened_at": row.opened_at},
        ),
    )
    own.keep(
        "rounds_committed",
        title=_("Plans that you chose for a round"),
        activity=MATCHMAKING,
        term=terms.PUBLISHED,
        columns={"name": own.text(_("Round")), "at": own.moment(_("When"))},
        gather=lambda person: own.Rows(
            Round.objects.filter(committed_by=person).defer("market").order_by("-committed_at", "-pk"),
            lambda row: {"name": row.name, "at": row.committed_at},
        ),
    )
    own.keep(
        "plans",
        title=_("Plans that you asked for"),
        activity=MATCHMAKING,
        term=terms.PUBLISHED,
        columns={"round": own.text(_("Round")), "note": own.text(_("What it tries")), "at": own.moment(_("When"))},
        gather=lambda person: own.Rows(
            Run.objects.filter(asked_by=person).defer("plan").select_related("round").order_by("-asked_at", "-pk"),
            lambda row: {"round": row.round.name, "note": row.note, "at": row.asked_at},
        ),
    )
    own.keep(
        "pins",
        title=_("Pairs that you put together or kept apart in a round"),
        activity=MATCHMAKING,
        term=terms.PUBLISHED,
        columns={
            "kind": own.code(_("Kind"), PinKind.choices),
            "reason": own.long_text(_("Reason")),
            "at": own.moment(_("When")),
        },
        gather=lambda person: own.Rows(
            Pin.objects.filter(by=person).order_by("-at", "-pk"),
            lambda row: {"kind": row.kind, "reason": row.reason, "at": row.at},
        ),
    )
