"""The rows of a file: read, compared, decided one by one."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from hospes.core.bulk import columns_of, insert_rows, row_maker
from hospes.core.spreadsheets import UnreadableFileError
from hospes.incoming import rules
from hospes.incoming.choices import ImportState
from hospes.incoming.models import EntryImport, ImportRow
from hospes.incoming.queries.stored import comparer_of, decision, proposed
from hospes.incoming.reading.comparing import Comparer, Decision, Judged, plain
from hospes.incoming.reading.rows import Proposed, RowReader, slim
from hospes.incoming.reading.sheets import Table, tabled
from hospes.jobs.actions import hold
from hospes.organisations.models import Organisation
from hospes.people.models import Person
from hospes.reference.vocabulary import vocabulary

AT_ONCE = 500
# Up to so many rows, each decision compares all of them anew.
MOST_COMPARED_AGAIN = 1000


class NotReadyError(Exception):
    """The rows are being read or written."""


def table_of(file: EntryImport, *, up_to: int | None = None) -> Table:
    """`up_to`: the last line that is needed."""
    content = EntryImport.objects.values_list("content", flat=True).get(pk=file.pk)
    return tabled(bytes(content), sheet=file.sheet, heading_line=file.heading_line, up_to=up_to)


def reader_of(file: EntryImport, table: Table, today: date) -> RowReader:
    return RowReader(
        {int(at): holds for at, holds in file.columns.items()},
        {heading.at: heading.text or heading.letters for heading in table.headings},
        vocabulary=vocabulary(),
        as_of=today,
        language=file.language,
        all_are=file.all_are,
    )


def read_rows(pk: int) -> None:
    """Read and compare all rows, a few hundred kept at a time, so that one sees how far it is."""
    file = EntryImport.objects.defer("content").select_related("organisation").get(pk=pk)
    if file.state != ImportState.READING:
        return
    try:
        table = table_of(file)
    except UnreadableFileError as error:
        EntryImport.objects.filter(pk=pk).update(state=ImportState.FAILED, problem=str(error)[:300])
        return
    with transaction.atomic():
        hold()
        file.rows.all().delete()
        file.signature = table.signature
        file.rows_total, file.rows_done = len(table.rows), 0
        file.save(update_fields=["signature", "rows_total", "rows_done", "changed_at"])
    reader = reader_of(file, table, timezone.localdate())
    comparer = comparer_of(file, before=timezone.now())
    values = row_maker(ImportRow)
    for done, batch in _batches(_read(reader, table, comparer)):
        with transaction.atomic():
            hold()
            insert_rows(ImportRow, columns_of(ImportRow)[1:], (values(_row(file, one))[1:] for one in batch))
            EntryImport.objects.filter(pk=pk).update(rows_done=done, changed_at=timezone.now())
    with transaction.atomic():
        hold()
        EntryImport.objects.filter(pk=pk, state=ImportState.READING).update(state=ImportState.READY)


def _read(reader: RowReader, table: Table, comparer: Comparer) -> Iterator[tuple[int, Judged]]:
    place = {line: at for at, (line, _cells) in enumerate(table.rows, start=1)}
    rows = ((row, Decision()) for line, cells in table.rows for row in reader.read(line, cells))
    for one in comparer.compare(rows):
        yield place[one.row.line], one


def _batches(judged: Iterable[tuple[int, Judged]]) -> Iterator[tuple[int, list[Judged]]]:
    batch: list[Judged] = []
    done = 0
    for done, one in judged:
        batch.append(one)
        if len(batch) == AT_ONCE:
            yield done, batch
            batch = []
    if batch:
        yield done, batch


def _row(file: EntryImport, one: Judged) -> ImportRow:
    row = one.row
    made = ImportRow(file=file, line=row.line, kind=row.kind)
    _put_read(made, row)
    _put_judged(made, one)
    return made


def _put_read(made: ImportRow, row: Proposed) -> None:
    made.cells, made.values, made.note = [slim(cell) for cell in row.cells], row.values, row.note
    made.fingerprint, made.number, made.email = row.fingerprint, row.number, row.email
    made.named, made.least_sure = asdict(row.named), row.least_sure


def _put_judged(made: ImportRow, one: Judged) -> None:
    made.organisation_id, made.found_by, made.verdict = one.found.pk, one.found.by, one.verdict
    made.problems = plain([*one.row.problems, *_against(one)])
    made.changes, made.like_line = plain(one.changes), one.like_line


def _against(one: Judged) -> list[Any]:
    return [problem for problem in one.problems if not problem.is_own]


_JUDGED = ("organisation", "found_by", "verdict", "problems", "changes", "like_line")


# What a person decides


@transaction.atomic
def decide(
    row: ImportRow,
    *,
    by: Person,
    is_left_out: bool | None = None,
    is_taken_anyway: bool | None = None,
    overwrites: bool | None = None,
) -> None:
    """Take a row or leave it out; let the file win over what people changed here."""
    file = _held(row, by)
    for name, value in (
        ("is_left_out", is_left_out),
        ("is_taken_anyway", is_taken_anyway),
        ("overwrites", overwrites),
    ):
        if value is not None:
            setattr(row, name, value)
    row.save(update_fields=["is_left_out", "is_taken_anyway", "overwrites"])
    EntryImport.objects.filter(pk=file.pk).update(changed_at=timezone.now())


@transaction.atomic
def correct(row: ImportRow, *, typed: dict[str, str], picked: Organisation | None, by: Person) -> None:
    """Read a row again with what somebody typed instead, or for the organisation that somebody picked."""
    file = _held(row, by)
    if picked is not None and not rules.may_import_for(by, picked):
        raise PermissionDenied
    table = table_of(file, up_to=row.line)
    cells = next(cells for line, cells in table.rows if line == row.line)
    written = {str(at): cells[int(at)] if int(at) < len(cells) else "" for at in file.columns}
    row.typed = {at: text for at, text in typed.items() if at in written and text != written[at]}
    row.picked = picked
    made = reader_of(file, table, timezone.localdate()).read(row.line, cells, row.typed)
    others = {one.kind: one for one in ImportRow.objects.filter(file=file, line=row.line).exclude(pk=row.pk)}
    mine = next((one for one in made if one.kind == row.kind), None)
    if mine is None:
        mine = next((one for one in made if one.kind not in others), made[0])
        others.pop(mine.kind, None)
    ImportRow.objects.filter(file=file, line=row.line).exclude(pk=row.pk).exclude(
        kind__in=[one.kind for one in made if one is not mine]
    ).delete()
    row.kind = mine.kind
    _put_read(row, mine)
    row.problems = plain(mine.problems)
    row.save()
    for one in made:
        if one is not mine and one.kind not in others:
            new = ImportRow(file=file, line=row.line, kind=one.kind, typed=row.typed, picked=picked)
            _put_read(new, one)
            new.problems = plain(one.problems)
            new.save()
    _compare_again(file, row.line)


def _compare_again(file: EntryImport, line: int) -> None:
    """All rows, as one may be like another; of a long file the rows of this line alone."""
    comparer = comparer_of(file, before=timezone.now())
    rows = ImportRow.objects.filter(file=file).defer("cells")
    if file.rows_total > MOST_COMPARED_AGAIN:
        rows = rows.filter(line=line)
    here = {(row.line, row.kind): row for row in rows.order_by("line", "kind")}
    for one in comparer.compare((proposed(row, []), decision(row)) for row in here.values()):
        _put_judged(here[one.row.line, one.row.kind], one)
    ImportRow.objects.bulk_update(here.values(), _JUDGED, batch_size=AT_ONCE)
    EntryImport.objects.filter(pk=file.pk).update(changed_at=timezone.now())


def refresh(file: EntryImport) -> None:
    """Compare again with what is here now."""
    with transaction.atomic():
        held = EntryImport.objects.select_for_update().defer("content").get(pk=file.pk)
        if held.state == ImportState.READY and held.rows_total <= MOST_COMPARED_AGAIN:
            _compare_again(held, 0)


def _held(row: ImportRow, by: Person) -> EntryImport:
    """Hold the file, so that nothing is decided while it is being written."""
    file = EntryImport.objects.select_for_update().defer("content").get(pk=row.file_id)
    if not rules.may_go_on_with(by, file):
        raise PermissionDenied
    if file.state != ImportState.READY:
        raise NotReadyError
    return file
