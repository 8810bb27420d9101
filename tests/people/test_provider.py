"""Signing in with another provider: by a real one on this machine, and by one that lies."""

import re
import time
import warnings
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.management import call_command
from django.test import Client

from hospes.journal.models import JournalLine
from hospes.mail.models import OutgoingMail
from hospes.people.models import Person
from hospes.people.presets import PRESETS, OpenID, chosen
from tests.factories.people import PersonFactory
from tests.people.doors import SECOND_STEP, code, come_in, is_in
from tests.people.provider import (
    CLIENT_ID,
    OTHER_KEY,
    SECRET,
    Provider,
    agree,
    leave,
    serving,
    signed,
    signed_with_the_public_key,
    there_and_back,
    unsigned,
)

with warnings.catch_warnings(record=True):
    # The provider's own libraries are older than they should be.
    import oidc_provider_mock

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning")]
START, CALLBACK = "/accounts/provider/", "/accounts/provider/callback/"


def spoken_with(url: str, **options) -> OpenID:
    return replace(OpenID(url, client_id=CLIENT_ID, secret=SECRET, name="Region ID"), **options)


@pytest.fixture
def provider(settings) -> Iterator[Provider]:
    """One that answers what the test wants."""
    with serving(Provider()) as one:
        settings.OIDC = spoken_with(one.url)
        settings.BASE_URL = "http://testserver"
        yield one


@pytest.fixture
def real(settings) -> Iterator[str]:
    """A whole provider, with its own pages."""
    people = [
        oidc_provider_mock.User(sub="maria", claims={"email": "maria@region.example", "email_verified": True}),
        oidc_provider_mock.User(sub="careless", claims={"email": "maria@region.example", "email_verified": "true"}),
        oidc_provider_mock.User(sub="silent", claims={"email": "maria@region.example"}),
    ]
    with oidc_provider_mock.run_server_in_thread(user_claims=people) as server:
        url = f"http://localhost:{server.server_port}"
        settings.OIDC = spoken_with(url)
        settings.BASE_URL = "http://testserver"
        yield url


def connected(person: Person) -> bool:
    return SocialAccount.objects.filter(user=person).exists()


# By a real provider


def test_a_verified_address_signs_in_connects_and_is_told(client, real):
    person = PersonFactory(email="Maria@region.example", language="sv")

    answer = client.get(agree(leave(client), "maria"))

    assert answer.url == "/sv/todo/"
    assert is_in(client)
    assert connected(person)
    assert "person.provider_connected" in JournalLine.objects.values_list("verb", flat=True)
    assert OutgoingMail.objects.filter(address=person.email).count() == 1


def test_afterwards_the_address_no_longer_matters(client, real):
    person = PersonFactory(email="maria@region.example")
    client.get(agree(leave(client), "maria"))
    Person.objects.filter(pk=person.pk).update(email="new@region.example")
    other = Client()

    other.get(agree(leave(other), "maria"))

    assert is_in(other)


@pytest.mark.parametrize("sub", ["careless", "silent"])
def test_an_address_that_is_not_verified_opens_nothing(client, real, sub):
    person = PersonFactory(email="maria@region.example")

    page = client.get(agree(leave(client), sub))

    assert page.status_code == 403
    assert not is_in(client)
    assert not connected(person)


def test_an_operator_may_answer_for_a_provider_that_says_nothing(client, real, settings):
    settings.OIDC = replace(settings.OIDC, trusts_addresses=True)
    PersonFactory(email="maria@region.example")

    client.get(agree(leave(client), "silent"))
    careless = Client()
    careless.get(agree(leave(careless), "careless"))

    assert is_in(client)
    assert not is_in(careless)


def test_nobody_gets_an_account_by_a_provider_and_is_told_what_to_do(client, real):
    page = client.get(agree(leave(client), "maria"))

    assert page.status_code == 403
    assert b"Open the link in the invitation" in page.content
    assert not Person.objects.exists()


def test_a_second_factor_is_asked_for_here_too(client, real):
    PersonFactory(email="maria@region.example", administrator=True)

    assert client.get(agree(leave(client), "maria")).url == SECOND_STEP
    assert not is_in(client)
    client.post(SECOND_STEP, {"code": code()})
    assert is_in(client)


