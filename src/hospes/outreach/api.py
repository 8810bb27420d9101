"""News, for everybody."""

from collections.abc import Sequence
from datetime import datetime

from django.http import Http404
from ninja import Field, Query, Router

from hospes.core.api.lists import ListOf, PageQuery, page_of
from hospes.core.api.shapes import Shown, possible_id
from hospes.organisations.api.acting import ApiRequest
from hospes.organisations.api.organisations import OrganisationBrief, brief
from hospes.outreach import queries
from hospes.outreach.models import News
from hospes.reference.api import LanguageCode

router = Router(tags=["news"])


class NewsShown(Shown):
    """A short piece of news, in the language of its writer."""

    id: int
    slug: str
    title: str
    text: str = Field(description="Markdown.")
    language: str = Field(examples=["en"])
    organisation: OrganisationBrief | None
    published_at: datetime
    changed_at: datetime


class NewsQuery(PageQuery):
    language: list[LanguageCode] = []
    organisation: list[int] = Field([], max_length=40, description="`id` of the organisation.")


@router.get("/news", response=ListOf[NewsShown], summary="News")
def news_list(request: ApiRequest, asked: Query[NewsQuery]) -> ListOf[NewsShown]:
    """What is published, the newest first."""
    rows = queries.published_news()
    if asked.language:
        rows = rows.filter(language__in=asked.language)
    if asked.organisation:
        rows = rows.filter(organisation__in=[possible_id(pk) for pk in asked.organisation])
    return page_of(rows, asked, request, _all_shown, ListOf[NewsShown])


@router.get("/news/{int:news_id}", response=NewsShown, summary="One piece of news")
def news_detail(request: ApiRequest, news_id: int) -> NewsShown:
    news = queries.published_news().filter(pk=possible_id(news_id)).first()
    if news is None:
        raise Http404
    return _shown(news)


def _all_shown(rows: Sequence[News]) -> list[NewsShown]:
    return [_shown(news) for news in rows]


def _shown(news: News) -> NewsShown:
    return NewsShown(
        id=news.pk,
        slug=news.slug,
        title=news.title,
        text=news.text,
        language=news.language,
        organisation=brief(news.organisation) if news.organisation else None,
        published_at=news.published_at or news.changed_at,
        changed_at=news.changed_at,
    )
