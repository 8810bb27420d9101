"""One organisation takes its own along and nothing of others; and when it leaves, nothing of it stays."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client

from hospes.core.sheets import as_typed
from hospes.exports import actions
from hospes.exports.archive.own import write_organisation
from hospes.journal.models import JournalLine
from hospes.journal.queries import verify
from hospes.matchmaking.choices import UNDER_WAY, WAITING, IntroductionState
from hospes.matchmaking.models import Entry, Introduction
from hospes.organisations.models import Organisation
from hospes.people.models import Person
from tests.factories.introductions import accepted_by, proposed, wish_and_offer
from tests.world import (
    DRAFT_CANARY,
    INVITED_CANARY,
    MEMBER,
    REPRESENTATIVE,
    SECRETARY,
    STAFF_CANARY,
    STRANGER,
    THREAD_CANARY,
    World,
    kept_for_now,
    made,
)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield made()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def db(world: World) -> Iterator[None]:
    with kept_for_now():
        yield


def taken(organisation: Organisation, folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The records of each kind, as a program reads them."""
    write_organisation(organisation, folder)
    return {
        path.stem: [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]
        for path in (folder / "data").glob("*.jsonl")
    }


def test_an_organisation_takes_all_of_its_own_along(world: World, tmp_path: Path) -> None:
    own = Entry.objects.filter(organisation=world.ours)
    own.filter(kind="wish").update(people=9, fewer_opportunities=3)

    found = taken(world.ours, tmp_path / "ours")

    assert [one["id"] for one in found["entries"]] == list(own.order_by("pk").values_list("pk", flat=True))
    assert DRAFT_CANARY in [one["title"] for one in found["entries"]]
    assert {one["fewer_opportunities"] for one in found["entries"] if one["kind"] == "wish"} == {3}
    assert any(STAFF_CANARY in one["name"] for one in found["people"])
    assert any(INVITED_CANARY in json.dumps(one) for one in found["invitations"])
    assert {one["verb"] for one in found["history"]} >= {"entry.drafted", "organisation.appointed"}
    assert (
        len(found["introductions"])
        == Introduction.objects.filter(pk__in=[one["id"] for one in found["introductions"]]).count()
        > 0
    )


def test_nothing_of_others_is_in_it_but_the_names_of_the_other_sides(world: World, tmp_path: Path) -> None:
    found = taken(world.ours, tmp_path / "ours")

    introduced = {one.pop("other_organisation") for one in found["introductions"]}
    everything = json.dumps(found, ensure_ascii=False)
    ours = set(world.ours.posts.values_list("person", flat=True))
    strangers = Person.objects.exclude(pk__in=ours).exclude(email__endswith="@erased.invalid")
    foreign = Entry.objects.exclude(organisation=world.ours)

    assert introduced
    assert [one.email for one in strangers if one.email in everything] == []
    assert [one.name for one in Organisation.objects.exclude(pk=world.ours.pk) if one.name in everything] == []
    assert [one.title for one in foreign if one.title in everything] == []
    assert [one.text for one in foreign.exclude(text="") if one.text in everything] == []


def test_messages_of_the_other_side_stay_there(tmp_path: Path) -> None:
    introduction = accepted_by(proposed(*wish_and_offer()), "wish", "offer")  # type: ignore[arg-type]
    for side in ("wish", "offer"):
        introduction.messages.create(side=side, text=f"from the {side}")

    found = taken(introduction.wish.organisation, tmp_path / "ours")

    assert [one["text"] for one in found["messages"]] == ["from the wish"]


def test_tables_and_lines_say_the_same_there_too(world: World, tmp_path: Path) -> None:
    found = taken(world.ours, tmp_path / "ours")

    for name, records in found.items():
        table = list(csv.DictReader(io.StringIO((tmp_path / f"ours/data/{name}.csv").read_text("utf-8"), newline="")))
        assert [list(row) for row in table] == [list(record) for record in records]
        texts = [{code for code, value in record.items() if isinstance(value, str)} for record in records]
        for row, record, codes in zip(table, records, texts, strict=True):
            assert {code: as_typed(row[code]) for code in codes} == {code: record[code] for code in codes}


