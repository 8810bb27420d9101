"""Write the list of all parts of this release as CycloneDX 1.6: `just sbom`.

The names and versions are those of requirements.lock; licences and homes come from what is installed.
`--licences` draws docs/reference/licences.md.
"""

import json
import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.markers import Marker
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
LICENCES = ROOT / "docs" / "reference" / "licences.md"
LINE = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)(?:\s*;\s*([^\\]+?))?\s*\\?$")
HEAD = """# Licences of the parts

Every package that a release of Hospes installs, with its licence as the package itself states it. Drawn from
`requirements.lock` by `python tools/sbom.py --licences`; a test fails while a package is missing. The same list for
programs (CycloneDX) is made by `just sbom`. Hospes itself: see `LICENSE`.

A package marked *elsewhere* is installed on other systems or Python versions only, so its licence was not read here.
*Not stated* means that the installed package says nothing about its licence: look at its project before you pass it on.

| package | version | licence |
|---|---|---|
"""


def locked() -> list[tuple[str, str, str]]:
    """Name, version and marker of each package of the lock."""
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    return [(found[1], found[2], found[3] or "") for line in lines if (found := LINE.match(line))]


def hashes() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    name = ""
    for line in LOCK.read_text(encoding="utf-8").splitlines():
        if head := LINE.match(line):
            name = head[1]
        found.setdefault(name, []).extend(re.findall(r"--hash=sha256:([0-9a-f]{64})", line))
    return found


def licence_of(name: str) -> str:
    """The licence in the package's own words, in one line; empty where it states none or is not installed."""
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    if stated := about.get("License-Expression"):
        return stated
    classified = [
        line.rsplit(" :: ", 1)[1] for line in about.get_all("Classifier", []) if line.startswith("License ::")
    ]
    if classified:
        return ", ".join(classified)
    return (about.get("License") or "").strip().split("\n", 1)[0][:80]


def is_elsewhere(marker: str) -> bool:
    return bool(marker) and not Marker(marker).evaluate()


def bill() -> dict[str, Any]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    sums = hashes()
    parts = []
    for name, version, marker in locked():
        purl = f"pkg:pypi/{canonicalize_name(name)}@{version}"
        part: dict[str, Any] = {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}
        if licence := licence_of(name):
            part["licenses"] = [{"license": {"name": licence}}]
        part["properties"] = [{"name": "hospes:sha256", "value": value} for value in sums[name]]
        if marker:
            part["properties"].append({"name": "hospes:only-where", "value": marker})
        parts.append(part)
    itself = {"type": "application", "bom-ref": "hospes", "name": project["name"], "version": project["version"]}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": itself},
        "components": parts,
    }


def licences_page() -> str:
    rows = [
        f"| {name} | {version} | {licence_of(name) or ('elsewhere' if is_elsewhere(marker) else 'not stated')} |"
        for name, version, marker in locked()
    ]
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    if sys.argv[1:] == ["--licences"]:
        LICENCES.write_text(licences_page(), encoding="utf-8")
    else:
        target = Path(sys.argv[1] if sys.argv[1:] else "sbom.cdx.json")
        target.write_text(json.dumps(bill(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        sys.stdout.write(f"{target}: {len(locked())} parts\n")
