"""The digest goes out in the morning of each reader; what nobody confirmed is forgotten."""

from hospes.core import retention, terms
from hospes.following.actions import digests, near, readers
from hospes.following.models import SavedSearch
from hospes.jobs.schedule import scheduled

retention.keep(
    terms.UNCONFIRMED_SEARCH,
    due=lambda before: SavedSearch.objects.filter(confirmed_at=None, created_at__lt=before),
)


@scheduled("4 * * * *")
def tell_everybody() -> None:
    """Every hour: somewhere it is seven in the morning."""
    readers.greet_new_people()
    digests.tell_everybody()


@scheduled("3-58/5 * * * *")
def tell_of_near_misses() -> None:
    """Every five minutes, after pairs were found."""
    near.tell_of_near_misses()


@scheduled("52 3 * * *")
def forget_guests_who_left() -> None:
    readers.forget_guests_who_left()
