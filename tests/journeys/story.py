"""The way from a stranger's form to exchanged contacts, as four people walk it, each in their own language.

Asta asks for a Swedish town and reads Swedish. Carme hosts in Catalonia and reads Catalan. Between them stand the
secretariat and a facilitator. Nothing here knows the words of a page: fields and buttons are found by what they do.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from hospes.jobs.worker import do_everything
from hospes.mail.models import OutgoingMail
from hospes.matchmaking.choices import EntryKind
from hospes.people.models import Person
from tests.factories.matchmaking import EntryFactory, full_values
from tests.factories.organisations import OrganisationFactory, RepresentativeFactory
from tests.factories.people import PersonFactory
from tests.site import Site, opened

ASTA, CARME = "asta@sjostad.example", "carme@montclar.example"
TOWN, INSTITUTE = "Sjöstads kommun", "Institut Montclar"
PASSWORD = "en-lang-hemlighet-47"


@dataclass
class Cast:
    secretariat: Person
    facilitator: Person
    carme: Person


def cast() -> Cast:
    """Those who are there before the story begins: a team, and a school with an offer."""
    secretariat = PersonFactory(name="Sabine Secretary", secretariat=True)
    facilitator = PersonFactory(name="Felix Facilitator", facilitator=True)
    carme = PersonFactory(name="Carme Amfitriona", email=CARME, language="ca")
    school = OrganisationFactory(name=INSTITUTE, country="ES", territory="ES511", town="Vic", languages=["ca", "en"])
    RepresentativeFactory(person=carme, organisation=school)
    EntryFactory(
        organisation=school, kind=EntryKind.OFFER, published=True, contact=carme, **full_values(EntryKind.OFFER)
    )
    return Cast(secretariat, facilitator, carme)


@dataclass
class Story:
    """One telling of it: in which browser, how wide, with or without scripts."""

    browser: Browser
    site: Site
    options: dict[str, Any] = field(default_factory=dict)
    # Called on every page of the way.
    look: Callable[[Page], None] | None = None
    open_contexts: list[BrowserContext] = field(default_factory=list)

    def page_of(self, person: Person | None = None) -> Page:
        """A browser of one's own. Without a person: somebody who has only a link, or not even that."""
        context = opened(self.browser, self.site, person, **self.options)
        self.open_contexts.append(context)
        return context.new_page()

    def close(self) -> None:
        for context in self.open_contexts:
            context.close()

    def go(self, page: Page, address: str, *, language: str = "en") -> None:
        page.goto(address)
        self.arrived(page, language=language)

    def send(self, page: Page, form: str, *, language: str = "en") -> None:
        """Press the button of a form and look at where it leads."""
        with page.expect_navigation() as moved:
            page.locator(f"{form} button:not([type=button])").first.click()
        assert moved.value is not None
        assert moved.value.ok, page.locator("main").inner_text()
        self.arrived(page, language=language)

    def arrived(self, page: Page, *, language: str) -> None:
        assert page.locator("html").get_attribute("lang") == language
        assert page.locator(".errors, .error-summary").count() == 0
        if self.look:
            self.look(page)


def mails_to(address: str) -> list[OutgoingMail]:
    """What came into a mailbox, the newest first, after the worker has done what waits."""
    do_everything()
    return list(OutgoingMail.objects.filter(address=address, status="sent").order_by("-pk"))


def link_for(address: str, part: str, *, language: str) -> str:
    """The newest address of this kind in somebody's mails, as it stands in the plain text for them to click."""
    for mail in mails_to(address):
        if found := re.search(rf"https?://\S*{part}\S*", mail.text):
            assert mail.language == language
            return found[0]
    message = f"No mail to {address} has a link with {part}: {[mail.subject for mail in mails_to(address)]}"
    raise AssertionError(message)


def tick(page: Page, name: str, value: str) -> None:
    """Tick a box, after unfolding whatever it is folded into."""
    box = page.locator(f'[name={name}][value="{value}"]')
    folds = page.locator("details:not([open])").filter(has=box)
    while folds.count():
        folds.first.locator("summary").first.click()
    box.check()


# The chapters


def asks_to_join(story: Story) -> None:
    page = story.page_of()
    story.go(page, "/sv/", language="sv")
    with page.expect_navigation():
        page.locator('a[href="/sv/join/"]:visible').first.click()
    story.arrived(page, language="sv")
    page.fill("[name=name]", TOWN)
    page.select_option("[name=kind]", "LOCAL_AUTHORITY")
    page.select_option("[name=country]", "SE")
    page.fill("[name=territory]", "Västra Götalands län")
    page.fill("[name=town]", "Sjöstad")
    tick(page, "languages", "sv")
    page.fill("[name=motivation]", "Våra lärlingar vill se hur andra bygger i trä.")
    page.fill("[name=contact_name]", "Asta Frågvis")
    page.fill("[name=contact_email]", ASTA)
    story.send(page, "main form", language="sv")
    assert page.url.endswith("/sv/join/sent/"), page.locator("main").inner_text()


def is_let_in(story: Story) -> None:
    page = story.page_of(story.site.content.secretariat)
    story.go(page, "/join-requests/")
    with page.expect_navigation():
        page.get_by_role("link", name=TOWN).click()
    story.arrived(page, language="en")
    page.fill("[name=words]", "Välkommen!")
    story.send(page, 'form[action*="/join-requests/"][action$="/accept/"]')
    assert page.locator("h1").inner_text() == TOWN


