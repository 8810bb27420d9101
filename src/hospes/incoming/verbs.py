"""The journal's sentences for imports of entries."""

from django.utils.translation import gettext as _

from hospes.journal import phrases


def _imported(facts: phrases.Facts) -> str:
    return _("A file of old entries was imported: %(new)s new, %(changed)s changed, %(unchanged)s unchanged.") % {
        "new": facts.get("new", 0),
        "changed": facts.get("changed", 0) + facts.get("conflict", 0),
        "unchanged": facts.get("unchanged", 0),
    }


phrases.add({"entries.imported": _imported})
