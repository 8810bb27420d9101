"""Looking for exchanges in a large market: by a worker, every few minutes. In a small one the page itself looks.

Derived rows only: nothing that anybody did, so the journal says nothing of it.
"""

from django.db import transaction
from django.utils import timezone

from hospes.exchanges import finding
from hospes.exchanges.choices import SearchState
from hospes.exchanges.models import Possibility, Search
from hospes.exchanges.queries import legs, possibilities
from hospes.jobs.actions import hold as hold_task


def look_again() -> None:
    """Search a large market that has changed. Harmless to repeat: one that was cut off begins anew."""
    if not possibilities.is_large():
        Search.objects.all().delete()
        return
    state = possibilities.state_of_market()
    newest = Search.objects.filter(state=SearchState.DONE).order_by("-pk").first()
    if newest is not None and newest.fingerprint == state:
        return
    with transaction.atomic():
        Search.objects.exclude(state=SearchState.DONE).delete()
        search = Search.objects.create(fingerprint=state, state=SearchState.RUNNING)
    every = legs.legs_now()
    running = Search.objects.filter(pk=search.pk)
    running.update(legs=len(every))
    best = finding.find(every, legs.sources_among(every), told=lambda walked: running.update(walked=walked))
    _show(search.pk, best)


@transaction.atomic
def _show(pk: int, best: list[finding.Found]) -> None:
    """What was found takes the place of what was there. Unless another worker has begun again meanwhile."""
    hold_task()
    search = Search.objects.select_for_update().filter(pk=pk).first()
    if search is None:
        return
    rows = (possibilities.as_row(search, place, one) for place, one in enumerate(best, start=1))
    Possibility.objects.bulk_create(rows, batch_size=500)
    search.state, search.done_at = SearchState.DONE, timezone.now()
    search.save(update_fields=["state", "done_at"])
    Search.objects.filter(pk__lt=pk).delete()
