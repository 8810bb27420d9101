"""Tags: what did not change is not sent again, and nobody acts on what is no longer so."""

from collections.abc import Callable
from typing import Any

import pytest

from hospes.matchmaking.models import Entry
from tests.api.conftest import Program
from tests.api.deeds import OPERATIONS_THAT_CHANGE, deeds
from tests.api.scene import Scene, address, made, operations, send, taken_back
from tests.factories.matchmaking import EntryFactory
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db
Members = Callable[..., Program]


def tag(program: Program, path: str) -> str:
    return program.get(path).headers["ETag"]


def test_the_tag_of_an_entry_changes_with_every_edit_and_with_every_step(
    member_of: Members, facilitator: Program
) -> None:
    program = member_of()
    path = f"/entries/{program.post('/entries', {'kind': 'offer', 'title': 'Learn'}).json()['id']}"
    seen = [tag(program, path)]

    def done(who: Program, verb: str, body: Any = None) -> None:
        answer = who.post(f"{path}/{verb}", body)
        assert answer.status_code == 200, answer.content
        if who is program:
            assert answer.headers["ETag"] == tag(program, path)
        seen.append(tag(program, path))

    program.patch(path, {"places": 3})
    seen.append(tag(program, path))
    done(program, "submit")
    done(facilitator, "reject", {"reason": "Say when."})
    done(program, "submit")
    done(facilitator, "publish")
    done(program, "pause")
    done(program, "resume")
    program.patch(path, {"title": "New words"})
    seen.append(tag(program, path))
    done(facilitator, "confirm")
    done(program, "withdraw")

    assert len(set(seen)) == len(seen)


def test_looking_twice_finds_the_same_tag_in_every_language_and_for_every_colleague(member_of: Members) -> None:
    entry = EntryFactory(published=True, full=True)
    one, other = member_of(entry.organisation), member_of(entry.organisation)
    paths = [f"/entries/{entry.pk}", f"/organisations/{entry.organisation_id}", "/regions/SE232"]

    for path in paths:
        assert len({tag(one, path), tag(one, path), tag(other, f"{path}?lang=sv"), tag(other, path)}) == 1, path


def test_what_did_not_change_is_not_sent_again(member_of: Members) -> None:
    entry = EntryFactory(published=True)
    program = member_of(entry.organisation)
    path = f"/entries/{entry.pk}"
    first = program.get(path)

    for asked in (first.headers["ETag"], f'"other", {first.headers["ETag"]}', f"W/{first.headers['ETag']}", "*"):
        again = program.get(path, if_none_match=asked)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
        assert again.headers["Cache-Control"] == "private, no-store"
    program.post(f"{path}/pause")

    assert program.get(path, if_none_match=first.headers["ETag"]).status_code == 200


def test_lists_have_a_weak_tag_that_changes_with_what_they_show(visitor: Program) -> None:
    organisation = OrganisationFactory()
    first = visitor.get("/organisations")

    assert first.headers["ETag"].startswith('W/"')
    assert visitor.get("/organisations", if_none_match=first.headers["ETag"]).status_code == 304
    OrganisationFactory()
    assert visitor.get("/organisations", if_none_match=first.headers["ETag"]).status_code == 200
    organisation.refresh_from_db()


def test_a_weak_tag_never_allows_a_change(member_of: Members) -> None:
    entry = EntryFactory()
    program = member_of(entry.organisation)
    path = f"/entries/{entry.pk}"
    weak = f"W/{tag(program, path)}"

    assert program.patch(path, {"places": 3}, tag=weak).status_code == 412
    assert program.patch(path, {"places": 3}, tag="*").status_code == 200


def test_who_comes_too_late_learns_the_tag_that_counts_now(member_of: Members) -> None:
    entry = EntryFactory()
    program = member_of(entry.organisation)
    path = f"/entries/{entry.pk}"
    old = tag(program, path)
    program.patch(path, {"places": 3})

    late = program.patch(path, {"places": 9}, tag=old)
    then = program.patch(path, {"places": 9}, tag=late.json()["etag"])

    assert (late.status_code, late.json()["etag"], then.status_code) == (412, late.json()["etag"], 200)
    assert late.json()["type"].endswith("/api/#stale")
    assert program.patch(path, {"places": 1}, tag="").status_code == 428


@pytest.fixture(scope="module")
def paths() -> dict[str, tuple[str, str]]:
    return {name: (method, path) for name, method, path in operations()}


def test_no_step_is_taken_with_what_is_no_longer_so(paths: dict[str, tuple[str, str]]) -> None:
    scene: Scene = made()
    for name in OPERATIONS_THAT_CHANGE:
        method, path = paths[name]
        deed = deeds(scene)[name]
        program, where = scene.programs[deed.who], address(scene, name, path)

        with taken_back():
            late = send(program, method, where, deed.body, tag='"an older one"')
            assert late.status_code == 412, (name, late.content)
            now = send(program, method, where, deed.body, tag=late.json()["etag"])
            assert now.status_code < 300, (name, now.content)


def test_what_has_no_version_is_not_refused_because_of_one(paths: dict[str, tuple[str, str]]) -> None:
    """Decisions by hand are made and released: the document says that no version of theirs is asked for."""
    scene: Scene = made()
    for name in ("pin_new", "pin_release"):
        method, path = paths[name]
        deed = deeds(scene)[name]
        with taken_back():
            done = send(scene.programs[deed.who], method, address(scene, name, path), deed.body, tag='"an older one"')
        assert done.status_code < 300, (name, done.content)


def test_a_plan_is_not_asked_for_with_settings_that_nobody_has_read() -> None:
    scene: Scene = made()
    program, number = scene.programs["facilitator"], scene.numbers["round_id"]
    path = f"/rounds/{number}"
    old = tag(program, path)
    assert program.patch(path, {"reserve": 33}, tag=old).status_code == 200

    late = program.post(f"{path}/solve", {}, if_match=old)
    then = program.post(f"{path}/solve", {}, if_match=late.json()["etag"])

    assert (late.status_code, late.json()["etag"]) == (412, tag(program, path))
    assert then.status_code == 202
    assert then.headers["ETag"] == tag(program, f"{path}/runs/{then.json()['number']}")


def test_without_the_check_two_steps_on_one_tag_both_succeed(
    member_of: Members, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: with the check taken out, what nobody has read is published."""
    from hospes.matchmaking.api import entry_steps

    entry = EntryFactory(published=True)
    program = member_of(entry.organisation)
    assert program.post(f"/entries/{entry.pk}/pause", if_match='"old"').status_code == 412

    monkeypatch.setattr(entry_steps, "honour_match", lambda *_shown: None)

    assert program.post(f"/entries/{entry.pk}/pause", if_match='"old"').status_code == 200
    assert Entry.objects.get().status == "paused"
