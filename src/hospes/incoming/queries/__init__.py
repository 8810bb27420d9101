"""Files under way and what they would do."""

from hospes.incoming.queries.files import (
    candidates_for,
    contact_of,
    entries_from,
    imports_of,
    kept_mapping,
    own_import,
    source_of,
)
from hospes.incoming.queries.rows import Counts, counts_of, rows_of

__all__ = [
    "Counts",
    "candidates_for",
    "contact_of",
    "counts_of",
    "entries_from",
    "imports_of",
    "kept_mapping",
    "own_import",
    "rows_of",
    "source_of",
]
