"""What is kept about a person here, for their own download."""

from hospes.incoming.models import EntryImport, ImportedContact
from hospes.people.models import Person


def kept_about(person: Person) -> dict[str, object]:
    """Files one sent, and organisations for which an old list gives one's address."""
    files = EntryImport.objects.filter(person=person).order_by("pk").values_list("name", "sent_at")
    contacts = ImportedContact.objects.filter(email__iexact=person.email).select_related("organisation")
    return {
        "files": [{"name": name, "sent_at": sent_at.isoformat()} for name, sent_at in files],
        "address_in_old_lists": [
            {"organisation": one.organisation.name, "file": one.file, "kept_at": one.kept_at.isoformat()}
            for one in contacts.order_by("pk")
        ],
    }
