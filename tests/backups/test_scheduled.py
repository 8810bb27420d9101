"""The backup that makes itself: in its folder, encrypted where that is asked, and never instead of a good one."""

import os
import stat
import time
from pathlib import Path

import pytest

from hospes.backups.rules import moment_of
from tests.cli.test_backup import hospes
from tests.core.installations import Installation, empty_installation

OLD = "hospes-20200101-013000.tar"
NEWEST = """
from hospes.backups.queries import newest_backup_at
print(newest_backup_at())
"""
BY_A_WORKER = """
from hospes.backups.tasks import back_up_when_due
from hospes.jobs.worker import do_everything
back_up_when_due.call()
print(do_everything())
from django_tasks_db.models import DBTaskResult
print([(row.status, row.exception_class_path) for row in DBTaskResult.objects.all()])
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "backups"
    path.mkdir()
    return path


def scheduled(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if moment_of(path.name))


def test_the_worker_makes_it_by_itself_and_says_when(installation: Installation, folder: Path) -> None:
    before = installation.python(NEWEST)
    (installation.folder / ".env").write_text(f"HOSPES_BACKUP_DIR={folder}\n")

    said = installation.python(BY_A_WORKER)

    (made,) = scheduled(folder)
    assert "SUCCESSFUL" in said
    assert hospes(installation, "backup-verify", str(folder / made)).returncode == 0
    assert stat.S_IMODE((folder / made).stat().st_mode) == 0o600
    (installation.folder / "last-backup.json").unlink()
    assert before == "None"
    assert installation.python(NEWEST)[:10] == f"{moment_of(made):%Y-%m-%d}"


def test_without_a_folder_nothing_is_made(installation: Installation) -> None:
    assert installation.python(BY_A_WORKER).splitlines() == ["0", "[]"]


def test_older_ones_go_when_the_new_one_is_good(installation: Installation, folder: Path) -> None:
    (folder / OLD).write_bytes(b"old")
    (folder / "by-hand.tar").write_bytes(b"mine")
    left = folder / ".hospes-20200101-013000.tar-x1"
    left.write_bytes(b"of a killed one")
    day_before = time.time() - 25 * 3600
    os.utime(left, (day_before, day_before))

    done = hospes(installation, "backup", "--scheduled", HOSPES_BACKUP_DIR=str(folder), HOSPES_BACKUP_DAYS="1",
                  HOSPES_BACKUP_WEEKS="0")  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert OLD in done.stdout
    assert len(scheduled(folder)) == 1
    assert sorted(path.name for path in folder.iterdir() if not moment_of(path.name)) == ["by-hand.tar"]


def test_a_broken_database_costs_no_older_backup(installation: Installation, folder: Path) -> None:
    """On PostgreSQL the server watches over this itself."""
    if installation.environment.get("HOSPES_DATABASE_URL"):
        pytest.skip("SQLite only")
    (folder / OLD).write_bytes(b"old")
    installation.ask("INSERT INTO privacy_consent"
                     " (person_id, guest, text, version, language, how, given_at, withdrawn_how)"
                     " VALUES (99, '', 'x', '1', 'en', 'page', '2026-01-01', '')")  # fmt: skip

    done = hospes(installation, "backup", "--scheduled", HOSPES_BACKUP_DIR=str(folder), HOSPES_BACKUP_DAYS="1",
                  HOSPES_BACKUP_WEEKS="0")  # fmt: skip

    assert (done.returncode, "broken" in done.stderr) == (1, True)
    assert scheduled(folder) == [OLD]


@pytest.mark.parametrize("where", ["missing", "relative", "none"])
def test_a_folder_that_is_not_there_is_named_and_not_made(
    installation: Installation, tmp_path: Path, where: str
) -> None:
    value = {"missing": str(tmp_path / "not-mounted"), "relative": "backups", "none": ""}[where]

    done = hospes(installation, "backup", "--scheduled", HOSPES_BACKUP_DIR=value)

    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert not (tmp_path / "not-mounted").exists()


def test_with_a_key_nothing_readable_comes_near_the_folder(
    installation: Installation, folder: Path, tmp_path: Path
) -> None:
    installation.python("from hospes.people.actions import add_person\n"
                        "add_person(email='anna@canary.example', name='Anna', by=None)")  # fmt: skip
    key = tmp_path / "backup.key"
    public = hospes(installation, "backup-key", str(key)).stdout.rpartition("HOSPES_BACKUP_KEYS=")[2].split()[0]

    done = hospes(installation, "backup", "--scheduled", HOSPES_BACKUP_DIR=str(folder), HOSPES_BACKUP_KEYS=public)

    assert done.returncode == 0, done.stderr
    (made,) = scheduled(folder)
    assert made.endswith(".tar.age")
    assert b"anna@canary.example" not in (folder / made).read_bytes()
    assert hospes(installation, "backup-verify", str(folder / made), "--key", str(key)).returncode == 0


def test_the_list_of_erasures_lies_beside_and_a_new_machine_reads_it(
    installation: Installation, folder: Path, tmp_path: Path
) -> None:
    installation.python("from hospes.people.actions import add_person\n"
                        "add_person(email='maria@canary.example', name='Maria', by=None)")  # fmt: skip
    old = folder / "old.tar"
    assert hospes(installation, "backup", str(old)).returncode == 0
    assert hospes(installation, "erase-person", "maria@canary.example", "--yes").returncode == 0
    assert hospes(installation, "backup", "--scheduled", HOSPES_BACKUP_DIR=str(folder)).returncode == 0

    with empty_installation(tmp_path / "elsewhere") as elsewhere:
        restored = hospes(elsewhere, "restore", str(old))

        assert restored.returncode == 0, restored.stderr
        assert "1 people who were erased" in restored.stdout


def test_a_restored_webhook_rests_and_its_old_secret_is_dead(installation: Installation, tmp_path: Path) -> None:
    secret = """
from hospes.sharing.models import Webhook
from hospes.sharing.signatures import secret_of
print([(one.status, secret_of(one)) for one in Webhook.objects.all()])
"""
    installation.python("from hospes.sharing.models import Webhook\n"
                        "Webhook.objects.create(address='https://a.example/', events=['entry.published'])")  # fmt: skip
    before = installation.python(secret)
    path = tmp_path / "hospes.tar"
    assert hospes(installation, "backup", str(path)).returncode == 0

    done = hospes(installation, "restore", str(path), "--yes")

    assert done.returncode == 0, done.stderr
    after = installation.python(secret)
    assert "active" in before
    assert "paused" in after
    assert before.partition("whsec_")[2] != after.partition("whsec_")[2]
