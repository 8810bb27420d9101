"""A trainee without an account finds a place, is told what to do next, and hears of the next one, in a real browser."""

from types import SimpleNamespace

import pytest
from playwright.sync_api import Browser, Page

from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.models import Entry
from tests import site as sites
from tests.factories.introductions import facilitator
from tests.factories.matchmaking import EntryFactory
from tests.factories.organisations import OrganisationFactory
from tests.journeys.story import Story, link_for
from tests.pages.watch import WIDE, checked

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("db")]

TESS = "tess@example.org"
ROOM = [{"kind": "HOUSING", "amount": "a room", "eligibility": "everybody"}]


def cast() -> SimpleNamespace:
    """Two opportunities, one of them with a room and open to apprentices, and a third that waits to be checked."""
    host = OrganisationFactory(name="Taller Verde", country="ES", territory="ES511")
    common = {"kind": EntryKind.OFFER, "organisation": host, "open_to_anyone": True}
    EntryFactory(title="Build with wood", published=True, open_to_apprentices=True, support=ROOM, **common)
    EntryFactory(title="Look over our shoulder", published=True, **common)
    waiting = EntryFactory(title="Build with clay", submitted=True, open_to_apprentices=True, support=ROOM, **common)
    return SimpleNamespace(fiona=facilitator(name="Fiona Facilitator"), waiting=waiting)


def test_somebody_without_an_account_finds_a_place_and_hears_of_the_next_one(
    browser: Browser, site: sites.Site
) -> None:
    story = Story(browser, site, {"viewport": WIDE}, checked)
    try:
        page = story.page_of()
        narrows_the_board(story, page)
        reads_what_to_do(story, page)
        asks_to_be_told(story, page)
        assert number_of_searches_with_news(page) == 0
        is_published(story)
        page.reload()
        assert number_of_searches_with_news(page) == 1
    finally:
        story.close()


def titles(page: Page) -> list[str]:
    return [link.strip() for link in page.locator(".cards .card-link").all_inner_texts()]


def narrows_the_board(story: Story, page: Page) -> None:
    story.go(page, "/opportunities/")
    assert len(titles(page)) == 2
    with page.expect_navigation():
        page.locator('a[href*="flag=open_to_apprentices"]').first.click()
    story.arrived(page, language="en")
    box = page.locator("[name=support][value=HOUSING]")
    page.locator("details.facet").filter(has=box).locator("summary").click()
    box.check()
    story.send(page, "form.facets")
    assert titles(page) == ["Build with wood"]


def reads_what_to_do(story: Story, page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("link", name="Build with wood").first.click()
    story.arrived(page, language="en")
    assert "Ask your school" in page.locator("main").inner_text()
    page.go_back()


def asks_to_be_told(story: Story, page: Page) -> None:
    with page.expect_navigation():
        page.locator('a[href*="/searches/new/"]').first.click()
    story.arrived(page, language="en")
    page.fill("[name=email]", TESS)
    story.send(page, "main form")
    story.go(page, link_for(TESS, "/searches/confirm/", language="en"))
    story.send(page, "main form")
    with page.expect_navigation():
        page.locator('a[href*="/searches/by-mail/"]').click()
    story.arrived(page, language="en")


def number_of_searches_with_news(page: Page) -> int:
    return page.locator(".card p strong").count()


def is_published(story: Story) -> None:
    waiting: Entry = story.site.content.waiting
    page = story.page_of(story.site.content.fiona)
    story.go(page, f"/entries/{waiting.pk}/check/")
    story.send(page, "form[action$='/publish/']")
