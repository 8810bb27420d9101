"""Rows kept in the database as the comparison wants them."""

from collections.abc import Iterator
from datetime import datetime

from hospes.incoming.choices import Outcome
from hospes.incoming.models import EntryImport, ImportRow
from hospes.incoming.reading.comparing import Comparer, Decision
from hospes.incoming.reading.rows import Cell, Named, Problem, Proposed

AT_ONCE = 500


def comparer_of(file: EntryImport, *, before: datetime) -> Comparer:
    return Comparer(
        own=file.organisation,
        creates_organisations=file.creates_organisations,
        signature=file.signature,
        submits=file.outcome == Outcome.SUBMITTED,
        before=before,
    )


def stored(file: EntryImport) -> Iterator[tuple[Proposed, Decision]]:
    """In the order of the file, a few hundred in memory at a time. Without their cells, which only pages show."""
    rows = ImportRow.objects.filter(file=file).order_by("line", "kind").values_list(*_READ, *_DECIDED)
    for line, kind, values, note, fingerprint, number, named, email, problems, *decided in rows.iterator(
        chunk_size=AT_ONCE
    ):
        own = [Problem(**problem) for problem in problems if problem["is_own"]]
        row = Proposed(line, kind, [], values, note, fingerprint, number, Named(**named), email, own)
        yield row, Decision(*decided)


_READ = ("line", "kind", "values", "note", "fingerprint", "number", "named", "email", "problems")
_DECIDED = ("is_left_out", "is_taken_anyway", "overwrites", "picked_id")


def proposed(row: ImportRow, cells: list[Cell]) -> Proposed:
    return Proposed(
        row.line,
        row.kind,
        cells,
        row.values,
        row.note,
        row.fingerprint,
        row.number,
        Named(**row.named),
        row.email,
        [Problem(**problem) for problem in row.problems if problem["is_own"]],
    )


def decision(row: ImportRow) -> Decision:
    return Decision(row.is_left_out, row.is_taken_anyway, row.overwrites, row.picked_id)
