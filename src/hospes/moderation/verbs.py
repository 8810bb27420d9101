"""The journal's sentences for notices."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.journal import phrases
from hospes.moderation.choices import Decision


def _decided(facts: phrases.Facts) -> str:
    code = facts.get("decision")
    label = str(Decision(code).label) if code in Decision.values else str(code)
    return _("The notice was decided: %(decision)s") % {"decision": label}


phrases.add({"notice.received": gettext_lazy("A notice about content arrived."), "notice.decided": _decided})
