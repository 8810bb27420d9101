"""Every door that opens, redirects or refuses, knocked at by somebody who should not."""

import json
import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hospes.core.models import LimitCount
from hospes.matchmaking.actions import suggestions
from tests.permissions import asking
from tests.permissions.lines import Line
from tests.permissions.table import TABLE
from tests.permissions.test_redirects import ELSEWHERE, stays_here
from tests.site import BACKEND
from tests.world import (
    ADMIN,
    DEACTIVATED,
    FACILITATING,
    MEMBER,
    REPRESENTATIVE,
    ROLES,
    SECRETARY,
    STRANGER,
    VISITOR,
    World,
    kept_for_now,
)

pytestmark = [pytest.mark.usefixtures("db"), pytest.mark.timeout(300)]
PAGES = [line for line in TABLE if not line.is_api and not line.only_in]
ACTING = [line for line in PAGES if line.act]
# Mail programs post there by themselves, signed by the link (RFC 8058).
SIGNED_BY_THE_LINK = {"mail:stop"}
# What says in every browser alike what everybody may keep.
FOR_EVERYBODY = {"entries-atom", "news-atom", "gaps-atom", "embed-entries", "embed-map", "embed-script", "core:media"}
LANGUAGES = ("en", "fr", "de", "it", "es", "sv", "ca")


def doer(line: Line) -> str:
    return next(role for role in reversed(ROLES) if role in line.act)


# Where one is sent on (row 32)


def sent_on(world: World, client: Client, line: Line, there: str) -> Iterator[str]:
    """Where the door leads when its form and its address both name a place."""
    with kept_for_now():
        LimitCount.objects.all().delete()
        values = asking.filled(world, line.send)
        url = asking.address(world, line)
        cookies = client.cookies.copy()
        for answer in (
            client.get(url, {"next": there, "return_to": there, "redirect_to": there}),
            client.post(f"{url}{'&' if '?' in url else '?'}next=%2Fabout%2F", values | {"next": there}),
        ):
            asking.body(answer)
            yield answer.headers.get("Location", "")
        client.cookies = cookies  # type: ignore[assignment]


def test_no_door_leads_to_another_site(world: World, browsers: dict[str, Client]) -> None:
    """Which doors follow what they are told is found by a place of ours; then they are told places that are not."""
    astray, follow = {}, []
    for line in ACTING:
        client = browsers[doer(line)]
        if "/about/" in "".join(sent_on(world, client, line, "/about/")):
            follow.append(line)
    for line in follow:
        for place in ELSEWHERE:
            client = browsers[doer(line)]
            if not all(stays_here(one) for one in sent_on(world, client, line, place)):
                astray[str(line)] = place

    assert astray == {}
    assert {"web:look", "organisations:act-for", "privacy:accept-texts"} <= {line.route for line in follow}


# What is kept on the way (2.19)


def test_nothing_that_a_signed_in_person_is_answered_may_be_kept_on_the_way(
    world: World, browsers: dict[str, Client]
) -> None:
    """Pages, redirects, refusals and what is not there."""
    kept = set()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.person(MEMBER), backend=BACKEND)
    for line in PAGES:
        url = asking.address(world, line)
        for answer in (asking.look(world, browsers[MEMBER], MEMBER, line), strict.post(url, {"sure": "yes"})):
            asking.body(answer)
            told = answer.headers.get("Cache-Control", "")
            if line.route in FOR_EVERYBODY:
                continue
            if "private" not in told and "no-store" not in told:
                kept.add((str(line), answer.status_code, told))
            if "Cookie" not in answer.headers.get("Vary", ""):
                kept.add((str(line), answer.status_code, "Vary"))

    assert kept == set()


def test_a_private_page_with_the_ending_of_a_file_is_not_there(world: World, browsers: dict[str, Client]) -> None:
    """A server on the way would keep it for everybody."""
    answered = {}
    for line in PAGES:
        role = next((one for one in (MEMBER, REPRESENTATIVE, FACILITATING, SECRETARY, ADMIN) if one in line.see), None)
        if role is None or VISITOR in line.see:
            continue
        path = asking.address(world, line).partition("?")[0]
        for false in (f"{path}x.css", f"{path.rstrip('/')}.css", f"{path}%2Fx.js", f"{path};x.css"):
            answer = browsers[role].get(false, follow=True)
            asking.body(answer)
            if answer.status_code != 404:
                answered[false] = answer.status_code

    assert answered == {}


# Which verb (row 30)


@pytest.mark.parametrize("role", [VISITOR, DEACTIVATED, STRANGER])
def test_other_verbs_tell_of_private_pages_no_more_than_looking_does(
    world: World, browsers: dict[str, Client], role: str
) -> None:
    told = {}
    for line in PAGES:
        if role in line.see:
            continue
        looked = asking.meaning(asking.look(world, browsers[role], role, line))
        url = asking.address(world, line)
        head, options = browsers[role].head(url), browsers[role].options(url)
        if asking.meaning(head) != looked or asking.body(head):
            told[str(line)] = f"HEAD {head.status_code}"
        if options.status_code == 200 and (asking.body(options) or "Allow" not in options.headers):
            told[str(line)] = f"OPTIONS {options.status_code}"

    assert told == {}


