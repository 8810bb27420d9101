"""Who may import entries, and whose."""

from hospes.incoming.choices import NEXT_IMPORT, ImportState
from hospes.incoming.models import EntryImport
from hospes.organisations import rules as organisations
from hospes.organisations.models import Organisation
from hospes.people.models import Person
from hospes.people.rules import Visitor, is_facilitator

# So many rows are read and written while one waits; more of them by a worker.
MOST_AT_ONCE = 200

# Who


def may_import_for(person: Visitor, organisation: Organisation | None) -> bool:
    """Members for their own organisation; facilitators for any, and for many at a time (None)."""
    if organisation is None:
        return is_facilitator(person)
    return is_facilitator(person) or organisations.acts_for(person, organisation)


def may_add_organisations(person: Visitor) -> bool:
    """Organisations that nobody knew come in as known, not as members: for those who may import such lists."""
    return organisations.may_import(person)


def is_own(person: Visitor, file: EntryImport) -> bool:
    """Nobody sees what somebody else is about to import."""
    return isinstance(person, Person) and file.person_id == person.pk


# When


def can_become(file: EntryImport, state: ImportState) -> bool:
    return state in NEXT_IMPORT[ImportState(file.state)]


# Both


def may_go_on_with(person: Visitor, file: EntryImport) -> bool:
    """The file is one's own, and one still acts for whom it was sent for."""
    return is_own(person, file) and may_import_for(person, file.organisation)
