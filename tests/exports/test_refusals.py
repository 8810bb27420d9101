"""An archive that is damaged, foreign or made to harm is refused before anything here is touched."""

import json
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from hospes.exports.archive import manifest, opening
from hospes.exports.archive.kinds import KINDS
from hospes.exports.archive.loading import load
from hospes.exports.archive.opening import ArchiveError
from hospes.exports.archive.writing import pack, write_kinds, write_partnership
from hospes.journal.models import JournalLine
from hospes.matchmaking.actions import entries as actions
from hospes.organisations.models import Organisation
from tests.exports.conftest import emptied
from tests.factories.matchmaking import EntryFactory
from tests.factories.organisations import PostFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A small partnership: an organisation, a member, an entry and what the journal says of it."""
    post = PostFactory()
    actions.draft_entry(
        organisation=post.organisation,
        kind="offer",
        values={"title": "Two weeks with us", "language": "en"},
        by=post.person,
        acting_for=post.organisation,
    )
    write_partnership(tmp_path / "archive")
    return tmp_path / "archive"


def signed_anew(archive: Path) -> None:
    """The manifest fits its files again, as somebody who means harm would make it."""
    said = json.loads((archive / manifest.NAME).read_text("utf-8"))
    for name in said["files"]:
        said["files"][name] = {
            "bytes": (archive / name).stat().st_size,
            "sha256": manifest.checksum(archive / name),
        }
    (archive / manifest.NAME).write_text(json.dumps(said))


def refused(source: Path) -> str:
    with emptied():
        with pytest.raises(ArchiveError) as error:
            load(source)
        assert not Organisation.objects.exists()
        assert not JournalLine.objects.exists()
    return str(error.value)


def changed(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text("utf-8")), encoding="utf-8", newline="")


def test_the_archive_itself_is_taken(archive: Path) -> None:
    with emptied():
        load(archive)
        assert Organisation.objects.count() == 1


def test_one_changed_letter_is_found(archive: Path) -> None:
    changed(archive / "data/entries.jsonl", lambda text: text.replace("Two weeks", "Ten weeks"))

    assert "data/entries.jsonl is not as it was written" in refused(archive)


def test_a_missing_file_is_found(archive: Path) -> None:
    (archive / "data/people.jsonl").unlink()

    assert "data/people.jsonl is missing" in refused(archive)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (None, "no archive of Hospes"),
        ("{}", "no archive of Hospes"),
        ("[" * 100_000, "no archive of Hospes"),
        ('{"product": "hospes", "format": 2}', "format 2"),
        ('{"product": "hospes", "format": 1, "files": {}}', "damaged"),
        ('{"product": "hospes", "format": 1, "rows": {}, "files": {"../x": {"bytes": 1, "sha256": ""}}}', "not ours"),
        ('{"product": "hospes", "format": 1, "rows": {}, "files": {"/etc/x": {"bytes": 1, "sha256": ""}}}', "not ours"),
        (
            '{"product": "hospes", "format": 1, "rows": {}, "files": {"data/x": {"bytes": -1, "sha256": ""}}}',
            "sensible",
        ),
        (
            '{"product": "hospes", "format": 1, "rows": {}, "files": {"data/x": {"bytes": 1e99, "sha256": ""}}}',
            "sensible",
        ),
    ],
)
def test_what_is_no_archive_of_ours_is_not_read(archive: Path, written: str | None, words: str) -> None:
    (archive / manifest.NAME).unlink()
    if written is not None:
        (archive / manifest.NAME).write_text(written)

    assert words in refused(archive)


def test_a_part_of_an_archive_is_not_enough(tmp_path: Path, archive: Path) -> None:
    write_kinds(tmp_path / "part", [kind for kind in KINDS if kind.name == "organisations"])

    assert "holds a part only" in refused(tmp_path / "part")


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("entries", lambda text: text + "{\n", "line 2: the line: is no JSON"),
        ("entries", lambda text: text + "[]\n", "line 2: the line: is no object"),
        ("entries", lambda text: text + text, "line 2: id: stands there twice"),
        ("entries", lambda _text: "", "another number"),
        (
            "entries",
            lambda text: text.replace('"title":"Two weeks with us"', '"title":7'),
            "title: a text was expected",
        ),
        ("entries", lambda text: text.replace("Two weeks with us", "x" * 141), "longer than 140"),
        ("entries", lambda text: text.replace("Two weeks with us", "\\u0000"), "no database keeps"),
        ("entries", lambda text: text.replace("Two weeks with us", "\\ud800"), "no database keeps"),
        ("entries", lambda text: text.replace('"people":null', '"people":"7"'), "a whole number was expected"),
        ("entries", lambda text: text.replace('"people":null', '"people":true'), "a whole number was expected"),
        ("entries", lambda text: text.replace('"kind":', '"colour":'), "colour: is not known to this release"),
        (
            "organisations",
            lambda text: text.replace('"logo":""', '"logo":"../../x.webp"'),
            "no name of an uploaded file",
        ),
        ("organisations", lambda text: text.replace('"country":"SE"', '"country":null'), "cannot be empty"),
        ("posts", lambda text: text.replace('"started_on":"2026', '"started_on":"26'), "a day"),
        ("organisations", lambda _text: "", "another number"),
        ("journal", lambda text: text.replace("entry.drafted", "entry.deleted"), "the journal: was changed"),
    ],
)
def test_records_that_do_not_fit_are_named_by_file_and_line(
    archive: Path, name: str, change: Callable[[str], str], words: str
) -> None:
    before = (archive / f"data/{name}.jsonl").read_text("utf-8")
    changed(archive / f"data/{name}.jsonl", change)
    assert (archive / f"data/{name}.jsonl").read_text("utf-8") != before
    signed_anew(archive)

    answer = refused(archive)

    assert words in answer
    assert name in answer


def test_a_record_that_points_at_nothing_is_refused(archive: Path) -> None:
    text = (archive / "data/organisations.jsonl").read_text("utf-8")
    number = json.loads(text)["id"]
    changed(archive / "data/organisations.jsonl", lambda text: text.replace(f'"id":{number}', f'"id":{number + 1}'))
    signed_anew(archive)

    assert f"organisation_id names {number}, which is not in the archive" in refused(archive)


def test_what_the_database_forbids_leaves_nothing_behind(archive: Path) -> None:
    """Shape and links are right; two organisations of one address are still one too many."""
    path = archive / "data/organisations.jsonl"
    first = json.loads(path.read_text("utf-8"))
    second = first | {"id": first["id"] + 1, "key": "00000000-0000-4000-8000-000000000000"}
    path.write_text("".join(json.dumps(one) + "\n" for one in (first, second)))
    said = json.loads((archive / manifest.NAME).read_text("utf-8"))
    said["rows"]["organisations"] = 2
    (archive / manifest.NAME).write_text(json.dumps(said))
    signed_anew(archive)

    assert "contradict each other" in refused(archive)


def test_other_records_are_never_mixed_with_those_of_an_archive(archive: Path) -> None:
    EntryFactory()

    with pytest.raises(ArchiveError, match="other records in this installation"):
        load(archive)


def test_a_dry_run_reads_everything_and_writes_nothing(archive: Path) -> None:
    with emptied():
        call_command("import_archive", str(archive), "--dry-run")

        assert not Organisation.objects.exists()


def test_a_mistake_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no"):
        call_command("import_archive", str(tmp_path / "nothing"))


# Files that are made to harm


def zipped(archive: Path, *, more: dict[str, bytes] | None = None, link: bool = False) -> Path:
    target = archive.with_suffix(".zip")
    pack(archive, target)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as file:
        for name, content in (more or {}).items():
            file.writestr(name, content)
        if link:
            member = zipfile.ZipInfo("files/logos/link.webp")
            member.external_attr = (stat.S_IFLNK | 0o777) << 16
            file.writestr(member, "/etc/passwd")
    return target


@pytest.mark.parametrize(
    "name", ["../outside.txt", "/outside.txt", "data/../../outside.txt", "..\\outside.txt", "x.zip"]
)
def test_a_zip_puts_nothing_outside_its_own_folders(archive: Path, name: str) -> None:
    answer = refused(zipped(archive, more={name: b"here"}))

    assert "not ours" in answer
    assert not list(archive.parent.rglob("outside.txt"))


def test_a_link_in_a_zip_is_no_file(archive: Path) -> None:
    assert "no file" in refused(zipped(archive, link=True))


def test_a_link_in_a_folder_is_no_file(archive: Path, tmp_path: Path) -> None:
    shutil.move(archive / "data/people.jsonl", tmp_path / "elsewhere")
    (archive / "data/people.jsonl").symlink_to(tmp_path / "elsewhere")

    assert "is a link to somewhere else" in refused(archive)


def test_a_zip_that_grows_without_measure_is_not_unpacked(archive: Path) -> None:
    bomb = zipped(archive, more={"data/people2.jsonl": b"0" * (8 * 1024 * 1024)})

    assert "grow without measure" in refused(bomb)


def test_two_files_of_one_name_are_refused(archive: Path) -> None:
    target = zipped(archive)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(target, "a") as file:
        file.writestr("data/people.jsonl", "other")

    assert "two files of one name" in refused(target)


def test_too_many_files_are_refused(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_FILES", 20)

    assert "too many files" in refused(zipped(archive))


def test_half_a_zip_and_no_zip_are_refused(archive: Path, tmp_path: Path) -> None:
    whole = zipped(archive).read_bytes()
    (tmp_path / "half.zip").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "none.zip").write_bytes(b"PK\x03\x04 and then nothing")

    assert "cannot be read as a ZIP" in refused(tmp_path / "half.zip")
    assert "cannot be read as a ZIP" in refused(tmp_path / "none.zip")
