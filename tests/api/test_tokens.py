"""Who may come in, and in whose name."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from hospes.core.api.problems import TITLES
from hospes.people import actions
from hospes.people.models import ApiToken
from hospes.people.scopes import Scope
from tests.api.conftest import Program, token_of
from tests.factories.matchmaking import EntryFactory
from tests.factories.organisations import OrganisationFactory, PostFactory
from tests.factories.people import PersonFactory
from tests.site import BACKEND

pytestmark = pytest.mark.django_db
DRAFT = {"kind": "offer", "title": "Learn with us"}


def test_me_says_whose_token_it_is_and_for_whom_it_acts(member_of) -> None:
    program = member_of(facilitator=True)

    answer = program.get("/me").json()

    assert (answer["email"], answer["roles"], answer["post"]) == (program.person.email, ["facilitator"], "member")
    assert answer["organisation"]["name"] == program.organisation.name


def test_without_a_token_there_is_no_me_and_the_answer_says_how(visitor: Program) -> None:
    answer = visitor.get("/me")

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert "Authorization" in answer.json()["detail"]


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer ", "Bearer wrong", "Basic dTpw", "wrong", "Bearer \u00e9", "Token abc", "Bearer a b"]
)
@pytest.mark.parametrize("path", ["/me", "/entries", "/reference/topics"])
def test_a_wrong_token_is_refused_everywhere(visitor: Program, header: str, path: str) -> None:
    assert visitor.get(path, Authorization=header).status_code == 401


def test_a_withdrawn_token_is_dead_at_once(member_of) -> None:
    program = member_of()
    assert program.get("/me").status_code == 200

    actions.revoke_api_token(ApiToken.objects.get(), by=program.person)

    assert program.get("/me").status_code == 401
    assert program.post("/entries", DRAFT).status_code == 401


def test_the_tokens_of_a_closed_account_are_dead_at_once(member_of) -> None:
    program = member_of()

    actions.deactivate_person(program.person, by=PersonFactory(administrator=True))

    assert program.get("/me").status_code == 401


@pytest.mark.parametrize("name", ["token", "access_token", "api_key", "Authorization", "key"])
def test_a_token_in_the_address_is_refused(member_of, name: str) -> None:
    program = member_of()

    answer = Client().get(f"/api/v1/entries?{name}={program.token}")

    assert answer.status_code == 400
    assert program.token not in answer.content.decode()


def test_a_session_counts_for_nothing(member_of) -> None:
    mine = EntryFactory()
    browser = Client()
    browser.force_login(member_of(mine.organisation).person)

    assert browser.get("/api/v1/me").status_code == 401
    assert browser.get(f"/api/v1/entries/{mine.pk}").status_code == 404
    assert browser.post("/api/v1/entries", DRAFT, content_type="application/json").status_code == 401


def test_a_token_never_opens_a_session(member_of) -> None:
    program = member_of()

    answer = program.get("/me")

    assert not answer.cookies
    assert program.client.get("/api/v1/me").status_code == 401


def test_a_token_reaches_no_other_organisation_of_its_owner(member_of) -> None:
    program = member_of()
    other = PostFactory(person=program.person, organisation=OrganisationFactory()).organisation
    draft, published = EntryFactory(organisation=other), EntryFactory(organisation=other, published=True)

    assert program.get(f"/entries/{draft.pk}").status_code == 404
    assert program.post(f"/entries/{published.pk}/withdraw").status_code == 403
    assert program.post("/entries", DRAFT | {"organisation": other.pk}).status_code == 403
    assert Program(program.person, other).get(f"/entries/{draft.pk}").status_code == 200


def test_after_leaving_an_organisation_its_token_acts_for_nobody(member_of) -> None:
    mine = EntryFactory()
    program = member_of(mine.organisation)

    program.person.posts.update(ended_on=timezone.localdate())

    assert program.get("/me").json()["organisation"] is None
    assert program.get(f"/entries/{mine.pk}").status_code == 404


def test_a_token_without_an_organisation_acts_for_the_first_as_the_pages_do(member_of) -> None:
    program = member_of()
    program.token = token_of(program.person)

    assert program.get("/me").json()["organisation"]["id"] == program.organisation.pk


def test_what_was_read_with_a_token_is_kept_by_no_cache(member_of) -> None:
    answer = member_of().get("/entries")

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Authorization" in answer.headers["Vary"]


def test_the_day_of_use_is_noted_once_a_day(member_of, django_assert_num_queries) -> None:
    program = member_of()
    program.get("/reference/levels")

    # To programs every day is one of UTC.
    assert ApiToken.objects.get().last_used_on == timezone.now().date()
    with django_assert_num_queries(2):
        program.get("/reference/levels")


def test_a_token_at_its_end_is_refused_as_one_that_never_was(member_of) -> None:
    program = member_of()
    wrong = Client().get("/api/v1/me", headers={"Authorization": "Bearer wrong"})

    with time_machine.travel(timezone.now() + timedelta(days=364, hours=23)):
        assert program.get("/me").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=365, seconds=5)):
        ended = program.get("/me")

    assert (ended.status_code, ended.content) == (401, wrong.content)


def test_me_says_what_the_token_is_for_and_until_when(member_of) -> None:
    program = member_of()
    program.token = token_of(program.person, program.organisation, scopes=["write:entries"])

    answer = program.get("/me").json()

    assert answer["scopes"] == ["read", "write:entries"]
    assert answer["expires_at"] > timezone.now().isoformat()


def test_a_program_sees_its_owners_tokens_and_withdraws_them_one_by_one(member_of) -> None:
    program, other = member_of(), member_of()
    listed = program.get("/me/tokens").json()["items"]
    assert [one["is_this_one"] for one in listed] == [True]
    foreign = other.get("/me/tokens").json()["items"][0]["id"]

    assert program.post(f"/me/tokens/{foreign}/revoke").status_code == 404
    assert program.post(f"/me/tokens/{listed[0]['id']}/revoke").json()["revoked_at"]
    assert program.get("/me").status_code == 401
    assert other.get("/me").status_code == 200


def test_the_page_makes_a_token_for_what_was_ticked_and_shows_what_each_may_do(member_of) -> None:
    program = member_of()
    browser = Client()
    browser.force_login(program.person, backend=BACKEND)

    made = browser.post("/account/tokens/", {"name": "Website", "scopes": ["write:entries"], "lasts": "30"})
    token = ApiToken.objects.get(name="Website")
    page = browser.get("/account/tokens/").content.decode()

    assert made.context["new_token"] in made.content.decode()
    assert token.scopes == ["read", "write:entries"]
    assert timedelta(days=29) < token.expires_at - timezone.now() <= timedelta(days=30)
    assert "Write offers, wishes and ideas" in page
    assert "Never" in page
    program.token = made.context["new_token"]
    assert program.post("/entries", DRAFT).status_code == 201
    assert program.patch("/me", {"language": "sv"}, tag="*").status_code == 403


def test_the_page_offers_nobody_a_scope_that_is_of_no_use_to_them(member_of) -> None:
    browser = Client()
    browser.force_login(member_of().person, backend=BACKEND)

    page = browser.get("/account/tokens/").content.decode()
    refused = browser.post("/account/tokens/", {"name": "Website", "scopes": ["people"], "lasts": "30"})

    assert 'value="write:entries"' in page
    assert 'value="people"' not in page
    assert refused.context["form"].errors["scopes"]
    assert not ApiToken.objects.filter(name="Website").exists()


def test_the_page_about_the_api_explains_every_refusal_where_its_type_leads(visitor: Program) -> None:
    refused = visitor.get("/me")
    page = Client().get("/api/").content.decode()

    assert refused.json()["type"].endswith("/api/#unauthorised")
    assert all(f'<h3 id="{kind}">' in page for kind in TITLES)
    assert all(scope in page for scope in Scope.values)