def opens_an_account(story: Story) -> None:
    assert any("Välkommen!" in mail.text for mail in mails_to(ASTA))
    page = story.page_of()
    story.go(page, link_for(ASTA, "/invitations/", language="sv"), language="sv")
    page.fill("[name=name]", "Asta Frågvis")
    page.fill("[name=password]", PASSWORD)
    story.send(page, "main form", language="sv")
    assert Person.objects.get(email=ASTA).language == "sv"


def writes_a_wish(story: Story) -> Page:
    """Signed in with the password that she has just chosen."""
    page = story.page_of()
    story.go(page, "/sv/accounts/login/", language="sv")
    page.fill("[name=login]", ASTA)
    page.fill("[name=password]", PASSWORD)
    story.send(page, "main form", language="sv")
    story.go(page, "/sv/entries/new/", language="sv")
    with page.expect_navigation():
        page.locator('main a[href*="/entries/new/wish/"]').first.click()
    story.arrived(page, language="sv")
    page.fill("[name=title]", "Sex lärlingar vill bygga i trä")
    tick(page, "formats", "APPRENTICE_PLACEMENT")
    page.select_option("[name=profiles]", "APPRENTICE")
    tick(page, "topics", "green-construction")
    page.fill("[name=people]", "6")
    page.fill("[name=window_1_from]", "2027-05-01")
    page.fill("[name=window_1_to]", "2027-06-15")
    page.fill("[name=days_least]", "14")
    page.fill("[name=days_most]", "21")
    page.select_option("[name=language_1]", "en")
    page.select_option("[name=level_1]", "B1")
    with page.expect_navigation():
        page.locator("button[name=submit]").click()
    story.arrived(page, language="sv")
    return page


def is_published(story: Story) -> None:
    assert mails_to(story.site.content.facilitator.email)
    page = story.page_of(story.site.content.facilitator)
    story.go(page, "/desk/")
    with page.expect_navigation():
        page.locator('article a[href$="/check/"]').first.click()
    story.arrived(page, language="en")
    story.send(page, 'form[action$="/publish/"]')
    assert mails_to(ASTA)[0].language == "sv"


def sees_who_suits_her(story: Story, page: Page) -> None:
    page.reload()
    story.arrived(page, language="sv")
    assert INSTITUTE in page.locator("main").inner_text()
    with page.expect_navigation():
        page.locator('a[href$="/suggestions/"]').click()
    story.arrived(page, language="sv")
    with page.expect_navigation():
        page.locator('main a[href*="/pairs/"]').first.click()
    story.arrived(page, language="sv")
    reasons = page.locator(".reasons li")
    assert reasons.count() >= 5
    assert CARME not in page.content()


def answers_the_one_open_question(story: Story) -> None:
    """She has not said which support her group needs. The desk asks; a yes from her mail makes the pair possible."""
    page = story.page_of(story.site.content.facilitator)
    story.go(page, "/desk/")
    assert page.locator('a[href$="/propose/"]').count() == 0
    story.send(page, 'main form[action$="/desk/ask/"]')
    asta = story.page_of()
    story.go(asta, link_for(ASTA, "/question/", language="sv"), language="sv")
    story.send(asta, "main form:has([name=answer][value=yes])", language="sv")
    story.go(page, "/desk/")
    assert page.locator('a[href$="/propose/"]').count() == 1, page.locator("main").inner_text()


def is_proposed(story: Story) -> None:
    page = story.page_of(story.site.content.facilitator)
    story.go(page, "/desk/")
    with page.expect_navigation():
        page.locator('a[href$="/propose/"]').first.click()
    story.arrived(page, language="en")
    page.fill("[name=note]", "You both build with wood.")
    story.send(page, 'main form[data-keep^="propose"]')
    assert "/introductions/" in page.url


def accepts_from_the_mail(story: Story, address: str, language: str) -> Page:
    """Without an account: the link in the mail is enough."""
    page = story.page_of()
    story.go(page, link_for(address, "/answer/", language=language), language=language)
    story.send(page, "main form:has([name=answer][value=accept])", language=language)
    return page


def nobody_knows_anybody_yet() -> None:
    told = [mail.text + mail.html for mail in OutgoingMail.objects.all()]
    assert not any(CARME in text for text in told)
    assert not any(ASTA in mail.text for mail in OutgoingMail.objects.filter(address=CARME))


def contacts_are_exchanged() -> None:
    for reader, other, language in ((ASTA, CARME, "sv"), (CARME, ASTA, "ca")):
        newest = mails_to(reader)[0]
        assert (newest.language, other in newest.text) == (language, True)


def write_to_each_other(story: Story, asta: Page) -> None:
    story.go(asta, "/sv/introductions/", language="sv")
    with asta.expect_navigation():
        asta.locator('main a[href*="/introductions/"]').first.click()
    story.arrived(asta, language="sv")
    assert CARME in asta.content()
    asta.fill("[name=text]", "Hej! Vi längtar redan. ")
    story.send(asta, 'form[action$="/write/"]', language="sv")
    introduction = asta.url.replace("/sv/", "/ca/")
    carme = story.page_of(story.site.content.carme)
    story.go(carme, introduction, language="ca")
    assert "Hej! Vi längtar redan." in carme.locator("main").inner_text()
    assert ASTA in carme.content()


def told_from_beginning_to_end(story: Story) -> None:
    asks_to_join(story)
    is_let_in(story)
    opens_an_account(story)
    asta = writes_a_wish(story)
    is_published(story)
    sees_who_suits_her(story, asta)
    answers_the_one_open_question(story)
    is_proposed(story)
    nobody_knows_anybody_yet()
    accepts_from_the_mail(story, CARME, "ca")
    nobody_knows_anybody_yet()
    accepts_from_the_mail(story, ASTA, "sv")
    contacts_are_exchanged()
    write_to_each_other(story, asta)
