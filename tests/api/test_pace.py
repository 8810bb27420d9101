"""Nobody takes what the others need: requests are counted by token, and by address without one."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine

from hospes.core.api import pace
from tests.api.conftest import Program

pytestmark = pytest.mark.django_db
Members = Callable[..., Program]
ELSEWHERE = {"REMOTE_ADDR": "203.0.113.7"}
AT_THE_MINUTE = "2026-11-23 09:30:00+00:00"


@pytest.fixture(autouse=True)
def a_new_process() -> Iterator[None]:
    pace.forget()
    yield
    pace.forget()


@pytest.fixture(autouse=True)
def a_low_limit(settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE = 5


def test_a_token_that_asks_too_often_is_told_how_long_to_wait(member_of: Members) -> None:
    program, other = member_of(), member_of()
    with time_machine.travel(AT_THE_MINUTE, tick=False):
        answers = [program.get("/me") for _time in range(6)]
        others = other.get("/me")
    with time_machine.travel("2026-11-23 09:31:01+00:00", tick=False):
        later = program.get("/me")

    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert [answer.headers["RateLimit"] for answer in answers] == [f'"default";r={n};t=60' for n in (4, 3, 2, 1, 0, 0)]
    assert answers[0].headers["RateLimit-Policy"] == '"default";q=5;w=60'
    assert (answers[5].headers["Retry-After"], answers[5].json()["status"]) == ("60", 429)
    assert answers[5].json()["type"].endswith("/api/#too-often")
    assert (others.status_code, later.status_code) == (200, 200)


def test_what_is_refused_is_not_done(member_of: Members) -> None:
    program = member_of()
    draft = {"kind": "offer", "title": "Learn with us"}
    with time_machine.travel(AT_THE_MINUTE, tick=False):
        answers = [program.post("/entries", draft).status_code for _time in range(7)]
    pace.forget()

    assert answers == [201] * 5 + [429] * 2


def test_visitors_are_counted_by_their_address_and_hinder_nobody_else(visitor: Program) -> None:
    with time_machine.travel(AT_THE_MINUTE, tick=False):
        answers = [visitor.client.get("/api/v1/reference/levels", **ELSEWHERE).status_code for _time in range(6)]
        neighbour = visitor.client.get("/api/v1/reference/levels", REMOTE_ADDR="203.0.113.8")

    assert answers == [200] * 5 + [429]
    assert neighbour.status_code == 200


def test_whoever_tries_tokens_is_counted_as_a_visitor(visitor: Program) -> None:
    with time_machine.travel(AT_THE_MINUTE, tick=False):
        answers = [
            visitor.client.get("/api/v1/me", headers={"Authorization": f"Bearer guess{number}"}, **ELSEWHERE)
            for number in range(6)
        ]

    assert [answer.status_code for answer in answers] == [401] * 5 + [429]


def test_our_own_machine_is_no_address(visitor: Program) -> None:
    """Behind a server in front that says nothing of them, all visitors seem to come from here."""
    assert {visitor.get("/reference/levels").status_code for _time in range(8)} == {200}


def test_several_processes_count_together(member_of: Members) -> None:
    program = member_of()
    answers = []
    with time_machine.travel(AT_THE_MINUTE, tick=False):
        for _time in range(6):
            pace.forget()
            answers.append(program.get("/me").status_code)

    assert answers == [200] * 5 + [429]


def test_a_busy_program_costs_one_shared_write_in_a_hundred_requests(
    member_of: Members, settings: Any, django_assert_num_queries: Callable
) -> None:
    settings.API_REQUESTS_PER_MINUTE = 1_000
    program = member_of()
    with time_machine.travel(AT_THE_MINUTE, tick=False):
        for _time in range(9):
            program.get("/reference/levels")
        with django_assert_num_queries(3):
            assert program.get("/reference/levels").headers["RateLimit"] == '"default";r=990;t=60'
        with django_assert_num_queries(2):
            program.get("/reference/levels")


def test_without_a_limit_nobody_is_counted(member_of: Members, settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE = 0

    answers = [member_of().get("/me") for _time in range(7)]

    assert {answer.status_code for answer in answers} == {200}
    assert "RateLimit" not in answers[0].headers
