"""Draw docs/reference/who-sees-what.md from the table that the tests prove: `python tools/permissions.py [check]`."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

    import django  # noqa: PLC0415  only now does Python know where the site is

    django.setup()

    from tests.permissions.drawing import DOCUMENT, drawn  # noqa: PLC0415

    if "check" in sys.argv[1:]:
        return 0 if DOCUMENT.read_text(encoding="utf-8") == drawn() else 1
    DOCUMENT.write_text(drawn(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
