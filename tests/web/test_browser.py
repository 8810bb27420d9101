"""Pages in a real browser: no barrier that a tool can find, light and dark, wide and narrow; and with keys."""

from collections.abc import Callable
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from hospes.web.views.gallery import ERRORS, PARTS
from tests.factories.matchmaking import EntryFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
Look = Literal["light", "dark"]
Open = Callable[..., Page]

PAGES = ["/", "/help/", "/privacy/", "/terms/", "/accessibility/", "/about/"]
PAGES += [f"/gallery/{part}/" for part in PARTS] + [f"/gallery/errors/{code}/" for code in ERRORS]


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer, settings: Any) -> Any:
    """Open a page as a reader with this width and look. Errors of its scripts fail the test."""
    settings.DEMO = True
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def opened(path: str, *, width: int = 1280, look: Look = "light", scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=look, java_script_enabled=scripts
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if "Content Security Policy" in said.text else None)
        page.goto(live_server.url + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


def barriers(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


def is_too_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_has_a_barrier(open_page: Open, width: int, look: Look) -> None:
    EntryFactory(published=True)
    page = open_page("/", width=width, look=look)
    origin = page.url.rstrip("/")

    found = {}
    for path in PAGES:
        page.goto(origin + path)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        found[path] = (barriers(page), is_too_wide(page))

    assert found == dict.fromkeys(PAGES, ([], False))


def test_the_tool_finds_a_barrier_that_is_there(open_page: Open) -> None:
    page = open_page("/help/")
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")

    assert [line.split(":")[0] for line in barriers(page)] == ["button-name"]


def test_without_scripts_the_menu_opens_and_the_look_changes(open_page: Open) -> None:
    page = open_page("/help/", width=390, scripts=False)

    page.click(".menu > summary")
    page.click("button[value=dark]")

    assert page.get_attribute("html", "data-look") == "dark"
    assert page.url.endswith("/help/")


def test_the_first_key_leads_past_the_navigation(open_page: Open) -> None:
    page = open_page("/help/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


def test_typing_in_the_box_narrows_the_choices(open_page: Open) -> None:
    page = open_page("/gallery/forms/")

    page.fill("#id_topics_filter", "HEAT")

    assert page.locator("#id_topics_list li:visible").all_inner_texts() == ["Heating and cooling"]


def test_typing_left_by_accident_is_offered_again(open_page: Open) -> None:
    page = open_page("/gallery/forms/")
    page.fill("#id_name", "Harbour Region")
    page.check("#id_formats_1")

    page.reload()
    page.click("[data-keep-take]")

    assert page.input_value("#id_name") == "Harbour Region"
    assert page.is_checked("#id_formats_1")


def test_keys_move_between_cards_and_not_while_typing(open_page: Open) -> None:
    page = open_page("/gallery/pairs/")
    where = "[...document.querySelectorAll('[data-keys-card]')].indexOf(document.activeElement)"

    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.evaluate(where)
    page.keyboard.press("k")

    assert (second, page.evaluate(where)) == (1, 0)


def test_a_key_sends_nothing_before_the_second_press(open_page: Open) -> None:
    page = open_page("/gallery/pairs/")
    page.evaluate(
        """document.querySelector("[data-keys-card]").insertAdjacentHTML("beforeend",
             '<form id="asks" action="#sent"><button data-key="q">Ask</button></form>')"""
    )

    page.keyboard.press("j")
    page.keyboard.press("q")
    first = page.evaluate("[document.activeElement.textContent, location.hash]")
    page.keyboard.press("q")
    page.wait_for_url("**#sent")

    assert first == ["Ask", ""]


def test_symbols_of_the_map_are_reached_by_key_and_large_enough_on_a_phone(open_page: Open) -> None:
    page = open_page("/gallery/maps/", width=390)
    sizes = page.evaluate("[...document.querySelectorAll('.map-target')].map(one => one.getBoundingClientRect().width)")

    page.focus("a.map-mark >> nth=0")

    assert min(sizes) >= 24
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Barcelona (12)"
