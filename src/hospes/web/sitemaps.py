"""Every public page, for search engines: in files of a thousand addresses, each in every language."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils import timezone

from hospes.matchmaking.models import Entry
from hospes.matchmaking.queries.catalogue import Wanted
from hospes.matchmaking.queries.found import Found, found_now
from hospes.organisations.models import Organisation
from hospes.outreach.models import News
from hospes.outreach.queries import published_news

PAGES = (
    "web:home",
    "matchmaking:catalogue",
    "matchmaking:opportunities",
    "organisations:organisation-list",
    "organisations:region-list",
    "organisations:join",
    "web:help",
    "outreach:contact",
    "outreach:news-list",
    "outreach:supporter-list",
    "web:accessibility",
    "web:privacy",
    "web:terms",
    "web:about",
)


class PageMap(Sitemap[str]):
    i18n = True
    alternates = True

    def items(self) -> Sequence[str]:
        return PAGES

    def location(self, item: str) -> str:
        return reverse(item)


class OrganisationMap(Sitemap[Organisation]):
    limit = 1000

    def items(self) -> QuerySet[Organisation]:
        return Organisation.objects.only("slug", "changed_at").order_by("pk")

    def lastmod(self, item: Organisation) -> datetime:
        return item.changed_at

    def get_latest_lastmod(self) -> datetime | None:
        """Of all of them, without reading every one."""
        latest: datetime | None = Organisation.objects.aggregate(latest=Max("changed_at"))["latest"]
        return latest


def _open_entries() -> Found:
    found = found_now(Wanted(), timezone.localdate(), related=()).without_held()
    return replace(found, fields=("changed_at",))


class EntryMap(Sitemap[Entry]):
    limit = 1000

    def items(self) -> Iterable[Entry]:
        """They count themselves, and are read a file's worth at a time."""
        return _open_entries()

    def lastmod(self, item: Entry) -> datetime:
        return item.changed_at

    def get_latest_lastmod(self) -> datetime | None:
        """Of all of them: when the newest came out, without reading every one."""
        return _open_entries().newest()


class NewsMap(Sitemap[News]):
    limit = 1000

    def items(self) -> QuerySet[News]:
        return published_news()

    def lastmod(self, item: News) -> datetime:
        return item.changed_at


SITEMAPS: dict[str, type[Sitemap[str]] | type[Sitemap[Organisation]] | type[Sitemap[Entry]] | type[Sitemap[News]]] = {
    "pages": PageMap,
    "organisations": OrganisationMap,
    "entries": EntryMap,
    "news": NewsMap,
}
