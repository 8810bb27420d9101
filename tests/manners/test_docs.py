"""The documents know what the code can do."""

import re

from tests.manners.files import ROOT, SOURCE

DOCS = "\n".join(path.read_text(encoding="utf-8") for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def test_every_setting_is_documented() -> None:
    settings = (SOURCE / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r"env\.\w+\(\s*\"([A-Z_]+)\"", settings))

    assert [name for name in sorted(read) if f"HOSPES_{name}" not in DOCS] == []


def test_every_command_is_documented() -> None:
    from hospes.cli.commands import COMMANDS

    assert [name for name in COMMANDS if f"hospes {name}" not in DOCS] == []


def test_links_between_documents_lead_somewhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]

    assert broken == []


def test_every_document_is_linked_from_the_list_of_documents() -> None:
    docs = ROOT / "docs"
    linked = set(re.findall(r"\]\(([^)]+\.md)\)", (docs / "README.md").read_text(encoding="utf-8")))
    there = {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")} - {"README.md"}

    assert sorted(there - linked) == []
