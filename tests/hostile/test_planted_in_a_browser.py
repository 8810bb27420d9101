"""Every page with hostile words in every text, in a real browser: nothing runs, nothing is reported."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from tests import site as sites
from tests.hostile.planting import BREAKS_OUT, HOOK, Planted, in_models
from tests.pages.test_every_page import NOT_A_PAGE
from tests.permissions import asking
from tests.permissions.lines import Line
from tests.permissions.table import TABLE
from tests.site import Site, opened
from tests.world import ADMIN, FACILITATING, MEMBER, REPRESENTATIVE, SECRETARY, VISITOR, World, made

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

WHO = (VISITOR, REPRESENTATIVE, MEMBER, FACILITATING, SECRETARY, ADMIN)
_LISTEN = f"""
window.ran = []; window.reports = [];
window.{HOOK} = () => window.ran.push(location.pathname);
window.alert = window.{HOOK};
document.addEventListener('securitypolicyviolation', (event) => {{
  window.reports.push(`${{event.violatedDirective}} ${{event.blockedURI}} ${{event.sample || ''}}`);
}});
"""
# Everything that waits for a hand: what unfolds, and words that are shown where a pointer rests.
_UNFOLD = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"


def planted_world() -> World:
    world = made()
    in_models(Planted())
    return world


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: Any) -> Iterator[Site]:
    with django_db_blocker.unblock(), sites.running(planted_world) as running:
        yield running


@pytest.fixture
def db(site: Site) -> None:
    """The database as the running site has it."""


def heard(page: Page) -> list[str]:
    page.evaluate(_UNFOLD)
    found: list[str] = page.evaluate("[...window.ran, ...window.reports]")
    return found


def lines_of(role: str) -> list[Line]:
    """Each page as the first of these who sees it, and pages about a thing as whoever has buttons there, too."""
    return [
        line
        for line in TABLE
        if role in line.see
        and line.route not in NOT_A_PAGE
        and not line.is_api
        and (role == next(one for one in WHO if one in line.see) or (role == REPRESENTATIVE and line.about))
    ]


@pytest.mark.parametrize("role", WHO)
def test_no_word_runs_in_a_browser(db: None, site: Site, browser: Browser, role: str) -> None:
    context = opened(browser, site, site.content.people[role])
    context.add_init_script(_LISTEN)
    page = context.new_page()
    # A page that waits for an answer to a question of its own would stop here.
    page.on("dialog", lambda dialog: dialog.dismiss())
    wrong, shown = {}, 0
    evil = quote(BREAKS_OUT)
    for line in lines_of(role):
        url = asking.address(site.content, line)
        sign = "&" if "?" in url else "?"
        page.goto(f"{url}{sign}search={evil}&q={evil}&kind={evil}&next={evil}", wait_until="load")
        if found := heard(page):
            wrong[str(line)] = found
        shown += HOOK in (page.evaluate("document.body.innerText") or "")
    context.close()

    assert wrong == {}
    assert shown > 3


def test_a_word_that_lived_would_be_heard(db: None, site: Site, browser: Browser) -> None:
    context = opened(browser, site)
    context.add_init_script(_LISTEN)
    page = context.new_page()
    page.goto("/help/")
    page.evaluate(f"document.body.insertAdjacentHTML('beforeend', '<img src=/x onerror={HOOK}()>')")
    page.wait_for_function("window.reports.length + window.ran.length > 0")

    assert heard(page)
    context.close()
