"""Entries through the API: what each reader sees, and what each writer may do."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from hospes.journal.models import JournalLine
from hospes.matchmaking.actions import terms
from hospes.matchmaking.choices import EntryKind, EntryStatus
from hospes.matchmaking.models import Entry
from hospes.matchmaking.rules.values import FIELDS_OF
from tests.api.conftest import Program
from tests.factories.matchmaking import EntryFactory, full_values
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db
Members = Callable[..., Program]


def as_json(kind: str) -> dict[str, Any]:
    values = full_values(EntryKind(kind))
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


# Reading


def test_everybody_reads_what_is_on_the_market_and_nothing_else(visitor: Program) -> None:
    published = EntryFactory(published=True)
    for state in ("submitted", "paused", "expired", "rejected", "withdrawn"):
        EntryFactory(**{state: True}, title=f"canary {state}")
    EntryFactory(title="canary draft")

    answer = visitor.get("/entries")

    assert [one["id"] for one in answer.json()["items"]] == [published.pk]
    assert b"canary" not in answer.content


@pytest.mark.parametrize("query", ["", "kind=offer", "topic=green-construction", "search=wood", "country=SE"])
def test_the_api_lists_the_same_entries_as_the_page(visitor: Program, query: str) -> None:
    for kind in EntryKind:
        EntryFactory.create_batch(3, kind=kind, published=True, full=kind != EntryKind.IDEA)
    EntryFactory(title="draft")

    by_api = [one["id"] for one in visitor.get(f"/entries?{query}").json()["items"]]
    page = BeautifulSoup(Client().get(f"/entries/?{query}").content, "html.parser")
    links = [link["href"] for link in page.select("main a[href^='/entries/']")]
    by_page = [int(parts[2]) for parts in (link.split("/") for link in links) if parts[2].isdigit()]

    assert by_api
    assert by_api == list(dict.fromkeys(by_page))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_the_same_number_of_times(
    visitor: Program, count: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    EntryFactory.create_batch(count, published=True, full=True)

    with django_assert_num_queries(3):
        answer = visitor.get("/entries")

    assert answer.json()["count"] == count


FILTERS = [
    "kind=wish",
    "format=APPRENTICE_PLACEMENT",
    "profile=APPRENTICE",
    "topic=green-construction",
    "field=0732",
    "field=07",
    "language=en",
    "country=PT",
    "region=PT1",
    "month=2027-06",
    "search=timber",
    "open_to_anyone=false",
]


@pytest.mark.parametrize("query", FILTERS)
def test_filters_find_the_one_that_answers_them(visitor: Program, query: str) -> None:
    organisation = OrganisationFactory(country="PT", territory="PT11")
    wanted = EntryFactory(kind="wish", published=True, full=True, organisation=organisation)
    wanted.title = "Timber"
    wanted.save()
    terms.rebuild(wanted)
    EntryFactory(published=True, kind="idea", open_to_anyone=True)

    assert [one["id"] for one in visitor.get(f"/entries?{query}").json()["items"]] == [wanted.pk]


def test_flags_measures_and_organisation_filter_too(visitor: Program) -> None:
    offer = EntryFactory(published=True, full=True)
    EntryFactory(published=True)

    for query in (
        "open_to_apprentices=true",
        "measure=STEP_FREE&measure=MENTOR",
        "support=HOUSING&support=TRAVEL",
        f"organisation={offer.organisation_id}",
    ):
        assert [one["id"] for one in visitor.get(f"/entries?{query}").json()["items"]] == [offer.pk], query


def test_with_status_one_finds_ones_own_and_nobody_elses(member_of: Members) -> None:
    mine = EntryFactory()
    EntryFactory(title="canary")

    answer = member_of(mine.organisation).get("/entries?status=draft")

    assert [one["id"] for one in answer.json()["items"]] == [mine.pk]


@pytest.mark.parametrize("kind", EntryKind)
def test_a_full_entry_shows_every_field_to_its_own_organisation(member_of: Members, kind: EntryKind) -> None:
    entry = EntryFactory(kind=kind, full=True)

    answer = member_of(entry.organisation).get(f"/entries/{entry.pk}").json()

    assert {name: answer[name] for name in as_json(kind)} == as_json(kind)
    assert set(answer) >= FIELDS_OF[kind]


def test_fewer_opportunities_and_refusals_are_for_the_own_organisation_and_facilitators(
    visitor: Program, member_of: Members, facilitator: Program
) -> None:
    wish = EntryFactory(kind="wish", published=True, full=True)

    def parts(program: Program) -> set[str]:
        answers = [program.get(f"/entries/{wish.pk}").json(), program.get("/entries").json()["items"][0]]
        assert set(answers[0]) == set(answers[1])
        return {"fewer_opportunities", "refuses", "contact", "decision_reason", "needs"} & set(answers[0])

    assert parts(visitor) == set()
    assert parts(member_of()) == {"needs"}
    assert parts(member_of(wish.organisation)) == parts(facilitator)
    assert parts(facilitator) == {"fewer_opportunities", "refuses", "contact", "decision_reason", "needs"}


def test_organisations_that_an_entry_seeks_are_not_told_to_others(visitor: Program, member_of: Members) -> None:
    sought = OrganisationFactory()
    entry = EntryFactory(published=True, wants={"countries": ["NO"], "organisations": [str(sought.key)]})

    assert "organisations" not in visitor.get(f"/entries/{entry.pk}").json()["wants"]
    own = member_of(entry.organisation).get(f"/entries/{entry.pk}").json()
    assert own["wants"]["organisations"] == [str(sought.key)]


# Writing


@pytest.mark.parametrize("kind", EntryKind)
def test_a_draft_keeps_every_answer(member_of: Members, kind: EntryKind) -> None:
    program = member_of()

    made = program.post("/entries", {"kind": kind.value, **as_json(kind)})

    assert made.status_code == 201, made.content
    assert made.headers["Location"] == f"/api/v1/entries/{made.json()['id']}"
    entry = Entry.objects.get(pk=made.json()["id"])
    assert {name: getattr(entry, name) for name in full_values(kind)} == full_values(kind)
    assert (entry.status, entry.organisation, entry.contact) == ("draft", program.organisation, program.person)


def test_an_entry_goes_from_draft_to_the_market_and_back(member_of: Members, facilitator: Program) -> None:
    program = member_of()
    number = program.post("/entries", {"kind": "offer", "title": "Learn with us"}).json()["id"]

    def step(who: Program, verb: str, body: Any = None) -> str:
        answer = who.post(f"/entries/{number}/{verb}", body)
        assert answer.status_code == 200, answer.content
        return answer.json()["status"]

    assert step(program, "submit") == "submitted"
    assert step(facilitator, "reject", {"reason": "Say when."}) == "rejected"
    assert program.get(f"/entries/{number}").json()["decision_reason"] == "Say when."
    assert program.patch(f"/entries/{number}", {"days_least": 3}).status_code == 200
    assert step(program, "submit") == "submitted"
    assert step(facilitator, "publish", {"note": "Thank you."}) == "published"
    assert step(program, "pause") == "paused"
    assert step(program, "resume") == "published"
    assert step(program, "renew") == "published"
    assert step(program, "withdraw") == "withdrawn"


def test_each_change_is_one_line_in_the_journal_and_a_refusal_none(member_of: Members) -> None:
    program = member_of()
    before = JournalLine.objects.count()

    number = program.post("/entries", {"kind": "offer", "title": "Learn with us"}).json()["id"]
    assert program.post(f"/entries/{number}/pause").status_code == 409
    assert program.post("/entries", {"kind": "offer", "title": "x" * 141}).status_code == 400

    assert JournalLine.objects.count() == before + 1


def test_what_comes_too_late_is_told_how_it_stands(member_of: Members) -> None:
    entry = EntryFactory(published=True)

    answer = member_of(entry.organisation).post(f"/entries/{entry.pk}/submit")

    assert answer.status_code == 409
    assert "Published" in answer.json()["detail"]


def test_a_facilitator_publishes_only_the_version_that_was_read(facilitator: Program, member_of: Members) -> None:
    entry = EntryFactory(submitted=True)
    tag = facilitator.get(f"/entries/{entry.pk}").headers["ETag"]
    member_of(entry.organisation).patch(f"/entries/{entry.pk}", {"title": "Something else"})

    late = facilitator.post(f"/entries/{entry.pk}/publish", if_match=tag)
    now = facilitator.post(f"/entries/{entry.pk}/publish", if_match=late.json()["etag"])

    assert (late.status_code, now.status_code) == (412, 200)


def test_a_facilitator_writes_for_an_organisation_that_phoned(facilitator: Program) -> None:
    organisation = OrganisationFactory()

    made = facilitator.post("/entries", {"kind": "wish", "title": "Six learners", "organisation": organisation.pk})

    assert made.json()["organisation"]["id"] == organisation.pk


def test_a_token_that_acts_for_nobody_drafts_nothing(member_of: Members) -> None:
    program = member_of()
    program.person.posts.update(ended_on=date(2026, 11, 1))

    answer = program.post("/entries", {"kind": "offer", "title": "Learn with us"})

    assert answer.status_code == 403
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"title": "x" * 10_000}, "title"),
        ({"title": ""}, "title"),
        ({"title": " \u200b\u2060"}, "title"),
        ({"title": 5}, "title"),
        ({"title": None}, "title"),
        ({"places": "8"}, "places"),
        ({"places": 8.5}, "places"),
        ({"places": True}, "places"),
        ({"places": -1}, "places"),
        ({"places": 10**9}, "places"),
        ({"topics": ["no-such-topic"]}, "topics"),
        ({"topics": "green-construction"}, "topics"),
        ({"languages": {"en": "B9"}}, "languages"),
        ({"windows": [["2027-02-30", "2027-03-01"]]}, "windows"),
        ({"windows": [["2027-05-02", "2027-05-01"]]}, "windows"),
        ({"windows": [["20270501", "20270502"]]}, "windows"),
        ({"language": None}, "language"),
        ({"windows": [["0000-00-00", "9999-12-31"]]}, "windows"),
        ({"days_least": 9, "days_most": 3}, "days_least"),
        ({"valid_until": "31.12.26"}, "valid_until"),
        ({"valid_until": "20261231"}, "valid_until"),
        ({"valid_until": 1893456000}, "valid_until"),
        ({"people": 6}, "people"),
        ({"refuses": {"planets": ["Mars"]}}, "refuses"),
        ({"contact": 10**15}, "contact"),
        ({"support": [{"kind": "HOUSING", "amount": "x" * 200}]}, "support"),
    ],
)
def test_a_wrong_value_is_refused_by_the_name_of_its_field(
    member_of: Members, body: dict[str, Any], field: str
) -> None:
    answer = member_of().post("/entries", {"kind": "offer", "title": "Learn with us"} | body)

    assert answer.status_code == 400, answer.content
    assert {re.split(r"[.[]", name)[0] for name in answer.json()["errors"]} == {field}
    assert all(sentences[0] for sentences in answer.json()["errors"].values())
    assert not Entry.objects.exists()


MASS = ["id", "key", "status", "role", "is_staff", "organisation", "organisation_id", "owner", "match_state"]
MASS += ["kpi_approved", "version", "published_at", "search_words", "kind", "__proto__", "pk", "unchecked_since"]


@pytest.mark.parametrize("field", MASS)
def test_fields_that_are_not_the_writers_cannot_be_set(member_of: Members, field: str) -> None:
    entry = EntryFactory()
    before = Entry.objects.values().get(pk=entry.pk)

    answer = member_of(entry.organisation).patch(f"/entries/{entry.pk}", {field: 1})

    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [field]
    assert Entry.objects.values().get(pk=entry.pk) == before


@pytest.mark.parametrize("field", ["status", "version", "published_at", "search_words", "owner"])
def test_nor_in_a_new_draft(member_of: Members, field: str) -> None:
    answer = member_of().post("/entries", {"kind": "offer", "title": "Learn with us", field: "published"})

    assert answer.status_code == 400
    assert not Entry.objects.exists()


def test_text_of_every_script_is_kept_as_it_was_written(member_of: Members) -> None:
    text = '<script>alert(1)</script> =HYPERLINK("x") 👩\u200d👩\u200d👧 مرحبا ħ ḃ\n{{ settings.SECRET_KEY }}'

    made = member_of().post("/entries", {"kind": "offer", "title": "Ħ\u200fمرحبا 👩\u200d👩\u200d👧", "text": text})

    assert made.json()["text"] == text


def test_a_change_says_which_fields_it_changed_and_nothing_else(member_of: Members) -> None:
    entry = EntryFactory(full=True)

    answer = member_of(entry.organisation).patch(f"/entries/{entry.pk}", {"places": 3, "largest_group": 2})

    assert (answer.status_code, answer.json()["version"]) == (200, 2)
    entry.refresh_from_db()
    assert (entry.places, entry.largest_group, entry.title) == (3, 2, "Learn green building with us")
    assert JournalLine.objects.get(verb="entry.changed").facts["fields"] == ["largest_group", "places"]


def test_a_published_entry_stays_published_when_it_is_changed(member_of: Members) -> None:
    entry = EntryFactory(published=True)

    member_of(entry.organisation).patch(f"/entries/{entry.pk}", {"title": "New words"})

    entry.refresh_from_db()
    assert entry.status == EntryStatus.PUBLISHED
    assert entry.unchecked_since is not None
