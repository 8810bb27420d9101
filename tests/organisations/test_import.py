"""Lists of organisations go in: the real one, and hostile ones."""

import io
import os
import threading
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connections
from openpyxl import Workbook

from hospes.core.spreadsheets import UnreadableFileError, read_sheet
from hospes.journal.models import JournalLine
from hospes.organisations.actions import apply_import, import_list
from hospes.organisations.choices import Membership
from hospes.organisations.importing.plan import plan_import
from hospes.organisations.models import Accreditation, Organisation, PendingImport
from tests.factories.organisations import AccreditationFactory, OrganisationFactory, PostFactory
from tests.factories.people import PersonFactory

HEAD = "accreditation_id,name,town,region,country,org_type,accreditation_year,status,website,oid,pic\n"
GOOD = (
    "2021-1-SE01-KA120-VET-1,Skolan,Borås,Västra Götalands län,SE,Local Public body,"
    "2021,Accredited,www.skolan.example,,\n"
)


@pytest.fixture
def run(tmp_path, capsys, db):
    """Run the command on a text; answers with what it said on both streams."""

    def command(content, *options, name="list.csv", mapping=None):
        file = tmp_path / name
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        extra = list(options)
        if mapping is not None:
            (tmp_path / "m.json").write_text(mapping, encoding="utf-8")
            extra += ["--mapping", str(tmp_path / "m.json")]
        error = ""
        try:
            call_command("import_organisations", str(file), *extra)
        except CommandError as raised:
            error = str(raised)
        said = capsys.readouterr()
        return said.out, said.err + error

    return command


# The real list


@pytest.mark.django_db
@pytest.mark.skipif("HOSPES_REAL_DATA" not in os.environ, reason="HOSPES_REAL_DATA names no folder of real data")
def test_the_real_list_goes_in_and_a_second_time_changes_nothing(run):
    folder = Path(os.environ["HOSPES_REAL_DATA"]) / "ka120_vet_organisations_sample"
    content = (folder / "ka120_vet_sample.csv").read_bytes()

    dry, _err = run(content, "--dry-run")
    assert "169 new, 0 changed, 0 unchanged, 0 refused." in dry
    assert not Organisation.objects.exists()

    first, _err = run(content)
    assert "169 new, 0 changed, 0 unchanged, 0 refused." in first
    second, _err = run(content)
    assert "0 new, 0 changed, 169 unchanged, 0 refused." in second

    assert Organisation.objects.count() == Accreditation.objects.count() == 169
    assert set(Organisation.objects.values_list("membership", flat=True)) == {Membership.NONE}
    assert "Marche, Teramo" in first
    assert Organisation.objects.get(town="Teramo").territory == ""
    assert Organisation.objects.get(town="Skjern").territory == "DK04"
    assert JournalLine.objects.filter(verb="organisation.imported").count() == 169


# What rows do


def test_a_row_becomes_an_organisation_that_is_no_member(run):
    run(HEAD + GOOD)

    one = Organisation.objects.get()
    assert (one.name, one.town, one.country, one.territory, one.kind) == (
        "Skolan",
        "Borås",
        "SE",
        "SE232",
        "LOCAL_AUTHORITY",
    )
    assert (one.website, one.membership, one.slug) == ("https://www.skolan.example", "none", "skolan")
    accreditation = one.accreditations.get()
    assert (accreditation.number, accreditation.year, accreditation.status) == (
        "2021-1-SE01-KA120-VET-1",
        2021,
        "Accredited",
    )


def test_headings_forgive_case_spaces_and_order(run):
    run("COUNTRY; Accreditation ID ;NAME\nse;1;Skolan\n")

    assert Accreditation.objects.get().organisation.country == "SE"


