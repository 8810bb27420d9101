"""Every page of the site in a real browser: no barrier, nothing too wide, no complaint, in light and dark."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.pages.watch import Watch, watched
from tests.permissions import asking
from tests.permissions.lines import Line
from tests.permissions.table import TABLE
from tests.site import Site, opened
from tests.world import ADMIN, FACILITATING, MEMBER, REPRESENTATIVE, SECRETARY, STRANGER, VISITOR

pytestmark = [pytest.mark.browser]

# What answers with something else than a page of ours.
NOT_A_PAGE = {
    "core:health-live", "core:health-ready", "core:metrics", "core:media", "robots", "security", "sitemap",
    "django.contrib.sitemaps.views.sitemap", "entries-atom", "privacy:own-archive", "mail:mailbox-html",
    "news-atom", "gaps-atom", "web:gallery-letter", "calendar-feed", "embed-script", "exports:table",
    "people:passkey-options", "rounds:market-file", "rounds:earlier-file", "rounds:plan-file",
    # A page only behind the link of a mail, which tests/people opens.
    "people:address-confirm",
}  # fmt: skip
FITTING = (VISITOR, REPRESENTATIVE, FACILITATING, SECRETARY, ADMIN, MEMBER, STRANGER)


def visits() -> list[tuple[Line, str]]:
    """Each page as whoever it is made for; public pages about a thing also as those who have buttons there."""
    found = []
    for line in TABLE:
        if not line.see or line.route in NOT_A_PAGE or line.is_api:
            continue
        fitting = [role for role in FITTING if role in line.see]
        found.append((line, fitting[0]))
        if fitting[0] == VISITOR and line.about and not line.is_open and not line.only_in:
            found.append((line, REPRESENTATIVE))
    return found


@pytest.fixture
def db(site: Site) -> None:
    """The database as the running site has it."""


@pytest.fixture(scope="module")
def watches(browser: Browser, site: Site) -> Iterator[dict[str, Watch]]:
    contexts = {role: opened(browser, site, site.content.people[role]) for role in FITTING}
    yield {role: watched(context) for role, context in contexts.items()}
    for context in contexts.values():
        context.close()


@pytest.mark.parametrize(("line", "role"), visits(), ids=str)
def test_a_page_has_no_barrier(db: Any, site: Site, watches: dict[str, Watch], line: Line, role: str) -> None:
    watch = watches[role]

    watch.open(asking.address(site.content, line))

    assert watch.look() == []
