"""The search keeps up by itself."""

from hospes.jobs.schedule import scheduled
from hospes.search.meanings import read_what_changed

_SECONDS = 200


@scheduled("*/5 * * * *")
def read_meanings() -> None:
    """With the extra package `hospes[meaning]`: what changed is read by its model, some minutes' worth at a time."""
    read_what_changed(_SECONDS)
