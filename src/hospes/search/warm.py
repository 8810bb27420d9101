"""What every process needs in memory, read before the first visitor comes."""

from hospes.search.concepts import known_words
from hospes.search.shelf import shelf
from hospes.search.sources import all_sources


def read_ahead() -> None:
    """The shelves of everything that can be found, and the names of codes. Processes that are forked later have them
    too, and read only what changed since."""
    for source in all_sources():
        shelf(source.kind)
    known_words()