def test_a_page_is_asked_for_by_head_as_by_get(world: World, browsers: dict[str, Client]) -> None:
    unlike = {}
    # The desk works out its pairs once, and keeps them until the market or a rule for apprentices changes: those of
    # the last minute are looked at once more.
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        while suggestions.refresh():
            pass
    for line in PAGES:
        role = next((one for one in ROLES if one in line.see), None)
        if role is None:
            continue
        with asking.written() as written:
            head = browsers[role].head(asking.address(world, line))
        looked = asking.look(world, browsers[role], role, line)
        asking.body(looked)
        if head.status_code != looked.status_code or asking.body(head) or written:
            unlike[str(line)] = (head.status_code, looked.status_code, written)

    assert unlike == {}


# Forged by another site (row 31)


@pytest.mark.parametrize("origin", ["", "null", "https://evil.example", "http://evil.testserver"])
def test_a_form_of_another_site_does_nothing_anywhere(world: World, origin: str) -> None:
    done = {}
    headers = {"Origin": origin} if origin else {}
    strict: dict[str, Client] = {}
    for line in ACTING:
        role = doer(line)
        if role not in strict:
            strict[role] = Client(enforce_csrf_checks=True)
            if (person := world.people[role]) is not None:
                strict[role].force_login(person, backend=BACKEND)
        values, url = asking.filled(world, line.send), asking.address(world, line)
        with kept_for_now(), asking.written() as written:
            answers = [strict[role].post(url, values, headers=headers)]
            if not origin:
                answers.append(strict[role].post(url, json.dumps(values, default=str), content_type="text/plain"))
        if line.route not in SIGNED_BY_THE_LINK and (written or {one.status_code for one in answers} != {403}):
            done[str(line)] = ([one.status_code for one in answers], written)

    assert done == {}


# Names of things that are nobody's (row 29)

NOBODYS = ["-1", "0", "99999999999999999999", "%00", "..%2f..%2fetc%2fpasswd", "%D9%A1", "x" * 3000]


def test_made_up_names_of_things_are_not_there(world: World, browsers: dict[str, Client]) -> None:
    wrong = {}
    for line in PAGES:
        place = world.places.get(line.about, {}) if line.about else {}
        real = next((str(value) for name, value in place.items() if name not in {"slug", "code"}), "")
        role = next((one for one in (ADMIN, SECRETARY, REPRESENTATIVE, MEMBER) if one in line.see | line.act), None)
        if not real or role is None or f"/{real}/" not in asking.address(world, line):
            continue
        url = asking.address(world, line)
        client = browsers[role]
        client.raise_request_exception = False
        for name in NOBODYS:
            false = f"/{name}/".join(url.rsplit(f"/{real}/", 1))
            with kept_for_now():
                answer = client.get(false) if line.see else client.post(false, asking.filled(world, line.send))
            # A link that nobody made is gone; and who one is, is asked before anything is looked for.
            calm = {404, 410} if "link" in line.about else {302, 404} if line.about == "a passkey" else {404}
            if answer.status_code not in calm:
                wrong[f"{line} {name[:20]}"] = answer.status_code

    assert wrong == {}


# When something is wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_for_errors_speaks_the_language_of_its_address(
    world: World, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    before = "" if language == "en" else f"/{language}"
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)

    def fall(*_: object) -> None:
        raise RuntimeError("/srv/secret/path.py SELECT password FROM people")

    monkeypatch.setattr("hospes.web.views.home.front", fall)
    answers = {
        400: strict.get(f"{before}/entries/?" + "&".join(f"a{number}=1" for number in range(3000))),
        403: strict.post(f"{before}/look/", {"look": "dark"}),
        404: strict.get(f"{before}/nothing-here/"),
        500: strict.get(f"{before}/"),
    }

    for status, answer in answers.items():
        page = BeautifulSoup(answer.content, "html.parser")
        assert answer.status_code == status
        assert page.html is not None
        assert page.html["lang"] == language
        assert len(page.select("h1")) == 1
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert b"secret" not in answer.content
        assert b"SELECT" not in answer.content
        assert b"Traceback" not in answer.content
        assert answer["X-Request-ID"].encode() in answer.content


@pytest.mark.parametrize("way", ["a form of another site", "a failure"])
def test_the_secret_of_a_link_stays_out_of_the_log_when_its_page_fails(
    world: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    logging.getLogger("django.security.csrf").addHandler(caplog.handler)
    token = world.places["our member's one-time link"]["token"]
    url = reverse("people:link-use", kwargs={"token": token})
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    if way == "a failure":

        def fall(*_: object, **__: object) -> None:
            raise RuntimeError("broken")

        monkeypatch.setattr("hospes.people.views.links.render", fall)
        answer = strict.get(url)
    else:
        answer = strict.post(url, {}, headers={"Origin": "https://evil.example"})
    logging.getLogger("django.security.csrf").removeHandler(caplog.handler)

    assert answer.status_code == (500 if way == "a failure" else 403)
    assert "/accounts/link/***/" in caplog.text
    assert token not in caplog.text


def test_what_is_no_page_of_the_site_is_not_there(world: World, browsers: dict[str, Client]) -> None:
    nothing = (
        *("/.git/config", "/.env", "/static/../settings.py", "/static/%2e%2e/settings.py", "/static//etc/passwd"),
        *("/admin/", "/debug/", "/__debug__/", "/server-status", "/phpinfo.php", "/api/v2/", "/api/v1/admin"),
        *("/media/", "/static/", "/hospes.sqlite3", "/../secret_key", "/.well-known/../secret_key"),
    )
    for role in (VISITOR, ADMIN):
        assert {path: browsers[role].get(path).status_code for path in nothing} == dict.fromkeys(nothing, 404)
