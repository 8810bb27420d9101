"""At the end: what was promised, the journal, the API and the export tell the same (I8)."""

import json

from tests.races.running import Site
from tests.races.scene import Found


def everything_agrees(site: Site, began_with: int, *, found: Found | None = None) -> Found:
    """One line for each change that was promised and none for anything refused; the chain holds; nothing broke."""
    found = found or Found("I8 the journal against all promises")
    found.rounds += 1
    gained = site.lines() - began_with
    found.promises += gained
    found.must(gained == site.expected_lines, f"{gained} lines for {site.expected_lines} changes")
    verified = site.installation.run("verify_journal")
    found.must(verified.returncode == 0, verified.stdout + verified.stderr)
    found.must(site.failures == [], site.failures[:5])
    _exported(site, found)
    return found


def _exported(site: Site, found: Found) -> None:
    """The states in the export are those that the API tells."""
    folder = site.installation.folder / "export"
    told = site.installation.python(
        "import json\n"
        "from hospes.matchmaking.models import Introduction\n"
        "from hospes.cli import main\n"
        f"code = main(['export', 'introductions', {str(folder)!r}])\n"
        "print(json.dumps(code))"
    )
    assert told.splitlines()[-1] == "0", told
    written = (folder / "data" / "introductions.jsonl").read_text("utf-8")
    lines = [json.loads(line) for line in written.splitlines()]
    by_export = sorted((line["key"], line["state"], line["terms_version"]) for line in lines)
    shown = site.everything("/introductions")
    by_api = sorted((one["key"], one["state"], one["terms_version"]) for one in shown)
    found.must(by_export == by_api, f"{len(by_export)} in the export, {len(by_api)} in the API")
