"""Frames for other sites: public entries, the same for everybody, by no cookie."""

import pytest
from bs4 import BeautifulSoup

from hospes.matchmaking.choices import EntryKind
from tests.factories.matchmaking import EntryFactory, full_values
from tests.factories.organisations import RepresentativeFactory
from tests.site import BACKEND

pytestmark = pytest.mark.django_db
FRAMES = ["/embed/entries/", "/embed/map/"]


def titles(answer) -> list[str]:
    return [link.text for link in BeautifulSoup(answer.content, "html.parser").select(".card-link")]


@pytest.mark.parametrize("path", FRAMES)
def test_any_site_may_frame_it_and_no_other_page(client, path: str) -> None:
    frame, page = client.get(path), client.get("/entries/")

    assert "frame-ancestors *" in frame["Content-Security-Policy"]
    assert "X-Frame-Options" not in frame
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"
    assert "script-src 'self'" in frame["Content-Security-Policy"]


@pytest.mark.parametrize("path", FRAMES)
def test_it_sets_no_cookie_and_is_the_same_for_everybody(client, path: str) -> None:
    post = RepresentativeFactory()
    EntryFactory(published=True, organisation=post.organisation)
    EntryFactory(organisation=post.organisation, title="Our draft")
    stranger = client.get(path)
    client.force_login(post.person, backend=BACKEND)
    member = client.get(path)

    assert not stranger.cookies
    assert not member.cookies
    assert stranger.content == member.content
    assert b"csrf" not in stranger.content
    assert "public" in stranger["Cache-Control"]


def test_it_takes_the_filters_of_the_catalogue_and_a_number(client) -> None:
    for number in range(7):
        EntryFactory(kind="offer", published=True, title=f"Offer {number}")
    EntryFactory(kind="wish", published=True, title="A wish")

    few = client.get("/embed/entries/?kind=offer")
    more = client.get("/embed/entries/?kind=offer&number=10")
    odd = client.get("/embed/entries/?kind=wish&number=99999")

    assert (len(titles(few)), len(titles(more)), titles(odd)) == (5, 7, ["A wish"])
    assert BeautifulSoup(few.content, "html.parser").select_one('.embed-foot a[href$="/entries/?kind=offer"]')


@pytest.mark.parametrize("path", FRAMES)
def test_language_and_colours_are_chosen_by_the_address(client, path: str) -> None:
    page = client.get(f"{path}?lang=fr&look=dark", headers={"Accept-Language": "sv"})
    plain = client.get(f"{path}?lang=<x>&look=<x>", headers={"Accept-Language": "sv"})

    assert b'<html lang="fr" data-look="dark">' in page.content
    assert b'<html lang="en">' in plain.content
    assert b"<x>" not in plain.content


def test_links_lead_out_of_the_frame(client) -> None:
    EntryFactory(published=True)

    page = BeautifulSoup(client.get("/embed/entries/?lang=fr").content, "html.parser")

    base = page.select_one("base")
    assert base is not None
    assert base["target"] == "_blank"
    assert not base.has_attr("href")
    assert page.select_one(".card-link")["href"].startswith("/fr/entries/")  # type: ignore[index]


@pytest.mark.parametrize("path", FRAMES)
def test_nothing_but_public_facts_is_shown(client, path: str) -> None:
    values = full_values(EntryKind.WISH) | {"people": 9173, "fewer_opportunities": 4711}
    EntryFactory(kind="wish", published=True, **values)

    body = client.get(path).content

    assert b"4711" not in body
    assert b"@" not in body


@pytest.mark.parametrize(
    "query", ["?search=%00", "?kind=%27;--", "?number=-1", "?page=10000000000000000000", "?month=2026-99", "?lang=%00"]
)
@pytest.mark.parametrize("path", FRAMES)
def test_no_address_breaks_a_frame(client, path: str, query: str) -> None:
    assert client.get(path + query).status_code == 200


def test_an_empty_frame_says_that_new_ones_come(client) -> None:
    for path in FRAMES:
        assert b"New entries appear here by themselves" in client.get(path).content


def test_the_script_is_open_to_all_sites_and_touches_nothing_of_theirs(client) -> None:
    answer = client.get("/embed/hospes.js")
    text = answer.content.decode()

    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not answer.cookies
    for word in ("document.cookie", "localStorage", "fetch(", "innerHTML", "eval("):
        assert word not in text


def test_the_page_gives_the_code_for_what_was_chosen(client) -> None:
    page = client.get("/show-on-your-site/?show=map&lang=fr&look=dark&kind=wish&topic=elderly-care&number=5")
    soup = BeautifulSoup(page.content, "html.parser")

    code = soup.select_one("[data-copy]")
    assert code is not None
    place = BeautifulSoup(str(code["data-copy"]), "html.parser")
    div, script = place.select_one("div"), place.select_one("script")
    assert div is not None
    assert script is not None
    assert div["data-hospes"] == "map"
    assert div["data-query"] == "kind=wish&topic=elderly-care&lang=fr&look=dark"
    assert script["src"] == "http://127.0.0.1:8000/embed/hospes.js"


def test_words_of_a_search_cannot_leave_the_code(client) -> None:
    evil = '"><script>alert(1)</script>'

    page = client.get("/show-on-your-site/", {"search": evil})

    code = BeautifulSoup(page.content, "html.parser").select_one("[data-copy]")
    assert code is not None
    inner = BeautifulSoup(str(code["data-copy"]), "html.parser")
    assert [tag.name for tag in inner.select("*")] == ["div", "script"]
    assert b"<script>alert" not in page.content
