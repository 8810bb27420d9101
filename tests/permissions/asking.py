"""Opening pages and sending forms as somebody in some role, and what the answer comes to."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from tests.permissions.lines import NOT_THERE, ONLY_THE_OTHER_VERB, REFUSED, SIGN_IN, YES, Line
from tests.site import BACKEND
from tests.world import DEACTIVATED, VISITOR, World

# A token is not even looked at.
READ_WITHOUT_A_TOKEN = {"api:openapi-json", "api:openapi-view"}

# Sessions, the day a program's key was last used, and the library's own copy of an address that a reset link proves.
# How often somebody tried is no trace of what they did.
TRACES_OF_LOOKING = (
    "django_session",
    "last_used_on",
    "account_emailaddress",
    "core_limitcount",
    "people_browsersession",
)

_VOLATILE = re.compile(
    r'(?:csrfmiddlewaretoken" value="[^"]+"|name="key" value="[^"]+"|[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f-]{27})'
)


def address(world: World, line: Line, **instead: Any) -> str:
    """The page's address; `instead` puts other ids in place of the real ones."""
    parts = {**world.places.get(line.about, {}), **instead} if line.about else {}
    url = reverse(line.route, kwargs=parts)
    return f"{url}?{urlencode(filled(world, line.query))}" if line.query else url


def filled(world: World, values: Mapping[str, Any]) -> dict[str, Any]:
    """`{us.slug}` in a value is filled in from the world."""
    known = {name.replace(" ", "_"): thing for name, thing in world.things.items()}
    known |= {"us": world.ours, "soon": timezone.localdate() + timedelta(days=14)}

    def one(value: Any) -> Any:
        return value.format(**known) if isinstance(value, str) else value(world) if callable(value) else value

    return {name: one(value) for name, value in values.items()}


def clients(world: World) -> dict[str, Client]:
    """One browser for each role. The deactivated one still holds the cookie of an earlier day."""
    made = {}
    for role, person in world.people.items():
        made[role] = Client()
        if person is not None:
            made[role].force_login(person, backend=BACKEND)
    return made


def look(world: World, client: Client, role: str, line: Line, url: str = "") -> Any:
    """Open a page."""
    return client.get(url or address(world, line), headers=_key(world, role, line))


def act(world: World, client: Client, role: str, line: Line, url: str = "") -> Any:
    """Send what the line says: a form, or JSON. Afterwards the browser holds the cookies that it held before."""
    cache.clear()
    cookies = deepcopy(client.cookies)
    try:
        answer = _act(world, client, role, line, url)
        if answer.streaming:
            # A file that is sent is closed when it was read.
            b"".join(answer.streaming_content)
        return answer
    finally:
        client.cookies = cookies


def _act(world: World, client: Client, role: str, line: Line, url: str) -> Any:
    url, values = url or address(world, line), filled(world, line.send)
    if not line.is_api:
        return client.post(url, values)
    headers = _key(world, role, line)
    if line.verb == "PATCH":
        headers["If-Match"] = client.get(url, headers=headers).headers.get("ETag", '"1"')
    return client.generic(line.verb, url, json.dumps(values), content_type="application/json", headers=headers)


def _key(world: World, role: str, line: Line) -> dict[str, str]:
    token = world.tokens.get(role) if line.is_api else None
    return {"Authorization": f"Bearer {token}"} if token else {}


def meaning(answer: HttpResponseBase) -> str:
    """What a person would say came back. Who is asked for more was let in, as is who reads that all is not well."""
    status = answer.status_code
    if status == 302 and answer["Location"].startswith(f"{reverse('account_login')}?next="):
        return SIGN_IN
    meanings = {401: SIGN_IN, 404: NOT_THERE, 403: REFUSED, 405: ONLY_THE_OTHER_VERB}
    let_in = status < 500 or status == 503
    return meanings.get(status, YES if let_in else f"broken: {status}")


def expected(line: Line, role: str, *, acting: bool = False) -> str:
    """What the table says."""
    if line.is_api and role == DEACTIVATED and line.route not in READ_WITHOUT_A_TOKEN:
        return SIGN_IN
    if role in (line.act if acting else line.see):
        return YES
    if role in (VISITOR, DEACTIVATED):
        return NOT_THERE if line.is_open else SIGN_IN
    return REFUSED if role in line.refused else NOT_THERE


def body(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode("utf-8", "replace")


def without_accidents(text: str, *addresses: str) -> str:
    """A page without what differs from one request to the next, and without the address it was asked by."""
    for one in sorted({*addresses, *(address.partition("?")[0] for address in addresses)}, key=len, reverse=True):
        text = text.replace(one, "…")
    return _VOLATILE.sub("…", text)


def different(got: Mapping[str, str], line: Line, *, acting: bool = False) -> dict[str, str]:
    """Where an answer is not what the table says."""
    said = {role: expected(line, role, acting=acting) for role in got}
    return {role: f"{got[role]}, not {said[role]}" for role in got if got[role] != said[role]}


@contextmanager
def written() -> Iterator[list[str]]:
    """Every statement that writes something, except what only says that somebody looked."""
    statements: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        verb = sql.lstrip().split(" ", 1)[0].upper()
        if verb in {"INSERT", "UPDATE", "DELETE"} and not any(trace in sql for trace in TRACES_OF_LOOKING):
            statements.append(sql[:200])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield statements


@contextmanager
def counted() -> Iterator[list[str]]:
    """Every statement, without the savepoints of the tests themselves."""
    statements: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "SAVEPOINT" not in sql:
            statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield statements
