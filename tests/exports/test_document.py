"""The reference page says what is really in an archive."""

from hospes.exports.archive.document import page
from tests.manners.files import ROOT


def test_the_page_on_the_export_format_is_current() -> None:
    """`just export-format` draws it anew."""
    assert (ROOT / "docs/reference/export-format.md").read_text(encoding="utf-8") == page()
