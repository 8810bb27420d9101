"""Draw docs/reference/export-format.md from the declarations: `just export-format`."""

import os
from pathlib import Path

import django

DOCUMENT = Path(__file__).resolve().parents[1] / "docs/reference/export-format.md"

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hospes.settings")
    django.setup()
    from hospes.exports.archive.document import page

    DOCUMENT.write_text(page(), encoding="utf-8")
