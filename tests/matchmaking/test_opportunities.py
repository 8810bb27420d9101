"""The board of opportunities: what stands on it, how it is narrowed and followed, and whom a reader asks."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hospes.following.models import SavedSearch
from hospes.matchmaking.queries.opportunities import opportunities_open_to_apprentices
from tests.factories.matchmaking import EntryFactory
from tests.factories.organisations import OrganisationFactory, RepresentativeFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
BOARD = "/opportunities/"


def opportunity(title, **values):
    return EntryFactory(title=title, kind="offer", published=True, **{"open_to_anyone": True, **values})


def board(query="", client=None):
    return BeautifulSoup((client or Client()).get(BOARD + query).content, "html.parser")


def titles(query=""):
    return [link.text.strip() for link in board(query).select(".cards .card-link")]


@pytest.fixture
def three():
    opportunity("For all", topics=["nursing"])
    opportunity("For apprentices", open_to_apprentices=True, topics=["languages"])
    opportunity("For partners", open_to_anyone=False, open_to_apprentices=True)
    EntryFactory(title="A wish", kind="wish", published=True, open_to_anyone=True)
    EntryFactory(title="A draft", kind="offer", open_to_anyone=True)


def test_the_board_shows_published_offers_that_are_open_to_anyone(three):
    assert set(titles()) == {"For all", "For apprentices"}
    assert titles("?flag=open_to_apprentices") == ["For apprentices"]
    assert titles("?topic=nursing") == ["For all"]
    assert set(titles("?kind=wish")) == {"For all", "For apprentices"}


def test_both_numbers_stand_beside_the_question_for_whom(three):
    tabs = [" ".join(link.text.split()) for link in board().select(".tabs")[0].select("a")]
    assert tabs == ["All opportunities 2", "Open to apprentices 1"]

    narrow = board("?flag=open_to_apprentices&topic=languages").select(".tabs")[0]
    assert [" ".join(link.text.split()) for link in narrow.select("a")] == [
        "All opportunities 1",
        "Open to apprentices 1",
    ]
    assert narrow.select_one("[aria-current]")["href"] == f"{BOARD}?topic=languages&flag=open_to_apprentices"
    assert opportunities_open_to_apprentices(timezone.localdate()) == 1


def test_what_every_opportunity_is_is_neither_asked_nor_told(three):
    html = board("?topic=nursing")

    assert not html.select("input[name=kind]")
    assert not html.select("input[value=open_to_anyone]")
    chips = [link["href"] for link in html.select(".facets-chosen a.tag")]
    assert chips == [BOARD]


def test_feed_frame_and_saved_search_ask_for_opportunities_alone(three):
    html = board("?topic=nursing")
    feed = html.select_one("link[type='application/atom+xml']")["href"]

    assert feed == "/feeds/entries.atom?kind=offer&topic=nursing&flag=open_to_anyone"
    text = Client().get(feed).content.decode()
    assert "For all" in text and "For apprentices" not in text and "Hospes: new opportunities" in text
    assert f"{BOARD}?topic=nursing" in text
    frame = Client().get("/embed/entries/?kind=offer&flag=open_to_anyone").content.decode()
    assert "For apprentices" in frame and "For partners" not in frame
    assert f'href="{BOARD}"' in frame


def test_a_search_saved_on_the_board_leads_back_to_it(client, three):
    client.force_login(PersonFactory())
    links = [
        link["href"] for link in board("?flag=open_to_apprentices").select("a") if "Tell me about new" in link.text
    ]

    client.post(links[0], {"name": "Places for apprentices", "rhythm": "weekly"})

    assert SavedSearch.objects.get().query == "kind=offer&flag=open_to_anyone&flag=open_to_apprentices"
    page = client.get(reverse("following:search-list")).content.decode()
    assert f'href="{BOARD}?flag=open_to_apprentices"' in page


def test_the_table_says_the_same_as_the_map():
    region = OrganisationFactory(country="NO", territory="NO0A2")
    opportunity("One", organisation=region)
    opportunity("Two", organisation=region)

    rows = board().select("table tbody tr")

    assert [[cell.text.split()[-1] for cell in row.select("td")] for row in rows] == [["2"]]
    assert rows[0].select_one("a")["href"].startswith(f"{BOARD}?region=")


def test_a_visitor_is_told_whom_to_ask_and_sees_no_name(client):
    person = PersonFactory(name="Hanna Host", email="hanna@host.example")
    found = opportunity("Green building", contact=person, open_to_apprentices=True)

    page = client.get(found.get_absolute_url()).content.decode()

    assert "Ask your school, your training company or your employer." in page
    assert "takes no applications from single people" in page
    assert "Hanna" not in page and "hanna@" not in page


def test_an_organisation_is_led_from_the_opportunity_to_its_own_wish(client):
    post = RepresentativeFactory()
    wish = EntryFactory(kind="wish", published=True, organisation=post.organisation)
    found = opportunity("Green building")
    client.force_login(post.person)

    html = BeautifulSoup(client.get(found.get_absolute_url()).content, "html.parser")

    assert html.select_one(f"a[href='{reverse('matchmaking:pair-detail', args=[wish.pk, found.pk])}']")


def test_an_offer_for_partners_does_not_claim_to_be_an_opportunity(client):
    found = EntryFactory(kind="offer", published=True)

    assert "How to get there" not in client.get(found.get_absolute_url()).content.decode()


def test_an_empty_board_offers_to_tell_and_an_answer_without_rows_helps():
    empty = board()
    assert "No opportunity is open just now" in empty.text
    assert empty.select_one(".empty a")["href"].endswith("?kind=offer&flag=open_to_anyone")

    opportunity("Here")

    assert "No opportunity suits all your choices" in board("?search=nowhere").text


@pytest.mark.parametrize("number", [1, 3])
def test_the_board_asks_the_database_the_same_number_of_times(number, django_assert_num_queries):
    for place in range(number):
        opportunity(f"Place {place}")
    Client().get(BOARD)

    with django_assert_num_queries(3):
        page = board()

    assert len(page.select(".cards .card")) == number


def test_the_list_can_be_taken_along(three):
    answer = Client().get("/lists/opportunities.csv?flag=open_to_apprentices")

    rows = b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()
    assert "For apprentices" in rows and "For all" not in rows and "For partners" not in rows
