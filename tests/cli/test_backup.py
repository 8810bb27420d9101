"""A backup is whole or it is not one; a restore brings back what was, and nothing that was under way."""

import io
import json
import sqlite3
import stat
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from hospes.cli.archive_file import checksum
from tests.core.installations import Installation, copy_of, empty_installation


def hospes(installation: Installation, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "hospes", *words],
        env=installation.environment | environment,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )


SEED = """
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from hospes.journal import phrases
from hospes.journal.actions import record
from hospes.mail.actions import post
from hospes.mail.letter import Letter, Recipient
from hospes.people.models import ApiToken, OneTimeLink, Person
from django.contrib.sessions.models import Session
anna = Person.objects.create(email="anna@example.org", name="Anna")
ApiToken.objects.create(person=anna, name="t", token_hash="a" * 64)
OneTimeLink.objects.create(person=anna, token_hash="b" * 64, expires_at=timezone.now())
Session.objects.create(session_key="s", session_data="", expire_date=timezone.now())
from hospes.organisations.models import Invitation
from hospes.people.tasks import send_one_time_link
Invitation.objects.create(email="new@example.org", token_hash="c" * 64, expires_at=timezone.now())
send_one_time_link.enqueue("anna@example.org")
post(lambda: Letter(subject="x"), to=Recipient("anna@example.org"), topic="t")
phrases.add({"t.x": "x"})
record("t.x", by=anna)
default_storage.save("logos/a.webp", ContentFile(b"RIFF"))
"""


@pytest.fixture
def full(installation: Installation) -> Installation:
    installation.python(SEED)
    return installation


@pytest.fixture
def backup(full: Installation, tmp_path: Path) -> Path:
    path = tmp_path / "hospes.tar"
    done = hospes(full, "backup", str(path))
    assert done.returncode == 0, done.stderr
    return path


