"""From the join form to the exchanged contacts, in real browsers."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from hospes.matchmaking.actions import suggestions
from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.models import Introduction
from tests.factories.matchmaking import EntryFactory, full_values
from tests.factories.organisations import RepresentativeFactory
from tests.journeys import story as chapters
from tests.journeys.story import Story
from tests.pages.watch import NARROW, WIDE, checked
from tests.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("db")]


@pytest.fixture
def tell(browser: Browser, site: Site) -> Iterator[Callable[..., Story]]:
    told: list[Story] = []

    def begin(look: Callable[[Page], None] | None = None, **options: Any) -> Story:
        told.append(Story(browser, site, options, look))
        return told[-1]

    yield begin
    for story in told:
        story.close()


def test_two_strangers_are_introduced_and_no_page_of_the_way_has_a_barrier(tell: Callable[..., Story]) -> None:
    chapters.told_from_beginning_to_end(tell(checked, viewport=WIDE))


def test_the_way_works_without_scripts(tell: Callable[..., Story]) -> None:
    chapters.told_from_beginning_to_end(tell(viewport=WIDE, java_script_enabled=False))


def test_the_way_fits_a_phone(tell: Callable[..., Story]) -> None:
    chapters.told_from_beginning_to_end(tell(checked, viewport=NARROW, is_mobile=True, has_touch=True))


def press_until(page: Page, key: str, selector: str, *, most: int = 120) -> None:
    """Press a key until the focus stands on what is wanted, as somebody without a mouse does."""
    for _press in range(most):
        if page.evaluate("(wanted) => !!document.activeElement?.matches(wanted)", selector):
            return
        page.keyboard.press(key)
    message = f"{selector} is not reached by {key} on {page.url}"
    raise AssertionError(message)


def press_and_go(page: Page, key: str) -> None:
    with page.expect_navigation() as moved:
        page.keyboard.press(key)
    assert moved.value is not None
    assert moved.value.ok


def test_facilitator_and_hosts_need_no_mouse(tell: Callable[..., Story]) -> None:
    """J and K move between cards, A goes ahead, D sets aside; a mail is answered with Tab and Enter."""
    story = tell(viewport=WIDE)
    wish = EntryFactory(kind=EntryKind.WISH, published=True, **full_values(EntryKind.WISH))
    other = EntryFactory(kind=EntryKind.WISH, published=True, **full_values(EntryKind.WISH))
    for one in (wish, other):
        RepresentativeFactory(organisation=one.organisation)
    suggestions.refresh(limit=10)
    page = story.page_of(story.site.content.facilitator)
    story.go(page, "/desk/")

    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.innerText")
    page.keyboard.press("j")
    second = page.evaluate("document.activeElement.innerText")
    page.keyboard.press("k")

    assert page.evaluate("document.activeElement.innerText") == first != second
    press_and_go(page, "d")
    assert page.url.endswith("/set-aside/")
    press_until(page, "Tab", "main textarea")
    page.keyboard.type("They know each other already.")
    press_until(page, "Tab", "main form button")
    press_and_go(page, "Enter")
    story.go(page, "/desk/")
    page.keyboard.press("j")
    press_and_go(page, "a")
    assert page.url.endswith("/propose/")
    press_until(page, "Tab", "main form button")
    press_and_go(page, "Enter")
    assert "/introductions/" in page.url

    carme = story.page_of()
    story.go(carme, chapters.link_for(chapters.CARME, "/answer/", language="ca"), language="ca")
    carme.keyboard.press("Tab")
    press_and_go_to_main(carme)
    press_until(carme, "Tab", "main form:has([value=accept]) button")
    press_and_go(carme, "Enter")
    story.arrived(carme, language="ca")
    assert Introduction.objects.get().offer_accepted_at is not None


def press_and_go_to_main(page: Page) -> None:
    """The first thing on every page leads past the header."""
    assert page.evaluate("document.activeElement.matches('a.skip')")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
