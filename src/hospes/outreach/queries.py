"""News and supporters, for their pages and for the home page."""

from dataclasses import dataclass

from hospes.moderation.reportable import Reported
from hospes.organisations.models import Organisation
from hospes.organisations.queries import speakers_of
from hospes.outreach.choices import NewsStatus
from hospes.outreach.models import News, NewsQuerySet, Supporter
from hospes.outreach.prose import to_html
from hospes.reference.choices import SupporterCategory


@dataclass(frozen=True)
class Shown:
    """A supporter as it is shown: one shape for organisations here and for all others.

    It has `name`, `logo` and `logo_alt`, as the component for logos wants them.
    """

    name: str
    url: str
    is_here: bool
    logo: object
    logo_alt: str
    # Of a supporter that is no organisation here.
    id: int | None = None


@dataclass(frozen=True)
class SupporterGroup:
    """Supporters under one heading."""

    category: SupporterCategory
    supporters: list[Shown]

    @property
    def label(self) -> str:
        return str(self.category.label)


def newest_news(count: int = 3) -> list[News]:
    """For the home page."""
    return list(published_news()[:count])


def published_news() -> NewsQuerySet:
    return News.objects.published().select_related("organisation").order_by("-published_at", "-pk")


def unpublished_news() -> NewsQuerySet:
    """Drafts and withdrawn news, for the secretariat."""
    waiting = News.objects.exclude(status=NewsStatus.PUBLISHED)
    return waiting.select_related("organisation").order_by("-changed_at", "-pk")


def supporters_by_category() -> list[SupporterGroup]:
    """Every supporter under its heading, in the order of the headings: two queries. Empty headings are left out."""
    found: dict[str, list[Shown]] = {}
    for supporter in Supporter.objects.order_by("order", "name", "pk"):
        found.setdefault(supporter.category, []).append(_shown(supporter, supporter.website, is_here=False))
    for organisation in Organisation.objects.exclude(supporter_category="").order_by("name", "pk"):
        page = organisation.get_absolute_url()
        found.setdefault(organisation.supporter_category, []).append(_shown(organisation, page, is_here=True))
    return [SupporterGroup(category, found[category]) for category in SupporterCategory if category in found]


def _shown(supporter: Supporter | Organisation, url: str, *, is_here: bool) -> Shown:
    number = None if is_here else supporter.pk
    return Shown(supporter.name, url, is_here, supporter.logo, supporter.logo_alt or supporter.name, number)


def reportable_news(id_: str) -> Reported | None:
    """A published piece of news, for a notice about it."""
    news = published_news().filter(pk=id_).first() if id_.isdigit() and len(id_) < 19 else None
    if news is None:
        return None
    owners = speakers_of(news.organisation) if news.organisation else []
    return Reported(news.title, news.get_absolute_url(), owners)


def feed_rows(count: int = 30) -> list[tuple[News, str]]:
    """The newest news with their text as HTML, for the feed."""
    return [(news, to_html(news.text)) for news in published_news()[:count]]
