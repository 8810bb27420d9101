"""Every page × every role × things that could leak: each answer is what the table says."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from hospes.matchmaking.actions import suggestions
from hospes.matchmaking.queries import questions
from tests.consortia.things import PARTNER_CANARY
from tests.cooperation.things import COOPERATION_CANARY
from tests.following.things import SEARCH_CANARY
from tests.pages.routes import all_routes
from tests.permissions import asking
from tests.permissions.drawing import DOCUMENT, drawn
from tests.permissions.lines import NOBODY, NOT_THERE, YES, Line
from tests.permissions.table import TABLE
from tests.sharing.things import WEBHOOK_CANARY
from tests.world import (
    ADMIN,
    CHECK_CANARY,
    DEACTIVATED,
    DEPUTY,
    DRAFT_CANARY,
    FACILITATING,
    FILE_CANARY,
    INVITED_CANARY,
    JOIN_CANARY,
    MEMBER,
    NEWS_CANARY,
    NOTICE_CANARY,
    REPRESENTATIVE,
    ROLES,
    SECRETARY,
    STAFF_CANARY,
    STRANGER,
    THREAD_CANARY,
    TOKEN_CANARY,
    VISITOR,
    World,
    kept_for_now,
)

US = {MEMBER, DEPUTY, REPRESENTATIVE}
# What stands in few places, and who may come across it anywhere on the site.
CANARIES = {
    DRAFT_CANARY: US | {FACILITATING, SECRETARY},
    CHECK_CANARY: US | {FACILITATING, SECRETARY},
    JOIN_CANARY: {SECRETARY},
    INVITED_CANARY: US | {SECRETARY, ADMIN},
    STAFF_CANARY: US | {FACILITATING, SECRETARY, ADMIN},
    TOKEN_CANARY: {MEMBER},
    NOTICE_CANARY: {SECRETARY},
    NEWS_CANARY: {SECRETARY},
    THREAD_CANARY: US | {FACILITATING, SECRETARY},
    FILE_CANARY: {MEMBER},
    SEARCH_CANARY: {MEMBER},
    WEBHOOK_CANARY: {DEPUTY, REPRESENTATIVE},
    PARTNER_CANARY: US | {STRANGER, FACILITATING, SECRETARY},
    COOPERATION_CANARY: US | {STRANGER, FACILITATING, SECRETARY},
}
# The link in a mail says by itself who it was sent to.
OPENED_BY_A_LINK = {"organisations:invitation-accept", "organisations:invitation-resend"}


# What these do is kept in the reader's browser, or says whom they act for.
COOKIES_ONLY = {"web:look", "organisations:act-for"}


# Mail programs post there by themselves (RFC 8058).
SIGNED_BY_THE_LINK = {"mail:stop"}

# Parts of an address that open its page by themselves.
KEYS = {"token", "signed", "key"}
MOST_QUERIES = 25
# Four lists on one page, and the questions above them.
MOST_ON_THE_DESK = 32


@dataclass
class Tour:
    """All pages, opened once by everybody."""

    answers: dict[tuple[Line, str], Any] = field(default_factory=dict)
    bodies: dict[tuple[Line, str], str] = field(default_factory=dict)
    written: dict[tuple[Line, str], list[str]] = field(default_factory=dict)
    asked: dict[tuple[Line, str], int] = field(default_factory=dict)


# Feeds and frames know no session: the same bytes for all, which servers on the way may keep for minutes.
FOR_EVERYBODY = {"entries-atom", "news-atom", "gaps-atom", "embed-entries", "embed-map", "embed-script"}

# The tour looks at every page as every role before the first test: minutes on a busy machine.
pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def browsers(world: World) -> dict[str, Client]:
    return asking.clients(world)


@pytest.fixture(scope="module")
def tour(world: World, browsers: dict[str, Client]) -> Tour:
    made = Tour()
    # The desk's pairs and questions are worked out once, and kept until the market changes.
    while suggestions.refresh():
        pass
    questions.agenda()
    for role in ROLES:
        for line in TABLE:
            with asking.written() as written, asking.counted() as asked:
                answer = asking.look(world, browsers[role], role, line)
            made.asked[line, role] = len(asked)
            made.answers[line, role] = answer
            made.bodies[line, role] = asking.body(answer)
            made.written[line, role] = written
    return made


def ids(line: Line) -> str:
    return str(line)


PAGES = [line for line in TABLE if not line.only_in]
OPENED = [line for line in PAGES if line.see]
ACTING = [line for line in PAGES if line.act]


def test_every_route_has_a_line() -> None:
    in_the_table = {line.route for line in TABLE}

    assert set(all_routes()) - in_the_table == set()
    assert in_the_table - set(all_routes()) == set()


def test_the_document_shows_the_table() -> None:
    """`python tools/permissions.py` draws it anew."""
    assert DOCUMENT.read_text(encoding="utf-8") == drawn()


@pytest.mark.parametrize("line", OPENED, ids=ids)
def test_each_role_opens_what_the_table_says(tour: Tour, line: Line) -> None:
    got = {role: asking.meaning(tour.answers[line, role]) for role in ROLES}

    assert asking.different(got, line) == {}


@pytest.mark.parametrize("line", [line for line in PAGES if not line.see and not line.is_api], ids=ids)
def test_what_only_acts_cannot_be_looked_at(tour: Tour, line: Line) -> None:
    got = {asking.meaning(tour.answers[line, role]) for role in ROLES}

    assert YES not in got


@pytest.mark.parametrize("line", ACTING, ids=ids)
def test_each_role_does_what_the_table_says(world: World, browsers: dict[str, Client], line: Line) -> None:
    got = {}
    for role in ROLES:
        with kept_for_now(), asking.written() as written:
            got[role] = asking.meaning(asking.act(world, browsers[role], role, line))
        assert got[role] == YES or written == [], f"{role}: {got[role]}"

    assert asking.different(got, line, acting=True) == {}


@pytest.mark.parametrize("line", [line for line in ACTING if line.send and line.route not in COOKIES_ONLY], ids=ids)
def test_what_the_table_allows_really_happens(world: World, browsers: dict[str, Client], line: Line) -> None:
    """Otherwise the lines above could be true of buttons that do nothing."""
    role = next(role for role in reversed(ROLES) if role in line.act)

    with asking.written() as written:
        asking.act(world, browsers[role], role, line)

    assert written


@pytest.mark.parametrize("line", [line for line in PAGES if not line.act and not line.is_api], ids=ids)
def test_pages_to_look_at_take_no_forms(world: World, browsers: dict[str, Client], line: Line) -> None:
    for role in (VISITOR, STRANGER, ADMIN, *sorted(line.see)[:1]):
        with asking.written() as written:
            answer = browsers[role].post(asking.address(world, line), {"sure": "yes"})

        assert asking.meaning(answer) != YES
        assert written == []


@pytest.mark.parametrize("line", [line for line in PAGES if line.about and line.see | line.act != NOBODY], ids=ids)
def test_what_one_may_not_see_looks_as_if_it_did_not_exist(
    world: World, browsers: dict[str, Client], line: Line
) -> None:
    real, other = asking.address(world, line), asking.address(world, line, **elsewhere(world, line))
    ask = asking.look if line.see else asking.act
    for role in ROLES:
        if asking.expected(line, role, acting=not line.see) != NOT_THERE:
            continue
        with kept_for_now():
            foreign = ask(world, browsers[role], role, line, real)
            nothing = ask(world, browsers[role], role, line, other)

            assert foreign.status_code == nothing.status_code
            assert asking.without_accidents(asking.body(foreign), real) == asking.without_accidents(
                asking.body(nothing), other
            )


def elsewhere(world: World, line: Line) -> dict[str, Any]:
    """Ids of things that are not there, in the place of the last part of the address."""
    nothing = {int: 987654321, str: "nothing-like-this"}
    place = world.places[line.about]
    name = next((name for name in place if name not in {"slug", "code"}), next(iter(place)))
    return {name: nothing[type(place[name])]}


@pytest.mark.parametrize("canary", CANARIES)
def test_private_words_are_read_by_those_alone_whom_they_concern(tour: Tour, canary: str) -> None:
    found = {
        (str(line), role)
        for (line, role), body in tour.bodies.items()
        if canary in body and role not in CANARIES[canary] and line.route not in OPENED_BY_A_LINK and not line.only_in
    }

    assert found == set()
    # The words are there to be found by those whom they concern.
    assert {role for (line, role), body in tour.bodies.items() if canary in body} & CANARIES[canary]


@pytest.mark.parametrize("role", ROLES)
def test_looking_changes_nothing(tour: Tour, role: str) -> None:
    assert {str(line): written for (line, who), written in tour.written.items() if who == role and written} == {}


def test_every_page_carries_the_headers_that_protect_its_reader(world: World, tour: Tour) -> None:
    weak = set()
    for (line, role), answer in tour.answers.items():
        policy = answer.headers.get("Content-Security-Policy", "")
        kept = answer.headers.get("Cache-Control", "")
        is_key = not KEYS.isdisjoint(world.places.get(line.about, {}))
        if answer.headers.get("X-Content-Type-Options") != "nosniff":
            weak.add((str(line), "nosniff"))
        if answer.headers.get("Referrer-Policy") not in ("same-origin", "no-referrer"):
            weak.add((str(line), "referrer"))
        if "default-src 'none'" not in policy or "unsafe-eval" in policy:
            weak.add((str(line), f"policy: {policy}"))
        signed_in = role not in (VISITOR, DEACTIVATED)
        if signed_in and line.route not in FOR_EVERYBODY and "private" not in kept and "no-store" not in kept:
            weak.add((str(line), f"kept: {kept}"))
        if is_key and "private" not in kept and "no-store" not in kept:
            weak.add((str(line), f"link kept: {kept}"))

    assert weak == set()


def test_what_may_be_kept_for_everybody_is_the_same_for_everybody(tour: Tour) -> None:
    said: dict[str, set[str]] = {}
    for (line, _role), body in tour.bodies.items():
        if line.route in FOR_EVERYBODY:
            said.setdefault(str(line), set()).add(body)

    assert {name: len(bodies) for name, bodies in said.items() if len(bodies) > 1} == {}
    assert len(said) == len(FOR_EVERYBODY)


def test_no_page_of_the_demo_asks_the_database_too_often(tour: Tour) -> None:
    most = sorted(((count, str(line), role) for (line, role), count in tour.asked.items()), reverse=True)

    print(*most[:10], sep="\n")  # noqa: T201  what to look at first when this fails
    assert [one for one in most if one[0] > (MOST_ON_THE_DESK if one[1] == "matchmaking:desk" else MOST_QUERIES)] == []


def test_every_form_that_sends_something_carries_its_sign_against_forgery(tour: Tour) -> None:
    unsigned = {
        (str(line), form.get("action", ""))
        for (line, role), body in tour.bodies.items()
        if "<form" in body and not line.only_in and line.route not in SIGNED_BY_THE_LINK
        for form in BeautifulSoup(body, "html.parser").select('form[method="post"]')
        if not form.select_one('[name="csrfmiddlewaretoken"]')
    }

    assert unsigned == set()


def test_no_page_hides_where_its_forms_come_from(tour: Tour) -> None:
    """Under "no-referrer" browsers send forms from nowhere, and the site refuses them."""
    with_forms = {(str(line), body) for (line, role), body in tour.bodies.items() if "<form" in body}

    assert {name for name, body in with_forms if "no-referrer" in body} == set()


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_other_methods_do_nothing(world: World, browsers: dict[str, Client], method: str) -> None:
    with asking.written() as written:
        got = {
            str(line)
            for line in PAGES
            for role in (VISITOR, SECRETARY)
            if not line.is_api and asking.meaning(browsers[role].generic(method, asking.address(world, line))) == YES
        }

    assert got == set()
    assert written == []


def test_a_method_named_in_a_header_is_not_believed(world: World, browsers: dict[str, Client]) -> None:
    with asking.written() as written:
        for line in ACTING:
            if not line.is_api:
                browsers[SECRETARY].get(asking.address(world, line), headers={"X-HTTP-Method-Override": "POST"})

    assert written == []
