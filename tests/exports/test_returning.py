"""An organisation comes back with the file it took along: the same words and numbers, and nothing is trusted."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import transaction
from PIL import Image

from hospes.exports.archive import manifest
from hospes.exports.archive.own import write_organisation
from hospes.journal.queries import verify
from hospes.matchmaking.choices import EntryStatus
from hospes.matchmaking.models import Entry, EntryTerm
from hospes.organisations.choices import Membership
from hospes.organisations.models import Organisation
from hospes.people.models import Person
from hospes.search.models import Document
from tests.exports.conftest import emptied
from tests.world import World, kept_for_now, made

# What belongs to the place, or says when something was done there.
OF_THE_PLACE = {
    "id", "organisation_id", "membership", "member_since", "supporter_category", "created_at", "changed_at", "logo",
    "status", "version", "submitted_at", "published_at", "first_published_at", "renewal_asked_at", "unchecked_since",
    "decision_reason",
}  # fmt: skip
COMES_BACK = ("organisations", "accreditations", "challenges", "skill-needs", "entries")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield made()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def db(world: World) -> Iterator[None]:
    with kept_for_now():
        yield


def said(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """What comes back, without what belongs to the place."""
    return {
        name: sorted(
            (
                {field: value for field, value in json.loads(line).items() if field not in OF_THE_PLACE}
                for line in (folder / f"data/{name}.jsonl").read_text("utf-8").split("\n")[:-1]
            ),
            key=str,
        )
        for name in COMES_BACK
    }


def written_anew(folder: Path, kind: str, /, **values: Any) -> None:
    """The file in the hands of somebody who knows how it is made."""
    path = folder / f"data/{kind}.jsonl"
    lines = [json.loads(line) | values for line in path.read_text("utf-8").split("\n")[:-1]]
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")
    found = json.loads((folder / manifest.NAME).read_text())
    found["files"][f"data/{kind}.jsonl"] = {"bytes": path.stat().st_size, "sha256": manifest.checksum(path)}
    (folder / manifest.NAME).write_text(json.dumps(found))


def test_what_is_taken_along_comes_in_elsewhere_and_says_the_same(world: World, tmp_path: Path) -> None:
    write_organisation(world.ours, tmp_path / "first")
    with emptied():
        call_command("import_organisation", str(tmp_path / "first"))
        ours = Organisation.objects.get()
        write_organisation(ours, tmp_path / "again")

        assert said(tmp_path / "again") == said(tmp_path / "first")
        assert len(said(tmp_path / "again")["entries"]) > 3
        assert (ours.key, ours.membership) == (world.ours.key, Membership.NONE)
        assert set(Entry.objects.values_list("status", flat=True)) <= {EntryStatus.DRAFT, EntryStatus.WITHDRAWN}
        assert EntryTerm.objects.exists()
        assert Document.objects.filter(kind="entry").count() == Entry.objects.count()
        assert not Person.objects.exists()
        assert verify() is None


def test_the_same_file_again_changes_nothing_and_a_dry_run_neither(world: World, tmp_path: Path, capsys: Any) -> None:
    write_organisation(world.ours, tmp_path / "taken")
    with emptied():
        call_command("import_organisation", str(tmp_path / "taken"), "--dry-run")
        assert not Organisation.objects.exists()
        call_command("import_organisation", str(tmp_path / "taken"))
        capsys.readouterr()
        before = list(Entry.objects.order_by("pk").values())

        call_command("import_organisation", str(tmp_path / "taken"))

        assert "Nothing was changed" in capsys.readouterr().out
        assert list(Entry.objects.order_by("pk").values()) == before
        assert Organisation.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "values", "why"),
    [
        ("organisations", {"website": "javascript:alert(1)"}, "website"),
        ("organisations", {"oid": "E1"}, "oid"),
        ("entries", {"kind": "robbery"}, "robbery"),
        ("entries", {"topics": ["x" * 400]}, "topics"),
        ("entries", {"title": "\x00"}, "title"),
    ],
)
def test_a_file_that_somebody_changed_is_judged_as_if_it_was_typed(
    world: World, tmp_path: Path, name: str, values: dict[str, Any], why: str
) -> None:
    write_organisation(world.ours, tmp_path / "taken")
    written_anew(tmp_path / "taken", name, **values)
    with emptied():
        with pytest.raises(CommandError, match=why):
            call_command("import_organisation", str(tmp_path / "taken"))

        assert not Organisation.objects.exists()
        assert not Entry.objects.exists()


def test_nobody_takes_the_entries_of_another(world: World, tmp_path: Path) -> None:
    write_organisation(world.ours, tmp_path / "taken")
    written_anew(
        tmp_path / "taken", "organisations", key="9f0f6d3e-58a5-4a33-8a4c-2f6c1f1c0b11", name="Others", oid="", pic=""
    )
    written_anew(tmp_path / "taken", "accreditations", number="2026-1-XX01-KA120-VET-000000000")

    with pytest.raises(CommandError, match="belongs to another organisation"):
        call_command("import_organisation", str(tmp_path / "taken"))

    assert not Organisation.objects.filter(name="Others").exists()


def test_the_logo_comes_back_as_a_picture_and_as_nothing_else(world: World, tmp_path: Path) -> None:
    content = BytesIO()
    Image.new("RGB", (40, 20), "teal").save(content, "PNG")
    world.ours.logo.save("logo.webp", ContentFile(content.getvalue()))
    write_organisation(world.ours, tmp_path / "taken")
    (logo,) = (tmp_path / "taken/files").rglob("*.webp")
    try:
        with emptied():
            call_command("import_organisation", str(tmp_path / "taken"))
            back = Organisation.objects.get().logo
            with Image.open(back.path) as picture:
                assert picture.format == "WEBP"
            back.storage.delete(back.name)
        logo.write_bytes(b"<script>alert(1)</script>")
        found = json.loads((tmp_path / "taken" / manifest.NAME).read_text())
        said_of_it = found["files"][logo.relative_to(tmp_path / "taken").as_posix()]
        said_of_it |= {"bytes": logo.stat().st_size, "sha256": manifest.checksum(logo)}
        (tmp_path / "taken" / manifest.NAME).write_text(json.dumps(found))
        with emptied():
            with pytest.raises(CommandError, match="logo"):
                call_command("import_organisation", str(tmp_path / "taken"))
            assert not Organisation.objects.exists()
    finally:
        world.ours.logo.storage.delete(world.ours.logo.name)
