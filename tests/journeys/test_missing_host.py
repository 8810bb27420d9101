"""From a host that is missing to the entry that keeps the promise, in real browsers."""

from types import SimpleNamespace

import pytest
from playwright.sync_api import Browser

from hospes.matchmaking.choices import EntryStatus
from hospes.matchmaking.models import Entry
from hospes.radar.actions.look import look
from hospes.radar.models import Gap, GapEntry
from tests import site as sites
from tests.factories.introductions import facilitator
from tests.factories.organisations import OrganisationFactory, RepresentativeFactory
from tests.factories.people import PersonFactory
from tests.journeys.story import Story, link_for
from tests.pages.watch import WIDE, checked
from tests.radar.things import group
from tests.radar.world import people_in_the_plan

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("db")]

MARTA = "marta@taller.example"


def cast() -> SimpleNamespace:
    """A group of six that no host waits for, a facilitator, and a workshop in the country that the group would like."""
    group(6, title="Six apprentices want to build with wood")
    marta = PersonFactory(name="Marta Amfitriona", email=MARTA, language="es")
    RepresentativeFactory(person=marta, organisation=OrganisationFactory(name="Taller Verde", country="ES"))
    look()
    return SimpleNamespace(fiona=facilitator(name="Fiona Facilitator"), marta=marta)


def test_somebody_is_invited_and_the_entry_places_as_many_as_was_promised(browser: Browser, site: sites.Site) -> None:
    story = Story(browser, site, {"viewport": WIDE}, checked)
    promised, before = Gap.objects.get().places_people, people_in_the_plan()
    try:
        invites(story)
        begins(story)
        publishes(story)
        look()
        reads_that_it_is_true(story, promised)
    finally:
        story.close()

    assert people_in_the_plan() - before == promised == GapEntry.objects.get().places_people


def invites(story: Story) -> None:
    page = story.page_of(story.site.content.fiona)
    story.go(page, "/")
    with page.expect_navigation():
        page.locator('main a[href="/radar/"]').click()
    story.arrived(page, language="en")
    with page.expect_navigation():
        page.locator('main a[href^="/radar/"]').first.click()
    story.arrived(page, language="en")
    page.fill("[name=email]", MARTA)
    page.select_option("form[action$='/invite/'] [name=language]", "es")
    story.send(page, "form[action$='/invite/']")
    assert MARTA in page.locator("main").inner_text()


def begins(story: Story) -> None:
    """The link shows what is sought; one button makes a draft that is filled in already."""
    page = story.page_of(story.site.content.marta)
    story.go(page, link_for(MARTA, "/host/", language="es"), language="es")
    assert not Entry.objects.filter(kind="offer").exists()
    story.send(page, "main form", language="es")
    assert page.input_value("[name=places]") == "6"
    with page.expect_navigation():
        page.locator("main form button[name=submit]").click()
    story.arrived(page, language="es")
    assert Entry.objects.get(kind="offer").status == EntryStatus.SUBMITTED


def publishes(story: Story) -> None:
    entry = Entry.objects.get(kind="offer")
    page = story.page_of(story.site.content.fiona)
    story.go(page, f"/entries/{entry.pk}/check/")
    story.send(page, "form[action$='/publish/']")


def reads_that_it_is_true(story: Story, promised: int) -> None:
    page = story.page_of(story.site.content.fiona)
    story.go(page, f"/radar/{Gap.objects.get().pk}/")
    row = page.locator("table").last.locator("tbody tr").first
    assert row.locator("td").all_inner_texts() == [str(promised), str(promised)]
