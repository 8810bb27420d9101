"""News for feed readers."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hospes.mail.letter import absolute
from hospes.outreach import queries


@login_not_required
@require_safe
def news_atom(request: HttpRequest) -> HttpResponse:
    """The thirty newest, in the languages they are written in."""
    here = absolute(reverse("news-atom"), "en")
    feed = Atom1Feed(
        title=_("News of the partnership"),
        link=absolute(reverse("outreach:news-list"), "en"),
        description="",
        language="en",
        feed_url=here,
        feed_guid=here,
    )
    for news, html in queries.feed_rows():
        address = absolute(news.get_absolute_url(), "en")
        feed.add_item(
            title=news.title,
            link=address,
            description=html,
            unique_id=address,
            pubdate=news.published_at,
            updateddate=news.changed_at,
            author_name=news.organisation.name if news.organisation else "Hospes",
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
