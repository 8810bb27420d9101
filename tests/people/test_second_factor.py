"""The second factor: who needs one, how it is set up, asked for, turned off and lost."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from hospes.demo import accounts, build
from hospes.journal.models import JournalLine
from hospes.mail.models import OutgoingMail
from hospes.people import actions, rules, second_factor
from hospes.people.choices import PartnershipRole
from hospes.people.guessing import CODES
from hospes.people.models import Person
from hospes.people.scopes import Scope
from tests.factories.people import PASSWORD, SECRET, AuthenticatorFactory, HeldRoleFactory, PersonFactory
from tests.people.doors import SECOND_STEP, code, come_in, is_in, send_password, wrong_code

pytestmark = pytest.mark.django_db
NEEDING = [PartnershipRole.SECRETARIAT, PartnershipRole.ADMINISTRATOR]
NOON = "2026-11-23T12:00:05Z"


@pytest.fixture
def noon():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def waiting_person(role=PartnershipRole.SECRETARIAT, **options):
    person = PersonFactory(signs_in=True, **options)
    HeldRoleFactory(person=person, role=role, waiting=True)
    return person


# Who needs one


@pytest.mark.parametrize("role", NEEDING)
def test_a_role_counts_once_there_is_a_second_factor(role):
    person = waiting_person(role)

    assert (rules.roles_of(person), rules.roles_that_wait(person)) == (frozenset(), {role})
    AuthenticatorFactory(user=person)
    rules.forget_roles(person)
    assert (rules.roles_of(person), rules.roles_that_wait(person)) == ({role}, frozenset())


def test_recovery_codes_alone_are_no_second_factor():
    person = waiting_person()
    AuthenticatorFactory(user=person, type=Authenticator.Type.RECOVERY_CODES, data={})

    assert not rules.is_secretariat(person)


@pytest.mark.parametrize("role", NEEDING)
def test_after_the_password_one_is_led_to_set_one_up_and_nowhere_else(client, role):
    person = waiting_person(role)

    assert send_password(client, person).url == "/account/sign-in/first/"
    for url in ("/todo/", "/people/", "/join-requests/", "/account/", "/account/tokens/", "/reports/"):
        answer = client.get(url)
        assert answer.status_code == 404 or answer.url == "/account/sign-in/first/"
    assert client.post("/account/tokens/", {"name": "A way around"}).url == "/account/sign-in/first/"
    assert not person.api_tokens.exists()
    assert client.get("/organisations/").status_code == 200
    assert client.get("/account/sign-in/first/").status_code == 200


def test_setting_up_the_app_opens_the_role_at_once(client, noon):
    person = waiting_person(PartnershipRole.ADMINISTRATOR)
    send_password(client, person)

    page = client.get("/account/sign-in/app/")
    secret = page.context["secret"].replace(" ", "")
    answer = client.post("/account/sign-in/app/", {"code": second_factor.code_now(secret)})

    assert answer.url == "/account/sign-in/codes/"
    assert b"data:image/svg+xml" in page.content
    assert page.context["secret"].encode() in page.content
    assert client.get("/people/").status_code == 200


def test_a_wrong_code_sets_nothing_up_and_the_picture_stays_the_same(client, noon):
    person = PersonFactory(signs_in=True)
    come_in(client, person)
    first = client.get("/account/sign-in/app/").context["secret"]

    page = client.post("/account/sign-in/app/", {"code": "000000"})

    assert page.context["form"].errors["code"]
    assert page.context["secret"] == first
    assert not rules.has_second_factor(person)


def test_a_token_opens_no_more_than_its_owner_without_a_second_factor(client):
    person = waiting_person()
    _row, token = actions.make_api_token(person, name="A program", by=person, scopes=Scope.values)
    ask = {"Authorization": f"Bearer {token}"}

    assert client.get("/api/v1/me", headers=ask).json()["roles"] == []
    AuthenticatorFactory(user=person)
    assert client.get("/api/v1/me", headers=ask).json()["roles"] == ["secretariat"]


# Signing in with it


def test_without_the_code_the_password_opens_nothing(client):
    person = PersonFactory(signs_in=True, administrator=True)

    assert send_password(client, person).url == SECOND_STEP
    assert not is_in(client)
    assert client.get("/people/").status_code == 302


def test_the_code_of_now_signs_in_in_ones_own_language(client):
    person = PersonFactory(signs_in=True, administrator=True, language="sv")

    answer = come_in(client, person)

    assert answer.url == "/sv/todo/"
    assert is_in(client)


def test_where_one_was_going_is_kept_over_the_second_step(client):
    person = PersonFactory(signs_in=True, administrator=True)
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD, "next": "/people/"})

    assert client.post(SECOND_STEP, {"code": code()}).url == "/people/"


def test_a_code_works_once(client, noon):
    person = PersonFactory(signs_in=True, administrator=True)
    other = Client()
    come_in(client, person)

    assert send_password(other, person).url == SECOND_STEP
    assert other.post(SECOND_STEP, {"code": code()}).status_code == 200
    assert not is_in(other)
    noon.shift(30)
    assert other.post(SECOND_STEP, {"code": code()}).status_code == 302


@pytest.mark.parametrize("periods_ago", [-1, 1, 2])
def test_the_codes_of_other_half_minutes_are_refused(client, noon, periods_ago):
    person = PersonFactory(signs_in=True, administrator=True)
    send_password(client, person)

    assert client.post(SECOND_STEP, {"code": code(periods_ago=periods_ago)}).status_code == 200
    assert not is_in(client)


@pytest.mark.parametrize("typed", ["", "٣٣٣٣٣٣", "12345", "1" * 10_000, "a\x00b", "' OR 1=1", "🔑🔑🔑🔑🔑🔑"])
def test_nonsense_is_no_code_and_breaks_nothing(client, typed):
    person = PersonFactory(signs_in=True, administrator=True)
    send_password(client, person)

    page = client.post(SECOND_STEP, {"code": typed})

    assert page.status_code == 200
    assert page.context["form"].errors
    assert not is_in(client)


def test_a_thousand_guesses_are_ten(client, noon, caplog):
    """Also the right code, when it comes as the eleventh."""
    person = PersonFactory(signs_in=True, administrator=True)
    send_password(client, person)

    answers = [client.post(SECOND_STEP, {"code": wrong_code()}) for _ in range(CODES + 20)]
    late = client.post(SECOND_STEP, {"code": code()})

    statuses = [answer.status_code for answer in answers]
    assert statuses == [200] * CODES + [429] * 20
    assert late.status_code == 429
    assert 0 < int(late["Retry-After"]) <= 15 * 60
    assert "too many guesses" in caplog.text
    assert "wrong code" in caplog.text
    noon.shift(15 * 60)
    send_password(client, person)
    assert client.post(SECOND_STEP, {"code": code()}).status_code == 302


def test_guesses_in_another_browser_lock_nobody_out_of_their_own(client, noon):
    person = PersonFactory(signs_in=True, administrator=True)
    come_in(client, person)
    client.post("/accounts/logout/")
    thief = Client()
    send_password(thief, person)
    for _ in range(CODES + 1):
        refused = thief.post(SECOND_STEP, {"code": wrong_code()})
    noon.shift(30)

    assert refused.status_code == 429
    assert come_in(client, person).status_code == 302
    assert is_in(client)


# No way around it


def test_a_link_by_mail_asks_for_the_code_too(client):
    person = PersonFactory(administrator=True)
    token = actions.make_one_time_link(person)

    assert client.post(f"/accounts/link/{token}/").url == SECOND_STEP
    assert not is_in(client)
    assert client.post(SECOND_STEP, {"code": code()}).status_code == 302
    assert is_in(client)


def test_a_new_password_by_mail_asks_for_the_code_too(client):
    person = PersonFactory(signs_in=True, administrator=True)
    actions.send_password_reset(person.email)
    link = re.search(r"https?://[^/]+(/\S*reset/key/\S+)", OutgoingMail.objects.get().text)[1]
    form = client.get(link, follow=True).redirect_chain[-1][0]

    client.post(form, {"password1": "another-long-one-8", "password2": "another-long-one-8"})

    assert not is_in(client)
    assert send_password(client, person, "another-long-one-8").url == SECOND_STEP


def test_the_second_step_is_nobodys_page_without_the_first(client):
    assert client.get(SECOND_STEP).url == "/accounts/login/"
    assert client.post(SECOND_STEP, {"code": code()}).url == "/accounts/login/"


def test_who_is_closed_between_the_steps_stays_outside(client):
    person = PersonFactory(signs_in=True, administrator=True)
    send_password(client, person)
    Person.objects.filter(pk=person.pk).update(is_active=False)

    client.post(SECOND_STEP, {"code": code()})

    assert not is_in(client)


# Recovery codes


def set_up(client, person):
    """An app, as its owner sets it up in the browser; answers with the recovery codes that are shown."""
    come_in(client, person)
    secret = client.get("/account/sign-in/app/").context["secret"].replace(" ", "")
    client.post("/account/sign-in/app/", {"code": second_factor.code_now(secret)})
    Authenticator.objects.filter(user=person, type="totp").update(data=AuthenticatorFactory.build(user=person).data)
    return [one.code for one in client.get("/account/sign-in/codes/").context["codes"]]


def test_recovery_codes_are_shown_once_and_can_be_saved(client, noon):
    person = PersonFactory(signs_in=True)
    come_in(client, person)
    secret = client.get("/account/sign-in/app/").context["secret"].replace(" ", "")
    client.post("/account/sign-in/app/", {"code": second_factor.code_now(secret)})

    first, second = client.get("/account/sign-in/codes/"), client.get("/account/sign-in/codes/")

    codes = [one.code for one in first.context["codes"]]
    assert len(set(codes)) == 10
    assert all(one.encode() in first.content for one in codes)
    assert b'download="hospes-recovery-codes.txt"' in first.content
    assert not any(one.encode() in second.content for one in codes)
    assert second.context["left"] == 10


def test_a_recovery_code_signs_in_once_and_is_shown_as_used(client, noon):
    person = PersonFactory(signs_in=True)
    codes = set_up(client, person)
    first, second = Client(), Client()

    send_password(first, person)
    assert first.post(SECOND_STEP, {"code": f" {codes[3][:5]}-{codes[3][5:]} "}).status_code == 302
    send_password(second, person)
    assert second.post(SECOND_STEP, {"code": codes[3]}).status_code == 200

    page = first.get("/account/sign-in/codes/")
    assert [place for place, is_used in enumerate(page.context["used"]) if is_used] == [3]
    assert page.content.count(b">used<") == 1
    assert not is_in(second)
    assert "A recovery code was used" in OutgoingMail.objects.values_list("subject", flat=True)


def test_new_recovery_codes_end_the_old_ones(client, noon):
    person = PersonFactory(signs_in=True)
    old = set_up(client, person)

    client.post("/account/sign-in/codes/")
    new = [one.code for one in client.get("/account/sign-in/codes/").context["codes"]]

    assert not set(old) & set(new)
    other = Client()
    send_password(other, person)
    assert other.post(SECOND_STEP, {"code": old[0]}).status_code == 200
    assert other.post(SECOND_STEP, {"code": new[0]}).status_code == 302


# Changing it


def test_the_first_factor_ends_sessions_that_never_showed_one(client, noon):
    person = PersonFactory(signs_in=True)
    other = Client()
    come_in(other, person)

    set_up(client, person)

    assert is_in(client)
    assert not is_in(other)


@pytest.mark.parametrize(
    "url",
    ["/account/sign-in/app/", "/account/sign-in/passkey/", "/account/sign-in/codes/", "/account/address/",
     "/account/sign-in/{factor}/remove/", "/accounts/password/set/"],
)  # fmt: skip
def test_changing_how_one_signs_in_asks_again_who_one_is(client, url):
    person = PersonFactory(signs_in=True, administrator=True)
    url = url.format(factor=Authenticator.objects.get(user=person).pk)
    come_in(client, person)
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        seen, sent = client.get(url), client.post(url, {"code": "1", "email": "x@hospes.example"})

        assert seen.url.startswith("/account/sign-in/again/?next=%2Faccount")
        assert sent.url.startswith("/account/sign-in/again/")
    assert rules.has_second_factor(person)


def test_showing_oneself_again_opens_the_page(client, noon):
    person = PersonFactory(signs_in=True, administrator=True)
    factor = Authenticator.objects.get(user=person)
    come_in(client, person)
    noon.shift(16 * 60)
    page = f"/account/sign-in/{factor.pk}/remove/"
    again = client.get(page).url

    assert client.post(again, {"password": "wrong", "next": page}).status_code == 200
    assert client.post(again, {"code": wrong_code(), "next": page}).status_code == 200
    assert client.get(page).status_code == 302
    assert client.post(again, {"code": code(), "next": page}).url == page
    assert client.get(page).status_code == 403


def test_showing_oneself_again_leads_to_no_other_site(client, noon):
    person = PersonFactory(signs_in=True)
    come_in(client, person)

    answer = client.post("/account/sign-in/again/", {"password": PASSWORD, "next": "//evil.example"})

    assert answer.url == "/account/sign-in/"


def test_the_last_factor_stays_while_a_role_asks_for_it(client):
    person = PersonFactory(signs_in=True, administrator=True)
    come_in(client, person)
    factor = Authenticator.objects.get(user=person)

    page = client.post(f"/account/sign-in/{factor.pk}/remove/")

    assert page.status_code == 403
    assert b"your role asks for one" in page.content
    assert rules.has_second_factor(person)


def test_without_such_a_role_the_last_factor_may_go_and_takes_the_codes_along(client, noon):
    person = PersonFactory(signs_in=True)
    set_up(client, person)
    factor = Authenticator.objects.get(user=person, type="totp")

    client.post(f"/account/sign-in/{factor.pk}/remove/")

    assert not Authenticator.objects.filter(user=person).exists()
    assert "person.factor_removed" in JournalLine.objects.values_list("verb", flat=True)
    assert come_in(Client(), person).url == "/todo/"


def test_nobody_turns_off_the_factor_of_another(client):
    person, other = PersonFactory(signs_in=True), PersonFactory(administrator=True)
    come_in(client, person)
    factor = Authenticator.objects.get(user=other)

    assert client.post(f"/account/sign-in/{factor.pk}/remove/").status_code == 404
    assert rules.has_second_factor(other)


# Losing it


def test_an_administrator_resets_it_and_the_person_is_told(client, noon):
    administrator, person = PersonFactory(signs_in=True, administrator=True), PersonFactory(signs_in=True)
    HeldRoleFactory(person=person, role=PartnershipRole.SECRETARIAT)
    theirs = Client()
    come_in(theirs, person)
    noon.shift(30)
    come_in(client, administrator)

    client.post(f"/people/{person.pk}/second-factor/reset/")

    assert not is_in(theirs)
    assert not rules.has_second_factor(person)
    assert OutgoingMail.objects.get(address=person.email).subject == "Your second factor was reset"
    line = JournalLine.objects.get(verb="person.second_factor_reset")
    assert (line.actor_key, line.object_id) == (administrator.key, str(person.pk))
    assert send_password(theirs, person).url == "/account/sign-in/first/"


def test_nobody_resets_their_own_or_anybodys_without_the_role(client):
    administrator = PersonFactory(administrator=True)
    client.force_login(administrator)
    assert client.post(f"/people/{administrator.pk}/second-factor/reset/").status_code == 403

    client.force_login(PersonFactory(secretariat=True))
    assert client.post(f"/people/{administrator.pk}/second-factor/reset/").status_code == 404
    assert rules.has_second_factor(administrator)


# Kept safely


def test_secrets_lie_encrypted_in_the_database_and_read_with_no_other_key(client, noon, settings):
    person = PersonFactory(signs_in=True)
    set_up(client, person)
    AuthenticatorFactory(user=PersonFactory())
    assert SECRET not in str(list(Authenticator.objects.values_list("data", flat=True)))

    settings.SECRET_KEY = "another-key-" * 5
    assert second_factor.use_code(person, code()) is None


def test_the_key_before_still_opens_what_it_locked(noon, settings):
    person = PersonFactory(administrator=True)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-" * 5

    assert second_factor.use_code(person, code()) is not None


# The demo


@pytest.mark.parametrize("is_demo", [True, False])
def test_the_code_stands_on_the_page_in_the_demo_and_nowhere_else(client, noon, settings, is_demo):
    settings.DEMO = is_demo
    person = PersonFactory(signs_in=True, administrator=True)
    send_password(client, person)

    pages = [client.get(SECOND_STEP)]
    client.post(SECOND_STEP, {"code": code()})
    noon.shift(30)
    pages.append(client.get("/account/sign-in/again/"))

    assert [b"This is the demo" in page.content for page in pages] == [is_demo] * 2
    assert (second_factor.in_two(code()).encode() in pages[1].content) is is_demo
    assert code().encode() not in pages[1].content


def test_the_app_of_the_demos_people_is_in_the_list_of_accounts():
    scene = build.planned("founding", 7)
    scene.play(lambda deeds: deeds)
    lines = {line["role"]: line for line in accounts.open_doors(scene)}

    for role in ("secretariat", "administrator"):
        person = Person.objects.get(email=lines[role]["email"])
        shown = second_factor.code_now(lines[role]["totp_secret"])
        assert second_factor.in_two(shown) == second_factor.demo_code(person)
    assert lines["facilitator"]["totp_secret"] is None
