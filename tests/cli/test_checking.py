"""`hospes check` refuses what is fine on one's own desk and dangerous where others come."""

import json
import re
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings as the_settings
from django.utils import timezone

from hospes.cli import checking_parts, checking_settings
from hospes.core.installation import has_real_hosts, is_loopback_name, is_weak, uploads_folder
from hospes.jobs import actions
from hospes.journal.models import JournalLine
from hospes.mail.models import OutgoingMail
from hospes.search.models import Document
from tests.core.installations import POSTGRESQL, ROOT, Installation
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import HeldRoleFactory

GOOD_SECRET = "Abcdefghij0123456789klmnopqrstuvwxyz!Abcdefghij01234567"


@pytest.fixture
def public(settings):
    """An installation that others reach."""
    settings.ALLOWED_HOSTS, settings.HAS_REAL_HOSTS = ["hospes.example"], True
    settings.BASE_URL = "https://hospes.example"
    return settings


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"HOSPES_DEBUG": "1"}, "HOSPES_DEBUG"),
        ({"HOSPES_SECRET_KEY": "changeme"}, "HOSPES_SECRET_KEY"),
        ({"HOSPES_SECRET_KEY": "x" * 60}, "HOSPES_SECRET_KEY"),
        ({"HOSPES_SECRET_KEY": f"django-insecure-{GOOD_SECRET}"}, "HOSPES_SECRET_KEY"),
        ({"HOSPES_WEBHOOKS_LOOPBACK": "1"}, "HOSPES_WEBHOOKS_LOOPBACK"),
        ({"HOSPES_STORAGE_URL": "s3://bucket"}, "HOSPES_STORAGE_URL"),
    ],
    ids=lambda given: " ".join(given.values())[:20] if isinstance(given, dict) else "",
)
def test_the_service_does_not_start_where_others_come(tmp_path: Path, given: dict[str, str], named: str) -> None:
    environment = {"HOSPES_DATA_DIR": str(tmp_path), "HOSPES_ALLOWED_HOSTS": "hospes.example"} | given
    words = [sys.executable, "-c", "import hospes.settings"]

    done = subprocess.run(
        words,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 1
    assert "ImproperlyConfigured" in done.stderr
    assert named in done.stderr.splitlines()[-1]


def test_which_names_lead_to_this_machine_alone() -> None:
    assert all(map(is_loopback_name, ["localhost", "127.0.0.1", "[::1]", "a.localhost", "127.9.9.9"]))
    assert not any(map(is_loopback_name, ["*", "hospes.example", "10.0.0.1", "localhost.example", ".example"]))
    assert not has_real_hosts(["localhost", "", "[::1]"])
    assert has_real_hosts(["localhost", "hospes.example"])


def test_which_secrets_can_be_guessed() -> None:
    assert is_weak("short")
    assert is_weak("ab" * 40)
    assert not is_weak(GOOD_SECRET)


def test_where_pictures_are() -> None:
    here = Path("/srv/data")

    assert uploads_folder("", here) == here / "uploads"
    assert uploads_folder("file:///srv/our%20pictures", here) == Path("/srv/our pictures")
    for wrong in ("file://host/x", "file:///", "https://x/y", "/srv/x"):
        with pytest.raises(ValueError, match="HOSPES_STORAGE_URL"):
            uploads_folder(wrong, here)


def test_a_good_installation_is_safe(public, db) -> None:
    public.SECRET_KEY = GOOD_SECRET

    found = {name: question() for name, question in checking_settings.questions().items() if name != "data folder"}

    # What tests set for speed is Django's own to remark.
    assert [name for name, finding in found.items() if not finding.well and name != "django"] == []


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("address", {"BASE_URL": "https://elsewhere.example"}),
        ("hosts", {"ALLOWED_HOSTS": ["*"]}),
        ("https", {"BASE_URL": "http://hospes.example"}),
        ("demo", {"DEMO": True}),
        ("webhooks", {"WEBHOOKS_LOOPBACK": True}),
        ("django", {"SECRET_KEY": "short", "SECURE_HSTS_SECONDS": 0}),
    ],
)
def test_an_unsafe_setting_is_refused_with_its_mend(public, db, part: str, change: dict[str, object]) -> None:
    for name, value in change.items():
        setattr(public, name, value)

    finding = checking_settings.questions()[part]()

    assert (finding.well, bool(finding.mend)) == (False, True)


def test_a_data_folder_that_everybody_reads_is_refused(public, tmp_path: Path) -> None:
    public.DATA_DIR = tmp_path
    tmp_path.chmod(0o755)

    before = checking_settings.data_folder()
    tmp_path.chmod(0o700)

    assert (before.well, "chmod" in before.mend) == (False, True)
    assert checking_settings.data_folder().well


def test_nobody_who_looks_after_the_installation_is_named(public, db) -> None:
    assert checking_settings.second_factor().well
    HeldRoleFactory(role="administrator", waiting=True)
    alone = checking_settings.second_factor()
    HeldRoleFactory(role="administrator")

    assert (alone.well, checking_settings.second_factor().well) == (False, True)


