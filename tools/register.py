"""Draw docs/register.md and docs/reference/retention.md from the declarations in the code. `check` only compares."""

import sys
from pathlib import Path

import django

django.setup()

from hospes.privacy.register import register_page, retention_page  # noqa: E402

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGES = {DOCS / "register.md": register_page, DOCS / "reference" / "retention.md": retention_page}


if __name__ == "__main__":
    if sys.argv[1:] == ["check"]:
        stale = [path.name for path, page in PAGES.items() if path.read_text(encoding="utf-8") != page()]
        sys.exit(f"Run `just register`: {', '.join(stale)}" if stale else 0)
    for path, page in PAGES.items():
        path.write_text(page(), encoding="utf-8")
