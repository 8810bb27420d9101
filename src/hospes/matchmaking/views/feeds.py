"""The newest entries for feed readers."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hospes.mail.letter import absolute
from hospes.matchmaking.phrases.cards import card
from hospes.matchmaking.queries import catalogue as queries

_NEWEST = 50


@login_not_required
@require_safe
def entries_atom(request: HttpRequest) -> HttpResponse:
    """Title, kind, organisation and text as the catalogue shows them; nothing about persons."""
    feed = Atom1Feed(
        title=_("Hospes: new offers, wishes and project ideas"),
        link=absolute("entries/"),
        description=_("The newest entries of the catalogue."),
        feed_url=absolute("feeds/entries.atom", "en"),
        language="en",
    )
    for entry in queries.newest(timezone.localdate(), _NEWEST):
        shown = card(entry)
        feed.add_item(
            title=shown.title,
            link=absolute(entry.get_absolute_url()),
            description=entry.text,
            unique_id=f"urn:uuid:{entry.key}",
            pubdate=entry.published_at,
            updateddate=entry.changed_at,
            author_name=entry.organisation.name,
            categories=[shown.kind, *shown.topics],
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
