"""Feeds that readers can trust: the same ids for ever, nothing sent twice, nothing that is not public."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from hospes.matchmaking.choices import EntryKind
from hospes.radar.models import Gap
from tests.api.scene_of_gaps import a_gap
from tests.factories.matchmaking import EntryFactory, full_values
from tests.factories.outreach import NewsFactory

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def feed_of(answer) -> ElementTree.Element:
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content)  # noqa: S314  it is ours


def titles(answer) -> list[str]:
    return [entry.findtext(f"{ATOM}title", "") for entry in feed_of(answer).iter(f"{ATOM}entry")]


def links(answer) -> dict[str, str]:
    return {link.get("rel", ""): link.get("href", "") for link in feed_of(answer).findall(f"{ATOM}link")}


def test_the_feed_takes_the_filters_of_the_catalogue(client) -> None:
    EntryFactory(kind="offer", published=True, title="An offer")
    EntryFactory(kind="wish", published=True, title="A wish")
    EntryFactory(kind="offer", title="A draft")
    EntryFactory(kind="offer", published=True, title="Wood", **{"topics": ["green-construction"]})

    answer = client.get("/feeds/entries.atom?kind=offer")
    narrower = client.get("/feeds/entries.atom?kind=offer&topic=green-construction")
    unknown = client.get("/feeds/entries.atom?kind=nothing&organisation__posts__person=1&sort=';--")

    assert titles(answer) == ["Wood", "An offer"]
    assert titles(narrower) == ["Wood"]
    assert len(titles(unknown)) == 3
    assert links(answer)["alternate"].endswith("/entries/?kind=offer")
    assert links(narrower)["self"].endswith("/feeds/entries.atom?kind=offer&topic=green-construction")


def test_an_entry_keeps_its_id_and_says_its_language(client) -> None:
    entry = EntryFactory(published=True, title="Öppet hus", text="Välkommen!", language="sv")

    before = feed_of(client.get("/feeds/entries.atom")).find(f"{ATOM}entry")
    entry.title = "Stängt hus"
    entry.save()
    after = feed_of(client.get("/feeds/entries.atom?lang=fr")).find(f"{ATOM}entry")

    assert before is not None
    assert after is not None
    assert before.findtext(f"{ATOM}id") == after.findtext(f"{ATOM}id") == f"urn:uuid:{entry.key}"
    assert (before.get(LANG), before.findtext(f"{ATOM}content")) == ("sv", "Välkommen!")
    assert before.findtext(f"{ATOM}updated", "") < after.findtext(f"{ATOM}updated", "")


def test_labels_come_in_the_language_that_the_address_asks_for(client) -> None:
    EntryFactory(kind="offer", published=True)

    french = feed_of(client.get("/feeds/entries.atom?lang=fr", headers={"Accept-Language": "sv"}))
    plain = feed_of(client.get("/feeds/entries.atom?lang=xx", headers={"Accept-Language": "sv"}))

    assert (french.get(LANG), plain.get(LANG)) == ("fr", "en")
    assert plain.find(f"{ATOM}entry/{ATOM}category").get("term") == "Offer to host"  # type: ignore[union-attr]


@pytest.mark.parametrize("path", ["/feeds/entries.atom", "/feeds/news.atom", "/embed/hospes.js"])
def test_what_did_not_change_is_not_sent_again(client, path: str) -> None:
    EntryFactory(published=True)
    NewsFactory()
    first = client.get(path)

    again = client.get(path, headers={"If-None-Match": first["ETag"]})
    EntryFactory(published=True)
    NewsFactory()
    changed = client.get(path, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == (304 if path.endswith(".js") else 200)
    assert "public" in first["Cache-Control"]


def test_a_long_feed_comes_in_pages_that_know_each_other(client, monkeypatch) -> None:
    monkeypatch.setattr("hospes.sharing.views.feeds.A_PAGE", 2)
    for number in range(5):
        EntryFactory(published=True, title=f"E{number}", published_at=timezone.now() - timedelta(hours=10 - number))

    pages = [client.get("/feeds/entries.atom?kind=offer")]
    while following := links(pages[-1]).get("next"):
        pages.append(client.get(following.removeprefix("http://127.0.0.1:8000")))

    assert [titles(page) for page in pages] == [["E4", "E3"], ["E2", "E1"], ["E0"]]
    assert links(pages[1])["previous"].endswith("/feeds/entries.atom?kind=offer")


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999", "%00", "٣"])
def test_no_page_number_breaks_a_feed(client, page: str) -> None:
    assert client.get(f"/feeds/entries.atom?page={page}").status_code == 200


def test_whatever_people_write_stays_text(client) -> None:
    EntryFactory(published=True, title="<b>&amp;</b> ]]>", text="A\x0b<script>alert(1)</script>")

    entry = feed_of(client.get("/feeds/entries.atom")).find(f"{ATOM}entry")

    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == "<b>&amp;</b> ]]>"
    assert entry.findtext(f"{ATOM}content") == "A<script>alert(1)</script>"


def test_counts_of_people_with_fewer_opportunities_and_contacts_stay_here(client) -> None:
    values = full_values(EntryKind.WISH) | {"people": 9173, "fewer_opportunities": 4711}
    EntryFactory(kind="wish", published=True, **values)

    body = client.get("/feeds/entries.atom").content

    assert b"4711" not in body
    assert b"@" not in body


def test_news_tell_what_is_published_only(client) -> None:
    NewsFactory(title="Told", language="fr")
    NewsFactory(title="Not yet", draft=True)

    answer = client.get("/feeds/news.atom")

    assert titles(answer) == ["Told"]


def test_missing_hosts_are_followed_without_a_word_about_the_groups(client) -> None:
    wish = EntryFactory(kind="wish", published=True, title="Zz our apprentices")
    gap = a_gap()
    gap.wishes = [wish.pk]
    gap.save()
    Gap.objects.create(
        shape="not missing any more",
        offer={"country": "ES", "topics": [], "places": 4},
        places_people=4,
        could_take=4,
        first_seen_on=gap.first_seen_on,
        last_seen_on=gap.last_seen_on,
    )

    answer = client.get("/feeds/gaps.atom")
    french = client.get("/feeds/gaps.atom?lang=fr")

    assert titles(answer) == ["One more host for “Care of older people” would place 6 people"]
    assert "STEP_FREE" not in answer.text
    assert "step-free" not in answer.text.lower()
    assert wish.title not in answer.text
    assert wish.organisation.name not in answer.text
    [first], [second] = (list(feed_of(one).iter(f"{ATOM}entry")) for one in (answer, french))
    assert first.findtext(f"{ATOM}id") == second.findtext(f"{ATOM}id")
    assert second.get(LANG) == "fr"
    gap.last_seen_on += timedelta(days=1)
    gap.save()
    assert client.get("/feeds/gaps.atom", headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert 'href="/feeds/gaps.atom"' in client.get("/radar/").text
