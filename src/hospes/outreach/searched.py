"""Published news can be found."""

from collections.abc import Iterator, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from hospes.outreach.choices import NewsStatus
from hospes.outreach.models import News
from hospes.search import sections, sources
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


def find_news(text: str) -> sections.Shelved:
    return sections.on_shelf(NEWS, text, _hits)


def _hits(ids: list[int]) -> Iterator[sections.Hit]:
    rows = News.objects.published().in_bulk(ids)
    for one in (rows[pk] for pk in ids if pk in rows):
        published = date_format(one.published_at) if one.published_at else ""
        yield sections.Hit(one.title, one.get_absolute_url(), published, one.language)


sources.add(sources.Source(NEWS, News, drafts_of))
sections.add(sections.Section("news", 40, _("News"), find_news))
