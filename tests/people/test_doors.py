"""The doors of sign-in, knocked at by other sites: forged forms, forged names of this site, and links used again."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation

from hospes.jobs.worker import do_everything
from hospes.mail.models import OutgoingMail
from hospes.people import actions
from hospes.people.passwords import LengthValidator, LocalWordsValidator
from tests.factories.people import PASSWORD, PersonFactory
from tests.people.doors import LOGIN, SECOND_STEP, code, come_in, is_in, send_password

pytestmark = pytest.mark.django_db
FORMS = (
    LOGIN,
    SECOND_STEP,
    "/accounts/passkey/",
    "/accounts/provider/",
    "/accounts/link/",
    "/accounts/link/x/",
    "/accounts/address/x/",
    "/accounts/password/reset/",
    "/accounts/logout/",
    "/account/address/",
    "/account/sign-in/app/",
    "/account/sign-in/passkey/",
    "/account/sign-in/again/",
    "/account/sign-in/codes/",
    "/account/sign-in/provider/disconnect/",
    "/account/sign-out-everywhere/",
)


@pytest.mark.parametrize("origin", [None, "null", "https://evil.example", "https://evil.testserver"])
@pytest.mark.parametrize("url", FORMS)
def test_a_form_of_another_site_is_refused(url, origin):
    person = PersonFactory(signs_in=True)
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    if url in (LOGIN, SECOND_STEP):
        client.logout()
    headers = {"Origin": origin} if origin else {}

    answer = client.post(url, {"login": person.email, "password": PASSWORD}, headers=headers)

    assert answer.status_code == 403


def test_nobody_is_signed_in_to_the_account_of_another_by_a_forged_form(caplog):
    mallory = PersonFactory(signs_in=True)
    victim = Client(enforce_csrf_checks=True)

    send_password(victim, mallory, headers={"Origin": "https://evil.example"})

    assert not is_in(victim)
    assert "Forbidden" in caplog.text


def test_a_forged_form_with_text_instead_of_fields_is_refused():
    client = Client(enforce_csrf_checks=True)

    answer = client.post(LOGIN, '{"login": "a@b.eu", "password": "x"}', content_type="text/plain")

    assert answer.status_code == 403


@pytest.mark.parametrize(
    "name", ["evil.example", "testserver.evil.example", "evil.example:80", "testserver@evil.example", ""]
)
@pytest.mark.parametrize("url", ["/accounts/link/", "/accounts/password/reset/"])
def test_a_false_name_of_this_site_gets_no_mail_out(client, url, name):
    person = PersonFactory()

    answer = client.post(url, {"email": person.email}, headers={"Host": name})
    do_everything()

    assert answer.status_code == 400
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("url", ["/accounts/link/", "/accounts/password/reset/"])
def test_links_in_mails_carry_our_own_name(client, settings, url):
    settings.BASE_URL = "https://hospes.your-region.example"
    person = PersonFactory()

    client.post(url, {"email": person.email}, headers={"X-Forwarded-Host": "evil.example"})
    do_everything()

    mail = OutgoingMail.objects.get()
    assert "https://hospes.your-region.example/" in mail.text
    assert "evil" not in mail.text + mail.html


def test_a_link_to_a_new_password_is_dead_after_the_password_changed(client):
    person = PersonFactory(signs_in=True)
    actions.send_password_reset(person.email)
    link = re.search(r"https?://[^/]+(/\S*reset/key/\S+)", OutgoingMail.objects.get().text)[1]
    actions.change_password(person, "another-long-one-8")

    assert client.get(link, follow=True).context["token_fail"]


@pytest.mark.parametrize(
    "target",
    ["//evil.example", "////evil.example", "https:\\\\evil.example", "/\\evil.example", "https://testserver@evil.example",
     "javascript:alert(1)", "//evil.example%00"],
)  # fmt: skip
def test_over_the_second_step_and_by_link_one_stays_on_this_site(client, target):
    person = PersonFactory(signs_in=True, administrator=True)
    client.post(LOGIN, {"login": person.email, "password": PASSWORD, "next": target})

    assert client.post(SECOND_STEP, {"code": code(), "next": target}).url == "/todo/"


@pytest.mark.parametrize("url", [LOGIN, "/accounts/link/", "/accounts/password/reset/", SECOND_STEP])
def test_line_ends_and_signs_of_terminals_stay_on_one_line_of_the_log(client, caplog, url):
    client.post(url, {"login": "a\r\nb\x1b[2J@c.eu", "email": "a\r\nb\x1b[2J@c.eu", "password": "x", "code": "\x1b[2J"})

    assert all("\x1b" not in record.getMessage() and "\n" not in record.getMessage() for record in caplog.records)


def test_pages_of_sign_in_are_kept_by_no_cache(client):
    person = PersonFactory(signs_in=True, administrator=True)
    send_password(client, person)
    pages = [client.get(SECOND_STEP)]
    client.post(SECOND_STEP, {"code": code()})
    pages += [client.get(f"/account/sign-in/{page}") for page in ("", "app/", "codes/", "again/", "passkey/")]
    pages.append(client.get("/account/sessions/"))

    for page in pages:
        assert "no-store" in page["Cache-Control"] or "private" in page["Cache-Control"]
        assert "Cookie" in page["Vary"]


def test_cookies_are_for_the_server_alone(client):
    come_in(client, PersonFactory(signs_in=True))

    for name in ("hospes_session", "hospes_device"):
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Lax"


def test_signing_out_clears_what_the_browser_kept_and_looking_does_not(client):
    come_in(client, PersonFactory(signs_in=True))

    looked, out = client.get("/accounts/logout/"), client.post("/accounts/logout/")

    assert "Clear-Site-Data" not in looked
    assert out["Clear-Site-Data"] == '"cache", "storage"'
    assert not is_in(client)


def test_over_tls_the_cookies_that_open_something_belong_to_this_host_alone(tmp_path):
    program = (
        "from hospes import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.DEVICE_COOKIE_NAME,"
        " s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE)"
    )
    said = {}
    for scheme in ("http", "https"):
        given = {"HOSPES_BASE_URL": f"{scheme}://hospes.example", "HOSPES_DATA_DIR": str(tmp_path)}
        done = subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | given,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        said[scheme] = done.stdout.split()

    assert said["https"] == ["__Host-hospes_session", "__Host-hospes_csrf", "__Host-hospes_device", "True", "True"]
    assert said["http"] == ["hospes_session", "hospes_csrf", "hospes_device", "False", "False"]


@pytest.mark.parametrize(
    "word", ["Hospes2026!!", "mobility-mobility", "Erasmus+Hospes1", "__admin.hospes__", "partnership2027"]
)
def test_a_password_of_words_of_this_place_is_refused(word):
    with pytest.raises(ValidationError, match="everybody tries first here"):
        LocalWordsValidator().validate(word)


@pytest.mark.parametrize(
    "word",
    [
        "welcome-to-hospes",
        "hospes horse battery",
        "1f9Qz!x0Lmmm",
        "a-long-password-7",
        "hospes-7f!k9q2",
        "9xeu4Kq7-21",
        "regionalbahnhof7",
        "пароль-для-нас",
    ],
)
def test_other_words_beside_them_are_enough(word):
    LocalWordsValidator().validate(word)


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES if code != "en"])
def test_a_short_password_is_refused_in_the_language_of_the_reader(language: str) -> None:
    with translation.override("en"), pytest.raises(ValidationError) as in_english:
        LengthValidator(min_length=10).validate("12345")
    with translation.override(language), pytest.raises(ValidationError) as refused:
        LengthValidator(min_length=10).validate("12345")

    assert refused.value.messages != in_english.value.messages
    assert "10" in refused.value.messages[0]
