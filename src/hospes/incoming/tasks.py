"""Long files are read and written by a worker; what has been kept long enough goes."""

from hospes.core import retention, terms
from hospes.incoming.actions import files
from hospes.incoming.models import EntryImport, EntrySource, ImportedContact
from hospes.jobs.schedule import task


@task()
def read_file(pk: int) -> None:
    files.read_file(pk)


@task()
def write_file(pk: int) -> None:
    files.write_file(pk)


retention.keep(
    terms.OLD_FILE,
    # One that is being written says so again and again: what has been silent for so long is not.
    due=lambda before: EntryImport.objects.filter(changed_at__lt=before),
)
retention.keep(
    terms.OLD_NOTE,
    due=lambda before: EntrySource.objects.filter(imported_at__lt=before).exclude(note=""),
    forget=files.forget_notes,
)
retention.keep(terms.OLD_CONTACT, due=lambda before: ImportedContact.objects.filter(kept_at__lt=before))
