"""The same rows, secrets included, in another database: SQLite to PostgreSQL and back."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests.core.installations import POSTGRESQL, Installation, copy_of, empty_installation, installation, migrated
from tests.exports.conftest import files_of

__all__ = ["installation", "migrated"]

SEED = """
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.utils import timezone
from hospes.journal import phrases
from hospes.journal.actions import record
from hospes.organisations.models import Organisation, PendingImport
from hospes.people.models import ApiToken, Person
from hospes.people.tasks import send_one_time_link
anna = Person.objects.create(email="anna@example.org", name="Anna \\U0001f600 '; --", last_login=timezone.now())
anna.set_password("a-long-password-7"); anna.save()
ApiToken.objects.create(person=anna, name="t", token_hash="a" * 64)
Session.objects.create(session_key="s", session_data="kept", expire_date=timezone.now())
Organisation.objects.create(name="=1+1", slug="one", country="SE", languages=["sv", {"b": 1e20, "a": 0.1}])
PendingImport.objects.create(person=anna, name="x.csv", content=bytes(range(256)))
send_one_time_link.enqueue("anna@example.org")
phrases.add({"t.x": "x"})
record("t.x", by=anna, facts={"n": 1.5}, personal={"name": "Anna"})
"""


def hospes(installation: Installation, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "hospes", *words],
        env=installation.environment | environment,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )


def test_everything_moves_with_equal_checksums(installation: Installation, tmp_path: Path) -> None:
    installation.python(SEED)
    before = hospes(installation, "checksums").stdout
    there = f"sqlite:///{tmp_path / 'other.sqlite3'}"

    moved = hospes(installation, "move", there)

    assert moved.returncode == 0, moved.stderr
    assert before.strip() in moved.stdout
    # Making the tables over there changed no row over here.
    assert hospes(installation, "checksums").stdout == before
    with closing(sqlite3.connect(tmp_path / "other.sqlite3")) as other:
        assert other.execute("SELECT session_data FROM django_session").fetchall() == [("kept",)]
        assert other.execute("SELECT hex(content) FROM organisations_pendingimport").fetchone()[0].endswith("FDFEFF")
    if POSTGRESQL:
        # From SQLite into a new PostgreSQL: the road that a growing installation takes.
        with empty_installation(tmp_path / "third") as third:
            back = hospes(installation, "move", f"postgres:///{third.database}", HOSPES_DATABASE_URL=there)
            assert back.returncode == 0, back.stderr
            assert hospes(third, "checksums").stdout == before
            # And an archive says the same, whichever database it was written from.
            hospes(installation, "export", "all", str(tmp_path / "from-sqlite"), HOSPES_DATABASE_URL=there)
            hospes(third, "export", "all", str(tmp_path / "from-postgresql"))
            assert files_of(tmp_path / "from-sqlite") == files_of(tmp_path / "from-postgresql")
            third.python("from hospes.people.models import Person; Person.objects.create(email='b@example.org')")


def test_nothing_is_mixed_with_what_is_there(installation: Installation, tmp_path: Path) -> None:
    installation.python(SEED)
    there = f"sqlite:///{tmp_path / 'other.sqlite3'}"
    assert hospes(installation, "move", there).returncode == 0

    again = hospes(installation, "move", there)
    installation.ask("UPDATE organisations_organisation SET name = 'Changed since'")
    refused = hospes(installation, "move", there)

    assert (again.returncode, refused.returncode) == (0, 1)
    assert "There is other data in that database" in refused.stderr


def test_a_wrong_address_is_said_in_one_line(installation: Installation) -> None:
    own = installation.environment.get("HOSPES_DATABASE_URL") or f"sqlite:///{installation.folder / 'hospes.sqlite3'}"

    wrong = hospes(installation, "move", "mysql://x")
    itself = hospes(installation, "move", own)

    assert (wrong.returncode, wrong.stderr.count("\n")) == (1, 1)
    assert "begins with sqlite:// or postgres://" in wrong.stderr
    assert "That is the database of this installation" in itself.stderr


def test_a_partnership_leaves_one_installation_and_begins_in_another(
    installation: Installation, migrated: Installation, tmp_path: Path
) -> None:
    installation.python(SEED)
    with copy_of(migrated, tmp_path / "second") as second:
        taken = hospes(installation, "export", "all", str(tmp_path / "archive.zip"))
        came = hospes(second, "import", "all", str(tmp_path / "archive.zip"))
        again = hospes(second, "import", "all", str(tmp_path / "archive.zip"))
        once_more = hospes(second, "export", "all", str(tmp_path / "archive"))

    assert (taken.returncode, came.returncode, again.returncode, once_more.returncode) == (0, 0, 0, 0), came.stderr
    assert "here already" in again.stdout
    first = json.loads((tmp_path / "archive/manifest.json").read_text())
    assert first["rows"]["people"] == 1
    assert first["journal"]["lines"] == 1