def test_it_is_matched_by_accreditation_then_numbers_then_name_town_and_country(run):
    by_number = AccreditationFactory(
        number="A1", organisation=OrganisationFactory(name="Old name", town="X")
    ).organisation
    by_oid = OrganisationFactory(oid="E10000001", name="Other", town="Y")
    by_name = OrganisationFactory(name="ÉCOLE d’Été", town="Z", country="FR", territory="FR1")
    rows = "A1,New name,X,,SE,,,,,,\n,Whatever,Y,,SE,,,,,E10000001,\nA9,Ecole d'ete,z,,FR,,,,,,\n"

    out, _err = run(HEAD + rows)

    assert "0 new, 3 changed, 0 unchanged" in out
    by_number.refresh_from_db()
    by_oid.refresh_from_db()
    assert (by_number.name, by_oid.name) == ("New name", "Whatever")
    assert by_name.accreditations.get().number == "A9"
    assert Organisation.objects.count() == 3


def test_where_people_look_after_their_page_a_list_only_fills_what_is_empty(run):
    organisation = AccreditationFactory(
        number="A1", organisation=OrganisationFactory(name="Ours", website="")
    ).organisation
    PostFactory(organisation=organisation)

    run(HEAD + "A1,Theirs,Elsewhere,,SE,,,,www.ours.example,,\n")

    organisation.refresh_from_db()
    assert (organisation.name, organisation.town, organisation.website) == (
        "Ours",
        "Göteborg",
        "https://www.ours.example",
    )


def test_two_rows_of_one_organisation_do_not_swing_back_and_forth(run):
    content = HEAD + "A1,Skolan,Borås,,SE,,,,www.one.example,,\nA2,Skolan,Borås,,SE,,,,www.two.example,,\n"
    run(content)

    out, _err = run(content)

    assert "0 new, 0 changed, 2 unchanged" in out
    assert Organisation.objects.get().accreditations.count() == 2


def test_what_is_not_recognised_is_listed_and_never_guessed(run):
    out, _err = run(HEAD + "A1,Skolan,Nowhere,Atlantis,SE,Wizards' guild,,,,,\n")

    one = Organisation.objects.get()
    assert (one.territory, one.kind) == ("", "OTHER")
    assert 'line 2, kind, "Wizards\' guild": The type is not recognised.' in out
    assert "line 2, region, 'Atlantis, Nowhere': The region is not recognised." in out


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        (",,Borås,,SE,,,,,,", "name", "The cell is empty"),
        ("A,Skolan,,,,,,,,,", "country", "The cell is empty"),
        ("A,Skolan,,,Atlantis,,,,,,", "country", "no country that we know"),
        ("A,Skolan,,,SE,,٣٠٢٠,,,,", "year", "not a year"),
        ("A,Skolan,,,SE,,1e9,,,,", "year", "not a year"),
        ("A,Skolan,,,SE,,,,javascript:alert(1),,", "website", "not an address"),
        ("A,Skolan,,,SE,,,,http://[x,,", "website", "not an address"),
        ("A,Skolan,,,SE,,,,,E12,", "oid", "capital E and eight digits"),
        ("A,Skolan,,,SE,,,,,,12a", "pic", "nine digits"),
        ("A,a\x00b,,,SE,,,,,,", "name", "cannot be shown"),
        ("A," + "x" * 10_000 + ",,,SE,,,,,,", "name", "too long"),
    ],
)
def test_a_wrong_row_is_refused_with_line_column_and_reason_and_nothing_goes_in(run, row, column, sentence):
    _out, err = run(HEAD + GOOD + row + "\n")

    assert f"line 3, {column}, " in err
    assert sentence in err
    assert "Nothing was written, because rows are refused." in err
    assert not Organisation.objects.exists()


def test_partial_takes_the_good_rows(run):
    out, _err = run(HEAD + GOOD + ",,,,SE,,,,,,\n", "--partial")

    assert "1 new, 0 changed, 0 unchanged, 1 refused." in out
    assert Organisation.objects.count() == 1


