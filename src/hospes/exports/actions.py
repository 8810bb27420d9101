"""What is written down when something is taken along."""

from hospes.exports.register import Table
from hospes.journal.actions import record
from hospes.organisations.models import Organisation
from hospes.people.models import Person


def note_list(table: Table, *, by: Person, acting_for: Organisation | None, form: str) -> None:
    """Names and addresses of people left the site: say which list, and in which form."""
    record("list.taken_along", by=by, acting_for=acting_for, facts={"list": table.name, "form": form})


def note_partnership(kind: str) -> None:
    """The command line wrote everything, or one kind of record, into files."""
    record("partnership.taken_along", by=None, facts={"kind": kind})
