"""Draw docs/reference/api-addresses.md and roles.json from the API and the table that the tests prove: `[check]`."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

    import django  # noqa: PLC0415  only now does Python know where the site is

    django.setup()

    from tests.permissions import drawing_api  # noqa: PLC0415

    drawn = {drawing_api.ADDRESSES: drawing_api.addresses(), drawing_api.ROLE_TABLE: drawing_api.role_table()}
    if "check" in sys.argv[1:]:
        return 0 if all(path.read_text(encoding="utf-8") == text for path, text in drawn.items()) else 1
    for path, text in drawn.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
