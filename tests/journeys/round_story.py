"""A round with twelve organisations, from "open a round" to "closed": two declines, a repair, an exchange of three.

Eight are four pairs of a sending and a hosting organisation, one is a host more, three travel only when they can host
in return. The facilitator's way goes by the pages; what members answer is told by the actions of the site. Buttons and
links are found by where they lead.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from hospes.jobs.worker import do_everything
from hospes.matchmaking.actions import introductions
from hospes.matchmaking.choices import EntryKind, IntroductionState, Side
from hospes.matchmaking.models import Exchange, Introduction
from hospes.people.models import Person
from hospes.rounds.models import Placement, Round
from tests.factories.exchanges import ANYWHERE, Partner, accepts, changed, partner
from tests.factories.introductions import hosting_organisation, speaker, wish_and_offer
from tests.factories.matchmaking import EntryFactory
from tests.journeys.story import Story

WHOLE = {"smallest_part": None, "least_people": None, "fewer_opportunities": 0, "returns": "no", "wants": ANYWHERE}
OPEN = {"smallest_group": None, "largest_group": None, "groups": None, "at_once": None, "wants": ANYWHERE}


@dataclass
class Hands:
    """How the facilitator presses and writes: with a mouse, or with the keyboard alone."""

    press: Callable[[Page, str], None]
    write: Callable[[Page, str, str], None]


def twelve_organisations() -> list[Partner]:
    """The three of the ring come back."""
    for _number in range(4):
        wish_and_offer(wish={"people": 4, **WHOLE}, offer={"places": 4, **OPEN})
    spare = EntryFactory(published=True, full=True, kind=EntryKind.OFFER, organisation=hosting_organisation())
    changed(spare, {"places": 4, **OPEN})
    ring = [partner(number, people=2, places=2, **(WHOLE | {"returns": "must"})) for number in range(3)]
    for one in ring:
        changed(one.offer, OPEN)
    return ring


def told(story: Story, hands: Hands, facilitator: Person) -> None:
    """The whole way. `story.look` is called on every page of it."""
    ring = twelve_organisations()
    page = story.page_of(facilitator)

    def follow(selector: str) -> None:
        with page.expect_navigation() as moved:
            hands.press(page, selector)
        assert moved.value is not None
        assert moved.value.ok, page.locator("main").inner_text()
        story.arrived(page, language="en")

    def wait_for_worker() -> None:
        here = page.url
        # The page that waits would look again by itself, in the middle of being asked.
        page.goto("about:blank")
        do_everything()
        story.go(page, here)

    # Open, freeze, plan
    story.go(page, "/rounds/")
    follow('main a[href$="/rounds/new/"]')
    hands.write(page, "[name=name]", "Spring 2027")
    follow("main form.form button")
    follow('form[action$="/freeze/"] button')
    round_ = Round.objects.get()
    here = f"/rounds/{round_.pk}/"
    follow('form[action$="/plans/new/"] button')
    wait_for_worker()
    # Pin, compare
    follow('main a.button[href$="/stays/"]')
    follow('main a[href*="/pins/"][href$="kind=together"]')
    hands.write(page, "[name=reason]", "Both asked for it at the meeting.")
    follow("main form.form button")
    follow('form[action$="/plans/new/"] button')
    wait_for_worker()
    follow('main a[href$="/compared/1/"]')
    # Commit
    story.go(page, f"{here}plans/2/")
    follow('main a[href$="/commit/"]')
    follow("main form.form button")
    wait_for_worker()
    exchange = Exchange.objects.get()
    assert exchange.parts.count() == 3
    assert Introduction.objects.filter(exchange=None).count() == 4
    _two_decline()
    for one in ring:
        exchange = accepts(exchange, one)
    # Answers, repair
    story.go(page, here)
    follow('main a.button[href$="/answers/"]')
    story.go(page, here)
    follow('form[action$="/repairs/new/"] button')
    wait_for_worker()
    follow('main a[href$="/carry-out/"]')
    follow("main form.form button")
    wait_for_worker()
    _all_others_accept()
    # Close
    story.go(page, here)
    follow('main .callout a[href$="/close/"]')
    follow("main form.form button")
    follow('main .callout a[href$="/result/"]')
    assert Round.objects.get().state == "closed"
    _a_member_reads_what_came_of_it(story, ring[0].person, here)


def _two_decline() -> None:
    for made in Introduction.objects.filter(exchange=None).order_by("pk")[:2]:
        by = speaker(made, Side.OFFER)
        introductions.decline(made, side=Side.OFFER, terms_version=1, by=by, reason="dates")


def _all_others_accept() -> None:
    chosen = Placement.objects.filter(run__is_chosen=True)
    assert chosen.count() == 7
    for made in Introduction.objects.filter(state=IntroductionState.PROPOSED):
        for side in Side:
            introductions.accept(made, side=side, terms_version=1, by=speaker(made, side))
    states = set(chosen.values_list("introduction__state", flat=True))
    assert states == {IntroductionState.INTRODUCED}


def _a_member_reads_what_came_of_it(story: Story, member: Person, here: str) -> None:
    page = story.page_of(member)
    story.go(page, f"{here}result/")
    assert "Both asked for it at the meeting." in page.locator("main").inner_text()
    story.go(page, f"{here}ours/")
    assert "2 of 2 people placed" in page.locator("main").inner_text()
