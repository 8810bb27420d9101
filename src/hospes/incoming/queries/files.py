"""Files that somebody sent, and what is remembered of earlier ones."""

from django.db.models import Q, QuerySet

from hospes.core.text import words
from hospes.incoming.models import EntryImport, EntrySource, ImportedContact, ImportRow, KeptMapping
from hospes.matchmaking.models import Entry
from hospes.organisations.models import Organisation
from hospes.organisations.queries.named import Names
from hospes.people.models import Person


def imports_of(person: Person) -> QuerySet[EntryImport]:
    """One's own files, newest first, without their content."""
    return EntryImport.objects.filter(person=person).defer("content").select_related("organisation").order_by("-pk")


def own_import(person: Person) -> QuerySet[EntryImport]:
    """For a page about one file: what belongs to somebody else is not there."""
    return imports_of(person)


def kept_mapping(signature: str, organisation: Organisation | None) -> dict[int, str]:
    """What columns with these headings held last time, for this organisation or for the desk."""
    rows = KeptMapping.objects.filter(signature=signature, organisation=organisation)
    return {int(at): name for row in rows for at, name in row.columns.items()}


def candidates_for(row: ImportRow) -> list[Organisation]:
    """Organisations that a row may mean: nearly of its name, or of its country with a word of its name; the one it was
    given first."""
    found = {row.organisation.pk: row.organisation} if row.organisation else {}
    if row.picked and row.picked.pk not in found:
        found[row.picked.pk] = row.picked
    near = Names().alike(row.named.get("name", ""), country=row.named.get("country", ""))
    named = Organisation.objects.in_bulk(near)
    found |= {pk: named[pk] for pk in near}
    telling = sorted({word for word in words(row.named.get("name", "")).split() if len(word) > _SHORT}, key=len)[-4:]
    asked = Q()
    for word in telling:
        asked |= Q(search_words__contains=word)
    rows = Organisation.objects.filter(asked).order_by("name", "pk") if telling else Organisation.objects.none()
    if country := row.named.get("country"):
        rows = rows.filter(country=country)
    return list((found | {one.pk: one for one in rows[:_MOST_CANDIDATES]}).values())


# Words that say little about an organisation, and more of them than one reads.
_SHORT, _MOST_CANDIDATES = 3, 8


def source_of(entry: Entry) -> EntrySource | None:
    """The file that an entry came from, if it came from one."""
    return EntrySource.objects.filter(entry=entry).first()


def contact_of(organisation: Organisation) -> ImportedContact | None:
    """Whom an old list names, where nobody has an account."""
    return ImportedContact.objects.filter(organisation=organisation).first()


def entries_from(file: EntryImport) -> QuerySet[EntrySource]:
    """The entries that the file made or changed, in its order."""
    if file.written_at is None:
        return EntrySource.objects.none()
    rows = EntrySource.objects.filter(file=file.name, imported_at=file.written_at)
    return rows.select_related("entry__organisation").order_by("line", "pk")
