"""Other sites read nothing through a reader's browser. Frames and the script for them need no opening."""

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

pytestmark = pytest.mark.django_db
EVIL = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}


def plain_addresses(patterns: list[URLPattern | URLResolver], before: str = "/") -> list[str]:
    found = []
    for one in patterns:
        here = before + str(one.pattern).removeprefix("^")
        if isinstance(one, URLResolver):
            found += plain_addresses(one.url_patterns, here)
        elif not set("<(\\$") & set(here):
            found.append(here)
    return found


def test_no_answer_opens_itself_to_another_origin(client: Client) -> None:
    addresses = sorted(set(plain_addresses(get_resolver().url_patterns)))
    opened = {}
    for address in addresses:
        for ask in (client.get, client.options):
            answer = ask(address, headers=EVIL)
            said = {name: value for name, value in answer.headers.items() if name.startswith("Access-Control-")}
            if said:
                opened[address] = said

    assert len(addresses) > 60
    assert opened == {}
