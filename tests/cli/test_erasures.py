"""Backup, erase, restore: the person stays gone, and the next backup does not know them."""

import json
import subprocess
import tarfile
from pathlib import Path

from tests.cli.test_backup import hospes
from tests.core.installations import Installation, empty_installation

SEED = """
from hospes.organisations.models import Invitation
from hospes.people.actions import add_person, give_role
from hospes.people.tasks import send_one_time_link
from django.utils import timezone
maria = add_person(email="canary@hospes.example", name="Maria Canary", by=None)
give_role(maria, "facilitator", by=None)
add_person(email="anna@hospes.example", name="Anna", by=None)
Invitation.objects.create(email="canary@hospes.example", name="Maria Canary", token_hash="c" * 64,
                          expires_at=timezone.now())
send_one_time_link.enqueue("canary@hospes.example")
"""
NAMED = """
from django.apps import apps
print("|".join(
    model._meta.label
    for model in apps.get_models(include_auto_created=True)
    if "canary" in repr(list(model._default_manager.values())).casefold()
))
"""
SENT = "from hospes.jobs.worker import do_everything; do_everything()"


def who_is_there(installation: Installation) -> set[str]:
    return {email for (email,) in installation.ask("SELECT email FROM people_person WHERE erased_at IS NULL")}


def test_a_restored_backup_brings_nobody_back(installation: Installation, tmp_path: Path) -> None:
    installation.python(SEED)
    assert len(installation.python(NAMED).split("|")) >= 3
    old, new = tmp_path / "old.tar", tmp_path / "new.tar"
    assert hospes(installation, "backup", str(old)).returncode == 0

    erased = hospes(installation, "erase-person", "canary@hospes.example", "--yes")
    assert erased.returncode == 0, erased.stderr
    installation.python(SENT)
    assert installation.python(NAMED) == ""
    assert hospes(installation, "backup", str(new)).returncode == 0
    assert b"canary" in database_in(old).lower()
    assert b"canary" not in database_in(new).lower()

    restored = hospes(installation, "restore", str(old), "--yes")

    assert restored.returncode == 0, restored.stderr
    assert "1 people who were erased" in restored.stdout
    assert who_is_there(installation) == {"anna@hospes.example"}
    assert installation.python(NAMED) == ""
    assert hospes(installation, "verify-journal").returncode == 0
    assert hospes(installation, "retention", "--dry-run").returncode == 0


def database_in(path: Path) -> bytes:
    """What the backup holds, as bytes; PostgreSQL packs them, so a restored dump is read there."""
    with tarfile.open(path) as tar:
        member = tar.extractfile("database")
        assert member is not None
        content = member.read()
    if content.startswith(b"SQLite"):
        return content
    return subprocess.run(["pg_restore", "-f", "-"], input=content, capture_output=True, check=True, timeout=60).stdout


def test_without_the_list_the_person_would_be_back(installation: Installation, tmp_path: Path) -> None:
    """The control: it is the list that keeps them out, in the file or in the database."""
    installation.python(SEED)
    old = tmp_path / "old.tar"
    assert hospes(installation, "backup", str(old)).returncode == 0
    assert hospes(installation, "erase-person", "canary@hospes.example", "--yes").returncode == 0
    (installation.folder / "erasures.jsonl").unlink()
    installation.ask("DELETE FROM privacy_erasure")

    assert hospes(installation, "restore", str(old), "--yes").returncode == 0

    assert "canary@hospes.example" in who_is_there(installation)


def test_the_file_alone_is_enough_on_a_new_machine(installation: Installation, tmp_path: Path) -> None:
    installation.python(SEED)
    old = tmp_path / "old.tar"
    assert hospes(installation, "backup", str(old)).returncode == 0
    assert hospes(installation, "erase-person", "canary@hospes.example", "--yes").returncode == 0
    listed = (installation.folder / "erasures.jsonl").read_text()
    assert set(json.loads(listed)) == {"person", "address", "at"}

    with empty_installation(tmp_path / "elsewhere") as elsewhere:
        (elsewhere.folder / "erasures.jsonl").write_text(listed)
        assert hospes(elsewhere, "restore", str(old)).returncode == 0

        assert who_is_there(elsewhere) == {"anna@hospes.example"}
        assert elsewhere.python(NAMED) == ""
