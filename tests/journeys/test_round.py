"""A facilitator takes a round from its opening to its close, in real browsers."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys import round_story
from tests.journeys.round_story import Hands
from tests.journeys.story import Story
from tests.journeys.test_first_introduction import press_until
from tests.pages.watch import NARROW, WIDE, checked
from tests.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("db")]

MOUSE = Hands(
    press=lambda page, selector: page.locator(selector).first.click(),
    write=lambda page, selector, words: page.fill(selector, words),
)


@pytest.fixture
def story(browser: Browser, site: Site) -> Iterator[Story]:
    told = Story(browser, site)
    yield told
    told.close()


def test_a_round_of_twelve_goes_from_open_to_closed_and_no_page_has_a_barrier(story: Story) -> None:
    story.options, story.look = {"viewport": WIDE}, _wide_and_narrow
    round_story.told(story, MOUSE, story.site.content.facilitator)


def test_a_round_needs_no_mouse(story: Story) -> None:
    story.options = {"viewport": WIDE}
    round_story.told(story, Hands(press=_with_enter, write=_with_keys), story.site.content.facilitator)


def _wide_and_narrow(page: Page) -> None:
    checked(page)
    page.set_viewport_size(NARROW)
    wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert page.evaluate(wide), page.url
    page.set_viewport_size(WIDE)


def _with_enter(page: Page, selector: str) -> None:
    press_until(page, "Tab", _first(page, selector))
    page.keyboard.press("Enter")


def _with_keys(page: Page, selector: str, words: str) -> None:
    press_until(page, "Tab", _first(page, selector))
    page.keyboard.type(words)


def _first(page: Page, selector: str) -> str:
    """A selector of the first of several, so that the keyboard stops there and not at another one."""
    page.locator(selector).first.evaluate("(one) => one.setAttribute('data-wanted', '')")
    return "[data-wanted]"
