"""Published news can be found."""

from collections.abc import Iterator, Sequence

from hospes.outreach.choices import NewsStatus
from hospes.outreach.models import News
from hospes.search import sources
from hospes.search.drafts import Draft, said

NEWS = "news"


def drafts_of(news: Sequence[int]) -> Iterator[Draft]:
    for one in News.objects.filter(pk__in=news).order_by("pk"):
        yield Draft(
            kind=NEWS,
            object_id=one.pk,
            is_public=one.status == NewsStatus.PUBLISHED,
            heading=said((one.title, one.language)),
            body=said((one.text, one.language)),
            since=one.published_at,
        )


sources.add(sources.Source(NEWS, News, drafts_of))