def test_a_closed_account_stays_closed(client, real):
    person = PersonFactory(email="maria@region.example")
    client.get(agree(leave(client), "maria"))
    Person.objects.filter(pk=person.pk).update(is_active=False)
    other = Client()

    page = other.get(agree(leave(other), "maria"))

    assert page.status_code == 403
    assert not is_in(other)


def test_one_connects_and_disconnects_on_the_page_of_ones_account(client, real):
    person = PersonFactory(signs_in=True, email="other@region.example")
    come_in(client, person)

    client.get(agree(leave(client, "/account/sign-in/provider/"), "maria"))
    assert connected(person)
    client.post("/account/sign-in/provider/disconnect/")

    assert not connected(person)
    verbs = list(JournalLine.objects.filter(verb__startswith="person.provider").values_list("verb", flat=True))
    assert verbs == ["person.provider_connected", "person.provider_disconnected"]


def test_an_account_at_the_provider_belongs_to_one_person(client, real):
    first, second = PersonFactory(signs_in=True), PersonFactory(signs_in=True)
    come_in(client, first)
    client.get(agree(leave(client, "/account/sign-in/provider/"), "maria"))
    other = Client()
    come_in(other, second)

    page = other.get(agree(leave(other, "/account/sign-in/provider/"), "maria"), follow=True)

    assert b"already connected with somebody else" in page.content
    assert not connected(second)


def test_who_stops_at_the_provider_is_back_as_before(client, real):
    address = leave(client)
    state = parse_qs(urlsplit(address).query)["state"][0]

    page = client.get(CALLBACK, {"error": "access_denied", "state": state})

    assert b"You stopped at Region ID" in page.content


def test_going_there_carries_a_proof_a_state_and_a_nonce(client, real):
    asked = parse_qs(urlsplit(leave(client)).query)

    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["code_challenge"][0]) == 43
    assert asked["redirect_uri"] == ["http://testserver/accounts/provider/callback/"]
    assert len(asked["state"][0]) >= 16
    assert len(asked["nonce"][0]) >= 16


def test_the_way_back_has_one_address_in_all_languages(client, real):
    asked = parse_qs(urlsplit(leave(client, "/sv/accounts/provider/")).query)

    assert asked["redirect_uri"] == ["http://testserver/accounts/provider/callback/"]


# By a provider, or somebody between, that lies

MARIA = {"sub": "maria", "email": "maria@region.example", "email_verified": True}


def test_the_lies_below_are_told_by_a_provider_that_is_believed_otherwise(client, provider):
    PersonFactory(email="maria@region.example")
    provider.claims = MARIA

    there_and_back(client, provider)

    assert is_in(client)


