"""`hospes import entries`: what goes in, what is refused, and what a second time changes."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hospes.incoming.models import EntrySource, ImportedContact
from hospes.journal.models import JournalLine
from hospes.journal.queries import verify
from hospes.matchmaking.choices import EntryStatus
from hospes.matchmaking.models import Entry
from hospes.organisations.choices import Membership
from hospes.organisations.models import Organisation
from tests.factories.organisations import OrganisationFactory, PostFactory
from tests.incoming.conftest import HEADINGS, HOST, SEND, changed, listed, workbook


def test_a_dry_run_says_what_would_happen_and_writes_nothing(run):
    out, err = run(listed(HOST, SEND), "--dry-run")

    assert "2 new, 0 changed, 0 unchanged, 0 changed here too, 0 twice in the file, 0 refused." in out
    assert err == ""
    assert not Entry.objects.exists()
    assert not Organisation.objects.exists()


def test_rows_become_drafts_of_their_organisations_and_remember_their_line(run):
    run(listed(HOST, SEND))

    offer, wish = Entry.objects.order_by("pk")
    assert (offer.kind, offer.organisation.name, offer.title, offer.places) == ("offer", "Skolan", "Adult education", 6)
    assert (wish.kind, wish.organisation.name, wish.title, wish.people) == ("wish", "Lycée", "Guidance", 4)
    assert wish.windows == [["2027-05-03", "2027-05-20"]]
    assert {entry.status for entry in (offer, wish)} == {EntryStatus.DRAFT}
    assert [(one.file, one.line) for one in EntrySource.objects.order_by("pk")] == [("list.csv", 2), ("list.csv", 3)]
    assert offer.terms.filter(scheme="month", code="2027-05").exists()


def test_unknown_organisations_come_in_as_known_and_not_as_members(run):
    run(listed(HOST))

    one = Organisation.objects.get()
    assert (one.name, one.country, one.membership) == ("Skolan", "SE", Membership.NONE)


def test_an_organisation_that_is_here_is_found_by_name_and_country(run):
    here = OrganisationFactory(name="SKOLAN", country="SE")
    OrganisationFactory(name="Skolan", country="NO")

    run(listed(HOST))

    assert Entry.objects.get().organisation == here


def test_organisations_that_nobody_knows_can_be_refused_instead(run):
    _out, err = run(listed(HOST), "--organisations", "match")

    assert "line 2, Organisation, 'Skolan': refused. We do not know this organisation." in err
    assert not Entry.objects.exists()


def test_the_same_file_a_second_time_changes_nothing(run):
    run(listed(HOST, SEND))
    lines = JournalLine.objects.count()

    out, _err = run(listed(HOST, SEND))

    assert "0 new, 0 changed, 2 unchanged" in out
    assert (Entry.objects.count(), Organisation.objects.count(), JournalLine.objects.count()) == (2, 2, lines)


def test_a_row_with_other_words_changes_its_entry(run):
    run(listed(HOST))

    out, _err = run(listed(changed(HOST, how_many="8")))

    assert "0 new, 1 changed" in out
    entry = Entry.objects.get()
    assert (entry.places, entry.version) == (8, 2)
    out, _err = run(listed(changed(HOST, how_many="8")))
    assert "1 unchanged" in out


@pytest.mark.parametrize("at_once", [1, 500])
def test_rows_of_one_title_change_each_its_own_entry(run, monkeypatch, at_once):
    monkeypatch.setattr("hospes.incoming.actions.writing.AT_ONCE", at_once)
    monkeypatch.setattr("hospes.incoming.reading.comparing.AT_ONCE", at_once)
    few, many = changed(HOST, number="", how_many="4"), changed(HOST, number="", how_many="9")
    run(listed(few, many))

    out, _err = run(listed(changed(few, how_many="5"), changed(many, how_many="10")))

    assert "0 new, 2 changed" in out
    assert list(Entry.objects.order_by("pk").values_list("places", "version")) == [(5, 2), (10, 2)]


def test_a_row_that_says_the_same_keeps_its_entry_when_another_of_its_title_stands_above_it(run):
    few, many = changed(HOST, number="", how_many="4"), changed(HOST, number="", how_many="9")
    run(listed(few, many))

    run(listed(changed(many, how_many="10"), few))

    assert list(Entry.objects.order_by("pk").values_list("places", flat=True)) == [4, 10]


def test_what_people_changed_here_is_never_overwritten(run):
    run(listed(HOST))
    Entry.objects.update(places=3, text="Ours.")

    out, _err = run(listed(changed(HOST, how_many="8", when="2027-09-01 / 2027-09-30")))

    assert "1 changed here too" in out
    assert "What stands here stays." in out
    entry = Entry.objects.get()
    assert (entry.places, entry.text) == (3, "Ours.")
    assert entry.windows == [["2027-09-01", "2027-09-30"]]


def test_one_refused_row_stops_all_of_them(run):
    out, err = run(listed(HOST, changed(SEND, kind="?")))

    assert "1 refused" in out
    assert "line 3, We want to, '?': refused. Nothing says whether this is an offer or a wish." in err
    assert "Nothing was written, because rows are refused." in err
    assert not Entry.objects.exists()
    assert not Organisation.objects.exists()


def test_partial_takes_the_good_rows(run):
    run(listed(HOST, changed(SEND, kind="?")), "--partial")

    assert Entry.objects.get().organisation.name == "Skolan"


def test_a_row_about_both_sides_becomes_two_entries(run):
    run(listed(changed(HOST, kind="Host + Send")))

    assert sorted(Entry.objects.values_list("kind", "places", "people")) == [("offer", 6, None), ("wish", None, 6)]


def test_a_row_that_says_the_same_as_another_is_left_out(run):
    out, _err = run(listed(HOST, changed(HOST, number="2", how_many="6 pers.", remarks="doublon?")))

    assert "1 new, 0 changed, 0 unchanged, 0 changed here too, 1 twice in the file, 0 refused." in out
    assert "Says the same as line 2." in out
    assert Entry.objects.count() == 1


def test_the_same_address_means_the_same_organisation_and_is_said(run):
    out, _err = run(listed(HOST, changed(SEND, organisation="Skolan i stan", place="Sweden", email=HOST[7])))

    assert Organisation.objects.count() == 1
    assert "Taken as the organisation of line 2: the e-mail address is the same." in out


def test_entries_can_wait_to_be_checked_at_once_and_nobody_is_mailed(run, mailoutbox):
    run(listed(HOST), "--submit")

    assert Entry.objects.get().status == EntryStatus.SUBMITTED
    assert mailoutbox == []


def test_the_contact_is_kept_where_nobody_has_an_account_and_makes_none(run, django_user_model):
    taken = OrganisationFactory(name="Lycée", country="FR")
    PostFactory(organisation=taken)
    people = django_user_model.objects.count()

    run(listed(HOST, SEND))

    assert [(one.organisation.name, one.email) for one in ImportedContact.objects.all()] == [
        ("Skolan", "anna@skolan.example")
    ]
    assert django_user_model.objects.count() == people


def test_what_is_not_understood_is_kept_as_a_note_that_the_public_does_not_read(run):
    run(listed(changed(HOST, remarks="please call me first")))

    entry = Entry.objects.get()
    assert "please call me first" in entry.source.note
    assert "please call me first" not in entry.text


def test_a_formula_is_named_and_worked_out_by_nobody(run):
    run(workbook(HEADINGS, changed(HOST, remarks="=SUM(6,4)")), name="list.xlsx")

    assert "=SUM(6,4)" in Entry.objects.get().source.note


def test_hidden_sheets_are_named_and_not_read(run):
    out, _err = run(workbook(HEADINGS, HOST, hidden=["secret"]), "--dry-run", name="list.xlsx")

    assert "The sheet 'secret' is hidden." in out
    assert "1 new" in out


def test_each_entry_has_a_line_in_the_journal_and_the_file_has_one(run):
    run(listed(HOST, SEND))

    verbs = list(JournalLine.objects.order_by("sequence").values_list("verb", flat=True))
    assert verbs.count("entry.imported") == 2
    assert verbs[-1] == "entries.imported"
    assert "2 new, 0 changed, 0 unchanged" in JournalLine.objects.latest("sequence").sentence


# The mapping file


def test_a_mapping_is_written_where_there_is_none_and_can_be_handed_in_again(run, tmp_path):
    path = tmp_path / "new.json"

    out, _err = run(listed(HOST), "--dry-run", "--mapping", str(path))

    written = json.loads(path.read_text(encoding="utf-8"))
    assert (written["heading_line"], written["columns"]["Topics"]) == (1, "topics")
    assert "Change it there" in out
    again, _err = run(listed(HOST), "--mapping", str(path))
    assert "1 new" in again


def test_a_mapping_says_what_headings_that_nobody_knows_hold(run):
    headings = ("x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9")
    names = "number organisation territory kind topics people windows contact_email remarks".split()

    run(
        listed(HOST, headings=headings), mapping={"heading_line": 1, "columns": dict(zip(headings, names, strict=True))}
    )

    assert Entry.objects.get().places == 6


def test_a_list_of_hosts_alone_says_so_in_its_mapping(run):
    mapping = {"heading_line": 1, "columns": {"We want to": "ignore"}, "all_are": "offer"}

    run(listed(changed(HOST, kind="")), mapping=mapping)

    assert Entry.objects.get().kind == "offer"


@pytest.mark.parametrize(
    "mapping",
    [
        [],
        {"evil": {}},
        {"columns": {"Topics": "evil"}},
        {"columns": {"Topics": 1}},
        {"columns": {"No such": "topics"}},
        {"heading_line": -1},
        {"heading_line": True},
        {"language": "xx-evil"},
        {"all_are": "evil"},
    ],
)
def test_a_wrong_mapping_is_refused_in_one_line(run, mapping):
    _out, err = run(listed(HOST), mapping=mapping)

    assert "mapping file" in err
    assert err.count("\n") == 0
    assert not Entry.objects.exists()


def test_a_file_without_anything_known_says_what_to_do(run):
    _out, err = run(b"a,b\n1,2\n3,4\n")

    assert "--mapping" in err
    assert not Entry.objects.exists()


# Files of every sort


@pytest.mark.parametrize(
    "dress",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("cp1252"),
        lambda text: text.replace(",", ";").encode(),
        lambda text: text.replace(",", "\t").encode(),
        lambda text: text.replace("\r\n", "\r").encode(),
        lambda text: ("Our list; of old; entries\r\n\r\n" + text.replace(",", ";")).encode(),
    ],
)
def test_csv_in_every_common_dress_goes_in(run, dress):
    run(dress(listed(changed(SEND, topics="Guidance – été")).decode()))

    entry = Entry.objects.get()
    assert (entry.organisation.name, entry.title, entry.people) == ("Lycée", "Guidance – été", 4)


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"organisation": "a\x00b"}, "cannot be shown"),
        ({"remarks": "x" * 5000}, "too long"),
        ({"organisation": ""}, "The organisation is missing"),
        ({"place": "Atlantis"}, "The country of a new organisation must be known"),
        ({"topics": ""}, "Neither a title nor a topic is given"),
    ],
)
def test_a_wrong_row_is_refused_with_line_column_and_reason(run, cells, sentence):
    _out, err = run(listed(HOST, changed(SEND, **cells)))

    assert "line 3, " in err
    assert sentence in err
    assert not Entry.objects.exists()


@pytest.mark.parametrize("how_many", ["NaN", "1e309", "-3", "10" * 20, "<script>", "=1+1", "½", "🙂"])
def test_numbers_that_are_none_are_left_open_and_kept_as_a_note(run, how_many):
    run(listed(changed(HOST, how_many=how_many)))

    entry = Entry.objects.get()
    assert entry.places is None or 1 <= entry.places <= 9999


def test_changing_many_rows_asks_the_database_no_more_often_than_changing_few(run, django_assert_max_num_queries):
    def rows(count: int, places: str) -> list[tuple[str, ...]]:
        return [changed(HOST, number=str(at), topics=f"Topic {at}", how_many=places) for at in range(count)]

    run(listed(*rows(30, "4")))
    with CaptureQueriesContext(connection) as few:
        out, _err = run(listed(*rows(3, "5")))
    assert "0 new, 3 changed" in out

    with django_assert_max_num_queries(len(few)):
        out, _err = run(listed(*rows(30, "6")))

    assert "0 new, 30 changed" in out
    assert set(Entry.objects.values_list("places", "version")) == {(6, 2), (6, 3)}
    assert JournalLine.objects.filter(verb="entry.import_changed").count() == 33
    assert verify() is None
