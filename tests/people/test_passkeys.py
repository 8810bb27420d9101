"""Passkeys: made, named, used and removed; and what a passkey of another site, owner or day opens: nothing."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from playwright.sync_api import Browser

from hospes.people import rules
from hospes.people.models import Person
from tests import site as sites
from tests.factories.people import PASSWORD, PersonFactory
from tests.people.doors import SECOND_STEP, come_in, is_in, send_password
from tests.people.passkey import Passkey

ADD, OPTIONS, SIGN_IN = "/account/sign-in/passkey/", "/accounts/passkey/options/", "/accounts/passkey/"


def add(client: Client, passkey: Passkey, name: str = "Phone") -> Any:
    options = json.loads(client.get(ADD).context["passkey_options"])
    return client.post(ADD, {"name": name, "credential": passkey.made(options)})


def sign_in(client: Client, passkey: Passkey, **instead: str) -> Any:
    return client.post(SIGN_IN, {"credential": passkey.shown(client.get(OPTIONS).json(), **instead)})


@pytest.fixture
def owner(db: None) -> Person:
    return PersonFactory(signs_in=True)


@pytest.fixture
def passkey(owner: Person, client: Client) -> Passkey:
    """One that its owner has added."""
    made = Passkey()
    come_in(client, owner)
    assert add(client, made).url == "/account/sign-in/codes/"
    client.post("/accounts/logout/")
    return made


def test_a_passkey_signs_in_without_a_password(client, owner, passkey):
    assert sign_in(client, passkey).url == "/todo/"
    assert is_in(client)


def test_it_is_both_factors_at_once(client, owner, passkey):
    """Unlocked by finger, face or PIN: something one has, and something one is or knows."""
    assert rules.has_second_factor(owner)

    sign_in(client, passkey)

    assert is_in(client)


def test_it_is_the_second_step_after_a_password(client, owner, passkey):
    assert send_password(client, owner).url == SECOND_STEP
    options = json.loads(client.get(SECOND_STEP).context["passkey_options"])

    assert client.post(SECOND_STEP, {"credential": passkey.shown(options)}).status_code == 302
    assert is_in(client)


def test_a_wrong_passkey_at_the_second_step_is_refused_with_a_sentence(client, owner, passkey):
    send_password(client, owner)
    options = json.loads(client.get(SECOND_STEP).context["passkey_options"])

    page = client.post(SECOND_STEP, {"credential": Passkey(owner=passkey.owner).shown(options)})

    assert b"This passkey was not accepted" in page.content
    assert not is_in(client)
    answers = {client.post(SECOND_STEP, {"credential": "{}"}).status_code for _ in range(12)}
    assert answers == {200, 429}


def test_an_answer_works_once(client, owner, passkey):
    answer = passkey.shown(client.get(OPTIONS).json())
    client.post(SIGN_IN, {"credential": answer})
    client.post("/accounts/logout/")
    other = Client()
    other.get(OPTIONS)

    client.post(SIGN_IN, {"credential": answer})
    other.post(SIGN_IN, {"credential": answer})

    assert not is_in(client)
    assert not is_in(other)


WRONG = {
    "a stranger's": Passkey(),
    "of a page of somebody else": {"origin": "https://evil.example"},
    "of another site": {"site": "evil.example"},
    "that nobody unlocked": {"is_unlocked": False},
    "with another key": {"key": Passkey().key},
    "of another owner": {"owner": "Mg"},
    "of nobody": {"owner": ""},
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_passkey_that_is_not_right_opens_nothing(client, owner, passkey, caplog, wrong):
    changes = WRONG[wrong]
    if isinstance(changes, Passkey):
        passkey = changes
    else:
        for name, value in changes.items():
            setattr(passkey, name, value)

    assert sign_in(client, passkey).url == "/accounts/login/"
    assert not is_in(client)
    assert "wrong passkey" in caplog.text


@pytest.mark.parametrize(
    "sent", ["", "{}", "[]", "null", '"x"', "{", '{"response": []}', '{"id": 1, "response": {}}', "x" * 9999]
)
def test_an_answer_that_cannot_be_read_breaks_nothing(client, owner, sent):
    client.get(OPTIONS)
    assert client.post(SIGN_IN, {"credential": sent}).url == "/accounts/login/"

    come_in(client, owner)
    client.get(ADD)
    assert client.post(ADD, {"name": "Phone", "credential": sent}).status_code == 200
    assert not rules.has_second_factor(owner)


def test_a_passkey_made_for_another_site_is_not_kept(client, owner):
    come_in(client, owner)

    for wrong in (Passkey(origin="https://evil.example"), Passkey(site="evil.example"), Passkey(is_unlocked=False)):
        assert add(client, wrong).status_code == 200
    assert not rules.has_second_factor(owner)


def test_a_closed_account_is_not_opened_by_its_passkey(client, owner, passkey):
    Person.objects.filter(pk=owner.pk).update(is_active=False)

    sign_in(client, passkey)

    assert not is_in(client)


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "a\x00b", "x" * 10_000])
def test_a_bad_name_is_refused_beside_the_field(client, owner, name):
    come_in(client, owner)

    page = add(client, Passkey(), name)

    assert page.context["form"].errors["name"]
    assert not rules.has_second_factor(owner)


def test_a_name_is_shown_harmlessly_and_can_be_changed(client, owner, passkey):
    come_back(client, owner, passkey)
    row = Authenticator.objects.get(user=owner, type="webauthn")

    client.post(f"{ADD}{row.pk}/", {"name": '<img src=x onerror="alert(1)"> 🔑'})

    page = client.get("/account/sign-in/").content.decode()
    assert "&lt;img src=x" in page
    assert "<img src=x" not in page


def test_a_removed_passkey_opens_nothing(client, owner, passkey):
    come_back(client, owner, passkey)
    row = Authenticator.objects.get(user=owner, type="webauthn")
    client.post(f"/account/sign-in/{row.pk}/remove/")
    client.post("/accounts/logout/")

    sign_in(client, passkey)

    assert not is_in(client)


def test_nobody_names_or_removes_the_passkey_of_another(client, owner, passkey):
    row = Authenticator.objects.get(user=owner, type="webauthn")
    come_in(client, PersonFactory(signs_in=True))

    assert client.post(f"{ADD}{row.pk}/", {"name": "Mine"}).status_code == 404
    assert client.post(f"/account/sign-in/{row.pk}/remove/").status_code == 404


def come_back(client: Client, owner: Person, passkey: Passkey) -> None:
    sign_in(client, passkey)
    assert is_in(client)


# In a browser


@pytest.fixture
def site(django_db_setup: None, django_db_blocker: Any) -> Iterator[sites.Site]:
    def prepare() -> Person:
        return PersonFactory(signs_in=True, email="maria@region.example")

    with django_db_blocker.unblock(), sites.running(prepare) as running:
        yield running


@pytest.mark.browser
def test_a_person_adds_a_passkey_and_comes_in_with_it(site: sites.Site, browser: Browser) -> None:
    """With the browser's own authenticator, under the strict policy of the pages."""
    address = site.url.replace("127.0.0.1", "localhost")
    context = browser.new_context(base_url=address)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    page.goto("/accounts/login/")
    page.fill("[name=login]", "maria@region.example")
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.locator("form:has([name=password]) button").click()

    page.goto(ADD)
    page.fill("[name=name]", "Laptop")
    with page.expect_navigation():
        page.locator("[data-passkey=create] button").click()
    assert page.url.endswith("/account/sign-in/codes/")
    context.clear_cookies()
    page.goto("/accounts/login/")
    with page.expect_navigation(url="**/todo/"):
        page.locator("[data-passkey=get] button").click()

    assert said == []
    context.close()
