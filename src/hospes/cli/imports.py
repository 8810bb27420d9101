"""`hospes import KIND FILE` and `hospes export KIND FILE`: each kind is a command of the app it belongs to."""

from collections.abc import Mapping

from hospes.cli.mistakes import MistakeError
from hospes.cli.starting import call, require_migrated, start_django

IMPORTS = {
    "all": "import_archive",
    "entries": "import_entries",
    "organisation": "import_organisation",
    "organisations": "import_organisations",
    "reference": "import_reference",
}
# The kinds of record of which the whole partnership consists, as `hospes.exports` declares them.
RECORDS = (
    "people roles organisations accreditations posts invitations join-requests challenges skill-needs notices"
    " news supporters apprentice-rules apprentice-rule-versions cooperation-links cooperation-evidence entries"
    " consortia consortium-roles consortium-partners questions exchanges introductions messages pairs-set-aside"
    " interests rounds round-pins round-plans round-stays round-outcomes gaps gap-invitations gap-entries"
    " entry-sources kept-mappings imported-contacts readers saved-searches near-misses-told consents erasures"
    " muted preferred labels journal journal-words"
).split()
EXPORTS = {"market": "export_market", "all": "export_archive all"} | {
    kind: f"export_archive {kind}" for kind in RECORDS
}


def import_file(given: list[str]) -> int:
    return _carry(given, IMPORTS, "import", "hospes import organisations FILE")


def export_file(given: list[str]) -> int:
    return _carry(given, EXPORTS, "export", "hospes export all DIR")


def _carry(given: list[str], kinds: Mapping[str, str], verb: str, example: str) -> int:
    kind = given[0] if given else ""
    if kind not in kinds:
        known = " or ".join(sorted(kinds))
        problem = f"There is no {verb} of {kind!r}." if kind else f"Say what to {verb}."
        raise MistakeError(f"{problem} Choose {known}: {example}", code=2)
    start_django()
    require_migrated()
    command, *words = kinds[kind].split()
    call(command, *words, *given[1:])
    return 0
