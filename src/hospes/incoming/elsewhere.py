"""What pages of other apps show of what came in."""

from typing import Any

from hospes.core import terms
from hospes.incoming import queries
from hospes.matchmaking.models import Entry


def source_of_entry(entry: Entry) -> dict[str, Any] | None:
    """File and line, what nobody has placed yet, and whom the file names; None for an entry that was written here."""
    source = queries.source_of(entry)
    if source is None:
        return None
    contact = queries.contact_of(entry.organisation)
    return {
        "source": source,
        "contact": contact,
        "contact_until": contact.kept_at + terms.OLD_CONTACT.lasts if contact else None,
    }