def test_a_backup_is_one_file_that_only_its_owner_reads(full: Installation, backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    with tarfile.open(backup) as tar:
        assert set(tar.getnames()) == {"manifest.json", "database", "secret-key", "uploads/logos/a.webp"}
    verified = hospes(full, "backup-verify", str(backup))
    assert (verified.returncode, "The backup is whole" in verified.stdout) == (0, True)
    assert [path for path in full.folder.iterdir() if path.name.startswith(".backup-")] == []


def test_what_was_comes_back_and_what_was_under_way_does_not(full: Installation, backup: Path) -> None:
    full.python("from hospes.people.models import Person; Person.objects.create(email='ben@example.org', name='Ben')")
    (full.folder / "uploads" / "logos" / "a.webp").unlink()

    done = hospes(full, "restore", str(backup), "--yes")

    assert done.returncode == 0, done.stderr
    assert full.ask("SELECT email FROM people_person") == [("anna@example.org",)]
    assert (full.folder / "uploads" / "logos" / "a.webp").read_bytes() == b"RIFF"
    assert full.ask("SELECT count(*) FROM people_apitoken WHERE revoked_at IS NULL") == [(0,)]
    assert full.ask("SELECT count(*) FROM people_onetimelink") == [(0,)]
    assert full.ask("SELECT count(*) FROM django_session") == [(0,)]
    assert full.ask("SELECT count(*) FROM organisations_invitation WHERE revoked_at IS NULL") == [(0,)]
    assert full.ask("SELECT count(*) FROM django_tasks_database_dbtaskresult") == [(0,)]
    assert full.ask("SELECT status FROM mail_outgoingmail") == [("failed",)]
    assert hospes(full, "verify-journal").returncode == 0


def test_the_data_that_a_restore_replaces_is_kept(full: Installation, backup: Path) -> None:
    refused = hospes(full, "restore", str(backup))
    done = hospes(full, "restore", str(backup), "--yes")

    assert (refused.returncode, "--yes" in refused.stderr) == (2, True)
    assert done.returncode == 0
    (kept,) = full.folder.glob("before-restore-*")
    assert kept.stat().st_size > 10_000


def test_nothing_is_restored_under_a_running_worker(full: Installation, backup: Path) -> None:
    full.python("from hospes.jobs.actions import show_worker; show_worker('w')")

    done = hospes(full, "restore", str(backup), "--yes")

    assert (done.returncode, "worker is running" in done.stderr) == (1, True)


def test_an_empty_machine_becomes_a_running_one(full: Installation, backup: Path, tmp_path: Path) -> None:
    with empty_installation(tmp_path / "elsewhere") as elsewhere:
        done = hospes(elsewhere, "restore", str(backup))

        assert done.returncode == 0, done.stderr
        assert elsewhere.ask("SELECT email FROM people_person") == [("anna@example.org",)]
        assert (elsewhere.folder / "secret-key").read_text() == (full.folder / "secret-key").read_text()
        assert hospes(elsewhere, "verify-journal").returncode == 0


def _with_other_byte(path: Path) -> bytes:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    return bytes(content)


def _rebuilt(path: Path, change: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(path) as old, tarfile.open(fileobj=out, mode="w") as new:
        for member in old:
            content = old.extractfile(member).read()  # type: ignore[union-attr]
            if member.name == "manifest.json":
                manifest = json.loads(content)
                if change == "foreign":
                    manifest["product"] = "other"
                elif change == "newer":
                    manifest["migrations"].append("people.9999_future")
                elif change == "format":
                    manifest["format"] = 2
                content = json.dumps(manifest).encode()
                member.size = len(content)
            new.addfile(member, io.BytesIO(content))
        if change == "climbing":
            evil = tarfile.TarInfo("../../evil")
            evil.size = 1
            new.addfile(evil, io.BytesIO(b"x"))
        if change == "link":
            link = tarfile.TarInfo("uploads/link")
            link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
            new.addfile(link)
    return out.getvalue()


@pytest.fixture(scope="module")
def kept(migrated: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, Path]]:
    """An installation that holds more than its backup, for all tests that must leave it as it is."""
    folder = tmp_path_factory.mktemp("kept")
    with copy_of(migrated, folder / "data") as full:
        full.python(SEED)
        assert hospes(full, "backup", str(folder / "hospes.tar")).returncode == 0
        full.python("from hospes.people.models import Person; Person.objects.create(email='ben@example.org')")
        yield full, folder / "hospes.tar"


@pytest.mark.parametrize("damage", ["byte", "tail", "empty", "text", "foreign", "newer", "format", "climbing", "link"])
def test_a_damaged_or_foreign_archive_is_refused_before_anything_is_touched(
    kept: tuple[Installation, Path], tmp_path: Path, damage: str
) -> None:
    full, whole = kept
    makers = {
        "byte": lambda: _with_other_byte(whole),
        "tail": lambda: whole.read_bytes()[:-200_000],
        "empty": lambda: b"",
        "text": lambda: b"not a tar at all" * 1000,
    }
    backup = tmp_path / "hospes.tar"
    backup.write_bytes(makers.get(damage, lambda: _rebuilt(whole, damage))())

    verified, restored = hospes(full, "backup-verify", str(backup)), hospes(full, "restore", str(backup), "--yes")

    for done in (verified, restored):
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1
        assert "Traceback" not in done.stderr
    assert full.ask("SELECT count(*) FROM people_person") == [(2,)]
    assert not list(full.folder.parent.glob("**/evil"))
    assert list(full.folder.glob("before-restore-*")) == []


def test_a_backup_that_cannot_be_written_says_so_and_leaves_nothing(full: Installation) -> None:
    done = hospes(full, "backup", "/proc/nothing/here.tar")

    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


def test_a_backup_of_a_database_in_use_is_one_moment(full: Installation, tmp_path: Path) -> None:
    writer = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import django; django.setup()\nfrom hospes.journal import phrases\n"
            "from hospes.journal.actions import record\nphrases.add({'t.x': 'x'})\n"
            "for _ in range(150): record('t.x', by=None)",
        ],
        env=full.environment,
    )
    full.processes.append(writer)  # type: ignore[arg-type]
    path = tmp_path / "busy.tar"

    taken = hospes(full, "backup", str(path))
    writer.wait(timeout=60)

    assert (taken.returncode, writer.returncode) == (0, 0)
    assert hospes(full, "backup-verify", str(path)).returncode == 0
    assert hospes(full, "restore", str(path), "--yes").returncode == 0
    assert hospes(full, "verify-journal").returncode == 0


