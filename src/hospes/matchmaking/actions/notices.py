"""Taking an entry off the public pages after a notice."""

from django.utils import translation
from django.utils.translation import gettext as _

from hospes.matchmaking.actions.moderation import reject_entry
from hospes.matchmaking.models import Entry
from hospes.matchmaking.queries.recipients import recipients_for
from hospes.people.models import Person


def withdraw_reported_entry(id_: str, by: Person) -> None:
    """Send the entry back to its organisation, with the reason in the language of whoever looks after it."""
    entry = Entry.objects.select_related("organisation", "contact").get(pk=id_)
    readers = recipients_for(entry)
    with translation.override(readers[0].language if readers else "en"):
        reason = _("Somebody reported this entry, and we agree. The decision comes in a mail of its own.")
    reject_entry(entry, reason=reason, by=by)
