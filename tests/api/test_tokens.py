"""Who may come in, and in whose name."""

import pytest
from django.test import Client
from django.utils import timezone

from hospes.people import actions
from hospes.people.models import ApiToken
from tests.api.conftest import Program, token_of
from tests.factories.matchmaking import EntryFactory
from tests.factories.organisations import OrganisationFactory, PostFactory
from tests.factories.people import PersonFactory

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

    assert ApiToken.objects.get().last_used_on == timezone.localdate()
    with django_assert_num_queries(2):
        program.get("/reference/levels")
