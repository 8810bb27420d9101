"""Everything of a partnership in open formats, and rebuilt from them: the same again, byte by byte."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hospes.cli.imports import RECORDS
from hospes.core.sheets import as_typed
from hospes.exports.archive import parts, values
from hospes.exports.archive.kinds import KINDS, NO_SECRETS, NOT_KEPT
from hospes.exports.archive.loading import load
from hospes.exports.archive.writing import write_partnership
from hospes.journal.models import JournalLine
from hospes.journal.queries import verify
from hospes.matchmaking.models import Entry, EntryTerm
from hospes.organisations.models import Organisation
from hospes.people.models import Person
from tests.exports.conftest import emptied, files_of
from tests.world import World, kept_for_now, made


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield made()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def db(world: World) -> Iterator[None]:
    with kept_for_now():
        yield


@pytest.fixture
def logo(world: World) -> Iterator[str]:
    """A picture of an organisation, also among the files."""
    name = default_storage.save("logos/0123456789abcdef.webp", ContentFile(b"RIFF-and-more"))
    Organisation.objects.filter(pk=world.ours.pk).update(logo=name)
    yield name
    default_storage.delete(name)


def test_an_export_that_is_imported_and_exported_again_is_the_same(tmp_path: Path, logo: str) -> None:
    rows = write_partnership(tmp_path / "first")["rows"]

    with emptied():
        default_storage.delete(logo)
        loaded = load(tmp_path / "first")
        write_partnership(tmp_path / "second")
        words = list(EntryTerm.objects.order_by("entry_id", "scheme", "code").values_list("entry_id", "scheme", "code"))
        found = list(Entry.objects.order_by("pk").values_list("pk", "search_words"))
        with default_storage.open(logo) as file:
            assert file.read() == b"RIFF-and-more"
        assert verify() is None

    first, second = files_of(tmp_path / "first"), files_of(tmp_path / "second")
    assert loaded == rows
    assert min(rows[name] for name in ("entries", "introductions", "messages", "journal", "notices", "news")) > 0
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    assert "files/logos/0123456789abcdef.webp" in first
    # What is not in the archive is made anew from it.
    assert words == list(
        EntryTerm.objects.order_by("entry_id", "scheme", "code").values_list("entry_id", "scheme", "code")
    )
    assert found == list(Entry.objects.order_by("pk").values_list("pk", "search_words"))


def test_a_zip_does_as_well_as_a_folder(tmp_path: Path) -> None:
    write_partnership(tmp_path / "first")
    write_partnership(tmp_path / "first.zip")

    with emptied():
        load(tmp_path / "first.zip")
        write_partnership(tmp_path / "second")

    assert files_of(tmp_path / "first") == files_of(tmp_path / "second")
    assert oct((tmp_path / "first.zip").stat().st_mode)[-3:] == "600"


def test_importing_twice_changes_nothing(tmp_path: Path) -> None:
    write_partnership(tmp_path / "archive")

    with emptied():
        load(tmp_path / "archive")
        lines = JournalLine.objects.count()
        again = load(tmp_path / "archive")

        assert (again, JournalLine.objects.count()) == ({}, lines)


def test_the_next_records_get_the_next_numbers(tmp_path: Path) -> None:
    write_partnership(tmp_path / "archive")

    with emptied():
        load(tmp_path / "archive")
        last = Organisation.objects.order_by("-pk")[0].pk

        assert Organisation.objects.create(name="One more", slug="one-more", country="SE").pk == last + 1


def test_people_keep_their_accounts_and_nobodys_secrets_travel(tmp_path: Path, world: World) -> None:
    person = world.scene.secretariat
    person.set_password("a-long-password-7")
    person.save()
    secrets = {person.password, str(person.session_seal)}
    for model, field in (("people.ApiToken", "token_hash"), ("organisations.Invitation", "token_hash")):
        secrets |= set(apps.get_model(model)._base_manager.values_list(field, flat=True))
    write_partnership(tmp_path / "archive")
    everything = b"".join(files_of(tmp_path / "archive").values()).decode("utf-8", "replace")

    with emptied():
        load(tmp_path / "archive")
        rebuilt = Person.objects.get(key=person.key)

    assert len(secrets) > 3
    assert [secret for secret in secrets if secret in everything] == []
    assert (rebuilt.pk, rebuilt.email, rebuilt.has_usable_password()) == (person.pk, person.email, False)
    assert rebuilt.session_seal != person.session_seal


def test_csv_says_the_same_as_json_lines(tmp_path: Path, world: World) -> None:
    Organisation.objects.filter(pk=world.ours.pk).update(
        name='=HYPERLINK("http://x.example")', about="a\r\nb\u2028c;'=d"
    )
    write_partnership(tmp_path / "archive")

    for kind in KINDS:
        lines = (tmp_path / f"archive/data/{kind.name}.jsonl").read_text("utf-8").split("\n")[:-1]
        with (tmp_path / f"archive/data/{kind.name}.csv").open(encoding="utf-8", newline="") as file:
            table = list(csv.DictReader(file))
        assert len(table) == len(lines)
        for line, row in zip(lines, table, strict=True):
            assert {name: as_typed(cell) for name, cell in row.items()} == {
                name: str(parts.cell(value) if not isinstance(value, str) else value)
                for name, value in json.loads(line).items()
            }


def test_every_line_is_what_its_schema_says(tmp_path: Path) -> None:
    import jsonschema_rs

    write_partnership(tmp_path / "archive")

    for kind in KINDS:
        schema = json.loads((tmp_path / f"archive/schema/{kind.name}.schema.json").read_text("utf-8"))
        judge = jsonschema_rs.validator_for(schema, validate_formats=True)
        for line in (tmp_path / f"archive/data/{kind.name}.jsonl").read_text("utf-8").split("\n")[:-1]:
            assert judge.is_valid(json.loads(line)), line
        assert not judge.is_valid({"nothing": "of this"})


def test_agreed_stays_are_in_a_calendar(tmp_path: Path, world: World) -> None:
    write_partnership(tmp_path / "archive")

    stays = (tmp_path / "archive/calendar/stays.ics").read_text("utf-8")

    assert stays.count("BEGIN:VEVENT") >= 1
    assert stays.endswith("END:VCALENDAR\n")


HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from("=+-@'\"\t\r\n,;\u2028\u2029\u202e\ufeff😀ﷺ＝\\{}[]<>&%_"),
        st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"),
    ),
    max_size=60,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=HOSTILE, text=HOSTILE, facts=st.dictionaries(HOSTILE, st.one_of(HOSTILE, st.integers(-9, 9), st.none())))
def test_any_text_comes_back_as_it_was(name: str, text: str, facts: dict[str, Any]) -> None:
    kind = next(kind for kind in KINDS if kind.name == "organisations")
    columns = {column.code: column.write for column in parts.columns_of(kind)}
    row = {"name": name, "about": text, "languages": facts}

    written = json.loads(values.line({code: columns[code](value) for code, value in row.items()}))

    fields = {one.attname: one for one in kind.fields}
    assert {code: values.reader(fields[code])(value) for code, value in written.items()} == row
    assert all(as_typed(str(parts.cell(value))) == value for value in (name, text))


def test_the_command_writes_a_kind_alone_and_the_journal_notes_it(tmp_path: Path) -> None:
    call_command("export_archive", "entries", str(tmp_path / "entries"))

    names = {path.name for path in (tmp_path / "entries").rglob("*") if path.is_file()}
    assert names == {"manifest.json", "entries.csv", "entries.jsonl", "entries.schema.json"}
    assert JournalLine.objects.latest("sequence").facts == {"kind": "entries"}


# What is in it


def test_every_model_goes_along_or_says_why_not() -> None:
    declared = [kind.label for kind in KINDS] + list(NOT_KEPT)
    there = {model._meta.label for model in apps.get_models(include_auto_created=True)}

    assert sorted(declared) == sorted(set(declared))
    assert sorted(there - set(declared)) == []
    assert sorted(set(declared) - there) == []


def test_no_field_that_is_named_as_a_secret_goes_along() -> None:
    telling = re.compile(r"token|secret|password|hash|seal|salt|private|recovery")
    named = {
        f"{kind.label}.{field.name}" for kind in KINDS for field in kind.fields if telling.search(field.name.lower())
    }

    assert named == set(NO_SECRETS)


def test_what_is_left_out_is_made_anew() -> None:
    for kind in KINDS:
        fields = {field.name: field for field in kind.model._meta.concrete_fields}
        assert set(kind.anew) <= set(kind.left_out) <= set(fields)
        for name in kind.left_out:
            assert name in kind.anew or fields[name].null or fields[name].has_default(), f"{kind.name}.{name}"


def test_every_kind_can_be_written_alone() -> None:
    assert [kind.name for kind in KINDS] == RECORDS
    for kind in KINDS:
        assert kind.model._meta.many_to_many == ()
        assert [values.writer(field) for field in kind.fields]


def test_an_archive_is_never_written_over_something(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "here/mine.txt").write_text("mine")

    with pytest.raises(Exception, match="There is something in"):
        call_command("export_archive", "all", str(tmp_path / "here"))

    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["mine.txt"]
