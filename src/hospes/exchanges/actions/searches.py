"""Looking for exchanges: at once in a small market, by a worker in a large one.

Derived rows only: nothing that anybody did, so the journal says nothing of it.
"""

from collections.abc import Callable
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from hospes.exchanges import finding
from hospes.exchanges.choices import SearchState
from hospes.exchanges.models import Possibility, Search
from hospes.exchanges.queries import legs, possibilities
from hospes.jobs.actions import hold as hold_task

Enqueue = Callable[[int], object]
PAUSE, GIVEN_UP = timedelta(minutes=10), timedelta(hours=1)


def look_again(enqueue: Enqueue) -> Search | None:
    """Make sure that what the board shows is of the market as it is now; of a large market, as it was some minutes
    ago. Returns the search that is under way."""
    state = possibilities.state_of_market()
    newest = possibilities.newest()
    if newest is not None and (newest.fingerprint == state or _is_young(newest)):
        return None
    running = possibilities.under_way()
    if running is not None and _lives(running):
        return running
    is_large = legs.are_more_than(finding.SMALL)
    try:
        with transaction.atomic():
            Search.objects.exclude(state=SearchState.DONE).delete()
            search = Search.objects.create(fingerprint=state)
            if is_large:
                enqueue(search.pk)
    except IntegrityError:
        # Somebody else has begun the same a moment ago.
        return possibilities.under_way()
    if is_large:
        return search
    carry_out(search.pk)
    return None


def _is_young(search: Search) -> bool:
    """A large market changes all the time, and is searched so often at most."""
    is_large = search.legs > finding.SMALL
    return is_large and search.done_at is not None and timezone.now() - search.done_at < PAUSE


def _lives(search: Search) -> bool:
    """A worker that was killed is followed by another, which begins anew; after an hour nobody waits for it."""
    return timezone.now() - search.asked_at < GIVEN_UP


def carry_out(pk: int) -> None:
    """Find, and show what was found in place of what was there. Harmless to repeat."""
    search = Search.objects.filter(pk=pk).exclude(state=SearchState.DONE).first()
    if search is None:
        return
    Search.objects.filter(pk=pk).update(state=SearchState.RUNNING)
    found_legs = legs.legs_now()
    Search.objects.filter(pk=pk).update(legs=len(found_legs))
    best = finding.find(
        found_legs,
        legs.sources_among(found_legs),
        told=lambda walked: Search.objects.filter(pk=pk).update(walked=walked),
    )
    _show(pk, best)


@transaction.atomic
def _show(pk: int, best: list[finding.Found]) -> None:
    hold_task()
    search = Search.objects.select_for_update().filter(pk=pk).first()
    if search is None:
        return
    Possibility.objects.filter(search=search).delete()
    rows = (possibilities.as_row(search, place, one) for place, one in enumerate(best, start=1))
    Possibility.objects.bulk_create(rows, batch_size=500)
    search.state, search.done_at = SearchState.DONE, timezone.now()
    search.save(update_fields=["state", "done_at"])
    Search.objects.filter(pk__lt=pk).delete()
