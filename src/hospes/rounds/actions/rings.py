"""Which stays of a chosen plan stand or fall together."""

from hospes.matchmaking.choices import Returns
from hospes.matchmaking.models import Entry
from hospes.rounds.models import Placement, Run


def number_rings(run: Run) -> None:
    """Number the exchanges in which somebody travels only, or rather, when they can host in return.

    Where nobody asked for that, stays that happen to make a ring are proposed each for itself: one decline then
    ends one stay and not all of them. Call it when the plan is chosen.
    """
    exchanges = run.summary.get("exchanges", ())
    wishes = {wish for legs in exchanges for wish, _offer, _people in legs}
    asking = {str(key) for key in _asking(wishes)}
    for number, legs in enumerate(exchanges, start=1):
        if len(legs) > 1 and any(wish in asking for wish, _offer, _people in legs):
            for wish, offer, _people in legs:
                Placement.objects.filter(run=run, wish__key=wish, offer__key=offer).update(ring=number)


def _asking(wishes: set[str]) -> list[object]:
    return list(Entry.objects.filter(key__in=wishes).exclude(returns=Returns.NO).values_list("key", flat=True))
