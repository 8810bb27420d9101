"""Feeds for everybody: new entries, with the catalogue's own filters, news, and hosts that are missing."""

from datetime import datetime, time
from typing import TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from hospes.core.paginate import asked_number
from hospes.mail.letter import absolute
from hospes.matchmaking.forms.catalogue import wanted as read_wanted
from hospes.matchmaking.models import Entry
from hospes.matchmaking.phrases import catalogue as phrases
from hospes.matchmaking.phrases.cards import card
from hospes.matchmaking.queries import catalogue as queries
from hospes.matchmaking.queries.opportunities import is_of_board
from hospes.outreach.models import News
from hospes.outreach.prose import to_html
from hospes.outreach.queries import published_news
from hospes.radar import phrases as radar_phrases
from hospes.radar.models import Gap
from hospes.radar.queries.missing import current as current_gaps
from hospes.sharing.atom import Feed, Item, answer

A_PAGE, MOST_PAGES = 50, 20
Row = TypeVar("Row", bound=Model)


def language_of(request: HttpRequest) -> str:
    """`?lang=fr`; English when nobody says."""
    asked = request.GET.get("lang", "")
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


@login_not_required
@require_safe
@conditional_page
def entries_atom(request: HttpRequest) -> HttpResponse:
    """Title, kind, organisation and text as the catalogue shows them; nothing about persons."""
    language, wanted = language_of(request), read_wanted(request.GET)
    with translation.override(language):
        query = phrases.address(wanted).partition("?")[2]
        rows, number, is_last = _page(request, queries.listed(wanted, timezone.localdate()))
        feed = Feed(
            key=f"{settings.BASE_URL}{reverse('entries-atom')}{'?' if query else ''}{query}",
            title=_("Hospes: new opportunities")
            if is_of_board(wanted)
            else _("Hospes: new offers, wishes and project ideas"),
            page=f"{settings.BASE_URL}{phrases.page_of(wanted)}",
            language=language,
            items=[_entry(entry) for entry in rows],
            **_addresses("entries-atom", query, language, number, is_last=is_last),
        )
        return answer(feed)


@login_not_required
@require_safe
@conditional_page
def news_atom(request: HttpRequest) -> HttpResponse:
    """News in the languages they are written in."""
    language = language_of(request)
    with translation.override(language):
        rows, number, is_last = _page(request, published_news())
        feed = Feed(
            key=absolute(reverse("news-atom"), "en"),
            title=_("News of the partnership"),
            page=absolute(reverse("outreach:news-list")),
            language=language,
            items=[_news(news) for news in rows],
            **_addresses("news-atom", "", language, number, is_last=is_last),
        )
        return answer(feed)


@login_not_required
@require_safe
@conditional_page
def gaps_atom(request: HttpRequest) -> HttpResponse:
    """Hosts that are missing, as visitors read of them: no group is named, and not what support it needs."""
    language = language_of(request)
    with translation.override(language):
        rows, number, is_last = _page(request, current_gaps().order_by("-first_seen_on", "rank"))
        feed = Feed(
            key=absolute(reverse("gaps-atom"), "en"),
            title=_("Hosts that are missing"),
            page=absolute(reverse("radar:gap-list")),
            language=language,
            items=[_gap(gap, language) for gap in rows],
            **_addresses("gaps-atom", "", language, number, is_last=is_last),
        )
        return answer(feed)


def _page(request: HttpRequest, rows: QuerySet[Row]) -> tuple[list[Row], int, bool]:
    """Rows of the page that the address asks for. One query; a feed ends after a thousand entries."""
    number = min(asked_number(request.GET.get("page", "")), MOST_PAGES)
    found = list(rows[(number - 1) * A_PAGE : number * A_PAGE + 1])
    return found[:A_PAGE], number, len(found) <= A_PAGE or number == MOST_PAGES


def _addresses(name: str, query: str, language: str, number: int, *, is_last: bool) -> dict[str, str]:
    """Of this page of the feed, the next and the one before; empty where there is none."""
    return {
        "address": _address(name, query, language, number),
        "next_address": "" if is_last else _address(name, query, language, number + 1),
        "previous_address": _address(name, query, language, number - 1) if number > 1 else "",
    }


def _address(name: str, query: str, language: str, number: int) -> str:
    parts = [query] if query else []
    parts += [urlencode({"lang": language})] if language != settings.LANGUAGE_CODE else []
    parts += [urlencode({"page": number})] if number > 1 else []
    return f"{settings.BASE_URL}{reverse(name)}{'?' if parts else ''}{'&'.join(parts)}"


def _entry(entry: Entry) -> Item:
    shown = card(entry)
    return Item(
        key=f"urn:uuid:{entry.key}",
        title=shown.title,
        address=absolute(entry.get_absolute_url()),
        language=entry.language,
        author=entry.organisation.name,
        published_at=entry.first_published_at or entry.published_at or entry.changed_at,
        changed_at=entry.changed_at,
        text=entry.text,
        categories=[shown.kind, *shown.formats, *shown.topics],
    )


def _news(news: News) -> Item:
    address = absolute(news.get_absolute_url(), "en")
    return Item(
        key=address,
        title=news.title,
        address=address,
        language=news.language,
        author=news.organisation.name if news.organisation else "Hospes",
        published_at=news.published_at or news.changed_at,
        changed_at=news.changed_at,
        html=to_html(news.text),
    )


def _gap(gap: Gap, language: str) -> Item:
    """New on the day it was first missing; that it is missing still is no change."""
    day = timezone.make_aware(datetime.combine(gap.first_seen_on, time.min))
    return Item(
        key=absolute(gap.get_absolute_url(), "en"),
        title=radar_phrases.headline(gap.offer, gap.places_people),
        address=absolute(gap.get_absolute_url()),
        language=language,
        author="Hospes",
        published_at=day,
        changed_at=day,
        text=radar_phrases.sentence(gap.offer, gap.places_people),
    )
