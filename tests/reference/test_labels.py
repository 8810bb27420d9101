"""Official labels, loaded by whoever runs the site."""

import csv
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from hospes.journal.models import JournalLine
from hospes.reference import queries
from hospes.reference.actions import load_labels
from hospes.reference.label_files import LARGEST_FILE, UnreadableFileError
from hospes.reference.models import Label

REAL = os.environ.get("HOSPES_REAL_DATA")
needs_real_data = pytest.mark.skipif(not REAL, reason="HOSPES_REAL_DATA does not name the folder of real data")

pytestmark = pytest.mark.django_db

GOOD = (
    "code,level,lang,label\n07,broad,sv,Teknik och tillverkning\n0732,detailed,sv,Byggnadsteknik\n07,broad,nb,Teknikk\n"
)


@pytest.fixture
def file_of(tmp_path):
    def write(content: str | bytes) -> Path:
        path = tmp_path / "labels.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def load(path, **options):
    return load_labels(path, scheme="isced-f", by=None, **options)


def test_labels_are_loaded_and_shown_in_the_readers_language(file_of, django_capture_on_commit_callbacks):
    assert queries.field_label("07", "sv") == "Engineering, manufacturing and construction"

    with django_capture_on_commit_callbacks(execute=True):
        report = load(file_of(GOOD))

    assert (report.new, report.changed, report.unchanged, report.refused, report.stored) == (3, 0, 0, (), True)
    with translation.override("sv"):
        assert queries.field_label("07") == "Teknik och tillverkning"
    assert queries.field_label("07", "nb") == queries.field_label("07", "no") == "Teknikk"
    assert queries.field_label("0731", "sv") == "Architecture and town planning"
    assert queries.field_label("9998", "sv") == "9998"


def test_a_second_load_changes_nothing_and_leaves_no_line_in_the_journal(file_of):
    path = file_of(GOOD)
    load(path)
    before = list(Label.objects.order_by("pk").values())

    report = load(path)

    assert (report.new, report.changed, report.unchanged) == (0, 0, 3)
    assert list(Label.objects.order_by("pk").values()) == before
    assert [line.facts["new"] for line in JournalLine.objects.filter(verb="reference.labels_loaded")] == [3]


def test_a_changed_label_is_changed_and_others_stay(file_of):
    load(file_of(GOOD))

    report = load(file_of("code,lang,label\n07,sv,Teknik\n"))

    assert (report.new, report.changed, report.unchanged) == (0, 1, 0)
    assert dict(queries.loaded_labels("isced-f", "sv")) == {"07": "Teknik", "0732": "Byggnadsteknik"}


def test_a_dry_run_says_the_same_and_stores_nothing(file_of):
    report = load(file_of(GOOD), dry_run=True)

    assert (report.new, report.stored) == (3, False)
    assert not Label.objects.exists()
    assert not JournalLine.objects.exists()


def test_one_bad_line_stops_the_whole_file(file_of):
    path = file_of(GOOD + "0799x,detailed,sv,Annat\n07,broad,xx,Quoi\n073,narrow,sv,\n07,broad,sv,Något annat\n")

    report = load(path)

    assert not report.stored
    assert not Label.objects.exists()
    assert [(refusal.line, refusal.column, refusal.value) for refusal in report.refused] == [
        (5, "code", "0799x"),
        (6, "lang", "xx"),
        (7, "label", ""),
        (8, "label", "Något annat"),
    ]


def test_the_good_lines_can_be_asked_for(file_of):
    report = load(file_of(GOOD + "7,broad,fr,Ingénierie\n"), partial=True)

    assert (report.new, len(report.refused), report.stored) == (3, 1, True)
    assert Label.objects.count() == 3


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "headings code, lang and label"),
        (b"code,level,lang\n07,broad,sv\n", "Missing: label"),
        (b"code,lang,label\n", "no lines"),
        (b"code,lang,label\n07,sv,Tek\0nik\n", "characters that no text has"),
        ("code,lang,label\n07,sv,Övrigt\n".encode("latin-1"), "not in UTF-8"),
        ("code,lang,label\n07,sv,Övrigt\n".encode("utf-16"), "characters that no text has"),
        (b"PK\x03\x04rest", "spreadsheet"),
        (b'code,lang,label\n07,sv,"Teknik\n', "quotation marks"),
        (b"code,lang,label\n07,sv," + b"x" * 200_000, "cannot be read as CSV"),
        (b"\xef\xbb\xbf<html><body>not found</body></html>", "headings code, lang and label"),
    ],
)
def test_a_hostile_file_is_refused_with_a_clear_line(file_of, content, said):
    with pytest.raises(UnreadableFileError, match=said):
        load(file_of(content))

    assert not Label.objects.exists()


