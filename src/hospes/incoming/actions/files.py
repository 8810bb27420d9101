"""A file on its way in: sent, its columns chosen, its rows read, decided and written; or forgotten."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from hospes.incoming import rules
from hospes.incoming.actions.rows import read_rows
from hospes.incoming.actions.writing import From, RefusedRowsError, Writer
from hospes.incoming.choices import ImportState
from hospes.incoming.models import EntryImport, EntrySource, ImportedContact, KeptMapping
from hospes.incoming.queries.stored import comparer_of, stored
from hospes.incoming.reading.sheets import Table
from hospes.jobs.actions import hold
from hospes.journal.actions import record, take_the_chain
from hospes.organisations.models import Organisation
from hospes.people.models import Person


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
    file.state, file.is_partial, file.problem = ImportState.WRITING, partial, ""
    file.save(update_fields=["state", "is_partial", "problem", "changed_at"])


def write_file(pk: int) -> bool:
    """Write what the rows would do now: all of it, or nothing. False when something stood in the way.

    Compared again at the moment of writing. It may be called again after it was cut off: what was
    written by half is gone with the transaction, and what is written is not written twice.
    """
    try:
        _write_file(pk)
    except RefusedRowsError:
        with transaction.atomic():
            EntryImport.objects.filter(pk=pk, state=ImportState.WRITING).update(
                state=ImportState.READY, problem="refused", changed_at=timezone.now()
            )
        return False
    return True


@transaction.atomic
def _write_file(pk: int) -> None:
    hold()
    rows = EntryImport.objects.select_for_update(of=("self",)).defer("content")
    file = rows.select_related("person", "organisation").get(pk=pk)
    if file.state != ImportState.WRITING:
        return
    if not rules.may_go_on_with(file.person, file):
        raise RefusedRowsError
    # Two imports at once: the second waits here, and then sees what the first has written.
    take_the_chain()
    now = timezone.now()
    comparer = comparer_of(file, before=now)
    writer = Writer(From(file.name, file.sheet), comparer, by=file.person, at=now, partial=file.is_partial)
    written = writer.write(comparer.compare(stored(file)))
    file.counts = written.told()
    record("entries.imported", by=file.person, acting_for=file.organisation, facts=file.counts)
    file.state, file.content, file.written_at = ImportState.DONE, b"", now
    file.rows.all().delete()
    file.save(update_fields=["state", "counts", "content", "written_at", "changed_at"])


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
