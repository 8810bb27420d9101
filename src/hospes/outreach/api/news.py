"""News: read by everybody, written by the secretariat."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Status
from pydantic import ConfigDict

from hospes.core.api.auth import Token, gated
from hospes.core.api.bodies import Body
from hospes.core.api.checking import cleaned
from hospes.core.api.lists import ListOf, PageQuery, page_of
from hospes.core.api.problems import ProblemError, invalid
from hospes.core.api.shapes import Shown, possible_id, sent_in
from hospes.core.api.tags import honour_match, require_match, tagged
from hospes.organisations.api.acting import ApiRequest, TokenRequest, with_token
from hospes.organisations.api.organisations import OrganisationBrief, brief
from hospes.organisations.models import Organisation
from hospes.outreach import actions, queries, rules
from hospes.outreach.choices import NewsStatus
from hospes.outreach.forms import NewsForm
from hospes.outreach.models import News
from hospes.people.scopes import Scope
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
    status: NewsStatus
    published_at: datetime | None
    changed_at: datetime


class NewsQuery(PageQuery):
    language: list[LanguageCode] = []
    organisation: list[int] = Field([], max_length=40, description="`id` of the organisation.")
    unpublished: bool = Field(False, description="For the secretariat: drafts and withdrawn news instead.")


class NewsChanges(Body):
    """Fields left out stay as they are."""

    model_config = ConfigDict(json_schema_extra={"example": {"title": "Twelve regions, one network"}})

    title: str = Field("", min_length=1, max_length=160, examples=["Twelve regions, one network"])
    text: str = Field("", min_length=1, max_length=6000, examples=["We met in **Bergen**."])
    language: str = Field("", min_length=2, max_length=10, examples=["en"])
    organisation: int | None = Field(None, description="`id`, when the news comes from a member.")


class NewNews(NewsChanges):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {"title": "Twelve regions, one network", "text": "We met in **Bergen**.", "language": "en"}
        }
    )

    title: str = Field(min_length=1, max_length=160)
    text: str = Field(min_length=1, max_length=6000)
    language: str = Field(min_length=2, max_length=10)


@router.get("/news", response=ListOf[NewsShown], summary="News", openapi_extra={"x-refusals": [403]})
def news_list(request: ApiRequest, asked: Query[NewsQuery]) -> ListOf[NewsShown]:
    """What is published, the newest first."""
    if asked.unpublished and not rules.may_write_news(request.user):
        raise PermissionDenied
    rows = queries.unpublished_news() if asked.unpublished else queries.published_news()
    if asked.language:
        rows = rows.filter(language__in=asked.language)
    if asked.organisation:
        rows = rows.filter(organisation__in=[possible_id(pk) for pk in asked.organisation])
    return page_of(rows, asked, request, _all_shown, ListOf[NewsShown])


@router.get("/news/{int:news_id}", response=NewsShown, summary="One piece of news")
def news_detail(request: ApiRequest, news_id: int, response: HttpResponse) -> NewsShown:
    return tagged(response, _shown(_readable(request, news_id)))


def may_write(request: HttpRequest) -> None:
    if not rules.may_write_news(with_token(request).user):
        raise PermissionDenied


@router.post(
    "/news",
    response={201: NewsShown},
    auth=Token(Scope.NEWS, gate=may_write),
    summary="Draft a piece of news",
)
def news_draft(request: TokenRequest, body: NewNews, response: HttpResponse) -> Status[NewsShown]:
    """For the secretariat."""
    news = actions.draft_news(by=request.user, **_values(sent_in(body)))
    response["Location"] = f"{request.path}/{news.pk}"
    return Status(201, tagged(response, _shown(news)))


def to_write(request: HttpRequest, news_id: int) -> News:
    news = _readable(with_token(request), news_id)
    may_write(request)
    return news


@router.patch(
    "/news/{int:news_id}",
    response=NewsShown,
    auth=Token(Scope.NEWS, gate=to_write),
    summary="Change a piece of news",
)
@transaction.atomic
def news_change(request: TokenRequest, news_id: int, body: NewsChanges, response: HttpResponse) -> NewsShown:
    """For the secretariat. Send only what changes, with the ETag in `If-Match`."""
    news = _held(request)
    require_match(request, _shown(news))
    now = {"title": news.title, "text": news.text, "language": news.language, "organisation": news.organisation_id}
    actions.change_news(news, by=request.user, **_values(now | sent_in(body)))
    return tagged(response, _shown(news))


@router.post(
    "/news/{int:news_id}/publish",
    response=NewsShown,
    auth=Token(Scope.NEWS, gate=to_write),
    summary="Publish a piece of news",
)
@transaction.atomic
def news_publish(request: TokenRequest, news_id: int, response: HttpResponse) -> NewsShown:
    """For the secretariat. With `If-Match`: only what was read."""
    news = _step(request, NewsStatus.PUBLISHED)
    actions.publish_news(news, by=request.user)
    return tagged(response, _shown(news))


@router.post(
    "/news/{int:news_id}/withdraw",
    response=NewsShown,
    auth=Token(Scope.NEWS, gate=to_write),
    summary="Withdraw a piece of news",
)
@transaction.atomic
def news_withdraw(request: TokenRequest, news_id: int, response: HttpResponse) -> NewsShown:
    """For the secretariat, who alone sees it then. With `If-Match`: only what was read."""
    news = _step(request, NewsStatus.WITHDRAWN)
    actions.withdraw_news(news, by=request.user)
    return tagged(response, _shown(news))


def _readable(request: ApiRequest, news_id: int) -> News:
    news = News.objects.select_related("organisation").filter(pk=possible_id(news_id)).first()
    if news is None or not rules.may_read(request.user, news):
        raise Http404
    return news


def _held(request: TokenRequest) -> News:
    news = gated(request, News)
    news.refresh_from_db(from_queryset=News.objects.select_for_update(of=("self",)).select_related("organisation"))
    return news


def _step(request: TokenRequest, status: NewsStatus) -> News:
    news = _held(request)
    honour_match(request, _shown(news))
    if not rules.can_become(news, status):
        state = NewsStatus(news.status).label
        raise ProblemError("conflict", _("The news is in this state now: %(state)s.") % {"state": state})
    return news


def _values(sent: dict[str, Any]) -> Any:
    """Checked by the form of the page, which knows organisations by their address."""
    number = sent.get("organisation")
    organisation = None
    if isinstance(number, int):
        organisation = Organisation.objects.filter(pk=possible_id(number)).first()
        if organisation is None:
            raise invalid({"organisation": [_("There is no organisation with this number.")]})
    return cleaned(NewsForm(sent | {"organisation": organisation.slug if organisation else ""}))


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
        status=NewsStatus(news.status),
        published_at=news.published_at,
        changed_at=news.changed_at,
    )
