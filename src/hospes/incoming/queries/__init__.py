"""Files under way and what they would do."""

from hospes.incoming.queries.files import imports_of, kept_mapping, newest_import, own_import, source_of
from hospes.incoming.queries.rows import Counts, counts_of, rows_of

__all__ = [
    "Counts",
    "counts_of",
    "imports_of",
    "kept_mapping",
    "newest_import",
    "own_import",
    "rows_of",
    "source_of",
]