def test_the_same_accreditation_twice_is_refused(run):
    _out, err = run(HEAD + GOOD + GOOD.replace("Skolan", "Another"))

    assert (
        "line 3, accreditation, '2021-1-SE01-KA120-VET-1': refused. This accreditation stands in the file twice." in err
    )


def test_numbers_of_two_organisations_in_one_row_are_refused(run):
    AccreditationFactory(number="A1")
    OrganisationFactory(oid="E10000001")

    _out, err = run(HEAD + "A1,Skolan,,,SE,,,,,E10000001,\n")

    assert "belong to two different organisations" in err


def test_formulas_and_markup_are_text(run, client):
    run(HEAD + 'A1,"=HYPERLINK(""http://x"")",<script>,,SE,,,@SUM(1),,,\n')

    one = Organisation.objects.get()
    assert (one.name, one.town) == ('=HYPERLINK("http://x")', "<script>")
    assert "<script>" not in client.get(one.get_absolute_url()).content.decode().split("</head>")[1].split("<script")[0]


def test_a_mapping_says_what_headings_types_and_regions_mean(run):
    mapping = (
        '{"columns": {"Schule": "name", "Land": "country", "Ort": "region", "Art": "kind"},'
        ' "kinds": {"Gilde": "CHAMBER"}, "regions": {"Dort": "DE1"}}'
    )

    run("Schule,Land,Ort,Art\nA,DE,Dort,Gilde\n", mapping=mapping)

    one = Organisation.objects.get()
    assert (one.name, one.territory, one.kind) == ("A", "DE1", "CHAMBER")


@pytest.mark.parametrize(
    "mapping",
    [
        "",
        "[]",
        "{",
        '{"evil": {}}',
        '{"columns": {"a": "evil"}}',
        '{"kinds": {"a": 1}}',
        '{"regions": {"a": "X"}}',
        "[" * 99_999,
    ],
)
def test_a_broken_mapping_is_refused_in_one_line(run, mapping):
    _out, err = run(HEAD + GOOD, mapping=mapping)

    assert "apping file" in err
    assert err.count("\n") == 0


def test_a_file_that_is_not_there_is_said_so_in_one_line(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_organisations", str(tmp_path / "none.csv"))


# Files of every sort


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("cp1252"),
        lambda text: text.replace(",", ";").encode(),
        lambda text: text.replace(",", "\t").encode(),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
    ],
)
def test_csv_in_every_common_dress(encode):
    sheet = read_sheet(encode("name,town\nSkolan,Borås\n"))

    assert (sheet.columns, sheet.rows[0].cells) == (["name", "town"], {"name": "Skolan", "town": "Borås"})


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"\n\n,,\n", "empty"),
        (b'name,country\n"a,SE\n', "quotation mark"),
        (b"name,Name \na,b\n", "same name"),
        (",".join(f"c{number}" for number in range(10_000)).encode(), "more than 200 columns"),
        (b"\xd0\xcf\x11\xe0 old excel", "old Excel"),
        (b"PK\x03\x04 no archive", "cannot be read"),
        (b"name\n" + b"x" * 200_000, "quotation mark"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content, sentence):
    with pytest.raises(UnreadableFileError, match=sentence):
        read_sheet(content)


def workbook(*rows, sheets=1):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for number in range(1, sheets):
        book.create_sheet(f"s{number}")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_workbook_is_read_as_text():
    sheet = read_sheet(
        workbook(["name", "year", "sum"], ["Skolan", 2021.0, "=1+1"], [None, None, None], ["B", 1.5, True])
    )

    assert [row.cells for row in sheet.rows] == [
        {"name": "Skolan", "year": "2021", "sum": ""},
        {"name": "B", "year": "1.5", "sum": "True"},
    ]
    assert [row.line for row in sheet.rows] == [2, 4]


