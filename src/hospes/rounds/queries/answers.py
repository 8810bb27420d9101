"""Who has answered the proposals of a round, who has not, and what the others said."""

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from hospes.matchmaking.choices import UNDER_WAY, WAITING, IntroductionState
from hospes.rounds.models import Placement, Run
from hospes.rounds.queries.since import OVER

SAID_YES = Q(introduction__state__in=(*UNDER_WAY, IntroductionState.REALISED))
NOTHING = Q(introduction__state__in=OVER) | ~Q(refused="")
# Which stays a tab of the page shows, by the word in its address.
TABS = {
    "": Q(),
    "waiting": Q(introduction__state__in=WAITING),
    "introduced": SAID_YES,
    "nothing": NOTHING,
}


def stays_by_answer(run: Run, tab: str) -> QuerySet[Placement]:
    """Those that somebody still has to answer come first, the next to expire at the top."""
    order = Case(
        When(TABS["waiting"], then=Value(0)),
        When(NOTHING, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    rows = Placement.objects.filter(TABS[tab], run=run).alias(order=order)
    rows = rows.select_related("wish__organisation", "offer__organisation", "introduction__exchange")
    return rows.order_by("order", "introduction__answer_by", "pk")


def counts(run: Run) -> dict[str, int]:
    """How many stays each tab shows. One query each, and there are four."""
    return {tab: Placement.objects.filter(where, run=run).count() for tab, where in TABS.items()}
