"""Every operation, by everybody, about what is theirs, what is not, what never was and what is no longer."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from hospes.journal.models import JournalLine
from hospes.matchmaking.actions import suggestions
from hospes.matchmaking.models import Entry
from hospes.people.models import ApiToken
from hospes.people.scopes import Scope
from tests.api import scene as scenes
from tests.api.deeds import deeds
from tests.api.scene import CANARY, STRANGERS, Scene, address, operations, send, taken_back, with_scopes
from tests.factories.introductions import wish_and_offer

OPERATIONS = {name: (method, path) for name, method, path in operations()}
WRITES = {name: one for name, one in OPERATIONS.items() if one[0] != "GET"}
SCOPES = scenes.api.scopes()
# A body that no operation takes.
GARBAGE = b'{"no such field": [[['


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield scenes.made()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def db(scene: Scene) -> Iterator[None]:
    with taken_back():
        yield


def test_there_is_a_deed_for_every_operation(scene: Scene) -> None:
    assert set(deeds(scene)) == set(OPERATIONS)


@pytest.mark.parametrize("name", OPERATIONS)
def test_the_right_one_is_let_in_and_what_is_written_stands_in_the_journal_once(scene: Scene, name: str) -> None:
    method, path = OPERATIONS[name]
    _prepare(scene, name)
    deed = deeds(scene)[name]
    before = JournalLine.objects.count()

    answer = send(scene.programs[deed.who], method, address(scene, name, path) + deed.query, deed.body)

    assert answer.status_code in (200, 201, 202, 204), answer.content
    assert JournalLine.objects.count() - before == LINES.get(name, 0 if method == "GET" else 1)


# Accepting somebody adds and invites them; an exchange has a line, and so has each of its parts; other deeds that
# change nothing write nothing.
LINES = {"join_request_accept": 3, "pair_bring_back": 0, "search_resume": 0, "role_end": 0, "question_answer": 1} | {
    "exchange_propose": 3,
    "exchange_accept": 2,
    "exchange_decline": 3,
    "exchange_withdraw": 3,
}


def _prepare(scene: Scene, name: str) -> None:
    """An offer that would suit if it said in which languages it works: the desk offers to ask."""
    if name == "question_ask":
        wish_and_offer(offer={"languages": None})
        suggestions.refresh()
        scene.things["question"] = scenes.question_to_ask()


@pytest.mark.parametrize("role", STRANGERS)
def test_a_stranger_reads_no_canary_and_changes_nothing(scene: Scene, role: str) -> None:
    program, asked = scene.programs[role], 0
    for name, (method, path) in OPERATIONS.items():
        deed = deeds(scene)[name]
        for numbers in ({}, _nobodys(path)):
            with _nothing_written(name, role):
                answer = send(program, method, address(scene, name, path, **numbers) + deed.query, deed.body)
            assert answer.status_code < 500, name
            assert CANARY not in scenes.as_text(answer), (name, role)
            assert '"fewer_opportunities"' not in scenes.as_text(answer) or name in WRITES_ITS_OWN, (name, role)
            assert answer.status_code != 200 or method == "GET" or name in OF_EVERYBODY, (name, role)
            asked += 1

    assert asked == 2 * len(OPERATIONS)


# Everybody who has a token does these to themselves, or to what is theirs.
OF_EVERYBODY = {"me_change", "me_sign_out", "mails_change", "search_save"}
WRITES_ITS_OWN = OF_EVERYBODY | {"entry_draft", "challenge_add", "skill_need_add", "gap_invite"}
WRITES_ITS_OWN |= {"cooperation_propose", "partner_apply"}


class _nothing_written:  # noqa: N801  read as a sentence
    """Fails when a table was written in; what people do to themselves apart."""

    def __init__(self, name: str, role: str) -> None:
        self.name, self.role, self.statements = name, role, list[str]()

    def __enter__(self) -> None:
        self.watching = connection.execute_wrapper(self._watch)
        self.watching.__enter__()

    def __exit__(self, *failure: Any) -> None:
        self.watching.__exit__(*failure)
        if self.name not in WRITES_ITS_OWN and failure[0] is None:
            assert self.statements == [], (self.name, self.role)

    def _watch(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.split(" ", 1)[0] in {"INSERT", "UPDATE", "DELETE"} and "people_apitoken" not in sql:
            self.statements.append(sql[:120])
        return execute(sql, params, many, context)


# Words that these may not read, whatever they are asked about.
OF_THE_OFFICE = ("asker", "notice", "news", "token", "search")
CLOSED = {
    "administrator": (
        *OF_THE_OFFICE,
        "title",
        "text",
        "reason",
        "message",
        "note",
        "refused",
        "wanted",
        "round",
        "pin",
    ),
    "facilitator": (*OF_THE_OFFICE, "name of leaving"),
    "secretariat": ("token", "search"),
    "host": (*OF_THE_OFFICE, "title", "text", "reason", "refused", "wanted", "name of leaving", "round", "pin"),
    "member": ("asker", "notice", "news", "round", "pin"),
}


@pytest.mark.parametrize("role", CLOSED)
def test_nobody_reads_more_than_their_role_opens(scene: Scene, role: str) -> None:
    words = [f"{CANARY} {word}" for word in CLOSED[role]]
    for name, (method, path) in OPERATIONS.items():
        deed = deeds(scene)[name]
        with taken_back():
            answer = send(scene.programs[role], method, address(scene, name, path) + deed.query, deed.body)
        text = scenes.as_text(answer)
        assert [word for word in words if word in text] == [], (name, role)


def _nobodys(path: str) -> dict[str, Any]:
    numbers = dict.fromkeys(re.findall(r"{(\w+_id)}", path), 987654321)
    return numbers | ({"code": "SE99"} if "{code}" in path else {})


WITH_NUMBERS = {name: one for name, one in OPERATIONS.items() if re.search(r"{\w+_id}", one[1])}
# The directory, news and supporters are public, and rules for apprentices are read by everybody with an account: what
# one may not change there, one still sees.
SEEN_BY_ALL = (
    "/organisations/{organisation_id}",
    "/news/",
    "/supporters/",
    "/regions/",
    "/apprentice-rules/",
    "/gaps/",
)


@pytest.mark.parametrize("name", WITH_NUMBERS)
def test_what_is_foreign_looks_like_what_is_not_there(scene: Scene, name: str) -> None:
    method, path = OPERATIONS[name]
    deed = deeds(scene)[name]
    for role in ("stranger", "steering group", "administrator"):
        program = scene.programs[role]
        with taken_back():
            foreign = send(program, method, address(scene, name, path), deed.body, tag="*")
            others = [
                send(program, method, address(scene, name, path, **_instead(path, number)), deed.body, tag="*")
                for number in (987_654_321, 0, 10**30)
            ]
        for other in others:
            assert other.status_code == 404, name
        if foreign.status_code == 404:
            assert {answer.content for answer in others} == {foreign.content}, name
            assert {str(sorted(answer.headers)) for answer in others} == {str(sorted(foreign.headers))}, name
        else:
            seen = any(part in path for part in SEEN_BY_ALL) or scene.instead.get(name)
            assert seen or role == "administrator", (name, role, foreign.status_code)


def _instead(path: str, number: int) -> dict[str, Any]:
    last = re.findall(r"{(\w+_id)}", path)[-1]
    return {last: number}


@pytest.mark.parametrize("name", ["entry_detail", "supporter_detail", "post_detail", "invitation_detail"])
def test_what_is_there_no_longer_looks_like_what_never_was(scene: Scene, name: str) -> None:
    method, path = OPERATIONS[name]
    program = scene.programs["representative"]
    gone = {
        # Read anew: the scene is shared, and a thing that is deleted forgets its number.
        "entry_detail": Entry.objects.get(pk=scene.things["draft"].pk),
        "supporter_detail": scenes.SupporterFactory._meta.model.objects.get(pk=scene.numbers["supporter_id"]),
        "post_detail": scene.programs["leaving"].person.posts.get(),
        "invitation_detail": scenes.InvitationFactory._meta.model.objects.get(pk=scene.numbers["invitation_id"]),
    }[name]
    assert send(program, method, address(scene, name, path)).status_code == 200

    gone.delete()

    answer = send(program, method, address(scene, name, path))
    never = send(program, method, address(scene, name, path, **_instead(path, 987_654_321)))
    assert (answer.status_code, answer.content) == (404, never.content)


# Scopes


@pytest.mark.parametrize("name", [name for name in OPERATIONS if SCOPES[name] not in ("", "read")])
def test_a_token_for_other_things_is_refused_by_the_name_of_the_scope(scene: Scene, name: str) -> None:
    method, path = OPERATIONS[name]
    deed, scope = deeds(scene)[name], SCOPES[name]
    other = with_scopes(scene.programs[deed.who], *(set(Scope.values) - {scope}))

    answer = send(other, method, address(scene, name, path) + deed.query, deed.body, tag="*")

    assert (answer.status_code, answer.json()["type"].rpartition("#")[2]) == (403, "scope")
    assert f'scope="{scope}"' in answer.headers["WWW-Authenticate"]
    assert scope in answer.json()["detail"]


def test_a_token_that_only_reads_writes_nothing(scene: Scene) -> None:
    readers = {role: with_scopes(program) for role, program in scene.programs.items() if program.token}
    for name, (method, path) in WRITES.items():
        deed = deeds(scene)[name]
        with _nothing_written(name, deed.who):
            answer = send(readers[deed.who], method, address(scene, name, path), deed.body, tag="*")
        assert answer.status_code == 403, name


def test_without_the_scope_to_read_a_token_opens_nothing(scene: Scene) -> None:
    program = with_scopes(scene.programs["member"])
    ApiToken.objects.filter(pk=ApiToken.objects.latest("pk").pk).update(scopes=[Scope.ENTRIES.value])

    for name, (method, path) in OPERATIONS.items():
        if method == "GET":
            answer = program.get(address(scene, name, path) + deeds(scene)[name].query)
            assert answer.status_code == 403, name


# Who may not is told so before anybody looks at what was sent


@pytest.mark.parametrize("name", WRITES)
def test_who_may_not_hears_nothing_of_fields(scene: Scene, name: str) -> None:
    method, path = WRITES[name]
    where = address(scene, name, path)
    reader = with_scopes(scene.programs["stranger"])
    with _nothing_written(name, "all"):
        assert send(scene.programs["visitor"], method, where, GARBAGE, tag="*").status_code == 401
        assert send(scene.programs["deactivated"], method, where, GARBAGE, tag="*").status_code == 401
        assert send(reader, method, where, GARBAGE, tag="*").status_code == 403
        if name not in WRITES_ITS_OWN | {"suggestion_interest"}:
            assert send(scene.programs["steering group"], method, where, GARBAGE, tag="*").status_code in (403, 404)
        if deeds(scene)[name].body is not None:
            who = scene.programs[deeds(scene)[name].who]
            assert send(who, method, where, GARBAGE, tag="*").status_code == 400, name


# Mass assignment


def _every_name() -> set[str]:
    """Every name that any answer shows, and those that attackers try first."""
    schemas = scenes.api.get_openapi_schema()["components"]["schemas"]
    shown = {name for schema in schemas.values() for name in schema.get("properties", ())}
    tried = "is_staff is_superuser is_active role status organisation owner created_at score verified match_state"
    tried += " accepted_by_host kpi_approved id pk key version password search_words acting_for by __proto__ state"
    tried += " organisation_id person_id scopes token_hash terms_version introduced_at membership supporter_category"
    return shown | set(tried.split())


@pytest.mark.parametrize("name", [name for name, one in WRITES.items()])
def test_a_field_that_is_not_in_the_document_is_refused_by_name(scene: Scene, name: str) -> None:
    method, path = WRITES[name]
    deed, documented = deeds(scene)[name], _documented(path, method)
    unknown = sorted(_every_name() - documented)
    where, who = address(scene, name, path), scene.programs[deed.who]
    tag = who.get(where).headers.get("ETag") if method == "PATCH" else None

    with _nothing_written(name, deed.who):
        answer = send(who, method, where, {**(deed.body or {}), **dict.fromkeys(unknown, 1)}, tag=tag)

    assert answer.status_code == 400, answer.content
    assert set(unknown) <= set(answer.json()["errors"])


def _documented(path: str, method: str) -> set[str]:
    document = scenes.api.get_openapi_schema()
    body = document["paths"][path][method.lower()].get("requestBody")
    if body is None:
        return set()
    schema = body["content"]["application/json"]["schema"]
    schema = next((one for one in schema.get("anyOf", [schema]) if "$ref" in one), schema)
    found = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
    return set(found["properties"])


# Sent again


@pytest.mark.parametrize("name", WRITES)
def test_every_write_sent_again_with_its_key_is_done_once_and_answered_the_same(scene: Scene, name: str) -> None:
    method, path = WRITES[name]
    _prepare(scene, name)
    deed = deeds(scene)[name]
    where, who = address(scene, name, path), scene.programs[deed.who]
    tag = who.get(where).headers["ETag"] if method == "PATCH" else None

    first = send(who, method, where, deed.body, tag=tag, idempotency_key="once")
    lines = JournalLine.objects.count()
    again = [send(who, method, where, deed.body, tag=tag, idempotency_key="once") for _time in range(2)]
    other = send(who, method, where, {**(deed.body or {}), "more": 1}, tag=tag, idempotency_key="once")

    assert first.status_code < 300, first.content
    assert {(one.status_code, one.content) for one in again} == {(first.status_code, first.content)}
    assert {one.headers["Idempotent-Replayed"] for one in again} == {"true"}
    assert first.headers.get("ETag") == again[0].headers.get("ETag")
    assert other.status_code == 422
    assert JournalLine.objects.count() == lines


def test_every_refusal_has_the_shape_of_a_problem(scene: Scene) -> None:
    for role in ("visitor", "stranger", "member"):
        for name, (method, path) in OPERATIONS.items():
            with taken_back():
                answer = send(scene.programs[role], method, address(scene, name, path), GARBAGE, tag='"old"')
            if answer.status_code >= 400:
                body = json.loads(answer.content)
                assert answer.headers["Content-Type"] == "application/problem+json", name
                assert body["status"] == answer.status_code
                assert body["type"].rpartition("#")[2] in scenes.PROBLEMS
                assert set(body) - {"etag"} == {"type", "title", "status", "detail", "errors"}


def test_with_the_check_of_who_sees_what_taken_out_the_probe_finds_the_canary(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the same question by the same stranger, when entries are found for everybody."""
    from hospes.matchmaking.api import entries

    where = address(scene, "entry_detail", OPERATIONS["entry_detail"][1])
    assert CANARY not in scenes.as_text(scene.programs["stranger"].get(where))

    monkeypatch.setattr(entries, "visible_entries", lambda *_who: Entry.objects.select_related("organisation"))

    assert CANARY in scenes.as_text(scene.programs["stranger"].get(where))