def repacked(content, change):
    """The same archive with parts changed or added: `change` answers with more parts by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {name: old.read(name) for name in old.namelist()}
        parts.update(change())
        for name, part in parts.items():
            new.writestr(name, part)
    return out.getvalue()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda: {"xl/bomb.xml": b"0" * 210 * 1024 * 1024}, "too large when unpacked"),
        (lambda: {"xl/vbaProject.bin": b"x"}, "macros"),
        (lambda: {f"xl/worksheets/x{number}.xml": b"" for number in range(10_000)}, "too many parts"),
        (
            lambda: {
                "xl/workbook.xml": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>'
            },
            "declarations",
        ),
        (lambda: {"xl/workbook.xml": b"<broken"}, "cannot be read"),
    ],
)
def test_a_hostile_workbook_is_refused(change, sentence):
    with pytest.raises(UnreadableFileError, match=sentence):
        read_sheet(repacked(workbook(["name"], ["a"]), change))


def test_a_workbook_goes_in_as_a_csv_does(run):
    run(workbook(["Name", "Country", "PIC"], ["Skolan", "Sweden", 99]), name="list.xlsx")

    assert Organisation.objects.get().pic == "000000099"


# On a page


LIST = "/organisations/import/"


def upload(content, **more):
    return {"file": SimpleUploadedFile("list.csv", content.encode()), **more}


@pytest.mark.django_db
def test_the_secretariat_looks_first_and_imports_then(client):
    client.force_login(PersonFactory(secretariat=True))

    client.post(LIST, upload(HEAD + GOOD))
    page = client.get(LIST)
    assert (page.context["counts"]["new"], Organisation.objects.count()) == (1, 0)

    client.post(LIST, {"apply": "1"})
    assert Organisation.objects.count() == 1
    assert not PendingImport.objects.exists()
    assert {line.actor_key is not None for line in JournalLine.objects.all()} == {True}


@pytest.mark.django_db
def test_refused_rows_are_shown_and_stop_the_import(client):
    client.force_login(PersonFactory(secretariat=True))
    client.post(LIST, upload(HEAD + GOOD + ",<b>,,,XX,,,,,,\n"))

    page = client.get(LIST)
    assert b"This is no country that we know." in page.content
    client.post(LIST, {"apply": "1"})
    assert not Organisation.objects.exists()

    client.post(LIST, upload(HEAD + GOOD + ",<b>,,,XX,,,,,,\n", partial="on"))
    client.post(LIST, {"apply": "1"})
    assert Organisation.objects.count() == 1


@pytest.mark.django_db
def test_an_unreadable_file_is_refused_beside_its_field(client):
    client.force_login(PersonFactory(secretariat=True))

    page = client.post(LIST, upload("nothing\n1\n"))

    assert "columns are missing: name, country" in str(page.context["form"].errors["file"])
    assert not PendingImport.objects.exists()


@pytest.mark.django_db
def test_a_preview_is_its_senders_alone(client):
    client.force_login(PersonFactory(secretariat=True))
    client.post(LIST, upload(HEAD + GOOD))
    client.force_login(PersonFactory(secretariat=True))

    assert client.get(LIST).context["pending"] is None
    client.post(LIST, {"apply": "1"})
    assert not Organisation.objects.exists()


@pytest.mark.django_db
def test_an_import_asks_the_same_number_of_questions_for_one_row_and_for_three(django_assert_max_num_queries):
    rows = [f"A{number},School {number},Borås,,SE,,,,,,\n" for number in range(3)]

    with django_assert_max_num_queries(6):
        plan = plan_import(read_sheet((HEAD + "".join(rows)).encode()))
    apply_import(plan, by=None)

    assert Organisation.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_list_that_two_people_import_at_once_goes_in_once():
    sheet = read_sheet((HEAD + GOOD + ",Ohne Nummer,Graz,,AT,,,,,,\n").encode())
    gate, counts = threading.Barrier(4), []

    def run():
        gate.wait(timeout=10)
        try:
            counts.append(import_list(sheet, by=None).counts["new"])
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _number in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=30)

    assert sorted(counts) == [0, 0, 0, 2]
    assert Organisation.objects.count() == 2
