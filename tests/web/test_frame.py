"""The frame around every page: navigation, languages, look, errors."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.test import Client, override_settings

from hospes.people.models import Person
from tests.factories.organisations import OrganisationFactory, PostFactory
from tests.factories.people import PersonFactory

Read = Callable[..., BeautifulSoup]
PUBLIC = ("/", "/help/", "/privacy/", "/terms/", "/accessibility/", "/about/")


def texts(page: BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(found.get_text().split()) for found in page.select(selector)]


@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages_open_without_an_account_and_have_one_heading(read: Read, db: None, path: str) -> None:
    assert len(read(path).select("h1")) == 1


@pytest.mark.parametrize("path", ["/todo/", "/my-roles/"])
def test_pages_of_one_person_ask_to_sign_in(client: Client, db: None, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]


def test_a_visitor_sees_the_public_navigation_only(read: Read, db: None) -> None:
    seen = ["Offers and wishes", "Opportunities", "Project ideas", "Organisations", "Regions"]
    assert texts(read("/help/"), ".nav a") == seen


def test_a_colleague_sees_own_pages_and_whom_they_act_for(read: Read, colleague: Person) -> None:
    page = read("/todo/")

    assert texts(page, ".nav a")[:2] == ["To do", "Our entries"]
    assert texts(page, ".nav a")[2:] == [
        "Introductions",
        "Exchanges",
        "Rounds",
        "Offers and wishes",
        "Project ideas",
        "Organisations",
    ]
    assert texts(page, ".acting-now") == [str(colleague.posts.get().organisation)]
    assert texts(page, '.nav a[aria-current="true"]') == ["To do"]


@pytest.mark.parametrize(
    ("path", "from_page", "words"),
    [("/opportunities/", "/entries/", "Offers and wishes"), ("/regions/", "/organisations/", "Organisations")],
)
def test_a_page_that_stands_behind_another_is_reached_from_it(
    read: Read, colleague: Person, path: str, from_page: str, words: str
) -> None:
    assert texts(read(path), '.nav a[aria-current="true"]') == [words]
    assert read(from_page).select(f'main a[href="{path}"]')


def test_somebody_without_an_organisation_has_no_entries_of_their_own(read: Read, client: Client, db: None) -> None:
    client.force_login(PersonFactory(facilitator=True))

    assert texts(read("/todo/"), ".nav a")[:3] == ["To do", "Desk", "Introductions"]


def test_a_person_in_two_organisations_can_act_for_the_other(read: Read, colleague: Person) -> None:
    other = PostFactory(person=colleague, organisation=OrganisationFactory(name="Zonder Grenzen")).organisation

    assert texts(read("/todo/"), ".acting button") == [f"Act for {other}"]


def test_the_secretariat_and_administrators_find_their_pages(read: Read, client: Client, db: None) -> None:
    client.force_login(PersonFactory(secretariat=True, administrator=True))

    assert {"Requests to join", "People and roles"} <= set(texts(read("/todo/"), ".drop-list a"))


def test_other_languages_are_the_same_page_with_the_same_question(read: Read, db: None) -> None:
    links = {link["lang"]: link["href"] for link in read("/de/help/?from=mail").select(".drop-list a[lang]")}

    assert (links["en"], links["fr"], len(links)) == ("/help/?from=mail", "/fr/help/?from=mail", 7)


def test_each_language_says_which_it_is(read: Read, db: None) -> None:
    page = read("/ca/help/")

    assert page.html is not None
    assert page.html["lang"] == "ca"
    assert texts(page, '.drop-list a[aria-current="true"]') == ["Català"]


@pytest.mark.parametrize(
    ("path", "asked", "offered"),
    [
        ("/help/", "fr-CA,fr;q=0.9,en;q=0.5", ["/fr/help/"]),
        ("/help/", "nl,ca;q=0.8", ["/ca/help/"]),
        ("/help/", "en-GB,fr;q=0.5", []),
        ("/de/help/", "de", []),
        ("/de/help/", "en", ["/help/"]),
        ("/help/", "nl", []),
        ("/help/", "\x00;q=x,,", []),
    ],
)
def test_who_comes_from_elsewhere_is_offered_the_page_in_their_language(
    client: Client, db: None, path: str, asked: str, offered: list[str]
) -> None:
    page = BeautifulSoup(client.get(path, headers={"accept-language": asked}).content, "html.parser")

    assert [link["href"] for link in page.select(".language-line a")] == offered


def test_who_moves_about_within_the_site_has_chosen_a_language(client: Client, db: None) -> None:
    asked = {"accept-language": "fr"}
    from_here = client.get("/help/", headers=asked | {"referer": "http://testserver/"})
    from_elsewhere = client.get("/help/", headers=asked | {"referer": "http://[elsewhere"})

    assert b"language-line" not in from_here.content
    assert b"language-line" in from_elsewhere.content


def test_a_person_is_offered_the_language_of_their_account(client: Client, db: None) -> None:
    client.force_login(PersonFactory(language="sv"))

    page = BeautifulSoup(client.get("/todo/", headers={"accept-language": "fr"}).content, "html.parser")

    assert [link["href"] for link in page.select(".language-line a")] == ["/sv/todo/"]


def test_signing_in_has_the_languages_too(read: Read, db: None) -> None:
    assert len(read("/accounts/login/").select(".drop-list a[lang]")) == 7


def test_the_look_is_kept_and_forgotten(client: Client, read: Read, db: None) -> None:
    client.post("/look/", {"look": "dark", "next": "/help/"})
    chosen = read("/help/").html
    client.post("/look/", {"look": "device", "next": "/help/"})
    forgotten = read("/help/").html

    assert chosen is not None and chosen["data-look"] == "dark"
    assert forgotten is not None and not forgotten.has_attr("data-look")


@pytest.mark.parametrize("to", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""])
def test_choosing_a_look_never_leads_away(client: Client, db: None, to: str) -> None:
    assert client.post("/look/", {"look": "dark", "next": to})["Location"] == "/"


def test_a_look_that_is_none_changes_nothing(read: Read, client: Client, db: None) -> None:
    client.cookies["hospes_look"] = '"><script>'
    html = read("/help/").html

    assert html is not None and not html.has_attr("data-look")


def test_no_page_holds_a_script_or_a_style_of_its_own(read: Read, db: None) -> None:
    page = read("/")

    assert [tag for tag in page.select("script") if not tag.get("src")] == []
    assert page.select("style, [style], [onclick], [onload]") == []


def test_a_page_that_is_not_there_says_what_to_do(read: Read, db: None) -> None:
    page = read("/nothing-here/", status=404)

    assert texts(page, "h1") == ["We cannot find this page"]
    assert texts(page, ".content .button")[0] == "Go to the home page"


def test_a_form_without_its_sign_is_refused_in_words(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/look/", {"look": "dark"})

    assert answer.status_code == 403
    assert b"Please send the form again" in answer.content


def test_a_broken_page_names_the_request_and_nothing_of_the_inside(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(*_: object) -> None:
        raise RuntimeError("/srv/secret/path.py SELECT password")

    monkeypatch.setattr("hospes.web.views.home.front", fall)
    client.raise_request_exception = False

    answer = client.get("/", headers={"X-Request-ID": "abcdef1234567890"})

    assert answer.status_code == 500
    assert b"abcdef1234567890" in answer.content
    assert b"secret" not in answer.content and b"SELECT" not in answer.content


@override_settings(DEBUG=False, DEMO=False)
@pytest.mark.parametrize("path", ["/gallery/", "/gallery/forms/", "/gallery/errors/404/"])
def test_the_gallery_is_closed_in_real_use(read: Read, db: None, path: str) -> None:
    read(path, status=404)


def test_machines_find_their_texts(client: Client, db: None) -> None:
    security = client.get("/.well-known/security.txt").content.decode()
    robots = client.get("/robots.txt").content.decode()

    assert security.startswith("Contact: mailto:")
    assert "Expires: " in security
    assert "Disallow: /todo/" in robots
