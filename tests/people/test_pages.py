"""Signing in and looking after one's account and other people's."""

import time
from datetime import timedelta
from urllib.parse import quote

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from hospes.mail.models import OutgoingMail
from hospes.people import actions
from hospes.people.choices import PartnershipRole
from hospes.people.models import ApiToken, HeldRole, Person
from hospes.people.rules import is_administrator
from tests.factories.people import PASSWORD, PersonFactory

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


def sign_in(client, person, **extra):
    return client.post(LOGIN, {"login": person.email, "password": PASSWORD, **extra})


def test_a_person_signs_in_and_out(client):
    person = PersonFactory(signs_in=True)

    assert sign_in(client, person).url == "/todo/"
    assert client.get("/account/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/account/").status_code == 302


def test_after_signing_in_the_pages_are_in_ones_own_language(client):
    person = PersonFactory(signs_in=True, language="sv")

    assert sign_in(client, person).url == "/sv/todo/"


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example", "////evil.example", "https:\\\\evil.example", "https:\\evil.example", "/\\evil.example",
        "/%09/evil.example", "https://testserver@evil.example", "javascript:alert(1)", "http:evil.example",
        "//evil.example%00", "/\r\nLocation: https://evil.example",
    ],
)  # fmt: skip
def test_signing_in_never_sends_anybody_to_another_site(client, target):
    answer = sign_in(client, PersonFactory(signs_in=True), next=target)

    assert answer.status_code in (302, 400)
    if answer.status_code == 302:
        assert answer["Location"].startswith("/")
        assert not answer["Location"].startswith(("//", "/\\"))


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client):
    person = PersonFactory(signs_in=True)

    wrong = client.post(LOGIN, {"login": person.email, "password": "wrong"})
    unknown = client.post(LOGIN, {"login": "nobody@hospes.example", "password": "wrong"})

    assert wrong.status_code == unknown.status_code == 200
    assert (
        wrong.content.replace(person.email.encode(), b"@").split(b"csrfmiddlewaretoken")[0]
        == (unknown.content.replace(b"nobody@hospes.example", b"@").split(b"csrfmiddlewaretoken")[0])
    )


def test_too_many_wrong_passwords_must_wait_and_strangers_must_not(client):
    person, other = PersonFactory(signs_in=True), PersonFactory(signs_in=True)
    here, there = {"REMOTE_ADDR": "10.0.0.1"}, {"REMOTE_ADDR": "10.0.0.2"}
    for _ in range(12):
        answer = client.post(LOGIN, {"login": person.email, "password": "wrong"}, **here)

    refused = client.post(LOGIN, {"login": person.email, "password": PASSWORD}, **here)
    let_in = client.post(LOGIN, {"login": other.email, "password": PASSWORD}, **there)

    assert (answer.status_code, refused.status_code, let_in.status_code) == (429, 429, 302)
    assert int(answer["Retry-After"]) <= 900


# One-time links


def test_asking_for_a_link_answers_the_same_for_every_address(client, django_assert_num_queries):
    person, closed = PersonFactory(), PersonFactory(deactivated=True)
    answers = []
    counts = []
    for email in (person.email, closed.email, "nobody@hospes.example"):
        with CaptureQueries() as captured:
            answers.append(client.post("/accounts/link/", {"email": email}))
        counts.append(len(captured))

    assert {(answer.status_code, answer.url) for answer in answers} == {(302, "/accounts/link/sent/")}
    assert len(set(counts)) == 1


def CaptureQueries():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    return CaptureQueriesContext(connection)


def test_only_open_accounts_get_a_link():
    person, closed = PersonFactory(), PersonFactory(deactivated=True)
    for email in (person.email.upper(), closed.email, "nobody@hospes.example"):
        actions.send_one_time_link(email)

    assert list(OutgoingMail.objects.values_list("address", flat=True)) == [person.email]


def link_in(mail):
    return mail.text.split("http")[1].split()[0].split("/", 3)[3]


def test_opening_the_link_asks_and_pressing_signs_in_once(client):
    person = PersonFactory()
    actions.send_one_time_link(person.email)
    url = "/" + link_in(OutgoingMail.objects.get())

    assert client.get(url).status_code == 200
    assert client.get("/account/").status_code == 302
    assert client.post(url).status_code == 302
    assert client.get("/account/").status_code == 200
    assert client.post(url).status_code == 410


def test_a_link_is_dead_after_a_quarter_of_an_hour(client):
    person = PersonFactory()
    with time_machine.travel(timezone.now() - timedelta(minutes=15, seconds=1)):
        token = actions.make_one_time_link(person)

    assert client.post(reverse("people:link-use", args=[token])).status_code == 410
    assert client.get("/account/").status_code == 302


def test_a_newer_link_kills_the_older(client):
    person = PersonFactory()
    old, new = actions.make_one_time_link(person), actions.make_one_time_link(person)

    assert client.post(reverse("people:link-use", args=[old])).status_code == 410
    assert client.post(reverse("people:link-use", args=[new])).status_code == 302