def test_who_speaks_for_it_gets_one_zip_and_the_history_says_so(world: World, signed_in: Any) -> None:
    speaker = world.person(REPRESENTATIVE)
    address = f"/organisations/{world.ours.slug}/take-along/"

    page = signed_in(speaker).get(address)
    answer = signed_in(speaker).post(address)

    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert page.status_code == 200
    assert answer["Content-Disposition"].startswith(f'attachment; filename="{world.ours.slug}-')
    assert {"manifest.json", "data/entries.jsonl", "schema/entries.schema.json", "calendar/stays.ics"} <= set(
        archive.namelist()
    )
    line = JournalLine.objects.latest("sequence")
    assert (line.verb, line.actor_key, line.organisation_key) == (
        "organisation.taken_along",
        speaker.key,
        world.ours.key,
    )


@pytest.mark.parametrize("role", [MEMBER, STRANGER])
def test_nobody_else_gets_it(world: World, signed_in: Any, role: str) -> None:
    address = f"/organisations/{world.ours.slug}/take-along/"

    assert signed_in(world.person(role)).post(address).status_code == 404
    assert Client().post(address).status_code == 302


# Leaving


def ended(organisation: Organisation) -> None:
    bound = actions.belongings_of(organisation).introductions.filter(state__in=[*WAITING, *UNDER_WAY])
    bound.update(state=IntroductionState.NOT_REALISED)


def test_an_organisation_that_left_is_nowhere(world: World, signed_in: Any) -> None:
    ours, secretary = world.ours, world.person(SECRETARY)
    ended(ours)
    key, name, slug = str(ours.key), ours.name, ours.slug
    people = list(actions.belongings_of(ours).people)
    mails = [person.email for person in people]

    answer = signed_in(secretary).post(f"/organisations/{slug}/remove/", {"name": name})

    assert answer.status_code == 302
    assert people
    assert verify() is None
    allowed = {"journal.JournalLine", "moderation.Notice", "mail.OutgoingMail", "outreach.News"}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label in allowed or not model.__module__.startswith("hospes."):
            continue
        rows = json.dumps(list(model._base_manager.values()), default=str, ensure_ascii=False)
        assert [word for word in (name, THREAD_CANARY, DRAFT_CANARY, *mails) if word in rows] == [], model
    line = JournalLine.objects.filter(verb="organisation.removed").get()
    assert (line.actor_key, line.facts["people"]) == (secretary.key, len(people))
    assert key not in json.dumps(line.facts)
    for path in ("/organisations/", "/entries/", "/introductions/", "/desk/", "/regions/"):
        assert signed_in(secretary).get(path).status_code == 200


def test_whoever_also_acts_elsewhere_or_holds_a_role_keeps_the_account(world: World) -> None:
    ours, secretary = world.ours, world.person(SECRETARY)
    other = Organisation.objects.exclude(pk=ours.pk).first()
    member = world.person(MEMBER)
    assert other is not None
    member.posts.create(organisation=other, started_on="2026-01-01")
    ended(ours)

    actions.remove_organisation(ours, by=secretary)

    member.refresh_from_db()
    assert (member.erased_at, member.is_active) == (None, True)
    assert [post.organisation_id for post in member.posts.all()] == [other.pk]


def test_nobody_leaves_while_others_count_on_them(world: World, signed_in: Any) -> None:
    introduction = proposed(*wish_and_offer())
    organisation = introduction.wish.organisation

    answer = signed_in(world.person(SECRETARY)).post(
        f"/organisations/{organisation.slug}/remove/", {"name": organisation.name}
    )

    assert b"others count on them" in answer.content
    assert Organisation.objects.filter(pk=organisation.pk).exists()


def test_another_name_removes_nothing_and_keeps_what_was_typed(world: World, signed_in: Any) -> None:
    ended(world.ours)

    answer = signed_in(world.person(SECRETARY)).post(
        f"/organisations/{world.ours.slug}/remove/", {"name": "<b>Somebody else"}
    )

    assert b"This is another name. Nothing was removed." in answer.content
    assert b"&lt;b&gt;Somebody else" in answer.content
    assert Organisation.objects.filter(pk=world.ours.pk).exists()


def test_only_the_secretariat_takes_an_organisation_out(world: World) -> None:
    with pytest.raises(PermissionDenied):
        actions.remove_organisation(world.ours, by=world.person(REPRESENTATIVE))
