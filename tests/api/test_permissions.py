"""Every operation of the document, by everybody, on what belongs to somebody else."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.utils import timezone

from hospes.matchmaking.actions import introductions
from hospes.matchmaking.models import Entry, Introduction
from hospes.organisations.models import Organisation
from tests.api.conftest import Program
from tests.api.test_document import operations
from tests.factories.matchmaking import EntryFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
Members = Callable[..., Program]
CANARY = "canary-7f3a"
# What each write needs to be more than a body that is refused.
BODIES: dict[str, dict[str, Any]] = {
    "entry_change": {"title": "taken over"},
    "entry_reject": {"reason": "no"},
    "introduction_mark": {"state": "realised"},
    "organisation_change": {"town": "taken over"},
    "introduction_accept": {"terms_version": 1},
    "introduction_decline": {"terms_version": 1, "reason": "dates"},
    "introduction_counter": {"terms_version": 1, "people": 1},
    "message_write": {"text": "taken over"},
}


class Things:
    """Things of one organisation that could leak: a draft and an introduction full of canaries."""

    def __init__(self, owner: Program, host: Program) -> None:
        self.owner, self.organisation = owner, owner.organisation
        self.draft = EntryFactory(title=CANARY, text=CANARY, organisation=owner.organisation)
        wish = EntryFactory(kind="wish", published=True, full=True, organisation=owner.organisation)
        offer = EntryFactory(published=True, full=True, organisation=host.organisation)
        self.introduction = introductions.propose(
            wish,
            offer,
            people=2,
            answer_by=timezone.localdate() + timedelta(days=9),
            note=CANARY,
            by=PersonFactory(facilitator=True),
        )

    def address(self, path: str) -> str:
        numbers = {
            "entry_id": self.draft.pk,
            "organisation_id": self.organisation.pk,
            "introduction_id": self.introduction.pk,
            "news_id": 1,
            "name": "topics",
        }
        return re.sub(r"{(\w+)}", lambda found: str(numbers[found[1]]), path.removeprefix("/api/v1"))

    def queries(self, name: str) -> str:
        return {
            "suggestion_list": f"?entry={self.draft.pk}",
            "line_list": f"?object_kind=entry&object_id={self.draft.pk}",
            "entry_list": f"?status=draft&organisation={self.organisation.pk}",
        }.get(name, "")

    def state(self) -> list[Any]:
        return [
            Entry.objects.values().get(pk=self.draft.pk),
            Introduction.objects.values().get(pk=self.introduction.pk),
            Organisation.objects.values().get(pk=self.organisation.pk),
        ]


@pytest.fixture
def things(member_of: Members) -> Things:
    return Things(member_of(), member_of())


def send(program: Program, things: Things, path: str, method: str, name: str) -> HttpResponse:
    address = things.address(path) + things.queries(name)
    if method == "get":
        return program.get(address)
    return program._send(method.upper(), address, BODIES.get(name), {"if_match": "*"} if method == "patch" else {})


def test_a_stranger_reads_no_canary_and_changes_nothing_anywhere(
    things: Things, member_of: Members, visitor: Program
) -> None:
    before = things.state()
    answered: dict[str, int] = {}

    for who in (visitor, member_of()):
        for path, method, one in operations(visitor.get("/openapi.json").json()):
            answer = send(who, things, path, method, one["operationId"])
            assert CANARY.encode() not in answer.content, path
            assert answer.status_code < 500, path
            answered[one["operationId"]] = answer.status_code

    assert things.state() == before
    foreign = {name for name, status in answered.items() if status == 404}
    assert foreign >= {"entry_detail", "entry_submit", "entry_change", "introduction_detail", "introduction_accept"}
    assert answered["organisation_change"] == 403


def test_what_is_foreign_and_what_is_not_there_are_told_alike(things: Things, member_of: Members) -> None:
    stranger = member_of()

    for path, method, one in operations(stranger.get("/openapi.json").json()):
        if "{entry_id}" not in path and "{introduction_id}" not in path:
            continue
        foreign = send(stranger, things, path, method, one["operationId"])
        missing = send(stranger, things, re.sub(r"{\w+}", "987654321", path), method, one["operationId"])
        assert (foreign.status_code, foreign.content) == (404, missing.content), path


def test_a_colleague_may_what_the_owner_may(things: Things, member_of: Members) -> None:
    colleague = member_of(things.organisation)

    assert CANARY in colleague.get(f"/entries/{things.draft.pk}").json()["title"]
    assert colleague.get(f"/introductions/{things.introduction.pk}").json()["note"] == CANARY
    assert colleague.patch(f"/entries/{things.draft.pk}", {"title": "Ours"}).status_code == 200
    assert colleague.patch(f"/organisations/{things.organisation.pk}", {"town": "Borås"}).status_code == 200
    accepted = colleague.post(f"/introductions/{things.introduction.pk}/accept", {"terms_version": 1})
    assert accepted.json()["state"] == "accepted_by_one"


def test_verbs_of_facilitators_are_refused_to_the_owner(things: Things) -> None:
    things.owner.post(f"/entries/{things.draft.pk}/submit")

    published = things.owner.post(f"/entries/{things.draft.pk}/publish")
    rejected = things.owner.post(f"/entries/{things.draft.pk}/reject", {"reason": "no"})

    assert (published.status_code, rejected.status_code) == (403, 403)
    things.draft.refresh_from_db()
    assert things.draft.status == "submitted"


def test_a_refusal_to_one_who_is_known_leaves_a_line_in_the_log(
    things: Things, member_of: Members, caplog: pytest.LogCaptureFixture
) -> None:
    stranger = member_of()

    stranger.get(f"/entries/{things.draft.pk}")

    assert any("refused" in str(line.msg) and str(stranger.person.key) in str(line.msg) for line in caplog.records)
