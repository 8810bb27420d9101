"""What the market tells to figures: how much of it is in which state. Numbers only, of nobody."""

from collections.abc import Mapping

from django.db.models import Count

from hospes.core.figures import figures
from hospes.matchmaking.choices import EntryStatus, IntroductionState
from hospes.matchmaking.models import Entry, Introduction


@figures("hospes_entries", "Offers, wishes and ideas, by their state.", by="status")
def entries() -> Mapping[str, float]:
    rows = Entry.objects.order_by().values_list("status").annotate(number=Count("pk"))
    return dict.fromkeys(EntryStatus.values, 0) | dict(rows)


@figures("hospes_introductions", "Introductions, by their state.", by="state")
def introductions() -> Mapping[str, float]:
    rows = Introduction.objects.order_by().values_list("state").annotate(number=Count("pk"))
    return dict.fromkeys(IntroductionState.values, 0) | dict(rows)
