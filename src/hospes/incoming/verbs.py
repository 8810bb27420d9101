"""The journal's sentences for imports of entries."""

from django.utils.translation import gettext as _

from hospes.journal import phrases


def _imported(facts: phrases.Facts) -> str:
    return _("A file of old entries was imported: %(new)s new, %(changed)s changed, %(unchanged)s unchanged.") % {
        "new": facts.get("entries_new", 0),
        "changed": facts.get("entries_changed", 0),
        "unchanged": facts.get("unchanged", 0),
    }


phrases.add({"entries.imported": _imported})