# Passwords


def test_a_new_password_by_mail_ends_all_sessions(client):
    person = PersonFactory(signs_in=True)
    sign_in(client, person)
    other = type(client)()
    actions.send_password_reset(person.email)
    url = "/" + link_in(OutgoingMail.objects.get())

    page = other.get(url, follow=True)
    answer = other.post(
        page.redirect_chain[-1][0], {"password1": "another-long-one-8", "password2": "another-long-one-8"}
    )

    assert answer.status_code == 302
    assert client.get("/account/").status_code == 302
    person.refresh_from_db()
    assert person.check_password("another-long-one-8")
    assert other.post(page.redirect_chain[-1][0], {"password1": "third-long-one-99", "password2": "third-long-one-99"})
    person.refresh_from_db()
    assert person.check_password("another-long-one-8")


@pytest.mark.parametrize(("seconds", "works"), [(3590, True), (3601, False)])
def test_a_link_to_a_new_password_is_dead_an_hour_later(client, seconds, works):
    person = PersonFactory(signs_in=True)
    # By the second, not by an hour of the clock: the token counts in local time.
    with time_machine.travel(time.time() - seconds, tick=False):
        actions.send_password_reset(person.email)

    page = client.get("/" + link_in(OutgoingMail.objects.get()), follow=True)

    assert bool(page.context.get("token_fail")) is not works


def test_changing_ones_password_keeps_this_session_and_tells_the_person(client):
    person = PersonFactory(signs_in=True)
    sign_in(client, person)
    words = {"oldpassword": PASSWORD, "password1": "another-long-one-8", "password2": "another-long-one-8"}

    client.post("/accounts/password/change/", words)

    assert client.get("/account/").status_code == 200
    assert OutgoingMail.objects.get().subject == "Your password was changed"


# Profile, tokens, own data


def test_the_profile_keeps_name_language_and_time_zone(client):
    person = PersonFactory()
    client.force_login(person)

    answer = client.post("/account/", {"name": "Élodie 🌍", "language": "fr", "time_zone": "Atlantic/Azores"})

    person.refresh_from_db()
    assert answer.url == "/fr/account/"
    assert (person.name, person.language, person.time_zone) == ("Élodie 🌍", "fr", "Atlantic/Azores")


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "a\x00b", "x" * 10_000])
def test_a_bad_name_is_refused_beside_the_field_and_nothing_is_lost(client, name):
    person = PersonFactory(name="Before")
    client.force_login(person)

    page = client.post("/account/", {"name": name, "language": "fr", "time_zone": "Europe/Paris"})

    assert page.status_code == 200
    assert page.context["form"].errors["name"]
    assert b'<option value="fr" selected' in page.content
    person.refresh_from_db()
    assert person.name == "Before"


def test_a_key_is_shown_once_and_only_its_hash_is_kept(client):
    person = PersonFactory()
    client.force_login(person)

    page = client.post("/account/tokens/", {"name": "Our website", "lasts": "90"})
    token = page.context["new_token"]

    assert token.encode() in page.content
    assert token.encode() not in client.get("/account/tokens/").content
    assert token not in str(ApiToken.objects.values().get())


def test_nobody_withdraws_the_key_of_another(client):
    owner, stranger = PersonFactory(), PersonFactory()
    token, _secret = actions.make_api_token(owner, name="Mine", by=owner)
    client.force_login(stranger)

    assert client.post(f"/account/tokens/{token.pk}/revoke/").status_code == 404
    client.force_login(owner)
    assert client.post(f"/account/tokens/{token.pk}/revoke/").status_code == 302
    token.refresh_from_db()
    assert token.revoked_at is not None


# Administrators


@pytest.mark.parametrize("role", [None, PartnershipRole.FACILITATOR, PartnershipRole.SECRETARIAT])
def test_only_administrators_find_the_list_of_people(client, role):
    leak = PersonFactory(name="Canary Name")
    person = PersonFactory(role=role)
    client.force_login(person)

    for url in ("/people/", f"/people/{leak.pk}/"):
        page = client.get(url)
        assert page.status_code == 404
        assert b"Canary Name" not in page.content
    for url in (f"/people/{leak.pk}/roles/", f"/people/{leak.pk}/deactivate/"):
        assert client.post(url, {"role": "administrator"}).status_code == 404
    assert not HeldRole.objects.filter(person=leak).exists()


def test_visitors_are_asked_to_sign_in(client):
    assert client.get("/people/").url == "/accounts/login/?next=/people/"


