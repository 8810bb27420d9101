"""The page and the archive hold all that is kept about a person, and nothing of anybody else."""

import csv
import io
import json
import zipfile

import jsonschema_rs
import pytest
from bs4 import BeautifulSoup
from django.test import Client

from hospes.jobs.worker import do_everything
from hospes.mail.models import OutgoingMail
from hospes.people import own
from hospes.privacy import archive
from hospes.privacy.models import OwnArchive
from tests.factories.people import PersonFactory
from tests.privacy.traces import Traces

pytestmark = pytest.mark.django_db
TAKE, FILE = "/account/own-data/take-along/", "/account/own-data/file/"


def opened(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.fixture
def mine() -> Traces:
    return Traces("qqmine")


@pytest.fixture
def theirs(mine: Traces) -> Traces:
    return Traces("qqother")


@pytest.fixture
def tab(mine: Traces) -> Client:
    client = Client()
    client.force_login(mine.person)
    return client


def test_every_word_one_left_is_in_the_archive_and_no_word_of_others(tab: Client, mine: Traces, theirs: Traces) -> None:
    files = opened(tab.post(TAKE).content)

    whole = b"".join(files.values()).decode()
    assert len(mine.words) >= 30
    assert {place for place, word in mine.words.items() if word not in whole} <= {"webhook secret"}
    assert {place for place, word in theirs.words.items() if word in whole} == set()
    assert theirs.person.email not in whole


def test_every_word_is_on_the_pages_too(tab: Client, mine: Traces, theirs: Traces) -> None:
    front = tab.get("/account/own-data/").content.decode()
    found = BeautifulSoup(front, "html.parser").select(".own-lists a")
    links = [link["href"] for link in found]
    whole = front + "".join(tab.get(link).content.decode() for link in links)

    # Files are shown by their names; what is inside them is in the archive.
    inside = {"inside a list", "inside an old file"}
    assert {place for place, word in mine.words.items() if word not in whole} == inside
    assert {place for place, word in theirs.words.items() if word in whole} == set()
    assert not {link.text for link in found} & {keeper.name for keeper in own.keepers()}


def test_the_archive_is_as_its_schema_says(tab: Client, mine: Traces) -> None:
    files = opened(tab.post(TAKE).content)
    data, schema = json.loads(files["data.json"]), json.loads(files["data.schema.json"])

    validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)

    assert jsonschema_rs.meta.is_valid(schema)
    assert [error.message for error in validator.iter_errors(data)] == []
    assert not validator.is_valid(data | {"account": [{"email": 7}]})
    assert not validator.is_valid(data | {"gathered_at": "yesterday"})


def test_each_list_is_a_table_with_the_columns_that_are_explained(tab: Client, mine: Traces) -> None:
    files = opened(tab.post(TAKE).content)
    data, readme = json.loads(files["data.json"]), files["README.txt"].decode()

    for keeper in own.keepers():
        rows = list(csv.DictReader(io.StringIO(files[f"lists/{keeper.name}.csv"].decode("utf-8-sig"))))
        assert len(rows) == len(data[keeper.name])
        assert all(list(row) == list(keeper.columns) for row in rows)
        assert all(f"{name}: {column.label}" in readme for name, column in keeper.columns.items())


def test_a_formula_in_a_name_stays_a_text(tab: Client, mine: Traces) -> None:
    mine.person.name = '=HYPERLINK("http://evil.example")'
    mine.person.save()

    table = opened(tab.post(TAKE).content)["lists/account.csv"].decode("utf-8-sig")

    assert "'=HYPERLINK" in table


def test_the_words_are_in_the_readers_language(mine: Traces) -> None:
    readme = opened(archive.pack(mine.person, language="de"))["README.txt"].decode()

    assert "lists/account.csv" in readme


def test_what_is_large_is_made_by_a_worker_and_told_by_mail(
    tab: Client, mine: Traces, theirs: Traces, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_AT_ONCE", 3)

    assert tab.get(FILE).status_code == 404
    assert tab.post(TAKE).url == "/account/own-data/"
    assert b"We are making your file" in tab.get("/account/own-data/").content
    do_everything()

    told = OutgoingMail.objects.get(topic="own-data")
    assert (told.address, "/account/own-data/" in told.text) == (mine.person.email, True)
    assert b"Download your file" in tab.get("/account/own-data/").content
    assert mine.words["message"] in opened(tab.get(FILE).content)["data.json"].decode()
    stranger = Client()
    stranger.force_login(theirs.person)
    assert stranger.get(FILE).status_code == 404


def test_a_worker_that_tries_twice_makes_one_file_and_one_mail(mine: Traces) -> None:
    from hospes.privacy.actions import ask_for_archive, make_archive

    ask_for_archive(mine.person, language="en", by=mine.person)
    make_archive(mine.person)
    make_archive(mine.person)

    assert OwnArchive.objects.count() == OutgoingMail.objects.filter(topic="own-data").count() == 1


def test_a_long_list_is_cut_into_pages(tab: Client, mine: Traces) -> None:
    from hospes.journal.actions import record

    for _number in range(60):
        record("person.profile_changed", by=mine.person)

    first, last = (tab.get(f"/account/own-data/done/?page={number}").content.decode() for number in (1, 3))

    assert first.count("<tr>") == 26
    assert "page=2" in first
    assert last.count("<tr>") > 2


def test_somebody_new_sees_a_short_page_and_empty_lists_teach(client: Client) -> None:
    person = PersonFactory(name="Nora New")
    client.force_login(person)

    page = client.get("/account/own-data/").content.decode()

    assert "Nora New" in page
    assert "Of these kinds there is nothing about you" in page
    assert "Nothing is kept here" in client.get("/account/own-data/messages/").content.decode()
    assert client.get("/account/own-data/nothing-like-this/").status_code == 404


def test_the_page_asks_as_often_for_many_rows_as_for_few(
    tab: Client, mine: Traces, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        assert tab.get("/account/own-data/").status_code == 200


def test_every_list_has_a_human_name_and_says_what_its_columns_mean() -> None:
    nameless = [one.name for one in own.keepers() if not one.title or not one.columns]

    assert nameless == []
    assert all(str(column.label) for one in own.keepers() for column in one.columns.values())
