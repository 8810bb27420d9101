"""From the board to contacts: a ring of three is proposed, and three organisations accept it from their mails."""

from types import SimpleNamespace

import pytest
from playwright.sync_api import Browser

from hospes.mail.models import OutgoingMail
from hospes.matchmaking.actions import suggestions
from hospes.matchmaking.models import Exchange, Introduction
from tests import site as sites
from tests.factories.exchanges import partners
from tests.factories.introductions import facilitator
from tests.journeys.story import Story
from tests.pages.watch import WIDE, checked

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("db")]


def cast() -> SimpleNamespace:
    """Three who suit each other only as a ring, compared with the market as the worker does it."""
    ring = partners(3)
    for number, one in enumerate(ring):
        after = ring[(number + 1) % 3].organisation.country
        one.wish.refuses = {"countries": [after], "regions": [], "organisations": []}
        one.wish.save()
    while suggestions.refresh():
        pass
    return SimpleNamespace(fiona=facilitator(name="Fiona Facilitator"), ring=ring)


def test_a_ring_of_three_goes_from_the_board_to_contacts(browser: Browser, site: sites.Site) -> None:
    story = Story(browser, site, {"viewport": WIDE}, checked)
    try:
        proposes(story)
        for one in site.content.ring:
            accepts(story, one.person.email)
        finds_both_contacts(story)
    finally:
        story.close()

    assert Exchange.objects.get().state == "agreed"
    assert set(Introduction.objects.values_list("state", flat=True)) == {"introduced"}


def proposes(story: Story) -> None:
    """From the navigation, with what the form suggests."""
    page = story.page_of(story.site.content.fiona)
    story.go(page, "/desk/")
    with page.expect_navigation():
        page.locator('header a[href="/exchanges/"]').first.click()
    story.arrived(page, language="en")
    with page.expect_navigation():
        page.locator('main a[href^="/exchanges/new/"]').first.click()
    story.arrived(page, language="en")
    story.send(page, "main form")
    assert page.locator("svg.ring").count() == 1


def accepts(story: Story, address: str) -> None:
    """Whoever has the link needs no account."""
    mail = OutgoingMail.objects.get(key__contains="-proposal-", address=address)
    page = story.page_of()
    story.go(page, "/exchange-answer/" + mail.link.split("/exchange-answer/")[1])
    story.send(page, "#answer form:has([value=accept])")


def finds_both_contacts(story: Story) -> None:
    first = story.site.content.ring[0]
    page = story.page_of(first.person)
    story.go(page, "/exchanges/")
    story.go(page, Exchange.objects.get().get_absolute_url())
    story.go(page, "/exchanges/balance/")
    for part in Introduction.objects.filter(wish=first.wish) | Introduction.objects.filter(offer=first.offer):
        story.go(page, part.get_absolute_url())
        assert "@" in page.locator("#contacts + ul").inner_text()
