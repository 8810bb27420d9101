"""Files that somebody sent, and what is remembered of earlier ones."""

from django.db.models import QuerySet

from hospes.incoming.models import EntryImport, EntrySource, KeptMapping
from hospes.matchmaking.models import Entry
from hospes.organisations.models import Organisation
from hospes.people.models import Person


def imports_of(person: Person) -> QuerySet[EntryImport]:
    """One's own files, newest first, without their content."""
    return EntryImport.objects.filter(person=person).defer("content").select_related("organisation").order_by("-pk")


def own_import(person: Person) -> QuerySet[EntryImport]:
    """For a page about one file: what belongs to somebody else is not there."""
    return imports_of(person)


def newest_import(person: Person) -> EntryImport | None:
    return imports_of(person).first()


def kept_mapping(signature: str, organisation: Organisation | None) -> dict[int, str]:
    """What columns with these headings held last time, for this organisation or for the desk."""
    rows = KeptMapping.objects.filter(signature=signature, organisation=organisation)
    return {int(at): name for row in rows for at, name in row.columns.items()}


def source_of(entry: Entry) -> EntrySource | None:
    """The file that an entry came from, if it came from one."""
    return EntrySource.objects.filter(entry=entry).first()
