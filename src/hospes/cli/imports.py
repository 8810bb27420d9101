"""`hospes import KIND FILE`: each kind is a command of the app it belongs to."""

from hospes.cli.mistakes import MistakeError
from hospes.cli.starting import call, require_migrated, start_django

KINDS = {"organisations": "import_organisations", "reference": "import_reference"}


def import_file(given: list[str]) -> int:
    kind = given[0] if given else ""
    if kind not in KINDS:
        known = " or ".join(sorted(KINDS))
        problem = f"There is no import of {kind!r}." if kind else "Say what to import."
        raise MistakeError(f"{problem} Choose {known}: hospes import organisations FILE", code=2)
    start_django()
    require_migrated()
    call(KINDS[kind], *given[1:])
    return 0