def test_the_search_forgives_accents_and_capitals(client):
    PersonFactory(name="Łukasz Żółć")
    PersonFactory(name="Somebody Else")
    client.force_login(PersonFactory(administrator=True))

    page = client.get("/people/", {"search": "ZOLC lukasz"})

    assert [person.name for person in page.context["page"]] == ["Łukasz Żółć"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_people_asks_the_same_number_of_questions(client, count, django_assert_num_queries):
    for _ in range(count):
        PersonFactory(facilitator=True)
    client.force_login(PersonFactory(administrator=True))

    with django_assert_num_queries(PEOPLE_QUERIES):
        client.get("/people/")


# One of them asks whether the texts that stand now are accepted; a yes is remembered.
PEOPLE_QUERIES = 8


def shown_again(client):
    """The person shows once more who they are."""
    assert client.post("/account/sign-in/again/", {"password": PASSWORD}).status_code == 302


def test_an_administrator_gives_and_ends_a_role(client):
    administrator, person = PersonFactory(administrator=True, signs_in=True), PersonFactory()
    client.force_login(administrator)
    shown_again(client)

    client.post(f"/people/{person.pk}/roles/", {"role": "reviewer"})
    assert list(person.held_roles.now().values_list("role", flat=True)) == ["reviewer"]
    client.post(f"/people/{person.pk}/roles/reviewer/end/")
    assert not person.held_roles.now().exists()


def test_a_browser_that_was_left_open_gives_no_role(client):
    administrator, person = PersonFactory(administrator=True, signs_in=True), PersonFactory()
    client.force_login(administrator)
    page = f"/people/{person.pk}/"

    assert "Show that it is you" in client.get(page).content.decode()
    assert (
        client.post(f"{page}roles/", {"role": "reviewer"}).url == f"/account/sign-in/again/?next={quote(page, safe='')}"
    )
    assert not person.held_roles.exists()

    shown_again(client)
    shown = client.get(page).content.decode()
    assert "Show that it is you" not in shown
    assert "Give this role" in shown


@pytest.mark.parametrize("step", ["roles/facilitator/end/", "deactivate/", "second-factor/reset/"])
def test_what_takes_something_from_a_person_is_asked_first(client, step):
    person = PersonFactory(facilitator=True, secretariat=True)
    client.force_login(PersonFactory(administrator=True))
    assert f'href="/people/{person.pk}/roles/facilitator/end/"' in client.get(f"/people/{person.pk}/").content.decode()

    page = client.get(f"/people/{person.pk}/{step}")

    assert (page.status_code, page.context["lead"]) == (200, person.name)
    assert page.context["back"] == f"/people/{person.pk}/"
    assert person.held_roles.now().exists()
    assert Person.objects.get(pk=person.pk).is_active


def test_the_last_administrator_stays(client):
    administrator = PersonFactory(administrator=True)
    client.force_login(administrator)

    assert client.get(f"/people/{administrator.pk}/roles/administrator/end/").url == f"/people/{administrator.pk}/"
    assert client.post(f"/people/{administrator.pk}/roles/administrator/end/").status_code == 403
    assert is_administrator(Person.objects.get(pk=administrator.pk))


def test_closing_an_account_ends_its_sessions_at_once_and_for_good(client):
    person, administrator = PersonFactory(signs_in=True), PersonFactory(administrator=True)
    sign_in(client, person)
    actions.make_api_token(person, name="Key", by=person)

    actions.deactivate_person(person, by=administrator)
    assert client.get("/account/").status_code == 302
    actions.reactivate_person(person, by=administrator)

    assert client.get("/account/").status_code == 302
    assert not ApiToken.objects.filter(revoked_at=None).exists()
    assert sign_in(type(client)(), Person.objects.get(pk=person.pk)).status_code == 302


def test_a_closed_account_cannot_sign_in(client):
    person = PersonFactory(signs_in=True, deactivated=True)

    sign_in(client, person)

    assert client.get("/account/").status_code == 302


def test_signing_out_everywhere_ends_the_others_and_keeps_this_one(client):
    person = PersonFactory(signs_in=True)
    other = type(client)()
    sign_in(client, person)
    sign_in(other, person)

    client.post("/account/sign-out-everywhere/")

    assert client.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302


@pytest.mark.parametrize(
    "url",
    ["/accounts/login/", "/accounts/signup/", "/accounts/inactive/", "/accounts/link/", "/accounts/link/sent/",
     "/accounts/password/reset/", "/accounts/password/reset/done/", "/accounts/password/reset/key/done/",
     "/accounts/password/reset/key/0-bad/", "/accounts/link/nothing/"],
)  # fmt: skip
def test_the_pages_around_signing_in_are_ours(client, url):
    page = client.get(url)

    assert page.status_code in (200, 410)
    assert page.content.count(b"<h1") == 1
    assert b"wordmark" in page.content


@pytest.mark.parametrize("url", ["/accounts/logout/", "/accounts/password/change/", "/account/", "/account/tokens/"])
def test_the_pages_of_ones_account_are_ours(client, url):
    client.force_login(PersonFactory(signs_in=True))

    page = client.get(url, follow=True)

    assert page.status_code == 200
    assert page.content.count(b"<h1") == 1