def test_a_checksum_is_that_of_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "x"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE t (a)")
    before = checksum(path)

    with path.open("ab") as file:
        file.write(b"x")

    assert checksum(path) != before


@pytest.fixture
def key(full: Installation, tmp_path: Path) -> tuple[Path, str]:
    path = tmp_path / "backup.key"
    done = hospes(full, "backup-key", str(path))
    assert done.returncode == 0, done.stderr
    return path, done.stdout.rpartition("HOSPES_BACKUP_KEYS=")[2].split()[0]


def test_an_encrypted_backup_opens_with_its_key_alone(
    full: Installation, tmp_path: Path, key: tuple[Path, str]
) -> None:
    secret, public = key
    sealed = tmp_path / "sealed.tar"
    done = hospes(full, "backup", str(sealed), HOSPES_BACKUP_KEYS=public)
    other = tmp_path / "other.key"
    hospes(full, "backup-key", str(other))

    without, wrong, right = (
        hospes(full, "backup-verify", str(sealed), *words)
        for words in ([], ["--key", str(other)], ["--key", str(secret)])
    )

    assert (done.returncode, "encrypted" in done.stdout) == (0, True)
    assert stat.S_IMODE(sealed.stat().st_mode) == stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert b"anna@example.org" not in sealed.read_bytes()
    assert (without.returncode, "--key FILE" in without.stderr) == (1, True)
    assert (wrong.returncode, "cannot be opened" in wrong.stderr) == (1, True)
    assert (right.returncode, "The backup is whole" in right.stdout) == (0, True)


def test_a_damaged_encrypted_backup_touches_nothing(full: Installation, tmp_path: Path, key: tuple[Path, str]) -> None:
    secret, public = key
    sealed = tmp_path / "sealed.tar"
    hospes(full, "backup", str(sealed), "--to", public)
    for content in (_with_other_byte(sealed), sealed.read_bytes()[:-100]):
        (tmp_path / "damaged.tar").write_bytes(content)

        done = hospes(full, "restore", str(tmp_path / "damaged.tar"), "--yes", "--key", str(secret))

        assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert full.ask("SELECT email FROM people_person") == [("anna@example.org",)]
    assert full.ask("SELECT count(*) FROM django_session") == [(1,)]


def test_a_key_that_is_none_is_refused_before_anything_is_written(full: Installation, tmp_path: Path) -> None:
    done = hospes(full, "backup", str(tmp_path / "b.tar"), "--to", "age1nonsense")

    assert (done.returncode, "age1" in done.stderr, (tmp_path / "b.tar").exists()) == (1, True, False)


def test_the_restore_can_be_practised_by_one_command(full: Installation) -> None:
    before = full.ask("SELECT count(*) FROM django_session")

    done = hospes(full, "drill")

    assert done.returncode == 0, done.stderr
    assert "The drill went well" in done.stdout
    assert full.ask("SELECT count(*) FROM django_session") == before
    assert [path for path in full.folder.iterdir() if path.name.startswith(".drill-")] == []


def test_a_drill_with_a_damaged_backup_says_so(full: Installation, backup: Path) -> None:
    backup.write_bytes(_with_other_byte(backup))

    done = hospes(full, "drill", str(backup))

    assert (done.returncode, "damaged" in done.stderr or "cannot be read" in done.stderr) == (1, True)
