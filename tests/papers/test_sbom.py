"""The list of parts is whole."""

import re

from tests.manners.files import ROOT
from tools import sbom

# Packages that say nothing about their licence in what is installed.
SILENT = {"pyrage"}


def test_the_list_of_parts_names_every_locked_package_once() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pinned = sorted(re.split("==| ", line)[0] for line in lines if "==" in line and not line.startswith(" "))
    listed = sorted(part["name"] for part in sbom.bill()["components"])

    assert len(pinned) > 20
    assert listed == pinned


def test_every_part_has_an_address_a_sum_and_where_installed_a_licence() -> None:
    markers = {name: marker for name, _version, marker in sbom.locked()}
    for part in sbom.bill()["components"]:
        assert part["purl"].startswith("pkg:pypi/")
        assert any(one["name"] == "hospes:sha256" for one in part["properties"]), part["name"]
        if part["name"] not in SILENT:
            assert part.get("licenses") or sbom.is_elsewhere(markers[part["name"]]), part["name"]


def test_the_page_of_licences_names_every_locked_package_in_its_version() -> None:
    """`python tools/sbom.py --licences` draws it anew."""
    page = sbom.LICENCES.read_text(encoding="utf-8")

    assert [name for name, version, _marker in sbom.locked() if f"| {name} | {version} |" not in page] == []
