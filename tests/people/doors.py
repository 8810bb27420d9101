"""Coming in as people do: password, and the code of the invented authenticator app."""

import time
from typing import Any

from django.test import Client

from hospes.people.second_factor import PERIOD, code_at
from tests.factories.people import PASSWORD, SECRET

LOGIN, SECOND_STEP = "/accounts/login/", "/accounts/second-step/"


def send_password(client: Client, person: Any, password: str = PASSWORD, **extra: Any) -> Any:
    return client.post(LOGIN, {"login": person.email, "password": password}, **extra)


def code(*, periods_ago: int = 0) -> str:
    """What the app of every invented person shows now, or showed before."""
    return code_at(SECRET, int(time.time()) // PERIOD - periods_ago)


def wrong_code() -> str:
    return f"{(int(code()) + 1) % 1_000_000:06}"


def come_in(client: Client, person: Any) -> Any:
    """Password, and the code where one is asked for."""
    answer = send_password(client, person)
    assert answer.status_code == 302
    if answer.url == SECOND_STEP:
        answer = client.post(SECOND_STEP, {"code": code()})
    return answer


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200