def test_a_file_that_is_far_too_large_is_not_read(tmp_path):
    path = tmp_path / "labels.csv"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)

    with pytest.raises(UnreadableFileError, match="larger than 20 MB"):
        load(path)


def test_a_file_that_is_not_there_is_said_so(tmp_path):
    with pytest.raises(UnreadableFileError, match="cannot be read"):
        load(tmp_path / "nothing.csv")


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "<script>alert(1)</script>", "😀 تعليم", "𝔘𝔫𝔦"])
def test_odd_but_honest_labels_are_kept_as_they_are(file_of, text):
    load(file_of(f'code,lang,label\n07,sv,"{text}"\n'))

    assert Label.objects.get().text == text


def test_labels_that_cannot_be_shown_or_are_too_long_are_refused(file_of):
    report = load(file_of(f"code,lang,label\n07,sv,\u202egnilknaT\n073,sv,{'x' * 501}\n"))

    assert [refusal.line for refusal in report.refused] == [2, 3]
    assert all(len(refusal.value) <= 60 and refusal.value.isprintable() for refusal in report.refused)


def test_other_dividers_and_a_byte_order_mark_are_understood(file_of):
    assert load(file_of("\ufefflang;code;label\nsv;07;Teknik, tillverkning\n"), dry_run=True).new == 1
    assert load(file_of("lang\tcode\tlabel\nsv\t07\tTeknik\n"), dry_run=True).new == 1


def test_many_labels_take_one_question(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len({queries.field_label(code, "fr") for code in ("07", "073", "0732", "0913")}) == 4
        assert len(queries.field_labels("fr")) == 220


def test_a_code_has_one_label_per_language():
    Label.objects.create(scheme="isced-f", code="07", language="sv", text="Teknik", loaded_at=timezone.now())

    with pytest.raises(IntegrityError), transaction.atomic():
        Label.objects.create(scheme="isced-f", code="07", language="sv", text="Annat", loaded_at=timezone.now())


# The command


def test_the_command_reports_what_it_did(file_of):
    out = StringIO()

    call_command("import_reference", "isced-f", str(file_of(GOOD)), stdout=out)

    assert out.getvalue() == "Labels: 3 new, 0 changed, 0 unchanged, 0 refused.\n"
    assert Label.objects.first().source == "labels.csv"


def test_the_command_says_a_dry_run_was_one(file_of):
    out = StringIO()

    call_command("import_reference", "isced-f", str(file_of(GOOD)), dry_run=True, stdout=out)

    assert out.getvalue().splitlines()[1] == "This was a dry run. Nothing was changed."
    assert not Label.objects.exists()


def test_the_command_lists_refused_lines_and_fails(file_of):
    out = StringIO()

    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("import_reference", "isced-f", str(file_of(GOOD + "77,broad,sv,Fel\n")), stdout=out)

    assert out.getvalue().splitlines()[0] == (
        "Line 5, column code, “77”: This code is not in the list. Codes keep their leading zeros."
    )


def test_the_command_fails_with_one_line_on_a_file_it_cannot_read(file_of):
    with pytest.raises(CommandError, match="spreadsheet"):
        call_command("import_reference", "isced-f", str(file_of(b"PK\x03\x04")))


@needs_real_data
def test_the_real_official_file_goes_in_whole_and_once():
    path = Path(str(REAL)) / "isced_f_2013" / "isced_f_2013_multilingual.csv"

    first, second = load(path), load(path)

    assert (first.new, first.changed, len(first.refused)) == (220 * 30, 0, 0)
    assert (second.new, second.changed, second.unchanged) == (0, 0, 220 * 30)
    assert queries.field_label("0921", "sv") != queries.field_label("0921", "en")


@needs_real_data
def test_our_english_labels_are_those_of_the_official_file():
    path = Path(str(REAL)) / "isced_f_2013" / "isced_f_2013_multilingual.csv"
    with path.open(encoding="utf-8", newline="") as file:
        official = {row["code"]: row["label"] for row in csv.DictReader(file) if row["lang"] == "en_GB"}

    assert queries.field_labels("en") == official