def test_several_machines_need_one_secret_and_no_sqlite(public, db) -> None:
    public.SECRET_KEY = (the_settings.DATA_DIR / "secret-key").read_text() if has_own_secret() else public.SECRET_KEY
    actions.show_worker("first-machine-100-aaaa")
    one = [checking_settings.secret().well, checking_settings.database_kind().well]
    actions.show_worker("second-machine-100-bbbb")
    two = [checking_settings.secret().well, checking_settings.database_kind().well]

    assert one == [True, True]
    assert two == [not has_own_secret(), POSTGRESQL]


def has_own_secret() -> bool:
    return (the_settings.DATA_DIR / "secret-key").exists()


def test_sqlite_on_a_shared_disk_is_refused(public, db, tmp_path: Path, monkeypatch) -> None:
    table = tmp_path / "mounts"
    table.write_text(f"disk / ext4 rw 0 0\nserver:/data {tmp_path} nfs4 rw 0 0\n")
    monkeypatch.setattr(checking_settings, "MOUNTS", table)
    monkeypatch.setitem(public.DATABASES["default"], "NAME", str(tmp_path / "deep" / "hospes.sqlite3"))

    finding = checking_settings._sqlite()

    assert (finding.well, "nfs4" in finding.state) == (False, True)
    assert checking_settings.kind_of_disk(Path("/var/x"), table.read_text()) == "ext4"


def test_a_task_that_waits_too_long_is_named(db, tmp_path, monkeypatch) -> None:
    from django_tasks_db.models import DBTaskResult

    from tests.jobs import chores

    chores.note.enqueue("x")
    before = checking_parts.tasks().well
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(hours=1))

    assert (before, checking_parts.tasks().well) == (True, False)


def test_a_mail_that_waits_too_long_is_named(db) -> None:
    from hospes.outreach.actions import pass_on_message

    pass_on_message(name="Ada", email="ada@example.org", subject="x", text="y", language="en")
    before = checking_parts.outbox().well
    OutgoingMail.objects.update(try_after=timezone.now() - timedelta(hours=1))

    assert (before, checking_parts.outbox().well) == (True, False)


def test_a_thing_that_the_search_lost_is_named(db) -> None:
    OrganisationFactory()
    Document.objects.all().delete()

    finding = checking_parts.search()

    assert (finding.well, "hospes index" in finding.mend) == (False, True)


@pytest.mark.parametrize(("kept", "is_advised"), [(128, True), (1024, False)])
def test_a_database_that_keeps_too_little_in_memory_is_named(kept: int, is_advised: bool) -> None:
    finding = checking_parts.kept_in_memory(kept << 20, words=178 << 20)

    assert (finding.well, "shared_buffers" in finding.mend) == (True, is_advised)


def test_a_small_database_keeps_all_words_in_memory(db) -> None:
    OrganisationFactory()

    assert not checking_parts.memory().mend


def test_a_clock_behind_the_journal_is_named(db) -> None:
    from hospes.journal.actions import record

    record("person.password_changed", by=None)
    assert checking_parts.clock().well
    later = timezone.now() + timedelta(minutes=1)
    line = JournalLine(sequence=JournalLine.objects.count() + 1, verb="x", at=later, previous_hash="", hash="")
    JournalLine.objects.bulk_create([line])

    assert not checking_parts.clock().well


def test_a_disk_that_fills_up_is_named(db, monkeypatch) -> None:
    monkeypatch.setattr(checking_parts, "LEAST_FREE_BYTES", 10**18)

    assert not checking_parts.disk_space().well


@pytest.mark.parametrize(("age", "well"), [(timedelta(hours=5), True), (timedelta(days=3), False)])
def test_an_old_backup_is_named_where_others_come(public, db, tmp_path: Path, age: timedelta, well: bool) -> None:
    public.DATA_DIR = tmp_path
    none_yet = checking_parts.backup()
    moment: datetime = timezone.now() - age
    (tmp_path / "last-backup.json").write_text(json.dumps({"at": moment.isoformat()}))

    assert (none_yet.well, checking_parts.backup().well) == (False, well)


def test_mails_that_go_into_files_are_refused_where_others_come(public, db) -> None:
    public.EMAIL_URL, public.EMAIL_FILE_PATH = "", "somewhere"

    assert not checking_parts.mail().well


def test_check_names_an_unsafe_setting_and_ends_with_one(installation: Installation) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hospes", "check"],
        env=installation.environment | {"HOSPES_ALLOWED_HOSTS": "*", "HOSPES_SECRET_KEY": GOOD_SECRET},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )

    assert done.returncode == 1
    assert re.search(r"WRONG hosts +every host is allowed\. Name your hosts", done.stdout)
    assert re.search(r"WRONG https +passwords and cookies", done.stdout)
    assert GOOD_SECRET not in done.stdout
