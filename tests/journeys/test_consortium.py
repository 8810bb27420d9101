"""From an idea without roles to a partner who takes part, in two browsers."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from hospes.consortia.models import Partner
from hospes.matchmaking.models import Entry
from tests.consortia.things import an_idea
from tests.cooperation.conftest import Side, side_of
from tests.factories.introductions import hosting_organisation, sending_organisation
from tests.factories.matchmaking import EntryFactory
from tests.journeys.story import tick
from tests.pages.watch import NARROW, WIDE, checked
from tests.site import Site, opened

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("db")]


@dataclass
class Cast:
    lead: Side
    school: Side
    idea: Entry


def cast() -> Cast:
    lead = side_of(sending_organisation(name="Lindalen", kind="REGIONAL_AUTHORITY"))
    school = side_of(hosting_organisation(name="Nordfjell", languages=["no", "en"]))
    for side in (lead, school):
        side.speaker.language = "en"
        side.speaker.save()
    EntryFactory(organisation=school.organisation, published=True, topics=["green-construction"])
    return Cast(lead, school, an_idea(lead.organisation))


def go(page: Page, address: str) -> None:
    page.goto(address)
    checked(page)


def press(page: Page, selector: str) -> None:
    with page.expect_navigation() as moved:
        page.locator(selector).first.click()
    assert moved.value is not None
    assert moved.value.ok, page.locator("main").inner_text()
    checked(page)


def test_a_lead_finds_a_partner_and_no_page_of_the_way_has_a_barrier(browser: Browser, site: Site) -> None:
    people: Cast = site.content
    narrow = {"viewport": NARROW, "color_scheme": "dark"}
    boss = opened(browser, site, people.lead.speaker, viewport=WIDE).new_page()
    partner = opened(browser, site, people.school.speaker, **narrow).new_page()

    go(boss, people.idea.get_absolute_url())
    press(boss, f'main a[href$="/ideas/{people.idea.pk}/"]')
    press(boss, 'main a[href$="/roles/new/"]')
    boss.fill("[name=name]", "A school with a workshop")
    tick(boss, "kinds", "VET_PROVIDER")
    press(boss, 'main form button:not([type="button"])')
    press(boss, 'main a[href*="organisation="]')
    boss.fill("[name=note]", "You know wood.")
    press(boss, 'main form button:not([type="button"])')

    go(partner, "/todo/")
    press(partner, f'main a[href$="/ideas/{people.idea.pk}/"]')
    press(partner, 'main form[action$="/accept/"] button')

    assert Partner.objects.get().state == "accepted"
    boss.reload()
    checked(boss)
    shown = boss.locator("main").inner_text()
    assert "All partners are found" in shown
    assert people.school.speaker.email in shown
    assert boss.locator(".seat--filled").count() == 1
    go(boss, "/ideas/")
    go(partner, "/cooperation/")
    go(partner, "/cooperation/new/")
    for page in (boss, partner):
        page.context.close()
