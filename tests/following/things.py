"""Saved searches and links of the world in which pages are opened."""

from typing import Any

from django.utils import timezone

from hospes.following import links
from hospes.following.actions import readers, searches
from hospes.following.models import SavedSearch
from hospes.mail.choices import MailStatus
from hospes.mail.models import OutgoingMail
from hospes.matchmaking.queries.catalogue import Wanted
from hospes.people.models import Person

SEARCH_CANARY = "zzsearchcanary"


def add_followed(places: dict[str, dict[str, Any]], member: Person) -> None:
    """A member's search, a guest's, one that waits to be confirmed, and a mail that could not be brought."""
    saved = searches.save_search(Wanted(kinds=("offer",)), name=SEARCH_CANARY, rhythm="weekly", by=member)
    places["member's search"] = {"pk": saved.pk}
    guest = readers.reader_at("guest@hospes.example", language="en", time_zone="Europe/Brussels")
    SavedSearch.objects.create(reader=guest, name="Hosts", query="kind=offer", confirmed_at=timezone.now())
    places["guest's link to their searches"] = {"signed": links.reader_token(guest)}
    waiting = SavedSearch.objects.create(reader=guest, name="Guests", query="kind=wish")
    places["link that confirms a search"] = {"signed": links.confirm_token(waiting)}
    lost = OutgoingMail.objects.create(
        topic="account", address="gone@hospes.example", subject="Lost", text="", html="", status=MailStatus.FAILED
    )
    places["mail that did not arrive"] = {"pk": lost.pk}
