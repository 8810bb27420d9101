"""What imports keep about people: for the page of own data, the archive, and the erasure."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from hospes.core import terms
from hospes.core.personal import MATCHMAKING
from hospes.incoming.actions import files
from hospes.incoming.models import EntryImport, ImportedContact
from hospes.people import own
from hospes.people.models import Person


def declare() -> None:
    """Called once, when the site starts."""
    own.keep(
        "files_of_old_entries",
        title=_("Files of old entries that you sent"),
        activity=MATCHMAKING,
        term=terms.OLD_FILE,
        columns={"name": own.text(_("File")), "sent_at": own.moment(_("Sent"))},
        gather=lambda person: own.Rows(
            EntryImport.objects.filter(person=person).defer("content").order_by("-pk"),
            lambda row: {"name": row.name, "sent_at": row.sent_at},
        ),
        forget=files.forget_person,
    )
    own.keep_files("files_of_old_entries", _files)
    own.keep_of_guests(
        "addresses_in_old_files",
        ImportedContact.objects.all,
        address="email",
        since="kept_at",
        forget=files.forget_contact_at,
    )
    own.keep(
        "address_in_old_files",
        title=_("Your address in old files"),
        activity=MATCHMAKING,
        term=terms.OLD_CONTACT,
        columns={
            "organisation": own.text(_("Organisation")),
            "email": own.text(_("E-mail address")),
            "file": own.text(_("File")),
            "kept_at": own.moment(_("Imported")),
        },
        gather=lambda person: own.Rows(
            ImportedContact.objects.filter(email__iexact=person.email).select_related("organisation").order_by("-pk"),
            lambda row: {
                "organisation": row.organisation.name,
                "email": row.email,
                "file": row.file,
                "kept_at": row.kept_at,
            },
        ),
    )


def _files(person: Person) -> Iterator[own.OwnFile]:
    for row in EntryImport.objects.filter(person=person):
        if row.content:
            yield own.OwnFile(row.name, bytes(row.content))
