"""The flow on the site: send, say what columns hold, look, correct, let in."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hospes.incoming import rules
from hospes.incoming.choices import ImportState, Verdict
from hospes.incoming.models import EntryImport, ImportRow, KeptMapping
from hospes.jobs.worker import do_everything
from hospes.matchmaking.models import Entry
from hospes.organisations.models import Organisation
from tests.factories.organisations import OrganisationFactory, PostFactory
from tests.factories.people import PersonFactory
from tests.incoming.conftest import HOST, SEND, changed, listed, workbook

pytestmark = pytest.mark.django_db
NEW = "/entries/import/"


@pytest.fixture
def office(client: Client) -> Client:
    client.force_login(PersonFactory(secretariat=True))
    return client


def member_of(organisation: Organisation) -> Client:
    client = Client()
    client.force_login(PostFactory(organisation=organisation).person)
    return client


def sent(client: Client, content: bytes, name: str = "list.csv", **more: str) -> EntryImport:
    answer = client.post(NEW, {"file": SimpleUploadedFile(name, content), **more})
    assert answer.status_code == 302, words_of(answer)
    return EntryImport.objects.latest("pk")


def columns_sent(client: Client, file: EntryImport, **more: str) -> EntryImport:
    """The form as the page offers it, with what somebody changed."""
    answer = client.post(f"{NEW}{file.pk}/columns/", offered(client, f"{NEW}{file.pk}/columns/", "columns/") | more)
    assert answer.status_code == 302, words_of(answer)
    file.refresh_from_db()
    return file


def offered(client: Client, url: str, action: str) -> dict[str, str]:
    """What a form of the page holds: boxes, ticks and choices."""
    page = BeautifulSoup(client.get(url).content, "html.parser")
    form = next(one for one in page.select("main form") if (one.get("action") or "").endswith(action))
    held = {box["name"]: _value(box) for box in form.select("input:not([type=radio])[name]") if _counts(box)}
    held |= {box["name"]: box["value"] for box in form.select("input[type=radio][checked]")}
    held |= {box["name"]: box.get_text() for box in form.select("textarea")}
    chosen = {box["name"]: box.select_one("[selected]") for box in form.select("select")}
    return held | {name: option["value"] if option else "" for name, option in chosen.items()}


def _value(box: object) -> str:
    return box.get("value", "on" if box.get("type") == "checkbox" else "")  # type: ignore[attr-defined,no-any-return]


def _counts(box: object) -> bool:
    return box.get("type") != "checkbox" or box.has_attr("checked")  # type: ignore[attr-defined]


def words_of(answer: object) -> str:
    return BeautifulSoup(answer.content, "html.parser").select_one("main").get_text(" ", strip=True)  # type: ignore


def ready(client: Client, content: bytes, **more: str) -> EntryImport:
    return columns_sent(client, sent(client, content), **more)


def row_of(file: EntryImport, line: int) -> ImportRow:
    return ImportRow.objects.get(file=file, line=line)


def test_a_list_is_looked_at_first_and_goes_in_with_one_button(office):
    file = ready(office, listed(HOST, SEND))
    page = words_of(office.get(file.get_absolute_url()))
    assert "Adult education" in page
    assert "Import 2 entries" in page
    assert not Entry.objects.exists()

    office.post(f"{NEW}{file.pk}/write/")

    assert Entry.objects.count() == 2
    file.refresh_from_db()
    assert (file.state, bytes(file.content), file.rows.count()) == (ImportState.DONE, b"", 0)
    assert "New entries 2" in words_of(office.get(file.get_absolute_url()))


def test_each_cell_says_how_surely_it_was_read_by_a_word(office):
    file = ready(office, listed(changed(HOST, when="sometime nice")))

    page = words_of(office.get(file.get_absolute_url()))

    assert "not understood" in page
    assert "“sometime nice”" in page


def test_what_columns_hold_is_remembered_for_the_next_file_with_these_headings(office):
    headings = ("a", "b", "c", "d", "e", "f", "g", "h", "i")
    file = sent(office, listed(HOST, headings=headings))
    chosen = {"column_1": "organisation", "column_2": "territory", "column_3": "kind", "column_4": "topics"}
    office.post(f"{NEW}{file.pk}/sheet/", {"heading_line": "1"})
    columns_sent(office, file, **chosen)
    assert KeptMapping.objects.count() == 1

    again = sent(office, listed(SEND, headings=headings))

    office.post(f"{NEW}{again.pk}/sheet/", {"heading_line": "1"})
    again.refresh_from_db()
    assert {name: again.columns[name.removeprefix("column_")] for name in chosen} == chosen


def test_a_sheet_and_the_line_of_its_headings_can_be_chosen(office):
    book = workbook(["nothing"], hidden=["answers"])
    file = sent(office, book, name="list.xlsx")

    assert "Hidden sheets in this file: answers." in words_of(office.get(file.get_absolute_url()))
    answer = office.post(f"{NEW}{file.pk}/sheet/", {"sheet": "answers", "heading_line": "1"})

    assert answer.status_code == 400
    assert "The file is empty." in words_of(answer)


def test_a_refused_row_stops_the_button_until_it_is_corrected(office):
    file = ready(office, listed(HOST, changed(SEND, kind="?")))
    office.post(f"{NEW}{file.pk}/write/")
    assert not Entry.objects.exists()
    row = row_of(file, 3)
    url = f"{NEW}{file.pk}/rows/{row.pk}/"
    page = office.get(f"{NEW}{file.pk}/")
    assert "Nothing says whether this is an offer or a wish." in words_of(page)

    answer = office.post(url, offered(office, url, "") | {"cell_3": "send"})
    assert answer.status_code == 302, words_of(answer)
    office.post(f"{NEW}{file.pk}/write/")

    assert Entry.objects.filter(kind="wish").count() == 1
    assert Entry.objects.count() == 2


def test_a_refused_row_can_stay_out_or_the_good_ones_go_alone(office):
    for decision in ("leave", "partial"):
        file = ready(office, listed(HOST, changed(SEND, kind="?")))
        if decision == "leave":
            office.post(f"{NEW}{file.pk}/rows/{row_of(file, 3).pk}/decide/", {"decision": "leave"})
            office.post(f"{NEW}{file.pk}/write/")
        else:
            office.post(f"{NEW}{file.pk}/write/", {"partial": "1"})
        file.refresh_from_db()
        assert file.state == ImportState.DONE

    assert Entry.objects.count() == 1


def test_a_row_that_is_left_out_is_not_written_and_can_be_taken_again(office):
    file = ready(office, listed(HOST, SEND))
    decide = f"{NEW}{file.pk}/rows/{row_of(file, 2).pk}/decide/"

    office.post(decide, {"decision": "leave"})
    assert "Import 1 entry" in words_of(office.get(file.get_absolute_url()))
    office.post(decide, {"decision": "take"})
    assert "Import 2 entries" in words_of(office.get(file.get_absolute_url()))


def test_a_row_that_says_the_same_as_another_waits_for_a_decision(office):
    file = ready(office, listed(HOST, changed(HOST, number="2")))
    twin = row_of(file, 3)
    assert (twin.verdict, twin.like_line) == (Verdict.TWICE, 2)

    office.post(f"{NEW}{file.pk}/rows/{twin.pk}/decide/", {"decision": "take_anyway"})
    office.post(f"{NEW}{file.pk}/write/")

    assert Entry.objects.count() == 2


def test_what_people_changed_here_stays_unless_somebody_says_that_the_file_is_right(office):
    first = ready(office, listed(HOST))
    office.post(f"{NEW}{first.pk}/write/")
    Entry.objects.update(places=3)
    file = ready(office, listed(changed(HOST, how_many="8")))
    page = words_of(office.get(file.get_absolute_url()))
    assert "What they wrote stays, unless you say that the file is right." in page

    office.post(f"{NEW}{file.pk}/rows/{row_of(file, 2).pk}/decide/", {"decision": "overwrite"})
    office.post(f"{NEW}{file.pk}/write/")

    assert Entry.objects.get().places == 8


def test_an_organisation_can_be_picked_for_a_row(office):
    here = OrganisationFactory(name="The School of Borås")
    file = ready(office, listed(HOST))
    url = f"{NEW}{file.pk}/rows/{row_of(file, 2).pk}/"

    answer = office.post(url, offered(office, url, "") | {"other": "nobody"})
    assert "We know no organisation of this name." in words_of(answer)
    office.post(url, offered(office, url, "") | {"other": "The School of Borås"})
    office.post(f"{NEW}{file.pk}/write/")

    assert Entry.objects.get().organisation == here
    assert Organisation.objects.count() == 1


def test_a_facilitator_who_is_not_of_the_secretariat_adds_no_organisations():
    desk = Client()
    desk.force_login(PersonFactory(facilitator=True))
    file = sent(desk, listed(HOST))

    columns_sent(desk, file, creates_organisations="on")

    assert row_of(file, 2).verdict == Verdict.REFUSED
    assert not Organisation.objects.exists()


def test_members_import_for_their_own_organisation_only():
    ours = OrganisationFactory(name="Skolan", country="SE")
    OrganisationFactory(name="Lycée", country="FR")
    client = member_of(ours)

    file = ready(client, listed(HOST, SEND, changed(SEND, organisation="", number="3")))
    assert [row.verdict for row in file.rows.order_by("line")] == [Verdict.NEW, Verdict.REFUSED, Verdict.NEW]
    client.post(f"{NEW}{file.pk}/write/", {"partial": "1"})

    assert {entry.organisation for entry in Entry.objects.all()} == {ours}


def test_somebody_elses_file_is_not_there(office):
    file = ready(office, listed(HOST))
    other = Client()
    other.force_login(PersonFactory(secretariat=True))
    row = row_of(file, 2)

    for url in ("", "columns/", f"rows/{row.pk}/"):
        assert other.get(f"{NEW}{file.pk}/{url}").status_code == 404
    for url in ("sheet/", "columns/", f"rows/{row.pk}/", f"rows/{row.pk}/decide/", "write/", "forget/"):
        assert other.post(f"{NEW}{file.pk}/{url}", {"decision": "leave"}).status_code == 404
    assert not Entry.objects.exists()
    assert not row_of(file, 2).is_left_out


def test_who_no_longer_acts_for_the_organisation_writes_nothing():
    ours = OrganisationFactory(name="Skolan", country="SE")
    client = member_of(ours)
    file = ready(client, listed(HOST))
    ours.posts.all().delete()

    assert client.post(f"{NEW}{file.pk}/write/").status_code == 404
    assert not Entry.objects.exists()


def test_a_long_list_is_read_and_written_by_a_worker_that_says_how_far_it_is(office, monkeypatch):
    monkeypatch.setattr(rules, "MOST_AT_ONCE", 1)
    file = ready(office, listed(HOST, SEND))
    page = office.get(file.get_absolute_url())
    assert (file.state, page.headers["Refresh"]) == (ImportState.READING, "3")
    assert "Rows read" in words_of(page)

    do_everything()
    office.post(f"{NEW}{file.pk}/write/")
    assert "Rows made ready 0 of 2 At the end all of them are written at once, or none." in words_of(
        office.get(file.get_absolute_url())
    )
    assert not Entry.objects.exists()
    do_everything()

    assert Entry.objects.count() == 2


def test_the_button_pressed_twice_writes_once(office):
    file = ready(office, listed(HOST))

    office.post(f"{NEW}{file.pk}/write/")
    office.post(f"{NEW}{file.pk}/write/")

    assert Entry.objects.count() == 1


def test_a_file_can_be_forgotten(office):
    file = ready(office, listed(HOST))

    office.post(f"{NEW}{file.pk}/forget/")

    assert not EntryImport.objects.exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\n\n,,\n", "The file is empty."),
        (b"\xd0\xcf\x11\xe0 old excel", "old Excel file"),
        (b"PK\x03\x04 no archive", "cannot be read"),
        (b'a,b\n"x,1\n', "quotation mark"),
        (",".join("c" * 10_000).encode(), "more than 200 columns"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_beside_its_box(office, content, sentence):
    answer = office.post(NEW, {"file": SimpleUploadedFile("list.csv", content)})

    assert answer.status_code == 400
    assert sentence in words_of(answer)


def test_hostile_words_are_shown_as_words(office):
    file = ready(office, listed(changed(HOST, topics="<img src=x onerror=alert(1)>", remarks="\u202e🙂 =1+1")))

    page = office.get(file.get_absolute_url()).content.decode()

    assert "<img src=x" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page


def test_a_preview_asks_as_much_for_many_rows_as_for_few(office, django_assert_max_num_queries):
    file = ready(office, listed(*(changed(HOST, number=str(at), topics=f"Topic {at}") for at in range(20))))

    with django_assert_max_num_queries(22):
        office.get(file.get_absolute_url())


def test_a_misspelled_organisation_gets_a_proposal_that_can_be_chosen(office):
    organisation = OrganisationFactory(name="Region Värmland", country="SE")
    file = ready(office, listed(changed(HOST, organisation="Regin Värmlnd"), changed(SEND, organisation="Zzz")))

    page = words_of(office.get(f"{NEW}{file.pk}/"))
    assert page.count("Did you mean one that is here?") == 1
    assert "“Region Värmland”" in page

    row = row_of(file, 2)
    correct = f"{NEW}{file.pk}/rows/{row.pk}/"
    held = offered(office, correct, "")
    assert "Region Värmland (SE)" in words_of(office.get(correct))
    office.post(correct, held | {"picked": str(organisation.pk)})
    row.refresh_from_db()
    assert row.organisation == organisation