HOUR = 3600
LIES = {
    "nobody signed it": {"sign": unsigned},
    "signed with the public key as a secret": {"sign": signed_with_the_public_key},
    "signed by somebody else": {"sign": lambda claims: signed(claims, OTHER_KEY)},
    "signed with our secret": {"sign": lambda claims: signed(claims, SECRET, "HS256")},
    "signed with a key that nobody knows": {"sign": lambda claims: signed(claims, kid="two")},
    "for another site": {"claims": MARIA | {"aud": "another"}},
    "for several sites, handed on": {"claims": MARIA | {"aud": [CLIENT_ID, "another"], "azp": "another"}},
    "by another provider": {"claims": MARIA | {"iss": "https://evil.example"}},
    "an hour old": {"claims": MARIA | {"exp": int(time.time()) - HOUR}},
    "from the future": {"claims": MARIA | {"iat": int(time.time()) + HOUR, "nbf": int(time.time()) + HOUR}},
    "without an end": {"sign": lambda claims: signed({name: claims[name] for name in claims if name != "exp"})},
    "of another sign-in": {"claims": MARIA | {"nonce": "another"}},
    "without a nonce": {"sign": lambda claims: signed({name: claims[name] for name in claims if name != "nonce"})},
    "no token at all": {"sign": lambda _claims: ""},
    "a provider that names another": {"issuer": "https://evil.example"},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_opens_nothing_and_stands_in_the_log(client, provider, caplog, lie):
    person = PersonFactory(email="maria@region.example")
    provider.claims = MARIA
    for name, value in LIES[lie].items():
        setattr(provider, name, value)

    page = there_and_back(client, provider)

    assert page.status_code == 403
    assert not is_in(client)
    assert not connected(person)
    assert "provider’s answer refused" in caplog.text


def test_details_of_somebody_else_are_not_believed(client, provider):
    PersonFactory(email="maria@region.example")
    provider.claims = {"sub": "mallory"}
    provider.userinfo = MARIA

    assert there_and_back(client, provider).status_code == 403
    provider.userinfo = MARIA | {"sub": "mallory"}
    there_and_back(client, provider)
    assert is_in(client)


def test_the_same_name_at_another_provider_is_somebody_else(client, provider, settings):
    PersonFactory(email="maria@region.example")
    provider.claims = MARIA
    there_and_back(client, provider)
    other = Client()

    with serving(Provider(claims={"sub": "maria", "email": "mallory@evil.example"})) as elsewhere:
        settings.OIDC = spoken_with(elsewhere.url)
        page = there_and_back(other, elsewhere)

    assert page.status_code == 403
    assert not is_in(other)


def test_another_name_with_the_same_address_does_not_take_over(client, provider):
    """The account is connected with one name; a second one with its address is refused."""
    PersonFactory(email="maria@region.example")
    provider.claims = MARIA
    there_and_back(client, provider)
    other = Client()
    provider.claims = MARIA | {"sub": "not maria"}

    assert there_and_back(other, provider).status_code == 403
    assert not is_in(other)


def test_a_way_back_works_once(client, provider):
    PersonFactory(email="maria@region.example")
    provider.claims = MARIA
    asked = parse_qs(urlsplit(leave(client)).query)
    provider.nonce = asked["nonce"][0]
    back = {"code": "abc", "state": asked["state"][0]}
    client.get(CALLBACK, back)
    client.post("/accounts/logout/")

    assert client.get(CALLBACK, back).status_code == 403
    assert not is_in(client)


def test_the_way_back_of_another_browser_is_refused(client, provider):
    """Otherwise one could be signed in, unasked, to somebody else's account."""
    PersonFactory(email="maria@region.example")
    provider.claims = MARIA
    asked = parse_qs(urlsplit(leave(client)).query)
    provider.nonce = asked["nonce"][0]
    victim = Client()

    assert victim.get(CALLBACK, {"code": "abc", "state": asked["state"][0]}).status_code == 403
    assert not is_in(victim)


def test_a_connection_begun_by_one_person_does_not_end_at_another(client, provider):
    first, second = PersonFactory(signs_in=True), PersonFactory(signs_in=True)
    come_in(client, first)
    asked = parse_qs(urlsplit(leave(client, "/account/sign-in/provider/")).query)
    provider.claims, provider.nonce = MARIA, asked["nonce"][0]
    states = client.session["socialaccount_states"]
    client.post("/accounts/logout/")
    come_in(client, second)
    session = client.session
    session["socialaccount_states"] = states
    session.save()

    page = client.get(CALLBACK, {"code": "abc", "state": asked["state"][0]})

    assert page.status_code == 403
    assert not connected(first)
    assert not connected(second)


@pytest.mark.parametrize(
    "query", [{}, {"state": ""}, {"state": "x" * 5000, "code": "1"}, {"code": "a\x00"}, {"state": "🙂"}]
)
def test_a_way_back_that_nobody_went_is_refused(client, provider, query):
    assert client.get(CALLBACK, query).status_code == 403


def test_a_provider_that_does_not_answer_is_named_and_other_ways_are_shown(client, provider):
    provider.is_broken = True

    page = client.post(START)

    assert page.status_code == 503
    assert b"Region ID does not answer" in page.content
    assert b"Sign in another way" in page.content


def test_a_provider_that_leads_elsewhere_is_not_followed(client, settings):
    with serving(Provider()) as inside, serving(Provider(claims=MARIA)) as one:
        settings.OIDC = spoken_with(one.url)
        asked = parse_qs(urlsplit(leave(client)).query)
        one.leads_to = inside.url
        back = client.get(CALLBACK, {"code": "abc", "state": asked["state"][0]})
        page = Client().post(START)

    assert (back.status_code, page.status_code) == (503, 503)
    assert inside.asked == []


def test_a_provider_that_stops_meanwhile_breaks_nothing(client, settings):
    with serving(Provider()) as one:
        settings.OIDC = spoken_with(one.url)
        asked = parse_qs(urlsplit(leave(client)).query)

    assert client.get(CALLBACK, {"code": "abc", "state": asked["state"][0]}).status_code == 503


@pytest.mark.parametrize(
    "target", ["//evil.example", "https:\\\\evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_afterwards_one_stays_on_this_site(client, provider, target):
    PersonFactory(email="maria@region.example")
    provider.claims = MARIA

    assert there_and_back(client, provider, next=target).url == "/todo/"


def test_afterwards_one_is_where_one_was_going(client, provider):
    PersonFactory(email="maria@region.example")
    provider.claims = MARIA

    assert there_and_back(client, provider, next="/account/").url == "/account/"


# Saying little


def test_nobody_learns_here_whether_an_address_is_known(client, provider):
    """Only the provider's own word on the address would open the account; without it all answers are one."""
    PersonFactory(email="known@region.example")
    PersonFactory(email="closed@region.example", deactivated=True)
    answers = []
    for name in ("known", "closed", "unknown"):
        provider.claims = {"sub": name, "email": f"{name}@region.example", "email_verified": False}
        page = there_and_back(Client(), provider)
        said = re.sub(r"(state=|value=\")[\w%-]+", "", page.content.decode())
        answers.append((page.status_code, said, sorted(page.cookies)))

    assert answers[0] == answers[1] == answers[2]


def test_where_no_provider_is_set_there_is_no_such_page(client, settings):
    settings.OIDC = None

    assert client.post(START).status_code == 404
    assert client.get(CALLBACK).status_code == 404
    assert b"/accounts/provider/" not in client.get("/accounts/login/").content


def test_the_button_names_the_provider(client, provider):
    assert b"Sign in with Region ID" in client.get("/accounts/login/").content


# EU Login


def test_the_secret_of_eu_login_is_never_sent_and_signs_a_short_assertion(client, provider, settings):
    settings.OIDC = replace(PRESETS["eu-login"], issuer=provider.url, client_id=CLIENT_ID, secret=SECRET)
    PersonFactory(email="maria@region.example")
    provider.claims = MARIA
    provider.check = lambda asked: (
        "plain secret"
        if "client_secret" in asked or asked["authorization"]
        else ("" if "code_verifier" in asked else "proof")
    )

    there_and_back(client, provider)

    assert is_in(client)
    asked = provider.asked[0]
    assert asked["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    claims = jwt.decode(asked["client_assertion"], SECRET, algorithms=["HS256"], audience=f"{provider.url}/token")
    assert claims["iss"] == claims["sub"] == CLIENT_ID
    assert claims["exp"] - claims["iat"] <= 60
    assert SECRET not in str(provider.asked)


@pytest.mark.parametrize(
    ("method", "where"), [("client_secret_post", "client_secret"), ("client_secret_basic", "authorization")]
)
def test_other_providers_get_the_secret_as_they_ask(client, provider, settings, method, where):
    settings.OIDC = spoken_with(provider.url, token_auth=method)
    provider.claims = MARIA

    there_and_back(client, provider)

    assert provider.asked[0][where]
    assert "client_assertion" not in provider.asked[0]


SAID = {
    "preset": "", "issuer": "", "client_id": "", "secret": "", "name": "", "scopes": [], "token_auth": "",
    "trusts_addresses": False,
}  # fmt: skip


def test_settings_stand_on_top_of_the_preset():
    found = chosen(**SAID | {"preset": "eu-login", "client_id": "we", "name": "EU"})

    assert found == replace(PRESETS["eu-login"], client_id="we", name="EU")
    assert chosen(**SAID) is None


@pytest.mark.parametrize(
    "wrong",
    [{"preset": "eulogin"}, {"issuer": "https://id.example"}, {"issuer": "https://x.example", "token_auth": "x"}],
)
def test_a_setting_that_cannot_be_is_refused_by_name(wrong):
    with pytest.raises(ValueError, match="HOSPES_OIDC"):
        chosen(**SAID | wrong)


def test_an_erased_person_leaves_no_connection_and_no_factor(client, real):
    person = PersonFactory(email="maria@region.example", administrator=True)
    PersonFactory(administrator=True)
    client.get(agree(leave(client), "maria"))

    call_command("erase_person", person.email, "--yes")

    assert not connected(person)
    assert not Authenticator.objects.filter(user=person).exists()
    assert not person.browsers.exists()
