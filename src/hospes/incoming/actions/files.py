"""A file on its way in: sent, its columns chosen, its rows read, decided and written; or forgotten."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from hospes.incoming import rules
from hospes.incoming.actions.rows import read_rows
from hospes.incoming.actions.writing import From, RefusedRowsError, Stage, in_one_turn
from hospes.incoming.choices import ImportState
from hospes.incoming.models import EntryImport, EntrySource, ImportedContact, ImportRow, KeptMapping
from hospes.incoming.queries.stored import comparer_of, stored
from hospes.incoming.reading.comparing import Decision
from hospes.incoming.reading.rows import Proposed
from hospes.incoming.reading.sheets import Table
from hospes.jobs.actions import hold
from hospes.journal.actions import record
from hospes.organisations.models import Organisation
from hospes.people.models import Person

# How often a long file says how far it is, in rows.
SAID_EVERY = 1000


class NotNowError(Exception):
    """The file is further than that already; often a button was pressed twice."""


@transaction.atomic
def send_file(
    content: bytes,
    *,
    name: str,
    organisation: Organisation | None,
    table: Table,
    sheet: str,
    by: Person,
    columns: Mapping[int, str] | None = None,
    **chosen: Any,
) -> EntryImport:
    """Keep a file until its sender has chosen its columns and looked at its rows. `columns`: as guessed, else."""
    if not rules.may_import_for(by, organisation):
        raise PermissionDenied
    return EntryImport.objects.create(
        person=by,
        organisation=organisation,
        name=name[:200],
        content=content,
        sheet=sheet,
        heading_line=table.heading_line,
        columns={str(at): holds for at, holds in (columns or table.guessed).items()},
        **chosen,
    )


@transaction.atomic
def choose_sheet(file: EntryImport, *, sheet: str, table: Table, columns: Mapping[int, str], by: Person) -> None:
    """Another sheet, or another line of headings: the columns are guessed anew."""
    _held(file, by, ImportState.READING)
    file.sheet, file.heading_line = sheet, table.heading_line
    file.columns = {str(at): holds for at, holds in columns.items()}
    file.save(update_fields=["sheet", "heading_line", "columns", "changed_at"])


@transaction.atomic
def choose_columns(file: EntryImport, *, columns: Mapping[int, str], signature: str, by: Person, **chosen: Any) -> None:
    """Say what each column holds, remember it for the next file with these headings, and let the rows be read."""
    _held(file, by, ImportState.READING)
    file.columns = {str(at): holds for at, holds in columns.items()}
    for name in ("language", "all_are", "outcome", "creates_organisations"):
        if name in chosen:
            setattr(file, name, chosen[name])
    file.creates_organisations = file.creates_organisations and rules.may_add_organisations(by)
    file.state, file.rows_done, file.problem = ImportState.READING, 0, ""
    file.save()
    KeptMapping.objects.update_or_create(
        signature=signature, organisation=file.organisation, defaults={"columns": file.columns}
    )


def read_file(pk: int) -> None:
    """Read all rows of a file and compare them with what is here. May be called again after it was cut off."""
    read_rows(pk)


@transaction.atomic
def start_writing(file: EntryImport, *, partial: bool, by: Person) -> None:
    """The one button. From here on the rows are written, once."""
    _held(file, by, ImportState.WRITING)
    file.state, file.is_partial, file.problem, file.rows_done = ImportState.WRITING, partial, "", 0
    file.save(update_fields=["state", "is_partial", "problem", "rows_done", "changed_at"])


def write_file(pk: int) -> bool:
    """Write what the rows would do now: all of it, or nothing. False when something stood in the way.

    That may also be that its owner may no longer do what it asks for.

    Compared again, made ready, and written in one turn. It may be called again after it was cut off: what was
    made ready is gone with its process, and what is written is not written twice.
    """
    try:
        _write_file(pk)
    except (RefusedRowsError, PermissionDenied):
        with transaction.atomic():
            EntryImport.objects.filter(pk=pk, state=ImportState.WRITING).update(
                state=ImportState.READY, problem="refused", changed_at=timezone.now()
            )
        return False
    _forget_rows(pk)
    return True


def _write_file(pk: int) -> None:
    file = EntryImport.objects.defer("content").select_related("person", "organisation").get(pk=pk)
    if file.state != ImportState.WRITING:
        return

    def stage() -> Stage:
        now = timezone.now()
        comparer = comparer_of(file, before=now)
        return Stage(From(file.name, file.sheet), comparer, by=file.person, at=now, partial=file.is_partial)

    in_one_turn(stage, lambda made: made.comparer.compare(_watched(file, stored(file))), lambda made: _turn(pk, made))


def _watched(file: EntryImport, rows: Iterator[tuple[Proposed, Decision]]) -> Iterator[tuple[Proposed, Decision]]:
    """Says how far a long file is, for the page that waits."""
    for done, row in enumerate(rows):
        if done % SAID_EVERY == 0 and file.rows_total > rules.MOST_AT_ONCE:
            with transaction.atomic():
                hold()
                EntryImport.objects.filter(pk=file.pk).update(
                    rows_done=min(done, file.rows_total), changed_at=timezone.now()
                )
        yield row


def _turn(pk: int, stage: Stage) -> None:
    """The one turn. Two imports at once: the second waits here, and compares anew when the first has written."""
    hold()
    rows = EntryImport.objects.select_for_update(of=("self",)).defer("content")
    file = rows.select_related("person", "organisation").get(pk=pk)
    if file.state != ImportState.WRITING:
        return
    if not rules.may_go_on_with(file.person, file):
        raise RefusedRowsError
    file.counts = stage.write().told()
    record("entries.imported", by=file.person, acting_for=file.organisation, facts=file.counts)
    file.state, file.content, file.written_at = ImportState.DONE, b"", stage.at
    file.save(update_fields=["state", "counts", "content", "written_at", "changed_at"])


def _forget_rows(pk: int) -> None:
    """The rows of a file that is written, a few at a time, so that others can write in between."""
    rows = ImportRow.objects.filter(file=pk, file__state=ImportState.DONE).order_by("pk")
    while some := list(rows.values_list("pk", flat=True)[:SAID_EVERY]):
        with transaction.atomic():
            ImportRow.objects.filter(pk__in=some).delete()


@transaction.atomic
def forget_file(file: EntryImport, *, by: Person) -> None:
    if not rules.is_own(by, file):
        raise PermissionDenied
    held = EntryImport.objects.select_for_update().defer("content").get(pk=file.pk)
    if held.state == ImportState.WRITING:
        raise NotNowError
    held.delete()


def _held(file: EntryImport, by: Person, state: ImportState) -> None:
    """Hold the file's row, and make sure that it may take this step."""
    file.refresh_from_db(from_queryset=EntryImport.objects.select_for_update().defer("content"))
    if not rules.may_go_on_with(by, file):
        raise PermissionDenied
    if not rules.can_become(file, state):
        raise NotNowError


def forget_notes(rows: QuerySet[EntrySource]) -> int:
    """What an old file says and nobody has placed within a year. Where the entry came from stays."""
    return rows.update(note="")


def forget_person(person: Person) -> None:
    """Somebody is erased: their files, and their address in old lists."""
    EntryImport.objects.filter(person=person).delete()
    forget_contact_at(person.email)


def forget_contact_at(address: str) -> None:
    ImportedContact.objects.filter(email__iexact=address).delete()
