"""A request sent again has one effect, and two people at once do not overwrite each other."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from django.http import HttpResponse
from django.utils import timezone

from hospes.core import retention
from hospes.journal.models import JournalLine
from hospes.matchmaking.models import Entry
from hospes.organisations.models import Organisation
from hospes.people import own
from hospes.people.models import IdempotentAnswer
from hospes.privacy.actions import erase_person
from tests.api.conftest import Program
from tests.factories.matchmaking import EntryFactory
from tests.factories.organisations import OrganisationFactory, PostFactory
from tests.factories.people import PersonFactory

DRAFT = {"kind": "offer", "title": "Learn with us"}
Send = Callable[[], HttpResponse]


def at_once(sends: list[Send]) -> list[HttpResponse]:
    """Send all of them at the same moment, each over a connection to the database of its own."""
    gate = Barrier(len(sends))

    def through(send: Send) -> HttpResponse:
        gate.wait()
        try:
            return send()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(sends)) as pool:
        return list(pool.map(through, sends))


def a_member(organisation: Organisation | None = None) -> Program:
    organisation = organisation or OrganisationFactory()
    person = PersonFactory()
    PostFactory(organisation=organisation, person=person)
    return Program(person, organisation)


# One after the other


@pytest.mark.django_db
def test_the_same_request_with_the_same_key_is_answered_the_same_and_done_once() -> None:
    program = a_member()

    answers = [program.post("/entries", DRAFT, Idempotency_Key="one") for _time in range(3)]

    assert {(answer.status_code, answer.content, answer.headers["Location"]) for answer in answers} == {
        (201, answers[0].content, answers[0].headers["Location"])
    }
    assert [answer.headers.get("Idempotent-Replayed") for answer in answers] == [None, "true", "true"]
    assert (Entry.objects.count(), JournalLine.objects.filter(verb="entry.drafted").count()) == (1, 1)


@pytest.mark.django_db
def test_without_a_key_each_request_counts() -> None:
    program = a_member()

    program.post("/entries", DRAFT)
    program.post("/entries", DRAFT)

    assert Entry.objects.count() == 2


@pytest.mark.django_db
def test_a_key_belongs_to_one_request() -> None:
    program = a_member()
    entry = EntryFactory(organisation=program.organisation)
    program.post("/entries", DRAFT, Idempotency_Key="one")

    other_body = program.post("/entries", DRAFT | {"title": "Other"}, Idempotency_Key="one")
    other_place = program.post(f"/entries/{entry.pk}/submit", Idempotency_Key="one")

    assert (other_body.status_code, other_place.status_code) == (422, 422)
    assert other_body.headers["Content-Type"] == "application/problem+json"
    assert Entry.objects.count() == 2


@pytest.mark.django_db
def test_a_key_belongs_to_one_person() -> None:
    first, second = a_member(), a_member()

    first.post("/entries", DRAFT, Idempotency_Key="one")
    answer = second.post("/entries", DRAFT, Idempotency_Key="one")

    assert answer.json()["organisation"]["id"] == second.organisation.pk
    assert Entry.objects.count() == 2


@pytest.mark.django_db
def test_what_was_refused_keeps_no_key() -> None:
    program = a_member()

    refused = program.post("/entries", DRAFT | {"title": ""}, Idempotency_Key="one")
    mended = program.post("/entries", DRAFT, Idempotency_Key="one")

    assert (refused.status_code, mended.status_code) == (400, 201)


@pytest.mark.django_db
def test_a_change_sent_again_is_answered_again_instead_of_being_late() -> None:
    program = a_member()
    entry = EntryFactory(organisation=program.organisation)

    path = f"/entries/{entry.pk}"
    tag = program.get(path).headers["ETag"]

    sent = [program.patch(path, {"places": 3}, tag=tag, Idempotency_Key="k") for _time in range(2)]

    assert [answer.status_code for answer in sent] == [200, 200]
    assert sent[0].headers["ETag"] == sent[1].headers["ETag"] == program.get(path).headers["ETag"] != tag


@pytest.mark.django_db
def test_after_a_day_the_key_is_forgotten() -> None:
    program = a_member()
    program.post("/entries", DRAFT, Idempotency_Key="one")
    IdempotentAnswer.objects.update(made_at=timezone.now() - timedelta(hours=24, seconds=1))

    program.post("/entries", DRAFT, Idempotency_Key="one")

    assert Entry.objects.count() == 2
    IdempotentAnswer.objects.update(made_at=timezone.now() - timedelta(hours=25))
    assert retention.keep_all(timezone.now())["api-answer"] == 1


@pytest.mark.django_db
def test_a_day_has_not_passed_before_it_has() -> None:
    program = a_member()
    program.post("/entries", DRAFT, Idempotency_Key="one")
    IdempotentAnswer.objects.update(made_at=timezone.now() - timedelta(hours=23, minutes=59))

    program.post("/entries", DRAFT, Idempotency_Key="one")

    assert Entry.objects.count() == 1
    assert retention.keep_all(timezone.now())["api-answer"] == 0


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "x" * 201, "é", "a\tb"])
def test_a_key_that_cannot_be_is_refused(key: str) -> None:
    answer = a_member().post("/entries", DRAFT, Idempotency_Key=key)

    assert answer.status_code == 400
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_answers_are_given_to_their_owner_and_erased_with_them() -> None:
    program = a_member()
    program.post("/entries", DRAFT, Idempotency_Key="one")

    assert own.gathered(program.person)["api_answers"][0]["path"] == "/api/v1/entries"
    erase_person(program.person, by=None)

    assert not IdempotentAnswer.objects.exists()


# At the same moment


@pytest.mark.django_db(transaction=True)
def test_of_twelve_at_once_with_one_key_one_is_done_and_all_are_answered_the_same() -> None:
    program = a_member()

    answers = at_once([lambda: program.post("/entries", DRAFT, Idempotency_Key="one")] * 12)

    assert {(answer.status_code, answer.content) for answer in answers} == {(201, answers[0].content)}
    assert (Entry.objects.count(), JournalLine.objects.filter(verb="entry.drafted").count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_of_twenty_changes_of_one_version_at_once_one_succeeds() -> None:
    program = a_member()
    entry = EntryFactory(organisation=program.organisation)
    tag = program.get(f"/entries/{entry.pk}").headers["ETag"]

    def change(number: int) -> Send:
        return lambda: program.patch(f"/entries/{entry.pk}", {"places": number}, tag=tag)

    answers = at_once([change(number) for number in range(1, 21)])

    assert sorted(answer.status_code for answer in answers) == [200] + [412] * 19
    entry.refresh_from_db()
    done = next(answer for answer in answers if answer.status_code == 200)
    assert (entry.places, entry.version) == (done.json()["places"], 2)
    assert JournalLine.objects.filter(verb="entry.changed").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_twenty_changes_of_one_organisation_at_once_one_succeeds() -> None:
    program = a_member()
    path = f"/organisations/{program.organisation.pk}"
    tag = program.get(path).headers["ETag"]

    def change(number: int) -> Send:
        return lambda: program.patch(path, {"town": f"Town {number}"}, tag=tag)

    answers = at_once([change(number) for number in range(20)])

    assert sorted(answer.status_code for answer in answers) == [200] + [412] * 19
    done = next(answer for answer in answers if answer.status_code == 200)
    program.organisation.refresh_from_db()
    assert program.organisation.town == done.json()["town"]


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_volley_of_changes_finds_the_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the same twenty changes, with the check of the version taken out, all succeed."""
    from hospes.organisations.api import organisations

    def unchecked(*_arguments: Any) -> None: ...

    monkeypatch.setattr(organisations, "require_match", unchecked)
    program = a_member()
    path = f"/organisations/{program.organisation.pk}"

    answers = at_once([lambda town=town: program.patch(path, {"town": town}, tag='"1"') for town in "abcdefgh"])

    assert [answer.status_code for answer in answers] == [200] * 8


@pytest.mark.django_db(transaction=True)
def test_accept_and_decline_at_the_same_moment_leave_one_truth() -> None:
    facilitator = Program(PersonFactory(facilitator=True))
    wish, offer = EntryFactory(kind="wish", published=True, full=True), EntryFactory(published=True, full=True)
    sender, host = a_member(wish.organisation), a_member(offer.organisation)
    answer_by = (timezone.localdate() + timedelta(days=14)).isoformat()
    body = {"wish": wish.pk, "offer": offer.pk, "people": 2, "answer_by": answer_by}
    path = f"/introductions/{facilitator.post('/introductions', body).json()['id']}"

    answers = at_once(
        [
            lambda: sender.post(f"{path}/accept", {"terms_version": 1}),
            lambda: host.post(f"{path}/decline", {"terms_version": 1, "reason": "dates"}),
            lambda: facilitator.post(f"{path}/withdraw"),
        ]
    )

    state = facilitator.get(path).json()["state"]
    done = [answer.json()["state"] for answer in answers if answer.status_code == 200]
    assert {answer.status_code for answer in answers} <= {200, 409}
    assert state in ("declined", "withdrawn")
    assert state in done
    assert ("declined" in done) + ("withdrawn" in done) == 1
