"""Rows of a list that goes in at one go, without a preview that waits: the command line."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from hospes.incoming.actions.writing import From, Writer, Written
from hospes.incoming.reading.comparing import Comparer, Decision, Judged
from hospes.incoming.reading.rows import Named, Problem, Proposed, RowReader
from hospes.incoming.reading.sheets import Row, Table
from hospes.journal.actions import record, take_the_chain
from hospes.people.models import Person

Progress = Callable[[Iterable[Row]], Iterable[Row]]
Keep = Callable[[Proposed], None]


def compared(
    reader: RowReader, table: Table, comparer: Comparer, progress: Progress = iter, keep: Keep | None = None
) -> Iterator[Judged]:
    """Read and compare a list row by row. `keep` gets each row before it is compared."""

    def rows() -> Iterator[tuple[Proposed, Decision]]:
        for line, cells in progress(table.rows):
            for row in reader.read(line, cells):
                if keep is not None:
                    keep(row)
                yield row, Decision()

    return comparer.compare(rows())


@transaction.atomic
def import_rows(
    kept: Iterable[bytes], comparer: Callable[[], Comparer], *, file: str, sheet: str, by: Person | None, partial: bool
) -> Written:
    """Compare once more and write, in one turn: a list that is imported twice at once goes in once."""
    take_the_chain()
    comparing = comparer()
    at = timezone.now()
    writer = Writer(From(file, sheet), comparing, by=by, at=at, partial=partial)
    written = writer.write(comparing.compare((unpacked(row), Decision()) for row in kept))
    if written.is_something:
        record("entries.imported", by=by, facts=written.told())
    return written


def packed(kept: list[bytes]) -> Keep:
    """Keep rows in little room, without the cells that only a report needs."""

    def keep(row: Proposed) -> None:
        slim = {name: value for name, value in _without_cells(row).items() if value}
        kept.append(json.dumps(slim, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))

    return keep


def _without_cells(row: Proposed) -> dict[str, object]:
    return {
        "line": row.line,
        "kind": row.kind,
        "values": row.values,
        "note": row.note,
        "fingerprint": row.fingerprint,
        "number": row.number,
        "named": asdict(row.named),
        "email": row.email,
        "problems": [asdict(problem) for problem in row.problems],
    }


def unpacked(slim: bytes) -> Proposed:
    given = json.loads(slim)
    return Proposed(
        given["line"],
        given.get("kind", ""),
        [],
        given.get("values", {}),
        given.get("note", ""),
        given.get("fingerprint", ""),
        given.get("number", ""),
        Named(**given.get("named", {})),
        given.get("email", ""),
        [Problem(**problem) for problem in given.get("problems", [])],
    )
